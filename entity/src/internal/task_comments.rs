//! @generated from the database by `migration entities`. Do not edit.
//!
//! Comments on tasks, threaded, by people or AI agents.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "task_comments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub issue_id: Uuid,
    pub author_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub author_type: String,
    #[sea_orm(column_type = "Text")]
    pub author_name: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub content: String,
    #[sea_orm(column_type = "Text")]
    pub content_html: Option<String>,
    pub parent_id: Option<Uuid>,
    #[sea_orm(column_type = "JsonBinary")]
    pub reactions: Option<Json>,
    pub edited_at: Option<DateTimeUtc>,
    pub edit_count: Option<i32>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub deleted_at: Option<DateTimeUtc>,
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
    #[sea_orm(belongs_to = "Entity", from = "Column::ParentId", to = "Column::Id", on_delete = "Cascade")]
    Parent,
    #[sea_orm(has_many = "super::task_attachments::Entity")]
    TaskAttachments,
}

impl Related<super::tasks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Issue.def()
    }
}

impl Related<super::task_attachments::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TaskAttachments.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal" delete: "Comments on tasks, threaded, by people or AI agents.";
    published "internal:members";
    rule "pm_issue_comments_pkey" on "id";
    rule "task_comments_issue_id_fkey" on "issue_id";
    rule "task_comments_parent_id_fkey" on "parent_id";
    caller "author_id" "( SELECT internal.member_id() AS member_id)";
    column "id" "uuid" default insert update;
    column "issue_id" "uuid" insert update;
    column "author_id" "uuid" insert update;
    column "author_type" "text" default insert update;
    column "author_name" "text" insert update;
    column "content" "text" insert update;
    column "content_html" "text" insert update;
    column "parent_id" "uuid" insert update;
    column "reactions" "jsonb" default insert update;
    column "edited_at" "timestamp with time zone" insert update;
    column "edit_count" "integer" default insert update;
    column "created_at" "timestamp with time zone" default insert update;
    column "updated_at" "timestamp with time zone" default insert update;
    column "deleted_at" "timestamp with time zone" insert update;
}
