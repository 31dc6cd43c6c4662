//! @generated from the database by `migration entities`. Do not edit.
//!
//! Who did what to which resource.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "audit_events")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub user_id: String,
    #[sea_orm(column_type = "Text")]
    pub event_type: String,
    #[sea_orm(column_type = "Text")]
    pub resource_type: String,
    #[sea_orm(column_type = "Text")]
    pub resource_id: String,
    #[sea_orm(column_type = "Text")]
    pub action: String,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist": "Who did what to which resource.";
    rule "audit_events_pkey" on "id";
    caller "user_id" "(( SELECT assist.user_id() AS user_id))::text";
    column "id" "uuid" default insert;
    column "user_id" "text" insert;
    column "event_type" "text" insert;
    column "resource_type" "text" insert;
    column "resource_id" "text" insert;
    column "action" "text" insert;
    column "created_at" "timestamp with time zone" default;
}
