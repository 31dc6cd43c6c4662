//! @generated from the database by `migration entities`. Do not edit.
//!
//! Individual votes on approval requests from team members.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "approval_votes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub created_at: DateTimeUtc,
    pub request_id: Uuid,
    pub voter_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub vote: String,
    #[sea_orm(column_type = "Text")]
    pub comment: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::approval_requests::Entity",
        from = "Column::RequestId",
        to = "super::approval_requests::Column::Id",
        on_delete = "Cascade"
    )]
    Request,
    #[sea_orm(
        belongs_to = "super::team_members::Entity",
        from = "Column::VoterId",
        to = "super::team_members::Column::Id",
        on_delete = "Cascade"
    )]
    Voter,
}

impl Related<super::approval_requests::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Request.def()
    }
}

impl Related<super::team_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Voter.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal" delete: "Individual votes on approval requests from team members.";
    published "internal:members";
    unique "request_id" "voter_id";
    rule "approval_votes_pkey" on "id";
    rule "approval_votes_request_id_fkey" on "request_id";
    rule "approval_votes_request_id_voter_id_key" on "request_id" "voter_id";
    rule "approval_votes_voter_id_fkey" on "voter_id";
    caller "voter_id" "( SELECT internal.member_id() AS member_id)";
    column "id" "uuid" default insert update;
    column "created_at" "timestamp with time zone" default insert update;
    column "request_id" "uuid" insert update;
    column "voter_id" "uuid" insert update;
    column "vote" "text" insert update;
    column "comment" "text" insert update;
}
