//! @generated from the database by `migration entities`. Do not edit.
//!
//! Links from a task to another task or to an address outside.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "task_links")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub source_issue_id: Uuid,
    pub target_issue_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub target_url: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub target_title: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub link_type: String,
    pub created_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::tasks::Entity",
        from = "Column::SourceIssueId",
        to = "super::tasks::Column::Id",
        on_delete = "Cascade"
    )]
    SourceIssue,
    #[sea_orm(
        belongs_to = "super::tasks::Entity",
        from = "Column::TargetIssueId",
        to = "super::tasks::Column::Id",
        on_delete = "Cascade"
    )]
    TargetIssue,
    #[sea_orm(
        belongs_to = "super::team_members::Entity",
        from = "Column::CreatedBy",
        to = "super::team_members::Column::Id",
        on_delete = "SetNull"
    )]
    CreatedBy,
}

impl Related<super::team_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::CreatedBy.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal" delete: "Links from a task to another task or to an address outside.";
    rule "pm_issue_links_pkey" on "id";
    rule "task_links_created_by_fkey" on "created_by";
    rule "task_links_source_issue_id_fkey" on "source_issue_id";
    rule "task_links_target_issue_id_fkey" on "target_issue_id";
    column "id" "uuid" default insert update;
    column "source_issue_id" "uuid" insert update;
    column "target_issue_id" "uuid" insert update;
    column "target_url" "text" insert update;
    column "target_title" "text" insert update;
    column "link_type" "text" insert update;
    column "created_by" "uuid" insert update;
    column "created_at" "timestamp with time zone" default insert update;
}
