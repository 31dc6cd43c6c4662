//! @generated from the database by `migration entities`. Do not edit.
//!
//! Activity audit log.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "teamhub_activity")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub board_id: Uuid,
    pub card_id: Option<Uuid>,
    pub user_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub action: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub details: Option<Json>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::teamhub_boards::Entity",
        from = "Column::BoardId",
        to = "super::teamhub_boards::Column::Id",
        on_delete = "Cascade"
    )]
    Board,
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
        on_delete = "SetNull"
    )]
    User,
}

impl Related<super::teamhub_boards::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Board.def()
    }
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
    table "scaliyo": "Activity audit log.";
    published "board:{board_id}";
    rule "teamhub_activity_board_id_fkey" on "board_id";
    rule "teamhub_activity_card_id_fkey" on "card_id";
    rule "teamhub_activity_pkey" on "id";
    rule "teamhub_activity_user_id_fkey" on "user_id";
    caller "user_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "board_id" "uuid" insert;
    column "card_id" "uuid" insert;
    column "user_id" "uuid" insert;
    column "action" "text" insert;
    column "details" "jsonb" default insert;
    column "created_at" "timestamp with time zone" default;
}
