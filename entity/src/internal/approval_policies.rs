//! @generated from the database by `migration entities`. Do not edit.
//!
//! Configurable rules for approval routing based on context type and risk

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "approval_policies")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    pub is_active: Option<bool>,
    #[sea_orm(column_type = "Text")]
    pub context_type: String,
    #[sea_orm(column_type = "Text")]
    pub context_pattern: Option<String>,
    pub base_tier: Option<i32>,
    #[sea_orm(column_type = "Decimal(Some((3, 2)))")]
    pub confidence_threshold_tier0: Option<Decimal>,
    #[sea_orm(column_type = "Decimal(Some((3, 2)))")]
    pub confidence_threshold_tier1: Option<Decimal>,
    #[sea_orm(column_type = "Decimal(Some((3, 2)))")]
    pub confidence_threshold_tier2: Option<Decimal>,
    pub auto_approve_low_risk: Option<bool>,
    pub require_tests_pass: Option<bool>,
    pub max_auto_approve_per_hour: Option<i32>,
    pub escalation_after_minutes: Option<i32>,
    pub notify_on_escalation: Option<bool>,
    pub override_window_minutes: Option<i32>,
    pub created_by: Option<Uuid>,
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
    #[sea_orm(has_many = "super::approval_requests::Entity")]
    ApprovalRequests,
}

impl Related<super::team_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::CreatedBy.def()
    }
}

impl Related<super::approval_requests::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ApprovalRequests.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal": "Configurable rules for approval routing based on context type and risk";
    unique "name";
    rule "approval_policies_created_by_fkey" on "created_by";
    rule "approval_policies_name_key" on "name";
    rule "approval_policies_pkey" on "id";
    column "id" "uuid" default;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default;
    column "name" "text";
    column "description" "text";
    column "is_active" "boolean" default;
    column "context_type" "text";
    column "context_pattern" "text";
    column "base_tier" "integer" default;
    column "confidence_threshold_tier0" "numeric(3,2)" default;
    column "confidence_threshold_tier1" "numeric(3,2)" default;
    column "confidence_threshold_tier2" "numeric(3,2)" default;
    column "auto_approve_low_risk" "boolean" default;
    column "require_tests_pass" "boolean" default;
    column "max_auto_approve_per_hour" "integer" default;
    column "escalation_after_minutes" "integer" default;
    column "notify_on_escalation" "boolean" default;
    column "override_window_minutes" "integer" default;
    column "created_by" "uuid";
}
