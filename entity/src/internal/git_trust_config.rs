//! @generated from the database by `migration entities`. Do not edit.
//!
//! Trust level configuration per repo/branch for AI autonomy

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "git_trust_config")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub repo_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub branch_pattern: Option<String>,
    #[sea_orm(
        column_type = "custom(\"internal.trust_level\")",
        select_as = "text",
        save_as = "internal.trust_level"
    )]
    pub trust_level: String,
    pub require_tests_pass: Option<bool>,
    pub require_claude_md: Option<bool>,
    pub max_files_changed: Option<i32>,
    pub max_lines_changed: Option<i32>,
    pub blocked_paths: Option<Vec<String>>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
    pub created_by: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::git_repos::Entity",
        from = "Column::RepoId",
        to = "super::git_repos::Column::Id",
        on_delete = "Cascade"
    )]
    Repo,
    #[sea_orm(
        belongs_to = "super::team_members::Entity",
        from = "Column::CreatedBy",
        to = "super::team_members::Column::Id",
        on_delete = "SetNull"
    )]
    CreatedBy,
}

impl Related<super::git_repos::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Repo.def()
    }
}

impl Related<super::team_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::CreatedBy.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal" delete: "Trust level configuration per repo/branch for AI autonomy";
    unique "repo_id" "branch_pattern";
    rule "git_trust_config_created_by_fkey" on "created_by";
    rule "git_trust_config_pkey" on "id";
    rule "git_trust_config_repo_id_branch_pattern_key" on "repo_id" "branch_pattern";
    rule "git_trust_config_repo_id_fkey" on "repo_id";
    column "id" "uuid" default insert update;
    column "repo_id" "uuid" insert update;
    column "branch_pattern" "text" default insert update;
    column "trust_level" "internal.trust_level" default insert update;
    column "require_tests_pass" "boolean" default insert update;
    column "require_claude_md" "boolean" default insert update;
    column "max_files_changed" "integer" default insert update;
    column "max_lines_changed" "integer" default insert update;
    column "blocked_paths" "text[]" default insert update;
    column "created_at" "timestamp with time zone" default insert update;
    column "updated_at" "timestamp with time zone" default insert update;
    column "created_by" "uuid" insert update;
}
