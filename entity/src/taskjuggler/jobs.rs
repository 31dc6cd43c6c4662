//! @generated from the database by `migration entities`. Do not edit.
//!
//! Laravel queue jobs.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "jobs")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub queue: String,
    #[sea_orm(column_type = "Text")]
    pub payload: String,
    pub attempts: i16,
    pub reserved_at: Option<i32>,
    pub available_at: i32,
    pub created_at: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler": "Laravel queue jobs.";
    rule "jobs_pkey" on "id";
    column "id" "bigint" default;
    column "queue" "character varying(255)";
    column "payload" "text";
    column "attempts" "smallint";
    column "reserved_at" "integer";
    column "available_at" "integer";
    column "created_at" "integer";
}
