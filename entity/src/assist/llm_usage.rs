//! @generated from the database by `migration entities`. Do not edit.
//!
//! Token usage tracking per LLM request for analytics and cost monitoring

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "llm_usage")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    pub user_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub conversation_id: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub model: String,
    /// Type of request: chat (main chat), arena (model arena), second-opinion (comparison)
    #[sea_orm(column_type = "Text")]
    pub request_type: String,
    pub prompt_tokens: i32,
    pub completion_tokens: i32,
    pub total_tokens: i32,
    /// Tokens used to create new cache entries (Anthropic prompt caching)
    pub cache_creation_tokens: Option<i32>,
    /// Tokens read from cache (90% cost savings)
    pub cache_read_tokens: Option<i32>,
    /// Estimated cost in millicents (1000 millicents = 1 cent)
    pub estimated_cost_millicents: Option<i32>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::organizations::Entity",
        from = "Column::OrganizationId",
        to = "super::organizations::Column::Id"
    )]
    Organization,
    #[sea_orm(belongs_to = "super::users::Entity", from = "Column::UserId", to = "super::users::Column::Id")]
    User,
    #[sea_orm(
        belongs_to = "super::conversations::Entity",
        from = "Column::ConversationId",
        to = "super::conversations::Column::Id",
        on_delete = "SetNull"
    )]
    Conversation,
}

impl Related<super::organizations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Organization.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::conversations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Conversation.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist": "Token usage tracking per LLM request for analytics and cost monitoring";
    rule "llm_usage_conversation_id_fkey" on "conversation_id";
    rule "llm_usage_organization_id_fkey" on "organization_id";
    rule "llm_usage_pkey" on "id";
    rule "llm_usage_user_id_fkey" on "user_id";
    column "id" "uuid" default;
    column "organization_id" "uuid";
    column "user_id" "uuid";
    column "conversation_id" "text";
    column "model" "text";
    column "request_type" "text" default: "Type of request: chat (main chat), arena (model arena), second-opinion (comparison)";
    column "prompt_tokens" "integer" default;
    column "completion_tokens" "integer" default;
    column "total_tokens" "integer" default;
    column "cache_creation_tokens" "integer" default: "Tokens used to create new cache entries (Anthropic prompt caching)";
    column "cache_read_tokens" "integer" default: "Tokens read from cache (90% cost savings)";
    column "estimated_cost_millicents" "integer" default: "Estimated cost in millicents (1000 millicents = 1 cent)";
    column "created_at" "timestamp with time zone" default;
}
