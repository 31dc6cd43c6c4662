//! @generated from the database by `migration entities`. Do not edit.
//!
//! Global platform configuration.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "config_settings")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub key: String,
    #[sea_orm(column_type = "Text")]
    pub value: Option<String>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Global platform configuration.";
    rule "config_settings_pkey" on "key";
    column "key" "text" insert;
    column "value" "text" insert update;
    column "updated_at" "timestamp with time zone" default update;
}
