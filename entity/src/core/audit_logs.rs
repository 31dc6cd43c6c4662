//! @generated from the database by `migration entities`. Do not edit.
//!
//! Audit trail

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "core", table_name = "audit_logs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    pub actor_id: Option<Uuid>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub actor_name: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub actor_email: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub action: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub entity_type: String,
    pub entity_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub entity_title: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    /// JSON
    #[sea_orm(column_type = "Text")]
    pub old_values: Option<String>,
    /// JSON
    #[sea_orm(column_type = "Text")]
    pub new_values: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub ip_address: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub user_agent: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub request_id: Option<String>,
    pub timestamp: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "core": "Audit trail";
    rule "audit_logs_pkey" on "id";
    caller "actor_id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" insert;
    column "tenant_id" "uuid" insert;
    column "actor_id" "uuid" insert;
    column "actor_name" "character varying(255)" insert;
    column "actor_email" "character varying(255)" insert;
    column "action" "character varying(255)" insert;
    column "entity_type" "character varying(255)" insert;
    column "entity_id" "uuid" insert;
    column "entity_title" "character varying(255)" insert;
    column "description" "text" insert;
    column "old_values" "text" insert: "JSON";
    column "new_values" "text" insert: "JSON";
    column "ip_address" "character varying(255)" insert;
    column "user_agent" "character varying(255)" insert;
    column "request_id" "character varying(255)" insert;
    column "timestamp" "timestamp with time zone" insert;
}
