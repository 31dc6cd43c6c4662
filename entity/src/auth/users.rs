//! @generated from the database by `migration entities`. Do not edit.
//!
//! Accounts. One sign-in for all five systems: the account's rows there bear its id.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "auth", table_name = "users")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// Address to sign in with, unique whatever its letter case.
    #[sea_orm(column_type = "Text")]
    pub email: String,
    /// Name as shown to others.
    #[sea_orm(column_type = "Text")]
    pub display_name: String,
    /// Address of a picture.
    #[sea_orm(column_type = "Text")]
    pub avatar_url: Option<String>,
    /// Argon2id, or bcrypt of an imported account until its next sign-in. Null: no sign-in by password.
    #[sea_orm(column_type = "Text")]
    pub password_hash: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    /// When the account last signed in with its password.
    pub last_sign_in_at: Option<DateTimeUtc>,
    /// Set: the account may not sign in, and its sessions are over.
    pub disabled_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(has_one = "crate::assist::users::Entity")]
    AssistUsers,
    #[sea_orm(has_one = "crate::core::users::Entity")]
    CoreUsers,
    #[sea_orm(has_many = "crate::internal::team_email_accounts::Entity")]
    InternalTeamEmailAccounts,
    #[sea_orm(has_one = "crate::internal::team_members::Entity")]
    InternalTeamMembers,
    #[sea_orm(has_many = "crate::scaliyo::ai_usage_logs::Entity")]
    ScaliyoAiUsageLogs,
    #[sea_orm(has_many = "crate::scaliyo::audit_logs::Entity")]
    ScaliyoAuditLogs,
    #[sea_orm(has_many = "crate::scaliyo::blog_posts::Entity")]
    ScaliyoBlogPosts,
    #[sea_orm(has_many = "crate::scaliyo::email_messages::Entity")]
    ScaliyoEmailMessages,
    #[sea_orm(has_many = "crate::scaliyo::email_provider_configs::Entity")]
    ScaliyoEmailProviderConfigs,
    #[sea_orm(has_many = "crate::scaliyo::email_templates::Entity")]
    ScaliyoEmailTemplates,
    #[sea_orm(has_many = "crate::scaliyo::guest_contributors::Entity")]
    ScaliyoGuestContributors,
    #[sea_orm(has_many = "crate::scaliyo::guest_post_outreach::Entity")]
    ScaliyoGuestPostOutreach,
    #[sea_orm(has_many = "crate::scaliyo::integrations::Entity")]
    ScaliyoIntegrations,
    #[sea_orm(has_many = "crate::scaliyo::invoice_packages::Entity")]
    ScaliyoInvoicePackages,
    #[sea_orm(has_many = "crate::scaliyo::invoices::Entity")]
    ScaliyoInvoices,
    #[sea_orm(has_many = "crate::scaliyo::lead_color_overrides::Entity")]
    ScaliyoLeadColorOverrides,
    #[sea_orm(has_many = "crate::scaliyo::lead_stage_colors::Entity")]
    ScaliyoLeadStageColors,
    #[sea_orm(has_many = "crate::scaliyo::leads::Entity")]
    ScaliyoLeads,
    #[sea_orm(has_one = "crate::scaliyo::profiles::Entity")]
    ScaliyoProfiles,
    #[sea_orm(has_many = "crate::scaliyo::scheduled_emails::Entity")]
    ScaliyoScheduledEmails,
    #[sea_orm(has_many = "crate::scaliyo::social_accounts::Entity")]
    ScaliyoSocialAccounts,
    #[sea_orm(has_many = "crate::scaliyo::social_post_events::Entity")]
    ScaliyoSocialPostEvents,
    #[sea_orm(has_many = "crate::scaliyo::social_post_targets::Entity")]
    ScaliyoSocialPostTargets,
    #[sea_orm(has_many = "crate::scaliyo::social_posts::Entity")]
    ScaliyoSocialPosts,
    #[sea_orm(has_many = "crate::scaliyo::strategy_notes::Entity")]
    ScaliyoStrategyNotes,
    #[sea_orm(has_one = "crate::scaliyo::subscriptions::Entity")]
    ScaliyoSubscriptions,
    #[sea_orm(has_many = "crate::scaliyo::team_invites::Entity")]
    ScaliyoTeamInvites,
    #[sea_orm(has_many = "crate::scaliyo::team_members::Entity")]
    ScaliyoTeamMembers,
    #[sea_orm(has_many = "crate::scaliyo::teamhub_activity::Entity")]
    ScaliyoTeamhubActivity,
    #[sea_orm(has_many = "crate::scaliyo::teamhub_boards::Entity")]
    ScaliyoTeamhubBoards,
    #[sea_orm(has_many = "crate::scaliyo::teamhub_card_members::Entity")]
    ScaliyoTeamhubCardMembers,
    #[sea_orm(has_many = "crate::scaliyo::teamhub_cards::Entity")]
    ScaliyoTeamhubCards,
    #[sea_orm(has_many = "crate::scaliyo::teamhub_comments::Entity")]
    ScaliyoTeamhubComments,
    #[sea_orm(has_many = "crate::scaliyo::teamhub_flow_members::Entity")]
    ScaliyoTeamhubFlowMembers,
    #[sea_orm(has_many = "crate::scaliyo::teamhub_invites::Entity")]
    ScaliyoTeamhubInvites,
    #[sea_orm(has_many = "crate::scaliyo::teams::Entity")]
    ScaliyoTeams,
    #[sea_orm(has_many = "crate::scaliyo::tracking_events::Entity")]
    ScaliyoTrackingEvents,
    #[sea_orm(has_many = "crate::scaliyo::tracking_links::Entity")]
    ScaliyoTrackingLinks,
    #[sea_orm(has_many = "crate::scaliyo::user_prompt_versions::Entity")]
    ScaliyoUserPromptVersions,
    #[sea_orm(has_many = "crate::scaliyo::user_prompts::Entity")]
    ScaliyoUserPrompts,
    #[sea_orm(has_many = "crate::scaliyo::webhooks::Entity")]
    ScaliyoWebhooks,
    #[sea_orm(has_many = "crate::scaliyo::workflow_executions::Entity")]
    ScaliyoWorkflowExecutions,
    #[sea_orm(has_many = "crate::scaliyo::workflows::Entity")]
    ScaliyoWorkflows,
    #[sea_orm(has_one = "crate::taskjuggler::users::Entity")]
    TaskjugglerUsers,
}

