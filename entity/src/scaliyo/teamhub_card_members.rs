//! @generated from the database by `migration entities`. Do not edit.
//!
//! Card member assignment.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "teamhub_card_members")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub card_id: Uuid,
    pub user_id: Uuid,
    pub created_at: DateTimeUtc,
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
    table "scaliyo" delete: "Card member assignment.";
    unique "card_id" "user_id";
    rule "teamhub_card_members_card_id_fkey" on "card_id";
    rule "teamhub_card_members_card_id_user_id_key" on "card_id" "user_id";
    rule "teamhub_card_members_pkey" on "id";
    rule "teamhub_card_members_user_id_fkey" on "user_id";
    column "id" "uuid" default insert;
    column "card_id" "uuid" insert;
    column "user_id" "uuid" insert;
    column "created_at" "timestamp with time zone" default;
}
