//! @generated from the database by `migration entities`. Do not edit.
//!
//! Card comments.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "teamhub_comments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub card_id: Uuid,
    pub user_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub body: String,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::teamhub_cards::Entity",
        from = "Column::CardId",
        to = "super::teamhub_cards::Column::Id",
        on_delete = "Cascade"
    )]
    Card,
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::UserId",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    User,
}

impl Related<super::teamhub_cards::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Card.def()
    }
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Card comments.";
    published "@scaliyo.teamhub_cards={card_id}";
    rule "teamhub_comments_card_id_fkey" on "card_id";
    rule "teamhub_comments_pkey" on "id";
    rule "teamhub_comments_user_id_fkey" on "user_id";
    caller "user_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "card_id" "uuid" insert;
    column "user_id" "uuid" insert;
    column "body" "text" insert update;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
