//! @generated from the database by `migration entities`. Do not edit.
//!
//! Websites being monitored.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "sites")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub user_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub name: String,
    #[sea_orm(column_type = "String(StringLen::N(500))")]
    pub url: String,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub auth_type: Option<String>,
    #[sea_orm(column_type = "Json")]
    pub auth_config: Option<Json>,
    pub max_pages: Option<i32>,
    /// Which checks to run
    #[sea_orm(column_type = "Json")]
    pub checks: Option<Json>,
    pub last_scan_at: Option<DateTimeUtc>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::UserId",
        to = "super::users::Column::Id",
        on_delete = "Cascade"
    )]
    User,
    #[sea_orm(has_many = "super::issues::Entity")]
    Issues,
    #[sea_orm(has_many = "super::scans::Entity")]
    Scans,
    #[sea_orm(has_many = "super::scheduled_scans::Entity")]
    ScheduledScans,
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::issues::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Issues.def()
    }
}

impl Related<super::scans::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Scans.def()
    }
}

impl Related<super::scheduled_scans::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScheduledScans.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler" delete: "Websites being monitored.";
    rule "sites_pkey" on "id";
    rule "sites_user_id_fkey" on "user_id";
    caller "user_id" "( SELECT auth.uid() AS uid)";
    column "id" "bigint" default insert update;
    column "user_id" "uuid" insert update;
    column "name" "character varying(255)" insert update;
    column "url" "character varying(500)" insert update;
    column "auth_type" "character varying(50)" default insert update;
    column "auth_config" "json" insert update;
    column "max_pages" "integer" insert update;
    column "checks" "json" insert update: "Which checks to run";
    column "last_scan_at" "timestamp with time zone" insert update;
    column "created_at" "timestamp with time zone" default insert update;
    column "updated_at" "timestamp with time zone" default insert update;
}
