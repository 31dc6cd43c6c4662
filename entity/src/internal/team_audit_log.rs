//! @generated from the database by `migration entities`. Do not edit.
//!
//! Audit trail for all admin actions

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "team_audit_log")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub actor_id: Option<Uuid>,
    /// Action type: member.created, member.role\_changed, workspace.impersonated, etc.
    #[sea_orm(column_type = "Text")]
    pub action: String,
    pub target_id: Option<Uuid>,
    /// What was affected: team\_member, workspace, billing, etc.
    #[sea_orm(column_type = "Text")]
    pub target_type: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub details: Option<Json>,
    #[sea_orm(column_type = "Inet", select_as = "text", save_as = "inet")]
    pub ip_address: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub user_agent: Option<String>,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::team_members::Entity",
        from = "Column::ActorId",
        to = "super::team_members::Column::Id",
        on_delete = "SetNull"
    )]
    Actor,
}

impl Related<super::team_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Actor.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal": "Audit trail for all admin actions";
    rule "team_audit_log_actor_id_fkey" on "actor_id";
    rule "team_audit_log_pkey" on "id";
    caller "actor_id" "( SELECT internal.member_id() AS member_id)";
    column "id" "uuid" default insert;
    column "actor_id" "uuid" insert;
    column "action" "text" insert: "Action type: member.created, member.role_changed, workspace.impersonated, etc.";
    column "target_id" "uuid" insert;
    column "target_type" "text" insert: "What was affected: team_member, workspace, billing, etc.";
    column "details" "jsonb" insert;
    column "ip_address" "inet" insert;
    column "user_agent" "text" insert;
    column "created_at" "timestamp with time zone" default insert;
}
