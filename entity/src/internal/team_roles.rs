//! @generated from the database by `migration entities`. Do not edit.
//!
//! Named bundles of capabilities for convenience

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "team_roles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub display_name: String,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    /// Array of capability names from team\_capabilities
    pub capabilities: Vec<String>,
    /// System roles cannot be deleted
    pub is_system: Option<bool>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(has_many = "super::team_members::Entity")]
    TeamMembers,
}

impl Related<super::team_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamMembers.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal" delete: "Named bundles of capabilities for convenience";
    unique "name";
    rule "team_roles_name_key" on "name";
    rule "team_roles_pkey" on "id";
    column "id" "uuid" default insert update;
    column "name" "text" insert update;
    column "display_name" "text" insert update;
    column "description" "text" insert update;
    column "capabilities" "text[]" default insert update: "Array of capability names from team_capabilities";
    column "is_system" "boolean" default insert update: "System roles cannot be deleted";
    column "created_at" "timestamp with time zone" default insert update;
    column "updated_at" "timestamp with time zone" default insert update;
}
