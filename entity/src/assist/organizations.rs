//! @generated from the database by `migration entities`. Do not edit.
//!
//! Multi-tenant root entity. All data is scoped to an organization.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "organizations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub settings: Option<Json>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
    pub deleted_at: Option<DateTimeUtc>,
    /// Organization-wide AI context/instructions included in all conversations for this org
    #[sea_orm(column_type = "Text")]
    pub system_prompt: Option<String>,
    /// Model tiers enabled for this organization (basic, standard, premium)
    pub allowed_tiers: Option<Vec<String>>,
    /// Monthly spending limit in USD, NULL means no limit
    #[sea_orm(column_type = "Decimal(Some((10, 2)))")]
    pub monthly_budget: Option<Decimal>,
    /// Percentage threshold for budget alerts (default 80%)
    pub budget_alert_threshold: Option<i32>,
    /// If true, block requests when budget is exceeded
    pub budget_hard_limit: Option<bool>,
    /// Per-model tier assignments. Keys are model IDs, values are tier names (basic/standard/premium) or null (disabled)
    #[sea_orm(column_type = "JsonBinary")]
    pub model_tier_assignments: Option<Json>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(has_many = "super::email_logs::Entity")]
    EmailLogs,
    #[sea_orm(has_many = "super::groups::Entity")]
    Groups,
    #[sea_orm(has_many = "super::llm_usage::Entity")]
    LlmUsage,
    #[sea_orm(has_many = "super::org_memberships::Entity")]
    OrgMemberships,
    #[sea_orm(has_many = "super::routing_decisions::Entity")]
    RoutingDecisions,
    #[sea_orm(has_many = "super::spaces::Entity")]
    Spaces,
    #[sea_orm(has_many = "super::users::Entity")]
    Users,
}

impl Related<super::email_logs::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::EmailLogs.def()
    }
}

impl Related<super::groups::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Groups.def()
    }
}

impl Related<super::llm_usage::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::LlmUsage.def()
    }
}

impl Related<super::org_memberships::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::OrgMemberships.def()
    }
}

impl Related<super::routing_decisions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::RoutingDecisions.def()
    }
}

impl Related<super::spaces::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Spaces.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Users.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist": "Multi-tenant root entity. All data is scoped to an organization.";
    unique "slug";
    rule "organizations_pkey" on "id";
    rule "organizations_slug_key" on "slug";
    column "id" "uuid" default;
    column "name" "text" update;
    column "slug" "text";
    column "settings" "jsonb" default update;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
    column "deleted_at" "timestamp with time zone";
    column "system_prompt" "text" update: "Organization-wide AI context/instructions included in all conversations for this org";
    column "allowed_tiers" "text[]" default update: "Model tiers enabled for this organization (basic, standard, premium)";
    column "monthly_budget" "numeric(10,2)": "Monthly spending limit in USD, NULL means no limit";
    column "budget_alert_threshold" "integer" default: "Percentage threshold for budget alerts (default 80%)";
    column "budget_hard_limit" "boolean" default: "If true, block requests when budget is exceeded";
    column "model_tier_assignments" "jsonb" default update: "Per-model tier assignments. Keys are model IDs, values are tier names (basic/standard/premium) or null (disabled)";
}
