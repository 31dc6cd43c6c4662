//! @generated from the database by `migration entities`. Do not edit.
//!
//! Application errors, grouped by fingerprint, with their AI analysis and state of resolution.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "errors")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub fingerprint: String,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub culprit: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub error_type: String,
    #[sea_orm(column_type = "Text")]
    pub service: String,
    #[sea_orm(column_type = "Text")]
    pub environment: String,
    #[sea_orm(column_type = "Text")]
    pub platform: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub release: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    pub resolved_at: Option<DateTimeUtc>,
    pub resolved_by: Option<Uuid>,
    pub task_id: Option<Uuid>,
    pub auto_resolved: Option<bool>,
    #[sea_orm(column_type = "JsonBinary")]
    pub ai_analysis: Option<Json>,
    #[sea_orm(column_type = "Text")]
    pub suggested_fix: Option<String>,
    pub occurrence_count: i32,
    pub user_count: i32,
    pub first_seen: DateTimeUtc,
    pub last_seen: DateTimeUtc,
    #[sea_orm(column_type = "JsonBinary")]
    pub tags: Option<Json>,
    #[sea_orm(column_type = "JsonBinary")]
    pub metadata: Option<Json>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::team_members::Entity",
        from = "Column::ResolvedBy",
        to = "super::team_members::Column::Id",
        on_delete = "SetNull"
    )]
    ResolvedBy,
    #[sea_orm(
        belongs_to = "super::tasks::Entity",
        from = "Column::TaskId",
        to = "super::tasks::Column::Id",
        on_delete = "SetNull"
    )]
    Task,
    #[sea_orm(has_many = "super::error_occurrences::Entity")]
    ErrorOccurrences,
}

impl Related<super::team_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ResolvedBy.def()
    }
}

impl Related<super::tasks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Task.def()
    }
}

impl Related<super::error_occurrences::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ErrorOccurrences.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal" delete: "Application errors, grouped by fingerprint, with their AI analysis and state of resolution.";
    published "internal:members";
    unique "fingerprint";
    rule "errors_fingerprint_key" on "fingerprint";
    rule "errors_pkey" on "id";
    rule "errors_resolved_by_fkey" on "resolved_by";
    rule "errors_task_id_fkey" on "task_id";
    column "id" "uuid" default insert update;
    column "fingerprint" "text" insert update;
    column "title" "text" insert update;
    column "culprit" "text" insert update;
    column "error_type" "text" insert update;
    column "service" "text" insert update;
    column "environment" "text" default insert update;
    column "platform" "text" insert update;
    column "release" "text" insert update;
    column "status" "text" default insert update;
    column "resolved_at" "timestamp with time zone" insert update;
    column "resolved_by" "uuid" insert update;
    column "task_id" "uuid" insert update;
    column "auto_resolved" "boolean" default insert update;
    column "ai_analysis" "jsonb" insert update;
    column "suggested_fix" "text" insert update;
    column "occurrence_count" "integer" default insert update;
    column "user_count" "integer" default insert update;
    column "first_seen" "timestamp with time zone" default insert update;
    column "last_seen" "timestamp with time zone" default insert update;
    column "tags" "jsonb" default insert update;
    column "metadata" "jsonb" default insert update;
    column "created_at" "timestamp with time zone" default insert update;
    column "updated_at" "timestamp with time zone" default insert update;
}
