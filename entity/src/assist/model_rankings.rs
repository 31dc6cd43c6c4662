//! @generated from the database by `migration entities`. Do not edit.
//!
//! Per-user model performance rankings with Elo ratings

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "model_rankings")]
pub struct Model {
    /// UUID reference to users table (part of composite PK)
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub user_id: String,
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub model_id: String,
    pub wins: i32,
    pub losses: i32,
    pub ties: i32,
    pub total_battles: i32,
    pub user_wins: i32,
    pub user_losses: i32,
    pub ai_wins: i32,
    pub ai_losses: i32,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub user_uuid: Option<Uuid>,
    pub elo_rating: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::UserUuid",
        to = "super::users::Column::Id",
        on_delete = "SetNull"
    )]
    User,
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist": "Per-user model performance rankings with Elo ratings";
    rule "model_rankings_pkey" on "user_id" "model_id";
    rule "model_rankings_user_uuid_fkey" on "user_uuid";
    column "user_id" "text": "UUID reference to users table (part of composite PK)";
    column "model_id" "text";
    column "wins" "integer" default;
    column "losses" "integer" default;
    column "ties" "integer" default;
    column "total_battles" "integer" default;
    column "user_wins" "integer" default;
    column "user_losses" "integer" default;
    column "ai_wins" "integer" default;
    column "ai_losses" "integer" default;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default;
    column "user_uuid" "uuid";
    column "elo_rating" "integer" default;
}
