//! @generated from the database by `migration entities`. Do not edit.
//!
//! Columns of a board, in order.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "teamhub_lists")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub board_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    pub position: i32,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
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
    #[sea_orm(has_many = "super::teamhub_cards::Entity")]
    TeamhubCards,
}

impl Related<super::teamhub_boards::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Board.def()
    }
}

impl Related<super::teamhub_cards::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamhubCards.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Columns of a board, in order.";
    rule "teamhub_lists_board_id_fkey" on "board_id";
    rule "teamhub_lists_pkey" on "id";
    column "id" "uuid" default insert;
    column "board_id" "uuid" insert;
    column "name" "text" default insert update;
    column "position" "integer" default insert update;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
