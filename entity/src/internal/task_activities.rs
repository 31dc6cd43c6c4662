//! @generated from the database by `migration entities`. Do not edit.
//!
//! History of a task: every change, comment and automated step.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "task_activities")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub issue_id: Uuid,
    pub actor_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub actor_type: String,
    #[sea_orm(column_type = "Text")]
    pub actor_name: Option<String>,
    #[sea_orm(
        column_type = "custom(\"internal.pm_activity_type\")",
        select_as = "text",
        save_as = "internal.pm_activity_type"
    )]
    pub activity_type: String,
    #[sea_orm(column_type = "Text")]
    pub field_name: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub old_value: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub new_value: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub content: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub content_html: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub metadata: Option<Json>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::tasks::Entity",
        from = "Column::IssueId",
        to = "super::tasks::Column::Id",
        on_delete = "Cascade"
    )]
    Issue,
}

impl Related<super::tasks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Issue.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal": "History of a task: every change, comment and automated step.";
    published "internal:members";
    rule "pm_issue_activities_pkey" on "id";
    rule "task_activities_issue_id_fkey" on "issue_id";
    caller "actor_id" "( SELECT internal.member_id() AS member_id)";
    column "id" "uuid" default insert;
    column "issue_id" "uuid" insert;
    column "actor_id" "uuid" insert;
    column "actor_type" "text" default insert;
    column "actor_name" "text" insert;
    column "activity_type" "internal.pm_activity_type" insert;
    column "field_name" "text" insert;
    column "old_value" "text" insert;
    column "new_value" "text" insert;
    column "content" "text" insert;
    column "content_html" "text" insert;
    column "metadata" "jsonb" default insert;
    column "created_at" "timestamp with time zone" default insert;
}
