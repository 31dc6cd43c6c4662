//! @generated from the database by `migration entities`. Do not edit.
//!
//! Legacy per-inbox outbound tracking.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "outbound_usage")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub inbox_id: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub channel: String,
    #[sea_orm(column_type = "Text")]
    pub period_type: String,
    #[sea_orm(column_type = "Text")]
    pub period_key: String,
    pub count: i32,
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
    table "scaliyo": "Legacy per-inbox outbound tracking.";
    unique "workspace_id" "inbox_id" "channel" "period_type" "period_key";
    rule "outbound_usage_channel_check" on "channel";
    rule "outbound_usage_period_type_check" on "period_type";
    rule "outbound_usage_pkey" on "id";
    rule "outbound_usage_workspace_id_fkey" on "workspace_id";
    rule "outbound_usage_workspace_id_inbox_id_channel_period_type_pe_key" on "workspace_id" "inbox_id" "channel" "period_type" "period_key";
    caller "workspace_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default;
    column "workspace_id" "uuid";
    column "inbox_id" "text";
    column "channel" "text";
    column "period_type" "text";
    column "period_key" "text";
    column "count" "integer" default;
    column "updated_at" "timestamp with time zone" default;
}
