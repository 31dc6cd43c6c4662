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
    table "internal": "Time logged on tasks by people or AI agents.";
    column "id" "uuid" default;
    column "issue_id" "uuid";
    column "user_id" "uuid";
    column "user_type" "text" default;
    column "hours" "numeric(6,2)";
    column "started_at" "timestamp with time zone";
    column "ended_at" "timestamp with time zone";
    column "description" "text";
    column "billable" "boolean" default;
    column "created_at" "timestamp with time zone" default;
}
