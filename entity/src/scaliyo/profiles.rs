//! @generated from the database by `migration entities`. Do not edit.
//!
//! User accounts and workspace configuration.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "profiles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub email: String,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub role: String,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    #[sea_orm(column_type = "Text")]
    pub plan: Option<String>,
    pub credits_total: Option<i32>,
    pub credits_used: Option<i32>,
    /// Company info from onboarding
    #[sea_orm(column_name = "businessProfile", column_type = "JsonBinary")]
    pub business_profile: Option<Json>,
    pub is_super_admin: Option<bool>,
    #[sea_orm(column_type = "JsonBinary")]
    pub ui_preferences: Option<Json>,
    #[sea_orm(column_name = "createdAt")]
    pub legacy_created_at: Option<DateTimeUtc>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::Id",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    Account,
    #[sea_orm(has_many = "super::import_batches::Entity")]
    ImportBatches,
    #[sea_orm(has_many = "super::outbound_usage::Entity")]
    OutboundUsage,
    #[sea_orm(has_many = "super::sender_accounts::Entity")]
    SenderAccounts,
    #[sea_orm(has_many = "super::teamhub_flow_templates::Entity")]
    TeamhubFlowTemplates,
    #[sea_orm(has_many = "super::workspace_ai_usage::Entity")]
    WorkspaceAiUsage,
    #[sea_orm(has_many = "super::workspace_usage_counters::Entity")]
    WorkspaceUsageCounters,
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl Related<super::import_batches::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ImportBatches.def()
    }
}

impl Related<super::outbound_usage::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::OutboundUsage.def()
    }
}

impl Related<super::sender_accounts::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::SenderAccounts.def()
    }
}

impl Related<super::teamhub_flow_templates::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamhubFlowTemplates.def()
    }
}

impl Related<super::workspace_ai_usage::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::WorkspaceAiUsage.def()
    }
}

impl Related<super::workspace_usage_counters::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::WorkspaceUsageCounters.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo": "User accounts and workspace configuration.";
    unique "email";
    rule "profiles_email_key" on "email";
    rule "profiles_id_fkey" on "id";
    rule "profiles_pkey" on "id";
    caller "id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" insert;
    column "email" "text" insert;
    column "name" "text" default insert update;
    column "role" "text" default;
    column "status" "text" default;
    column "plan" "text" default;
    column "credits_total" "integer" default;
    column "credits_used" "integer" default;
    column "businessProfile" "jsonb" insert update: "Company info from onboarding";
    column "is_super_admin" "boolean" default;
    column "ui_preferences" "jsonb" default insert update;
    column "createdAt" "timestamp with time zone" default;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
