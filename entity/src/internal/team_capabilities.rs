//! @generated from the database by `migration entities`. Do not edit.
//!
//! Available permissions for internal team members

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "team_capabilities")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Capability identifier (e.g., admin.workspaces.view)
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// Grouping: admin, team, ops, infra
    #[sea_orm(column_type = "Text")]
    pub category: String,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal" delete: "Available permissions for internal team members";
    unique "name";
    rule "team_capabilities_name_key" on "name";
    rule "team_capabilities_pkey" on "id";
    column "id" "uuid" default insert update;
    column "name" "text" insert update: "Capability identifier (e.g., admin.workspaces.view)";
    column "category" "text" insert update: "Grouping: admin, team, ops, infra";
    column "description" "text" insert update;
    column "created_at" "timestamp with time zone" default insert update;
}
