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
    table "scaliyo": "System-level AI prompts.";
    column "id" "uuid" default;
    column "name" "text";
    column "template" "text" default;
    column "version" "integer" default;
    column "is_active" "boolean" default;
    column "created_at" "timestamp with time zone" default;
}
