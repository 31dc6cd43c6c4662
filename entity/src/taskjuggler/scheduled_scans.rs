//! @generated from the database by `migration entities`. Do not edit.
//!
//! Scheduled recurring scans.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "scheduled_scans")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    pub site_id: i64,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub schedule_type: String,
    /// Cron expression or schedule details
    #[sea_orm(column_type = "Json")]
    pub schedule_config: Option<Json>,
    pub is_active: Option<bool>,
    pub next_scan_at: Option<DateTimeUtc>,
    pub last_run_at: Option<DateTimeUtc>,
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
}

impl Related<super::sites::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Site.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler" delete: "Scheduled recurring scans.";
    rule "scheduled_scans_pkey" on "id";
    rule "scheduled_scans_site_id_fkey" on "site_id";
    column "id" "bigint" default insert update;
    column "site_id" "bigint" insert update;
    column "schedule_type" "character varying(50)" insert update;
    column "schedule_config" "json" insert update: "Cron expression or schedule details";
    column "is_active" "boolean" default insert update;
    column "next_scan_at" "timestamp with time zone" insert update;
    column "last_run_at" "timestamp with time zone" insert update;
    column "created_at" "timestamp with time zone" default insert update;
    column "updated_at" "timestamp with time zone" default insert update;
}
