//! @generated from the database by `migration entities`. Do not edit.
//!
//! Each time an error was reported, with its stack trace, request and browser.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "error_occurrences")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub error_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub event_id: String,
    #[sea_orm(column_type = "Text")]
    pub message: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub stacktrace: Option<Json>,
    #[sea_orm(column_type = "JsonBinary")]
    pub frames: Option<Json>,
    #[sea_orm(column_type = "Text")]
    pub user_id: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub user_email: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub user_ip: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub request_url: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub request_method: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub request_headers: Option<Json>,
    #[sea_orm(column_type = "JsonBinary")]
    pub request_data: Option<Json>,
    #[sea_orm(column_type = "Text")]
    pub browser: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub browser_version: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub os: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub device: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub breadcrumbs: Option<Json>,
    #[sea_orm(column_type = "JsonBinary")]
    pub contexts: Option<Json>,
    #[sea_orm(column_type = "JsonBinary")]
    pub extra: Option<Json>,
    #[sea_orm(column_type = "JsonBinary")]
    pub raw_event: Option<Json>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::errors::Entity",
        from = "Column::ErrorId",
        to = "super::errors::Column::Id",
        on_delete = "Cascade"
    )]
    Error,
}

impl Related<super::errors::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Error.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal" delete: "Each time an error was reported, with its stack trace, request and browser.";
    unique "event_id";
    rule "error_occurrences_error_id_fkey" on "error_id";
    rule "error_occurrences_event_id_key" on "event_id";
    rule "error_occurrences_pkey" on "id";
    column "id" "uuid" default insert update;
    column "error_id" "uuid" insert update;
    column "event_id" "text" insert update;
    column "message" "text" insert update;
    column "stacktrace" "jsonb" insert update;
    column "frames" "jsonb" insert update;
    column "user_id" "text" insert update;
    column "user_email" "text" insert update;
    column "user_ip" "text" insert update;
    column "request_url" "text" insert update;
    column "request_method" "text" insert update;
    column "request_headers" "jsonb" insert update;
    column "request_data" "jsonb" insert update;
    column "browser" "text" insert update;
    column "browser_version" "text" insert update;
    column "os" "text" insert update;
    column "device" "text" insert update;
    column "breadcrumbs" "jsonb" insert update;
    column "contexts" "jsonb" insert update;
    column "extra" "jsonb" insert update;
    column "raw_event" "jsonb" insert update;
    column "created_at" "timestamp with time zone" default insert update;
}
