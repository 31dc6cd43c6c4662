//! @generated from the database by `migration entities`. Do not edit.
//!
//! Kanban boards, also called flows.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "teamhub_boards")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    pub created_by: Uuid,
    pub template_id: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::CreatedBy",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    CreatedBy,
    #[sea_orm(
        belongs_to = "super::teamhub_flow_templates::Entity",
        from = "Column::TemplateId",
        to = "super::teamhub_flow_templates::Column::Id",
        on_delete = "SetNull"
    )]
    Template,
    #[sea_orm(has_many = "super::teamhub_activity::Entity")]
    TeamhubActivity,
    #[sea_orm(has_many = "super::teamhub_cards::Entity")]
    TeamhubCards,
    #[sea_orm(has_many = "super::teamhub_flow_members::Entity")]
    TeamhubFlowMembers,
    #[sea_orm(has_many = "super::teamhub_invites::Entity")]
    TeamhubInvites,
    #[sea_orm(has_many = "super::teamhub_lists::Entity")]
    TeamhubLists,
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::CreatedBy.def()
    }
}

impl Related<super::teamhub_flow_templates::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Template.def()
    }
}

impl Related<super::teamhub_activity::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamhubActivity.def()
    }
}

impl Related<super::teamhub_cards::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamhubCards.def()
    }
}

impl Related<super::teamhub_flow_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamhubFlowMembers.def()
    }
}

impl Related<super::teamhub_invites::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamhubInvites.def()
    }
}

impl Related<super::teamhub_lists::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamhubLists.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Kanban boards, also called flows.";
    rule "teamhub_boards_created_by_fkey" on "created_by";
    rule "teamhub_boards_pkey" on "id";
    rule "teamhub_boards_template_id_fkey" on "template_id";
    caller "created_by" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "workspace_id" "uuid" insert;
    column "name" "text" default insert update;
    column "created_by" "uuid" insert;
    column "template_id" "uuid" insert;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
