//! @generated from the database by `migration entities`. Do not edit.
//!
//! Immutable audit log of all AI actions

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "ai_audit_log")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub action: String,
    #[sea_orm(column_type = "Text")]
    pub agent_type: Option<String>,
    pub persona_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub input_summary: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub output_summary: Option<String>,
    pub autonomous: Option<bool>,
    pub approval_required: Option<bool>,
    pub approval_id: Option<Uuid>,
    pub success: Option<bool>,
    #[sea_orm(column_type = "Text")]
    pub error_message: Option<String>,
    pub tokens_used: Option<i32>,
    pub cost_micro_units: Option<i32>,
    pub latency_ms: Option<i32>,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::approval_requests::Entity",
        from = "Column::ApprovalId",
        to = "super::approval_requests::Column::Id"
    )]
    Approval,
}

impl Related<super::approval_requests::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Approval.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal": "Immutable audit log of all AI actions";
    rule "ai_audit_log_approval_id_fkey" on "approval_id";
    rule "ai_audit_log_pkey" on "id";
    column "id" "uuid" default;
    column "workspace_id" "uuid";
    column "action" "text";
    column "agent_type" "text";
    column "persona_id" "uuid";
    column "input_summary" "text";
    column "output_summary" "text";
    column "autonomous" "boolean" default;
    column "approval_required" "boolean" default;
    column "approval_id" "uuid";
    column "success" "boolean";
    column "error_message" "text";
    column "tokens_used" "integer";
    column "cost_micro_units" "integer";
    column "latency_ms" "integer";
    column "created_at" "timestamp with time zone" default;
}
