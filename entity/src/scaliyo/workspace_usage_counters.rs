//! @generated from the database by `migration entities`. Do not edit.
//!
//! Consolidated daily/monthly usage counters.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "workspace_usage_counters")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: Uuid,
    pub date_key: Date,
    /// e.g. '2026-03'
    #[sea_orm(column_type = "Text")]
    pub month_key: String,
    pub emails_sent: i32,
    pub linkedin_actions: i32,
    pub ai_credits_used: i32,
    pub warmup_emails_sent: i32,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::profiles::Entity",
        from = "Column::WorkspaceId",
        to = "super::profiles::Column::Id",
        on_delete = "Cascade"
    )]
    Workspace,
}

impl Related<super::profiles::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Workspace.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo": "Consolidated daily/monthly usage counters.";
    unique "workspace_id" "date_key";
    rule "workspace_usage_counters_pkey" on "id";
    rule "workspace_usage_counters_workspace_id_date_key_key" on "workspace_id" "date_key";
    rule "workspace_usage_counters_workspace_id_fkey" on "workspace_id";
    caller "workspace_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default;
    column "workspace_id" "uuid";
    column "date_key" "date";
    column "month_key" "text": "e.g. '2026-03'";
    column "emails_sent" "integer" default;
    column "linkedin_actions" "integer" default;
    column "ai_credits_used" "integer" default;
    column "warmup_emails_sent" "integer" default;
    column "updated_at" "timestamp with time zone" default;
}
