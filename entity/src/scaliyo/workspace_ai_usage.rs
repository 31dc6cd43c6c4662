//! @generated from the database by `migration entities`. Do not edit.
//!
//! Monthly AI credit tracking per workspace.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "workspace_ai_usage")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: Uuid,
    /// e.g. '2026-03'
    #[sea_orm(column_type = "Text")]
    pub month_year: String,
    pub credits_used: i32,
    pub tokens_used: i64,
    pub credits_limit: i32,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
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
    table "scaliyo": "Monthly AI credit tracking per workspace.";
    unique "workspace_id" "month_year";
    rule "workspace_ai_usage_pkey" on "id";
    rule "workspace_ai_usage_workspace_id_fkey" on "workspace_id";
    rule "workspace_ai_usage_workspace_id_month_year_key" on "workspace_id" "month_year";
    caller "workspace_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default;
    column "workspace_id" "uuid";
    column "month_year" "text": "e.g. '2026-03'";
    column "credits_used" "integer" default;
    column "tokens_used" "bigint" default;
    column "credits_limit" "integer" default;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default;
}
