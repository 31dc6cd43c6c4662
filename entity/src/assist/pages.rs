//! @generated from the database by `migration entities`. Do not edit.
//!
//! User-created rich text documents for knowledge management

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "pages")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub user_id: String,
    #[sea_orm(column_type = "Text")]
    pub area_id: String,
    #[sea_orm(column_type = "Text")]
    pub title: String,
    /// TipTap/ProseMirror JSON document structure
    #[sea_orm(column_type = "JsonBinary")]
    pub content: Json,
    /// Template type: general, meeting\_notes, decision\_record, proposal, project\_brief, weekly\_update, technical\_spec
    #[sea_orm(column_type = "Text")]
    pub page_type: String,
    /// Access level: private (owner only) or shared (team visible)
    #[sea_orm(column_type = "Text")]
    pub visibility: String,
    pub word_count: Option<i32>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
    pub deleted_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub task_id: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::areas::Entity",
        from = "Column::AreaId",
        to = "super::areas::Column::Id",
        on_delete = "Cascade"
    )]
    Area,
    #[sea_orm(
        belongs_to = "super::tasks::Entity",
        from = "Column::TaskId",
        to = "super::tasks::Column::Id",
        on_delete = "SetNull"
    )]
    Task,
    #[sea_orm(has_many = "super::page_conversations::Entity")]
    PageConversations,
    #[sea_orm(has_many = "super::page_group_shares::Entity")]
    PageGroupShares,
    #[sea_orm(has_many = "super::page_user_shares::Entity")]
    PageUserShares,
    #[sea_orm(has_many = "super::page_versions::Entity")]
    PageVersions,
}

impl Related<super::areas::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Area.def()
    }
}

impl Related<super::tasks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Task.def()
    }
}

impl Related<super::page_conversations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::PageConversations.def()
    }
}

impl Related<super::page_group_shares::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::PageGroupShares.def()
    }
}

impl Related<super::page_user_shares::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::PageUserShares.def()
    }
}

impl Related<super::page_versions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::PageVersions.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist" delete: "User-created rich text documents for knowledge management";
    published "person:{user_id}" "page-reader:{id}" "area-reader:{area_id} if {visibility} = 'shared'";
    rule "pages_area_id_fkey" on "area_id";
    rule "pages_pkey" on "id";
    rule "pages_task_id_fkey" on "task_id";
    caller "user_id" "(( SELECT assist.user_id() AS user_id))::text";
    column "id" "text" insert;
    column "user_id" "text" insert;
    column "area_id" "text" insert;
    column "title" "text" insert update;
    column "content" "jsonb" default insert update: "TipTap/ProseMirror JSON document structure";
    column "page_type" "text" default insert update: "Template type: general, meeting_notes, decision_record, proposal, project_brief, weekly_update, technical_spec";
    column "visibility" "text" default insert update: "Access level: private (owner only) or shared (team visible)";
    column "word_count" "integer" default;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
    column "deleted_at" "timestamp with time zone" update;
    column "task_id" "text" insert;
}
