//! @generated from the database by `migration entities`. Do not edit.
//!
//! Registry of git repositories managed by git-api service

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "git_repos")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub default_branch: Option<String>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
    pub created_by: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub ssh_url: Option<String>,
    pub last_push_at: Option<DateTimeUtc>,
    pub total_commits: Option<i32>,
    pub total_branches: Option<i32>,
    pub has_claude_md: Option<bool>,
    #[sea_orm(column_type = "JsonBinary")]
    pub metadata: Option<Json>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::team_members::Entity",
        from = "Column::CreatedBy",
        to = "super::team_members::Column::Id",
        on_delete = "SetNull"
    )]
    CreatedBy,
    #[sea_orm(has_many = "super::git_events::Entity")]
    GitEvents,
    #[sea_orm(has_many = "super::git_trust_config::Entity")]
    GitTrustConfig,
}

impl Related<super::team_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::CreatedBy.def()
    }
}

impl Related<super::git_events::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::GitEvents.def()
    }
}

impl Related<super::git_trust_config::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::GitTrustConfig.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal": "Registry of git repositories managed by git-api service";
    unique "name";
    rule "git_repos_created_by_fkey" on "created_by";
    rule "git_repos_name_key" on "name";
    rule "git_repos_pkey" on "id";
    column "id" "uuid" default;
    column "name" "text";
    column "description" "text";
    column "default_branch" "text" default;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default;
    column "created_by" "uuid";
    column "ssh_url" "text" generated;
    column "last_push_at" "timestamp with time zone";
    column "total_commits" "integer" default;
    column "total_branches" "integer" default;
    column "has_claude_md" "boolean" default;
    column "metadata" "jsonb" default;
}
