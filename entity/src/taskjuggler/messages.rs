//! @generated from the database by `migration entities`. Do not edit.
//!
//! Messages in conversations.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "messages")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub conversation_id: Uuid,
    pub sender_actor_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub message_type: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub content: String,
    #[sea_orm(column_type = "Json")]
    pub metadata: Option<Json>,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::conversations::Entity",
        from = "Column::ConversationId",
        to = "super::conversations::Column::Id",
        on_delete = "Cascade"
    )]
    Conversation,
    #[sea_orm(
        belongs_to = "super::actors::Entity",
        from = "Column::SenderActorId",
        to = "super::actors::Column::Id"
    )]
    SenderActor,
}

impl Related<super::conversations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Conversation.def()
    }
}

impl Related<super::actors::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::SenderActor.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler": "Messages in conversations.";
    published "@taskjuggler.conversations={conversation_id}";
    rule "messages_conversation_id_fkey" on "conversation_id";
    rule "messages_pkey" on "id";
    rule "messages_sender_actor_id_fkey" on "sender_actor_id";
    column "id" "uuid" default insert;
    column "conversation_id" "uuid" insert;
    column "sender_actor_id" "uuid" insert;
    column "message_type" "character varying(50)" default insert;
    column "content" "text" insert;
    column "metadata" "json" default insert;
    column "created_at" "timestamp with time zone" default insert;
}
