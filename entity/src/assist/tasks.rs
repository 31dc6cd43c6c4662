//! @generated from the database by `migration entities`. Do not edit.
//!
//! Tasks within a space, planned and worked on with the assistant, with subtasks.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "tasks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    #[sea_orm(column_type = "Text")]
    pub priority: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub color: String,
    pub due_date: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub due_date_type: Option<String>,
    pub completed_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub completion_notes: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub source_type: String,
    #[sea_orm(column_type = "Text")]
    pub source_assist_id: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub source_conversation_id: Option<String>,
    pub linked_conversation_ids: Option<Vec<String>>,
    #[sea_orm(column_type = "Text")]
    pub parent_task_id: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub subtask_type: Option<String>,
    pub subtask_order: Option<i32>,
    #[sea_orm(column_type = "Text")]
    pub context_summary: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub area_id: Option<String>,
    /// JSONB storage for Plan Mode state including phase, proposedSubtasks, and conversation reference. NULL when not in planning status.
    #[sea_orm(column_type = "JsonBinary")]
    pub planning_data: Option<Json>,
    /// Foreign key to spaces table. Required for all tasks.
    #[sea_orm(column_type = "Text")]
    pub space_id: String,
    /// UUID reference to users table
    #[sea_orm(column_type = "Text")]
    pub user_id: String,
    pub last_activity_at: Option<DateTimeUtc>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
    pub deleted_at: Option<DateTimeUtc>,
    /// User-provided description/background context for the task. Injected into AI prompts for better planning quality.
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    /// Timestamp when user dismissed the stale warning. Reset when there is new activity on the task.
    pub stale_dismissed_at: Option<DateTimeUtc>,
    /// Estimated effort: quick (\<15m), short (\<1h), medium (1-4h), long (4h+), multi\_day
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub estimated_effort: Option<String>,
    /// Timestamp when user chose work/plan approach via modal. NULL = show modal on first visit.
    pub approach_chosen_at: Option<DateTimeUtc>,
    pub user_uuid: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::conversations::Entity",
        from = "Column::SourceConversationId",
        to = "super::conversations::Column::Id",
        on_delete = "SetNull"
    )]
    SourceConversation,
    #[sea_orm(belongs_to = "Entity", from = "Column::ParentTaskId", to = "Column::Id", on_delete = "Cascade")]
    ParentTask,
    #[sea_orm(
        belongs_to = "super::areas::Entity",
        from = "Column::AreaId",
        to = "super::areas::Column::Id",
        on_delete = "SetNull"
    )]
    Area,
    #[sea_orm(
        belongs_to = "super::spaces::Entity",
        from = "Column::SpaceId",
        to = "super::spaces::Column::Id",
        on_delete = "Cascade"
    )]
    Space,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::UserUuid",
        to = "super::users::Column::Id",
        on_delete = "SetNull"
    )]
    User,
    #[sea_orm(has_many = "super::pages::Entity")]
    Pages,
    #[sea_orm(has_many = "super::task_documents::Entity")]
    TaskDocuments,
}

impl Related<super::areas::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Area.def()
    }
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

impl Related<super::pages::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Pages.def()
    }
}

impl Related<super::task_documents::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TaskDocuments.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist" delete: "Tasks within a space, planned and worked on with the assistant, with subtasks.";
    published "person:{user_id}" "area-reader:{area_id}" "space-reader:{space_id} if {area_id} IS NULL";
    rule "tasks_area_id_fkey" on "area_id";
    rule "tasks_parent_task_id_fkey" on "parent_task_id";
    rule "tasks_pkey" on "id";
    rule "tasks_source_conversation_id_fkey" on "source_conversation_id";
    rule "tasks_space_id_fkey" on "space_id";
    rule "tasks_user_uuid_fkey" on "user_uuid";
    caller "user_id" "(( SELECT assist.user_id() AS user_id))::text";
    caller "user_uuid" "( SELECT assist.user_id() AS user_id)";
    column "id" "text" insert;
    column "title" "text" insert update;
    column "status" "text" default insert update;
    column "priority" "text" default insert update;
    column "color" "text" insert update;
    column "due_date" "timestamp with time zone" insert update;
    column "due_date_type" "text" insert update;
    column "completed_at" "timestamp with time zone";
    column "completion_notes" "text" insert update;
    column "source_type" "text" default insert;
    column "source_assist_id" "text";
    column "source_conversation_id" "text" insert;
    column "linked_conversation_ids" "text[]" default;
    column "parent_task_id" "text" insert;
    column "subtask_type" "text" default insert;
    column "subtask_order" "integer" default insert update;
    column "context_summary" "text" insert update;
    column "area_id" "text" insert update;
    column "planning_data" "jsonb": "JSONB storage for Plan Mode state including phase, proposedSubtasks, and conversation reference. NULL when not in planning status.";
    column "space_id" "text" insert: "Foreign key to spaces table. Required for all tasks.";
    column "user_id" "text" insert: "UUID reference to users table";
    column "last_activity_at" "timestamp with time zone" default;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
    column "deleted_at" "timestamp with time zone" update;
    column "description" "text" insert update: "User-provided description/background context for the task. Injected into AI prompts for better planning quality.";
    column "stale_dismissed_at" "timestamp with time zone" update: "Timestamp when user dismissed the stale warning. Reset when there is new activity on the task.";
    column "estimated_effort" "character varying(20)" insert update: "Estimated effort: quick (<15m), short (<1h), medium (1-4h), long (4h+), multi_day";
    column "approach_chosen_at" "timestamp with time zone" update: "Timestamp when user chose work/plan approach via modal. NULL = show modal on first visit.";
    column "user_uuid" "uuid" insert;
}
