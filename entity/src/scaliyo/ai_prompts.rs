//! @generated from the database by `migration entities`. Do not edit.
//!
//! System-level AI prompts.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "ai_prompts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub template: String,
    pub version: i32,
    pub is_active: Option<bool>,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "System-level AI prompts.";
    rule "ai_prompts_pkey" on "id";
    column "id" "uuid" default insert;
    column "name" "text" insert update;
    column "template" "text" default insert update;
    column "version" "integer" default insert update;
    column "is_active" "boolean" default insert update;
    column "created_at" "timestamp with time zone" default;
}
