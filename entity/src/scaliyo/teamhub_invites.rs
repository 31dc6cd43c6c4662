//! @generated from the database by `migration entities`. Do not edit.
//!
//! Invitations to join a flow, by email.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "teamhub_invites")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub flow_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub email: String,
    #[sea_orm(column_type = "Text")]
    pub role: String,
    pub invited_by: Uuid,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::teamhub_boards::Entity",
        from = "Column::FlowId",
        to = "super::teamhub_boards::Column::Id",
        on_delete = "Cascade"
    )]
    Flow,
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::InvitedBy",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    InvitedBy,
}

impl Related<super::teamhub_boards::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Flow.def()
    }
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::InvitedBy.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Invitations to join a flow, by email.";
    unique "flow_id" "email";
    rule "teamhub_invites_flow_id_email_key" on "flow_id" "email";
    rule "teamhub_invites_flow_id_fkey" on "flow_id";
    rule "teamhub_invites_invited_by_fkey" on "invited_by";
    rule "teamhub_invites_pkey" on "id";
    caller "invited_by" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "flow_id" "uuid" insert;
    column "email" "text" insert;
    column "role" "text" default insert;
    column "invited_by" "uuid" insert;
    column "status" "text" default;
    column "created_at" "timestamp with time zone" default;
}