impl Related<crate::assist::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::AssistUsers.def()
    }
}

impl Related<crate::core::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::CoreUsers.def()
    }
}

impl Related<crate::internal::team_email_accounts::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::InternalTeamEmailAccounts.def()
    }
}

impl Related<crate::internal::team_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::InternalTeamMembers.def()
    }
}

impl Related<crate::scaliyo::ai_usage_logs::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoAiUsageLogs.def()
    }
}

impl Related<crate::scaliyo::audit_logs::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoAuditLogs.def()
    }
}

impl Related<crate::scaliyo::blog_posts::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoBlogPosts.def()
    }
}

impl Related<crate::scaliyo::email_messages::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoEmailMessages.def()
    }
}

impl Related<crate::scaliyo::email_provider_configs::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoEmailProviderConfigs.def()
    }
}

impl Related<crate::scaliyo::email_templates::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoEmailTemplates.def()
    }
}

impl Related<crate::scaliyo::guest_contributors::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoGuestContributors.def()
    }
}

impl Related<crate::scaliyo::guest_post_outreach::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoGuestPostOutreach.def()
    }
}

impl Related<crate::scaliyo::integrations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoIntegrations.def()
    }
}

impl Related<crate::scaliyo::invoice_packages::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoInvoicePackages.def()
    }
}

impl Related<crate::scaliyo::invoices::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoInvoices.def()
    }
}

impl Related<crate::scaliyo::lead_color_overrides::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoLeadColorOverrides.def()
    }
}

impl Related<crate::scaliyo::lead_stage_colors::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoLeadStageColors.def()
    }
}

impl Related<crate::scaliyo::leads::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoLeads.def()
    }
}

impl Related<crate::scaliyo::profiles::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoProfiles.def()
    }
}

impl Related<crate::scaliyo::scheduled_emails::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoScheduledEmails.def()
    }
}

impl Related<crate::scaliyo::social_accounts::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoSocialAccounts.def()
    }
}

impl Related<crate::scaliyo::social_post_events::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoSocialPostEvents.def()
    }
}

impl Related<crate::scaliyo::social_post_targets::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoSocialPostTargets.def()
    }
}

impl Related<crate::scaliyo::social_posts::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoSocialPosts.def()
    }
}

impl Related<crate::scaliyo::strategy_notes::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoStrategyNotes.def()
    }
}

impl Related<crate::scaliyo::subscriptions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoSubscriptions.def()
    }
}

impl Related<crate::scaliyo::team_invites::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoTeamInvites.def()
    }
}

impl Related<crate::scaliyo::team_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoTeamMembers.def()
    }
}

impl Related<crate::scaliyo::teamhub_activity::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoTeamhubActivity.def()
    }
}

impl Related<crate::scaliyo::teamhub_boards::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoTeamhubBoards.def()
    }
}

impl Related<crate::scaliyo::teamhub_card_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoTeamhubCardMembers.def()
    }
}

impl Related<crate::scaliyo::teamhub_cards::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoTeamhubCards.def()
    }
}

impl Related<crate::scaliyo::teamhub_comments::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoTeamhubComments.def()
    }
}

impl Related<crate::scaliyo::teamhub_flow_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoTeamhubFlowMembers.def()
    }
}

impl Related<crate::scaliyo::teamhub_invites::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoTeamhubInvites.def()
    }
}

impl Related<crate::scaliyo::teams::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoTeams.def()
    }
}

impl Related<crate::scaliyo::tracking_events::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoTrackingEvents.def()
    }
}

impl Related<crate::scaliyo::tracking_links::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoTrackingLinks.def()
    }
}

impl Related<crate::scaliyo::user_prompt_versions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoUserPromptVersions.def()
    }
}

impl Related<crate::scaliyo::user_prompts::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoUserPrompts.def()
    }
}

impl Related<crate::scaliyo::webhooks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoWebhooks.def()
    }
}

impl Related<crate::scaliyo::workflow_executions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoWorkflowExecutions.def()
    }
}

impl Related<crate::scaliyo::workflows::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ScaliyoWorkflows.def()
    }
}

impl Related<crate::taskjuggler::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TaskjugglerUsers.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "auth": "Accounts. One sign-in for all five systems: the account's rows there bear its id.";
    rule "users_pkey" on "id";
    column "id" "uuid" default;
    column "email" "text": "Address to sign in with, unique whatever its letter case.";
    column "display_name" "text" default update: "Name as shown to others.";
    column "avatar_url" "text" update: "Address of a picture.";
    column "password_hash" "text": "Argon2id, or bcrypt of an imported account until its next sign-in. Null: no sign-in by password.";
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
    column "last_sign_in_at" "timestamp with time zone": "When the account last signed in with its password.";
    column "disabled_at" "timestamp with time zone": "Set: the account may not sign in, and its sessions are over.";
}
