//! @generated from the database by `migration entities`. Do not edit.
//!
//! Codes for claiming actors (TEF).

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "claim_codes")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub actor_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(32))")]
    pub code: String,
    pub claimed_by_user_id: Option<Uuid>,
    pub expires_at: Option<DateTimeUtc>,
    pub is_used: Option<bool>,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::actors::Entity",
        from = "Column::ActorId",
        to = "super::actors::Column::Id",
        on_delete = "Cascade"
    )]
    Actor,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::ClaimedByUserId",
        to = "super::users::Column::Id"
    )]
    ClaimedByUser,
}

impl Related<super::actors::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Actor.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ClaimedByUser.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler": "Codes for claiming actors (TEF).";
    unique "code";
    rule "claim_codes_actor_id_fkey" on "actor_id";
    rule "claim_codes_claimed_by_user_id_fkey" on "claimed_by_user_id";
    rule "claim_codes_code_key" on "code";
    rule "claim_codes_pkey" on "id";
    column "id" "uuid" default;
    column "actor_id" "uuid";
    column "code" "character varying(32)";
    column "claimed_by_user_id" "uuid";
    column "expires_at" "timestamp with time zone";
    column "is_used" "boolean" default;
    column "created_at" "timestamp with time zone" default;
}
