//! @generated from the database by `migration entities`. Do not edit.
//!
//! Junction table linking tasks to documents for context

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "task_documents")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub task_id: String,
    #[sea_orm(column_type = "Text")]
    pub document_id: String,
    /// How this document relates to the task: reference, input, or output
    #[sea_orm(column_type = "Text")]
    pub context_role: String,
    #[sea_orm(column_type = "Text")]
    pub context_note: Option<String>,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::tasks::Entity",
        from = "Column::TaskId",
        to = "super::tasks::Column::Id",
        on_delete = "Cascade"
    )]
    Task,
    #[sea_orm(
        belongs_to = "super::documents::Entity",
        from = "Column::DocumentId",
        to = "super::documents::Column::Id",
        on_delete = "Cascade"
    )]
    Document,
}

impl Related<super::tasks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Task.def()
    }
}

impl Related<super::documents::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Document.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist" delete: "Junction table linking tasks to documents for context";
    unique "task_id" "document_id";
    rule "task_documents_document_id_fkey" on "document_id";
    rule "task_documents_pkey" on "id";
    rule "task_documents_task_id_document_id_key" on "task_id" "document_id";
    rule "task_documents_task_id_fkey" on "task_id";
    column "id" "text" insert;
    column "task_id" "text" insert;
    column "document_id" "text" insert;
    column "context_role" "text" default insert update: "How this document relates to the task: reference, input, or output";
    column "context_note" "text" insert update;
    column "created_at" "timestamp with time zone" default;
}
