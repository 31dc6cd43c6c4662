//! @generated from the database by `migration entities`. Do not edit.
//!
//! Chat conversations with embedded JSONB messages. Supports soft deletes and multi-tenant access patterns.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "conversations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    /// UUID reference to users table
    #[sea_orm(column_type = "Text")]
    pub user_id: String,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub model: String,
    /// Array of message objects: \[{id, role, content, timestamp, thinking?, attachments?, sources?}\]
    #[sea_orm(column_type = "JsonBinary")]
    pub messages: Json,
    pub pinned: bool,
    #[sea_orm(column_type = "Text")]
    pub continued_from_id: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub continuation_summary: Option<String>,
    pub refreshed_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub team_id: Option<String>,
    pub tags: Option<Vec<String>>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub deleted_at: Option<DateTimeUtc>,
    /// Foreign key to spaces table. For system spaces, equals the slug (work, research, random, personal). For custom spaces, is the UUID.
    #[sea_orm(column_type = "Text")]
    pub space_id: Option<String>,
    /// Timestamp when user last opened/viewed this conversation. Used for Recent Conversations sorting.
    pub last_viewed_at: Option<DateTimeUtc>,
    pub user_uuid: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub focus_area_id: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub task_id: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "Entity",
        from = "Column::ContinuedFromId",
        to = "Column::Id",
        on_delete = "SetNull"
    )]
    ContinuedFrom,
    #[sea_orm(
        belongs_to = "super::spaces::Entity",
        from = "Column::SpaceId",
        to = "super::spaces::Column::Id",
        on_delete = "SetNull"
    )]
    Space,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::UserUuid",
        to = "super::users::Column::Id",
        on_delete = "SetNull"
    )]
    User,
    #[sea_orm(
        belongs_to = "super::areas::Entity",
        from = "Column::FocusAreaId",
        to = "super::areas::Column::Id",
        on_delete = "SetNull"
    )]
    FocusArea,
    #[sea_orm(
        belongs_to = "super::tasks::Entity",
        from = "Column::TaskId",
        to = "super::tasks::Column::Id",
        on_delete = "SetNull"
    )]
    Task,
    #[sea_orm(has_many = "super::llm_usage::Entity")]
    LlmUsage,
    #[sea_orm(has_many = "super::page_conversations::Entity")]
    PageConversations,
    #[sea_orm(has_many = "super::tool_result_cache::Entity")]
    ToolResultCache,
}

impl Related<super::spaces::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Space.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::areas::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::FocusArea.def()
    }
}

impl Related<super::llm_usage::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::LlmUsage.def()
    }
}

impl Related<super::page_conversations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::PageConversations.def()
    }
}

impl Related<super::tool_result_cache::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ToolResultCache.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist" delete: "Chat conversations with embedded JSONB messages. Supports soft deletes and multi-tenant access patterns.";
    published "person:{user_id}";
    rule "conversations_continued_from_id_fkey" on "continued_from_id";
    rule "conversations_focus_area_id_fkey" on "focus_area_id";
    rule "conversations_pkey" on "id";
    rule "conversations_space_id_fkey" on "space_id";
    rule "conversations_task_id_fkey" on "task_id";
    rule "conversations_user_uuid_fkey" on "user_uuid";
    caller "user_id" "(( SELECT assist.user_id() AS user_id))::text";
    caller "user_uuid" "( SELECT assist.user_id() AS user_id)";
    column "id" "text" insert;
    column "user_id" "text" insert: "UUID reference to users table";
    column "title" "text" default insert update;
    column "model" "text" default insert update;
    column "messages" "jsonb" default: "Array of message objects: [{id, role, content, timestamp, thinking?, attachments?, sources?}]";
    column "pinned" "boolean" default insert update;
    column "continued_from_id" "text";
    column "continuation_summary" "text";
    column "refreshed_at" "timestamp with time zone";
    column "team_id" "text";
    column "tags" "text[]" default insert update;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
    column "deleted_at" "timestamp with time zone" update;
    column "space_id" "text" insert update: "Foreign key to spaces table. For system spaces, equals the slug (work, research, random, personal). For custom spaces, is the UUID.";
    column "last_viewed_at" "timestamp with time zone" update: "Timestamp when user last opened/viewed this conversation. Used for Recent Conversations sorting.";
    column "user_uuid" "uuid" insert;
    column "focus_area_id" "text" insert update;
    column "task_id" "text" insert update;
}
