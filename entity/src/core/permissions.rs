//! @generated from the database by `migration entities`. Do not edit.
//!
//! Available permissions

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "core", table_name = "permissions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub code: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub name: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub description: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub category: String,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(has_many = "super::role_permissions::Entity")]
    RolePermissions,
}

impl Related<super::role_permissions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::RolePermissions.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "core": "Available permissions";
    unique "code";
    rule "permissions_code_key" on "code";
    rule "permissions_pkey" on "id";
    column "id" "uuid";
    column "code" "character varying(255)";
    column "name" "character varying(255)";
    column "description" "character varying(255)";
    column "category" "character varying(255)";
}
