//! @generated from the database by `migration entities`. Do not edit.
//!
//! Connected email sending accounts.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "sender_accounts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub provider: String,
    #[sea_orm(column_type = "Text")]
    pub display_name: String,
    #[sea_orm(column_type = "Text")]
    pub from_email: String,
    #[sea_orm(column_type = "Text")]
    pub from_name: String,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    pub is_default: bool,
    pub use_for_outreach: bool,
    #[sea_orm(column_type = "JsonBinary")]
    pub metadata: Json,
    pub daily_sent_today: i32,
    pub daily_sent_date: Date,
    pub warmup_enabled: bool,
    pub warmup_daily_sent: i32,
    pub last_health_check_at: Option<DateTimeUtc>,
    /// 0-100
    pub health_score: Option<i32>,
    pub created_at: DateTimeUtc,
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
    #[sea_orm(has_one = "super::sender_account_secrets::Entity")]
    SenderAccountSecrets,
}

impl Related<super::profiles::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Workspace.def()
    }
}

impl Related<super::sender_account_secrets::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::SenderAccountSecrets.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Connected email sending accounts.";
    rule "sender_accounts_health_score_check" on "health_score";
    rule "sender_accounts_pkey" on "id";
    rule "sender_accounts_workspace_id_fkey" on "workspace_id";
    range "health_score" "0" "100";
    caller "workspace_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "workspace_id" "uuid" insert;
    column "provider" "text" insert;
    column "display_name" "text" default insert update;
    column "from_email" "text" insert;
    column "from_name" "text" default insert update;
    column "status" "text" default;
    column "is_default" "boolean" default insert update;
    column "use_for_outreach" "boolean" default insert update;
    column "metadata" "jsonb" default;
    column "daily_sent_today" "integer" default;
    column "daily_sent_date" "date" default;
    column "warmup_enabled" "boolean" default insert update;
    column "warmup_daily_sent" "integer" default;
    column "last_health_check_at" "timestamp with time zone";
    column "health_score" "integer" default: "0-100";
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
