//! @generated from the database by `migration entities`. Do not edit.
//!
//! Uploaded documents and their extracted content, shared by visibility.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "documents")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    /// UUID reference to users table
    #[sea_orm(column_type = "Text")]
    pub user_id: String,
    #[sea_orm(column_type = "Text")]
    pub filename: String,
    #[sea_orm(column_type = "Text")]
    pub mime_type: String,
    pub file_size: i32,
    pub char_count: i32,
    pub page_count: Option<i32>,
    /// Extracted text content, NOT raw binary. This is what gets injected into AI prompts.
    #[sea_orm(column_type = "Text")]
    pub content: String,
    /// SHA256 hash of content for deduplication
    #[sea_orm(column_type = "Text")]
    pub content_hash: String,
    pub truncated: Option<bool>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
    pub deleted_at: Option<DateTimeUtc>,
    pub user_uuid: Option<Uuid>,
    /// Access scope: private (owner only), areas (specific areas via document\_area\_shares), space (all space members)
    #[sea_orm(column_type = "Text")]
    pub visibility: String,
    #[sea_orm(column_type = "Text")]
    pub space_id: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::UserUuid",
        to = "super::users::Column::Id",
        on_delete = "SetNull"
    )]
    User,
    #[sea_orm(
        belongs_to = "super::spaces::Entity",
        from = "Column::SpaceId",
        to = "super::spaces::Column::Id",
        on_delete = "SetNull"
    )]
    Space,
    #[sea_orm(has_many = "super::document_area_shares::Entity")]
    DocumentAreaShares,
    #[sea_orm(has_many = "super::task_documents::Entity")]
    TaskDocuments,
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::spaces::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Space.def()
    }
}

impl Related<super::document_area_shares::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::DocumentAreaShares.def()
    }
}

impl Related<super::task_documents::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TaskDocuments.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist" delete: "Uploaded documents and their extracted content, shared by visibility.";
    rule "documents_pkey" on "id";
    rule "documents_space_id_fkey" on "space_id";
    rule "documents_user_uuid_fkey" on "user_uuid";
    caller "user_id" "(( SELECT assist.user_id() AS user_id))::text";
    caller "user_uuid" "( SELECT assist.user_id() AS user_id)";
    column "id" "text" insert;
    column "user_id" "text" insert: "UUID reference to users table";
    column "filename" "text" insert update;
    column "mime_type" "text" insert;
    column "file_size" "integer" insert;
    column "char_count" "integer" insert;
    column "page_count" "integer" insert;
    column "content" "text" insert: "Extracted text content, NOT raw binary. This is what gets injected into AI prompts.";
    column "content_hash" "text" insert: "SHA256 hash of content for deduplication";
    column "truncated" "boolean" default insert;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
    column "deleted_at" "timestamp with time zone" update;
    column "user_uuid" "uuid" insert;
    column "visibility" "text" default insert update: "Access scope: private (owner only), areas (specific areas via document_area_shares), space (all space members)";
    column "space_id" "text" insert update;
}
