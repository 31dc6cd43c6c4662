//! @generated from the database by `migration entities`. Do not edit.
//!
//! Groups of users within an organization, with their own prompt, model tiers and settings.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "groups")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub system_prompt: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub litellm_team_id: Option<String>,
    pub allowed_tiers: Option<Vec<String>>,
    #[sea_orm(column_type = "JsonBinary")]
    pub settings: Option<Json>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::organizations::Entity",
        from = "Column::OrganizationId",
        to = "super::organizations::Column::Id",
        on_delete = "Cascade"
    )]
    Organization,
    #[sea_orm(has_many = "super::area_memberships::Entity")]
    AreaMemberships,
    #[sea_orm(has_many = "super::group_memberships::Entity")]
    GroupMemberships,
    #[sea_orm(has_many = "super::page_group_shares::Entity")]
    PageGroupShares,
    #[sea_orm(has_many = "super::space_memberships::Entity")]
    SpaceMemberships,
}

impl Related<super::organizations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Organization.def()
    }
}

impl Related<super::area_memberships::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::AreaMemberships.def()
    }
}

impl Related<super::group_memberships::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::GroupMemberships.def()
    }
}

impl Related<super::page_group_shares::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::PageGroupShares.def()
    }
}

impl Related<super::space_memberships::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::SpaceMemberships.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist" delete: "Groups of users within an organization, with their own prompt, model tiers and settings.";
    rule "groups_organization_id_fkey" on "organization_id";
    rule "groups_pkey" on "id";
    column "id" "uuid" default insert;
    column "organization_id" "uuid" insert;
    column "name" "text" insert update;
    column "description" "text" insert update;
    column "system_prompt" "text" insert update;
    column "litellm_team_id" "text";
    column "allowed_tiers" "text[]" insert update;
    column "settings" "jsonb" default insert update;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
