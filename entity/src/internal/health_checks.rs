//! @generated from the database by `migration entities`. Do not edit.
//!
//! Results of the checks of monitored services.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "health_checks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub service_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    pub status_code: Option<i32>,
    pub response_time_ms: Option<i32>,
    #[sea_orm(column_type = "Text")]
    pub error_message: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub error_details: Option<Json>,
    #[sea_orm(column_type = "JsonBinary")]
    pub metrics: Option<Json>,
    pub checked_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::monitored_services::Entity",
        from = "Column::ServiceId",
        to = "super::monitored_services::Column::Id",
        on_delete = "Cascade"
    )]
    Service,
}

impl Related<super::monitored_services::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Service.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal" delete: "Results of the checks of monitored services.";
    published "internal:members";
    rule "health_checks_pkey" on "id";
    rule "health_checks_service_id_fkey" on "service_id";
    column "id" "uuid" default insert update;
    column "service_id" "uuid" insert update;
    column "status" "text" insert update;
    column "status_code" "integer" insert update;
    column "response_time_ms" "integer" insert update;
    column "error_message" "text" insert update;
    column "error_details" "jsonb" insert update;
    column "metrics" "jsonb" default insert update;
    column "checked_at" "timestamp with time zone" default insert update;
}
