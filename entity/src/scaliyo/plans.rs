//! @generated from the database by `migration entities`. Do not edit.
//!
//! Available subscription plans.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "plans")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub price: String,
    pub credits: i32,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    pub features: Option<Vec<String>>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Available subscription plans.";
    rule "plans_pkey" on "id";
    column "id" "uuid" default insert;
    column "name" "text" insert update;
    column "price" "text" default insert update;
    column "credits" "integer" default insert update;
    column "description" "text" insert update;
    column "features" "text[]" default insert update;
}
