//! @generated from the database by `migration entities`. Do not edit.
//!
//! Version history for page content

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "page_versions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub page_id: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub content: Json,
    #[sea_orm(column_type = "Text")]
    pub content_text: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    pub word_count: Option<i32>,
    #[sea_orm(column_type = "Text")]
    pub created_by: String,
    pub version_number: i32,
    #[sea_orm(column_type = "Text")]
    pub change_summary: Option<String>,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::pages::Entity",
        from = "Column::PageId",
        to = "super::pages::Column::Id",
        on_delete = "Cascade"
    )]
    Page,
}

impl Related<super::pages::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Page.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist": "Version history for page content";
    unique "page_id" "version_number";
    rule "page_versions_page_id_fkey" on "page_id";
    rule "page_versions_page_id_version_number_key" on "page_id" "version_number";
    rule "page_versions_pkey" on "id";
    caller "created_by" "(( SELECT assist.user_id() AS user_id))::text";
    column "id" "text" insert;
    column "page_id" "text" insert;
    column "content" "jsonb" insert;
    column "content_text" "text" insert;
    column "title" "text" insert;
    column "word_count" "integer" default insert;
    column "created_by" "text" insert;
    column "version_number" "integer" insert;
    column "change_summary" "text" insert;
    column "created_at" "timestamp with time zone" default;
}
