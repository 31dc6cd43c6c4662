//! @generated from the database by `migration entities`. Do not edit.
//!
//! Junction table for peer task relationships (distinct from parent-child hierarchy)

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "related_tasks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub source_task_id: String,
    #[sea_orm(column_type = "Text")]
    pub target_task_id: String,
    /// Type of relationship: related, blocks, depends\_on, or informs
    #[sea_orm(column_type = "Text")]
    pub relationship_type: String,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::tasks::Entity",
        from = "Column::SourceTaskId",
        to = "super::tasks::Column::Id",
        on_delete = "Cascade"
    )]
    SourceTask,
    #[sea_orm(
        belongs_to = "super::tasks::Entity",
        from = "Column::TargetTaskId",
        to = "super::tasks::Column::Id",
        on_delete = "Cascade"
    )]
    TargetTask,
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist" delete: "Junction table for peer task relationships (distinct from parent-child hierarchy)";
    unique "source_task_id" "target_task_id" "relationship_type";
    rule "related_tasks_pkey" on "id";
    rule "related_tasks_source_task_id_fkey" on "source_task_id";
    rule "related_tasks_source_task_id_target_task_id_relationship_ty_key" on "source_task_id" "target_task_id" "relationship_type";
    rule "related_tasks_target_task_id_fkey" on "target_task_id";
    column "id" "text" insert;
    column "source_task_id" "text" insert;
    column "target_task_id" "text" insert;
    column "relationship_type" "text" default insert: "Type of relationship: related, blocks, depends_on, or informs";
    column "created_at" "timestamp with time zone" default;
}
