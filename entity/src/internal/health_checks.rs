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
    table "internal": "Results of the checks of monitored services.";
    column "id" "uuid" default;
    column "service_id" "uuid";
    column "status" "text";
    column "status_code" "integer";
    column "response_time_ms" "integer";
    column "error_message" "text";
    column "error_details" "jsonb";
    column "metrics" "jsonb" default;
    column "checked_at" "timestamp with time zone" default;
}
