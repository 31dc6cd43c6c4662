//! @generated from the database by `migration entities`. Do not edit.
//!
//! Teams, each with one owner.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "teams")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    pub owner_id: Uuid,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::OwnerId",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    Owner,
    #[sea_orm(has_many = "super::audit_logs::Entity")]
    AuditLogs,
    #[sea_orm(has_many = "super::strategy_notes::Entity")]
    StrategyNotes,
    #[sea_orm(has_many = "super::strategy_tasks::Entity")]
    StrategyTasks,
    #[sea_orm(has_many = "super::team_invites::Entity")]
    TeamInvites,
    #[sea_orm(has_many = "super::team_members::Entity")]
    TeamMembers,
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Owner.def()
    }
}

impl Related<super::audit_logs::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::AuditLogs.def()
    }
}

impl Related<super::strategy_notes::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::StrategyNotes.def()
    }
}

impl Related<super::strategy_tasks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::StrategyTasks.def()
    }
}

impl Related<super::team_invites::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamInvites.def()
    }
}

impl Related<super::team_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamMembers.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo": "Teams, each with one owner.";
    rule "teams_owner_id_fkey" on "owner_id";
    rule "teams_pkey" on "id";
    caller "owner_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "name" "text" insert update;
    column "owner_id" "uuid" insert;
    column "created_at" "timestamp with time zone" default;
}
