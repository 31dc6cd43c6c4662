//! @generated from the database by `migration entities`. Do not edit.
//!
//! Laravel cache locks.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "cache_locks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "String(StringLen::N(255))")]
    pub key: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub owner: String,
    pub expiration: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler": "Laravel cache locks.";
    rule "cache_locks_pkey" on "key";
    column "key" "character varying(255)";
    column "owner" "character varying(255)";
    column "expiration" "integer";
}
