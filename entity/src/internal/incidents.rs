//! @generated from the database by `migration entities`. Do not edit.
//!
//! Outages and degradations of monitored services, from detection to root cause.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "incidents")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub service_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub severity: String,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    pub started_at: DateTimeUtc,
    pub identified_at: Option<DateTimeUtc>,
    pub resolved_at: Option<DateTimeUtc>,
    pub resolved_by: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub resolution_notes: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub root_cause: Option<String>,
    pub task_id: Option<Uuid>,
    #[sea_orm(column_type = "JsonBinary")]
    pub ai_analysis: Option<Json>,
    pub auto_resolved: Option<bool>,
    pub total_downtime_seconds: Option<i32>,
    pub checks_failed: Option<i32>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::monitored_services::Entity",
        from = "Column::ServiceId",
        to = "super::monitored_services::Column::Id",
        on_delete = "Cascade"
    )]
    Service,
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
}

impl Related<super::monitored_services::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Service.def()
    }
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

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal" delete: "Outages and degradations of monitored services, from detection to root cause.";
    published "internal:members";
    rule "incidents_pkey" on "id";
    rule "incidents_resolved_by_fkey" on "resolved_by";
    rule "incidents_service_id_fkey" on "service_id";
    rule "incidents_task_id_fkey" on "task_id";
    column "id" "uuid" default insert update;
    column "service_id" "uuid" insert update;
    column "title" "text" insert update;
    column "description" "text" insert update;
    column "severity" "text" default insert update;
    column "status" "text" default insert update;
    column "started_at" "timestamp with time zone" default insert update;
    column "identified_at" "timestamp with time zone" insert update;
    column "resolved_at" "timestamp with time zone" insert update;
    column "resolved_by" "uuid" insert update;
    column "resolution_notes" "text" insert update;
    column "root_cause" "text" insert update;
    column "task_id" "uuid" insert update;
    column "ai_analysis" "jsonb" insert update;
    column "auto_resolved" "boolean" default insert update;
    column "total_downtime_seconds" "integer" insert update;
    column "checks_failed" "integer" default insert update;
    column "created_at" "timestamp with time zone" default insert update;
    column "updated_at" "timestamp with time zone" default insert update;
}
