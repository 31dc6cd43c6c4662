//! @generated from the database by `migration entities`. Do not edit.
//!
//! Internal Selify team members

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "team_members")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Option<Uuid>,
    /// @selify.ai email address
    #[sea_orm(column_type = "Text")]
    pub email: String,
    /// Personal email for onboarding credentials
    #[sea_orm(column_type = "Text")]
    pub personal_email: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub full_name: String,
    pub role_id: Option<Uuid>,
    /// Additional capabilities beyond role
    pub custom_capabilities: Option<Vec<String>>,
    #[sea_orm(column_type = "Text")]
    pub github_username: Option<String>,
    pub github_invited_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub plane_user_id: Option<String>,
    pub plane_invited_at: Option<DateTimeUtc>,
    pub modal_access: Option<bool>,
    pub cloudflare_access: Option<bool>,
    #[sea_orm(column_type = "Text")]
    pub kong_consumer_id: Option<String>,
    /// pending=awaiting onboarding, active=can login, suspended=temp disabled, offboarded=removed
    #[sea_orm(column_type = "Text")]
    pub status: Option<String>,
    pub onboarded_at: Option<DateTimeUtc>,
    pub last_login_at: Option<DateTimeUtc>,
    pub suspended_at: Option<DateTimeUtc>,
    pub offboarded_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub notes: Option<String>,
    pub created_by: Option<Uuid>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub display_name: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub role_name: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub avatar_url: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::UserId",
        to = "crate::auth::users::Column::Id",
        on_delete = "SetNull"
    )]
    User,
    #[sea_orm(
        belongs_to = "super::team_roles::Entity",
        from = "Column::RoleId",
        to = "super::team_roles::Column::Id"
    )]
    Role,
    #[sea_orm(belongs_to = "Entity", from = "Column::CreatedBy", to = "Column::Id", on_delete = "SetNull")]
    CreatedBy,
    #[sea_orm(has_many = "super::approval_outcomes::Entity")]
    ApprovalOutcomes,
    #[sea_orm(has_many = "super::approval_policies::Entity")]
    ApprovalPolicies,
    #[sea_orm(has_many = "super::approval_requests::Entity")]
    ApprovalRequests,
    #[sea_orm(has_many = "super::approval_votes::Entity")]
    ApprovalVotes,
    #[sea_orm(has_many = "super::errors::Entity")]
    Errors,
    #[sea_orm(has_many = "super::git_events::Entity")]
    GitEvents,
    #[sea_orm(has_many = "super::git_repos::Entity")]
    GitRepos,
    #[sea_orm(has_many = "super::git_trust_config::Entity")]
    GitTrustConfig,
    #[sea_orm(has_many = "super::incidents::Entity")]
    Incidents,
    #[sea_orm(has_many = "super::saved_views::Entity")]
    SavedViews,
    #[sea_orm(has_many = "super::task_attachments::Entity")]
    TaskAttachments,
    #[sea_orm(has_many = "super::task_links::Entity")]
    TaskLinks,
    #[sea_orm(has_many = "super::team_audit_log::Entity")]
    TeamAuditLog,
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::team_roles::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Role.def()
    }
}

impl Related<super::approval_outcomes::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ApprovalOutcomes.def()
    }
}

impl Related<super::approval_policies::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ApprovalPolicies.def()
    }
}

impl Related<super::approval_requests::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ApprovalRequests.def()
    }
}

impl Related<super::approval_votes::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ApprovalVotes.def()
    }
}

impl Related<super::errors::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Errors.def()
    }
}

impl Related<super::git_events::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::GitEvents.def()
    }
}

impl Related<super::git_repos::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::GitRepos.def()
    }
}

impl Related<super::git_trust_config::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::GitTrustConfig.def()
    }
}

impl Related<super::incidents::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Incidents.def()
    }
}

impl Related<super::saved_views::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::SavedViews.def()
    }
}

impl Related<super::task_attachments::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TaskAttachments.def()
    }
}

impl Related<super::task_links::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TaskLinks.def()
    }
}

impl Related<super::team_audit_log::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamAuditLog.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal": "Internal Selify team members";
    unique "email";
    unique "user_id";
    rule "team_members_created_by_fkey" on "created_by";
    rule "team_members_email_key" on "email";
    rule "team_members_pkey" on "id";
    rule "team_members_role_id_fkey" on "role_id";
    rule "team_members_user_id_fkey" on "user_id";
    rule "team_members_user_id_key" on "user_id";
    column "id" "uuid" default insert update;
    column "user_id" "uuid" insert update;
    column "email" "text" insert update: "@selify.ai email address";
    column "personal_email" "text" insert update: "Personal email for onboarding credentials";
    column "full_name" "text" insert update;
    column "role_id" "uuid" insert update;
    column "custom_capabilities" "text[]" default insert update: "Additional capabilities beyond role";
    column "github_username" "text" insert update;
    column "github_invited_at" "timestamp with time zone" insert update;
    column "plane_user_id" "text" insert update;
    column "plane_invited_at" "timestamp with time zone" insert update;
    column "modal_access" "boolean" default insert update;
    column "cloudflare_access" "boolean" default insert update;
    column "kong_consumer_id" "text" insert update;
    column "status" "text" default insert update: "pending=awaiting onboarding, active=can login, suspended=temp disabled, offboarded=removed";
    column "onboarded_at" "timestamp with time zone" insert update;
    column "last_login_at" "timestamp with time zone" insert update;
    column "suspended_at" "timestamp with time zone" insert update;
    column "offboarded_at" "timestamp with time zone" insert update;
    column "notes" "text" insert update;
    column "created_by" "uuid" insert update;
    column "created_at" "timestamp with time zone" default insert update;
    column "updated_at" "timestamp with time zone" default insert update;
    column "display_name" "text" insert update;
    column "role_name" "text" insert update;
    column "avatar_url" "text" insert update;
}
