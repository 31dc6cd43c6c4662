//! @generated from the database by `migration entities`. Do not edit.
//!
//! Time logged on tasks by people or AI agents.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "task_time_entries")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub issue_id: Uuid,
    pub user_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub user_type: Option<String>,
    #[sea_orm(column_type = "Decimal(Some((6, 2)))")]
    pub hours: Decimal,
    pub started_at: Option<DateTimeUtc>,
    pub ended_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    pub billable: Option<bool>,
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
    table "internal" delete: "Time logged on tasks by people or AI agents.";
    rule "pm_issue_time_entries_pkey" on "id";
    rule "task_time_entries_issue_id_fkey" on "issue_id";
    caller "user_id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" default insert update;
    column "issue_id" "uuid" insert update;
    column "user_id" "uuid" insert update;
    column "user_type" "text" default insert update;
    column "hours" "numeric(6,2)" insert update;
    column "started_at" "timestamp with time zone" insert update;
    column "ended_at" "timestamp with time zone" insert update;
    column "description" "text" insert update;
    column "billable" "boolean" default insert update;
    column "created_at" "timestamp with time zone" default insert update;
}
