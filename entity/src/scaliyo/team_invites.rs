//! @generated from the database by `migration entities`. Do not edit.
//!
//! Invitations to join a team, by email.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "team_invites")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub team_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub email: String,
    pub invited_by: Uuid,
    #[sea_orm(column_type = "Text")]
    pub role: String,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    pub created_at: Option<DateTimeUtc>,
    pub expires_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::teams::Entity",
        from = "Column::TeamId",
        to = "super::teams::Column::Id",
        on_delete = "Cascade"
    )]
    Team,
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::InvitedBy",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    InvitedBy,
}

impl Related<super::teams::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Team.def()
    }
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::InvitedBy.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo": "Invitations to join a team, by email.";
    unique "team_id" "email";
    rule "team_invites_invited_by_fkey" on "invited_by";
    rule "team_invites_pkey" on "id";
    rule "team_invites_team_id_email_key" on "team_id" "email";
    rule "team_invites_team_id_fkey" on "team_id";
    caller "invited_by" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "team_id" "uuid" insert;
    column "email" "text" insert;
    column "invited_by" "uuid" insert;
    column "role" "text" default insert;
    column "status" "text" default update;
    column "created_at" "timestamp with time zone" default;
    column "expires_at" "timestamp with time zone" default;
}
