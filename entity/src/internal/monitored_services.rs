//! @generated from the database by `migration entities`. Do not edit.
//!
//! Services under watch: how, how often and when to alert.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "monitored_services")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub display_name: String,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub check_type: String,
    #[sea_orm(column_type = "Text")]
    pub check_url: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub check_host: Option<String>,
    pub check_port: Option<i32>,
    #[sea_orm(column_type = "Text")]
    pub check_query: Option<String>,
    pub check_interval_seconds: i32,
    pub timeout_seconds: i32,
    pub expected_status_codes: Option<Vec<i32>>,
    #[sea_orm(column_type = "Text")]
    pub expected_body_contains: Option<String>,
    pub alert_after_failures: i32,
    pub alert_channels: Option<Vec<String>>,
    #[sea_orm(column_type = "Text")]
    pub category: Option<String>,
    pub priority: Option<i32>,
    #[sea_orm(column_type = "JsonBinary")]
    pub tags: Option<Json>,
    pub is_active: bool,
    pub is_critical: bool,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(has_many = "super::health_checks::Entity")]
    HealthChecks,
    #[sea_orm(has_many = "super::incidents::Entity")]
    Incidents,
}

impl Related<super::health_checks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::HealthChecks.def()
    }
}

impl Related<super::incidents::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Incidents.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal" delete: "Services under watch: how, how often and when to alert.";
    unique "name";
    rule "monitored_services_name_key" on "name";
    rule "monitored_services_pkey" on "id";
    column "id" "uuid" default insert update;
    column "name" "text" insert update;
    column "display_name" "text" insert update;
    column "description" "text" insert update;
    column "check_type" "text" default insert update;
    column "check_url" "text" insert update;
    column "check_host" "text" insert update;
    column "check_port" "integer" insert update;
    column "check_query" "text" insert update;
    column "check_interval_seconds" "integer" default insert update;
    column "timeout_seconds" "integer" default insert update;
    column "expected_status_codes" "integer[]" default insert update;
    column "expected_body_contains" "text" insert update;
    column "alert_after_failures" "integer" default insert update;
    column "alert_channels" "text[]" default insert update;
    column "category" "text" default insert update;
    column "priority" "integer" default insert update;
    column "tags" "jsonb" default insert update;
    column "is_active" "boolean" default insert update;
    column "is_critical" "boolean" default insert update;
    column "created_at" "timestamp with time zone" default insert update;
    column "updated_at" "timestamp with time zone" default insert update;
}
