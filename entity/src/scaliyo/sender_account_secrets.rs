//! @generated from the database by `migration entities`. Do not edit.
//!
//! Encrypted credentials for sender accounts. No client-readable RLS policy.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "sender_account_secrets")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub sender_account_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub oauth_access_token: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub oauth_refresh_token: Option<String>,
    pub oauth_expires_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub smtp_host: Option<String>,
    pub smtp_port: Option<i32>,
    #[sea_orm(column_type = "Text")]
    pub smtp_user: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub smtp_pass: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub api_key: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::sender_accounts::Entity",
        from = "Column::SenderAccountId",
        to = "super::sender_accounts::Column::Id",
        on_delete = "Cascade"
    )]
    SenderAccount,
}

impl Related<super::sender_accounts::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::SenderAccount.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo": "Encrypted credentials for sender accounts. No client-readable RLS policy.";
    unique "sender_account_id";
    rule "sender_account_secrets_pkey" on "id";
    rule "sender_account_secrets_sender_account_id_fkey" on "sender_account_id";
    rule "sender_account_secrets_sender_account_id_key" on "sender_account_id";
    column "id" "uuid" default;
    column "sender_account_id" "uuid";
    column "oauth_access_token" "text";
    column "oauth_refresh_token" "text";
    column "oauth_expires_at" "timestamp with time zone";
    column "smtp_host" "text";
    column "smtp_port" "integer" default;
    column "smtp_user" "text";
    column "smtp_pass" "text";
    column "api_key" "text";
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default;
}
