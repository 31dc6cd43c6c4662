//! @generated from the database by `migration entities`. Do not edit.
//!
//! Scan execution records.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "scans")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub site_id: i64,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub status: Option<String>,
    pub started_at: DateTimeUtc,
    pub completed_at: Option<DateTimeUtc>,
    pub pages_scanned: Option<i32>,
    pub total_pages: Option<i32>,
    /// 0-100
    pub health_score: Option<i32>,
    /// {'accessibility': 85, 'seo': 90, 'performance': 75, 'security': 95}
    #[sea_orm(column_type = "Json")]
    pub category_scores: Option<Json>,
    pub issue_count: Option<i32>,
    #[sea_orm(column_type = "Text")]
    pub error: Option<String>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::sites::Entity",
        from = "Column::SiteId",
        to = "super::sites::Column::Id",
        on_delete = "Cascade"
    )]
    Site,
    #[sea_orm(has_many = "super::issues::Entity")]
    Issues,
}

impl Related<super::sites::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Site.def()
    }
}

impl Related<super::issues::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Issues.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler": "Scan execution records.";
    rule "scans_pkey" on "id";
    rule "scans_site_id_fkey" on "site_id";
    column "id" "bigint" default insert;
    column "site_id" "bigint" insert;
    column "status" "character varying(50)" default insert;
    column "started_at" "timestamp with time zone" insert;
    column "completed_at" "timestamp with time zone" insert;
    column "pages_scanned" "integer" default insert;
    column "total_pages" "integer" insert;
    column "health_score" "integer" default insert: "0-100";
    column "category_scores" "json" insert: "{'accessibility': 85, 'seo': 90, 'performance': 75, 'security': 95}";
    column "issue_count" "integer" default insert;
    column "error" "text" insert;
    column "created_at" "timestamp with time zone" default insert;
    column "updated_at" "timestamp with time zone" default insert;
}
