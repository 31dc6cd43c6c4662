//! @generated from the database by `migration entities`. Do not edit.
//!
//! Junction table linking pages to conversations

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "page_conversations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub page_id: String,
    #[sea_orm(column_type = "Text")]
    pub conversation_id: String,
    /// How conversation relates: source (created from), discussion (about page), reference (mentioned)
    #[sea_orm(column_type = "Text")]
    pub relationship: String,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::pages::Entity",
        from = "Column::PageId",
        to = "super::pages::Column::Id",
        on_delete = "Cascade"
    )]
    Page,
    #[sea_orm(
        belongs_to = "super::conversations::Entity",
        from = "Column::ConversationId",
        to = "super::conversations::Column::Id",
        on_delete = "Cascade"
    )]
    Conversation,
}

impl Related<super::pages::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Page.def()
    }
}

impl Related<super::conversations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Conversation.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist" delete: "Junction table linking pages to conversations";
    unique "page_id" "conversation_id" "relationship";
    rule "page_conversations_conversation_id_fkey" on "conversation_id";
    rule "page_conversations_page_id_conversation_id_relationship_key" on "page_id" "conversation_id" "relationship";
    rule "page_conversations_page_id_fkey" on "page_id";
    rule "page_conversations_pkey" on "id";
    column "id" "text" insert;
    column "page_id" "text" insert;
    column "conversation_id" "text" insert;
    column "relationship" "text" insert: "How conversation relates: source (created from), discussion (about page), reference (mentioned)";
    column "created_at" "timestamp with time zone" default;
}
