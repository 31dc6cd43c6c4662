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
    table "internal": "Application errors, grouped by fingerprint, with their AI analysis and state of resolution.";
    unique "fingerprint";
    column "id" "uuid" default;
    column "fingerprint" "text";
    column "title" "text";
    column "culprit" "text";
    column "error_type" "text";
    column "service" "text";
    column "environment" "text" default;
    column "platform" "text";
    column "release" "text";
    column "status" "text" default;
    column "resolved_at" "timestamp with time zone";
    column "resolved_by" "uuid";
    column "task_id" "uuid";
    column "auto_resolved" "boolean" default;
    column "ai_analysis" "jsonb";
    column "suggested_fix" "text";
    column "occurrence_count" "integer" default;
    column "user_count" "integer" default;
    column "first_seen" "timestamp with time zone" default;
    column "last_seen" "timestamp with time zone" default;
    column "tags" "jsonb" default;
    column "metadata" "jsonb" default;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default;
}
