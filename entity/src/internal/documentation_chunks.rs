//! @generated from the database by `migration entities`. Do not edit.
//!
//! Embedded documentation sections for semantic search. Auto-populated by DocumentationWorkflow.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "documentation_chunks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub file_path: String,
    #[sea_orm(column_type = "Text")]
    pub section_path: Option<String>,
    pub chunk_index: i32,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    #[sea_orm(column_type = "Text")]
    pub content: String,
    /// SHA256 hash (first 16 chars) for detecting content changes
    #[sea_orm(column_type = "Text")]
    pub content_hash: String,
    #[sea_orm(column_type = "Text")]
    pub doc_type: String,
    #[sea_orm(column_type = "Text")]
    pub category: Option<String>,
    pub tags: Option<Vec<String>>,
    /// Vector embedding from Modal BGE model (bge-small-en-v1.5, padded to 1536 dims)
    #[sea_orm(column_type = "custom(\"vector\")", select_as = "text")]
    pub embedding: Option<String>,
    pub source_updated_at: Option<DateTimeUtc>,
    pub indexed_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal": "Embedded documentation sections for semantic search. Auto-populated by DocumentationWorkflow.";
    unique "file_path" "chunk_index";
    rule "documentation_chunks_file_path_chunk_index_key" on "file_path" "chunk_index";
    rule "documentation_chunks_pkey" on "id";
    column "id" "uuid" default;
    column "file_path" "text";
    column "section_path" "text";
    column "chunk_index" "integer";
    column "title" "text";
    column "content" "text";
    column "content_hash" "text": "SHA256 hash (first 16 chars) for detecting content changes";
    column "doc_type" "text";
    column "category" "text";
    column "tags" "text[]" default;
    column "embedding" "vector": "Vector embedding from Modal BGE model (bge-small-en-v1.5, padded to 1536 dims)";
    column "source_updated_at" "timestamp with time zone";
    column "indexed_at" "timestamp with time zone" default;
}
