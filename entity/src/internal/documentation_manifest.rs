//! @generated from the database by `migration entities`. Do not edit.
//!
//! Tracks document hashes for change detection. Used by generators to skip unchanged content.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "documentation_manifest")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub file_path: String,
    #[sea_orm(column_type = "Text")]
    pub content_hash: String,
    #[sea_orm(column_type = "Text")]
    pub doc_type: String,
    #[sea_orm(column_type = "Text")]
    pub category: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub generator: Option<String>,
    pub chunk_count: Option<i32>,
    pub file_size_bytes: Option<i32>,
    pub generated_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal": "Tracks document hashes for change detection. Used by generators to skip unchanged content.";
    rule "documentation_manifest_pkey" on "file_path";
    column "file_path" "text";
    column "content_hash" "text";
    column "doc_type" "text";
    column "category" "text";
    column "generator" "text";
    column "chunk_count" "integer" default;
    column "file_size_bytes" "integer";
    column "generated_at" "timestamp with time zone";
    column "updated_at" "timestamp with time zone" default;
}
