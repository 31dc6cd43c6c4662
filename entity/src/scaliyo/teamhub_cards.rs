//! @generated from the database by `migration entities`. Do not edit.
//!
//! Cards of a board: the items of work.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "teamhub_cards")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub board_id: Uuid,
    pub list_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    pub position: i32,
    pub due_date: Option<Date>,
    #[sea_orm(column_type = "Text")]
    pub priority: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub labels: Option<Json>,
    pub is_archived: bool,
    pub created_by: Uuid,
    #[sea_orm(column_type = "Text")]
    pub card_color: Option<String>,
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
    #[sea_orm(
        belongs_to = "super::teamhub_lists::Entity",
        from = "Column::ListId",
        to = "super::teamhub_lists::Column::Id",
        on_delete = "Cascade"
    )]
    List,
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::CreatedBy",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    CreatedBy,
    #[sea_orm(has_many = "super::teamhub_activity::Entity")]
    TeamhubActivity,
    #[sea_orm(has_many = "super::teamhub_card_members::Entity")]
    TeamhubCardMembers,
    #[sea_orm(has_many = "super::teamhub_comments::Entity")]
    TeamhubComments,
    #[sea_orm(has_many = "super::teamhub_item_leads::Entity")]
    TeamhubItemLeads,
}

impl Related<super::teamhub_boards::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Board.def()
    }
}

impl Related<super::teamhub_lists::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::List.def()
    }
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::CreatedBy.def()
    }
}

impl Related<super::teamhub_activity::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamhubActivity.def()
    }
}

impl Related<super::teamhub_card_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamhubCardMembers.def()
    }
}

impl Related<super::teamhub_comments::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamhubComments.def()
    }
}

impl Related<super::teamhub_item_leads::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamhubItemLeads.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Cards of a board: the items of work.";
    published "board:{board_id}";
    rule "teamhub_cards_board_id_fkey" on "board_id";
    rule "teamhub_cards_created_by_fkey" on "created_by";
    rule "teamhub_cards_list_id_fkey" on "list_id";
    rule "teamhub_cards_pkey" on "id";
    rule "teamhub_cards_priority_check" on "priority";
    caller "created_by" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "board_id" "uuid" insert;
    column "list_id" "uuid" insert update;
    column "title" "text" insert update;
    column "description" "text" insert update;
    column "position" "integer" default insert update;
    column "due_date" "date" insert update;
    column "priority" "text" insert update;
    column "labels" "jsonb" default insert update;
    column "is_archived" "boolean" default update;
    column "created_by" "uuid" insert;
    column "card_color" "text" insert update;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
