//! @generated from the database by `migration entities`. Do not edit.
//!
//! Full results of tool calls, kept for a day to avoid repeating them.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "tool_result_cache")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub conversation_id: String,
    #[sea_orm(column_type = "Text")]
    pub user_id: String,
    #[sea_orm(column_type = "Text")]
    pub tool_name: String,
    #[sea_orm(column_type = "Text")]
    pub params_hash: String,
    #[sea_orm(column_type = "Text")]
    pub full_result: String,
    pub access_count: Option<i32>,
    pub created_at: Option<DateTimeUtc>,
    pub last_accessed_at: Option<DateTimeUtc>,
    pub expires_at: Option<DateTimeUtc>,
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
}

impl Related<super::conversations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Conversation.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist": "Full results of tool calls, kept for a day to avoid repeating them.";
    rule "tool_result_cache_conversation_id_fkey" on "conversation_id";
    rule "tool_result_cache_pkey" on "id";
    column "id" "text";
    column "conversation_id" "text";
    column "user_id" "text";
    column "tool_name" "text";
    column "params_hash" "text";
    column "full_result" "text";
    column "access_count" "integer" default;
    column "created_at" "timestamp with time zone" default;
    column "last_accessed_at" "timestamp with time zone" default;
    column "expires_at" "timestamp with time zone" default;
}
