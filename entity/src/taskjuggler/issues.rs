//! @generated from the database by `migration entities`. Do not edit.
//!
//! Issues found during scans.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "issues")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub scan_id: i64,
    pub site_id: i64,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub category: String,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub severity: String,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub status: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(500))")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub message: String,
    #[sea_orm(column_type = "String(StringLen::N(1000))")]
    pub page_url: String,
    /// CSS selector
    #[sea_orm(column_type = "String(StringLen::N(500))")]
    pub selector: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub html_context: Option<String>,
    /// WCAG criteria violated
    #[sea_orm(column_type = "Json")]
    pub wcag_criteria: Option<Json>,
    /// Generated fix code
    #[sea_orm(column_type = "Text")]
    pub fix_code: Option<String>,
    /// Explanation of fix
    #[sea_orm(column_type = "Text")]
    pub fix_explanation: Option<String>,
    /// 0-100 confidence in fix
    pub fix_confidence: Option<i32>,
    #[sea_orm(column_type = "String(StringLen::N(500))")]
    pub screenshot_url: Option<String>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::scans::Entity",
        from = "Column::ScanId",
        to = "super::scans::Column::Id",
        on_delete = "Cascade"
    )]
    Scan,
    #[sea_orm(
        belongs_to = "super::sites::Entity",
        from = "Column::SiteId",
        to = "super::sites::Column::Id",
        on_delete = "Cascade"
    )]
    Site,
}

impl Related<super::scans::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Scan.def()
    }
}

impl Related<super::sites::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Site.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler": "Issues found during scans.";
    rule "issues_pkey" on "id";
    rule "issues_scan_id_fkey" on "scan_id";
    rule "issues_site_id_fkey" on "site_id";
    column "id" "bigint" default;
    column "scan_id" "bigint";
    column "site_id" "bigint";
    column "category" "character varying(50)";
    column "severity" "character varying(20)";
    column "status" "character varying(20)" default update;
    column "title" "character varying(500)";
    column "message" "text";
    column "page_url" "character varying(1000)";
    column "selector" "character varying(500)": "CSS selector";
    column "html_context" "text";
    column "wcag_criteria" "json": "WCAG criteria violated";
    column "fix_code" "text": "Generated fix code";
    column "fix_explanation" "text": "Explanation of fix";
    column "fix_confidence" "integer": "0-100 confidence in fix";
    column "screenshot_url" "character varying(500)";
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
