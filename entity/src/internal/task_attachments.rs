//! @generated from the database by `migration entities`. Do not edit.
//!
//! Files attached to a task or to one of its comments.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "task_attachments")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub issue_id: Uuid,
    pub comment_id: Option<Uuid>,
    pub uploaded_by: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub filename: String,
    #[sea_orm(column_type = "Text")]
    pub file_type: Option<String>,
    pub file_size: Option<i32>,
    #[sea_orm(column_type = "Text")]
    pub storage_path: String,
    #[sea_orm(column_type = "Text")]
    pub url: Option<String>,
    pub width: Option<i32>,
    pub height: Option<i32>,
    #[sea_orm(column_type = "Text")]
    pub thumbnail_url: Option<String>,
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
    #[sea_orm(
        belongs_to = "super::task_comments::Entity",
        from = "Column::CommentId",
        to = "super::task_comments::Column::Id",
        on_delete = "SetNull"
    )]
    Comment,
    #[sea_orm(
        belongs_to = "super::team_members::Entity",
        from = "Column::UploadedBy",
        to = "super::team_members::Column::Id",
        on_delete = "SetNull"
    )]
    UploadedBy,
}

impl Related<super::tasks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Issue.def()
    }
}

impl Related<super::task_comments::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Comment.def()
    }
}

impl Related<super::team_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::UploadedBy.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal" delete: "Files attached to a task or to one of its comments.";
    rule "pm_issue_attachments_pkey" on "id";
    rule "task_attachments_comment_id_fkey" on "comment_id";
    rule "task_attachments_issue_id_fkey" on "issue_id";
    rule "task_attachments_uploaded_by_fkey" on "uploaded_by";
    caller "uploaded_by" "( SELECT internal.member_id() AS member_id)";
    column "id" "uuid" default insert update;
    column "issue_id" "uuid" insert update;
    column "comment_id" "uuid" insert update;
    column "uploaded_by" "uuid" insert update;
    column "filename" "text" insert update;
    column "file_type" "text" insert update;
    column "file_size" "integer" insert update;
    column "storage_path" "text" insert update;
    column "url" "text" insert update;
    column "width" "integer" insert update;
    column "height" "integer" insert update;
    column "thumbnail_url" "text" insert update;
    column "metadata" "jsonb" default insert update;
    column "created_at" "timestamp with time zone" default insert update;
}
