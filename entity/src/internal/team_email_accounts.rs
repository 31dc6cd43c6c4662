//! @generated from the database by `migration entities`. Do not edit.
//!
//! Team member email accounts for webmail. Provisioned during onboarding.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "team_email_accounts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub email: String,
    #[sea_orm(column_type = "Text")]
    pub display_name: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub color: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub imap_host: String,
    pub imap_port: i32,
    pub imap_secure: Option<bool>,
    #[sea_orm(column_type = "Text")]
    pub smtp_host: String,
    pub smtp_port: i32,
    pub smtp_secure: Option<bool>,
    #[sea_orm(column_type = "Text")]
    pub password_encrypted: String,
    pub is_active: Option<bool>,
    pub last_sync_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub sync_error: Option<String>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::UserId",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    User,
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal" delete: "Team member email accounts for webmail. Provisioned during onboarding.";
    unique "user_id" "email";
    rule "team_email_accounts_pkey" on "id";
    rule "team_email_accounts_user_id_email_key" on "user_id" "email";
    rule "team_email_accounts_user_id_fkey" on "user_id";
    caller "user_id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" default insert update;
    column "user_id" "uuid" insert update;
    column "email" "text" insert update;
    column "display_name" "text" insert update;
    column "color" "text" default insert update;
    column "imap_host" "text" default insert update;
    column "imap_port" "integer" default insert update;
    column "imap_secure" "boolean" default insert update;
    column "smtp_host" "text" default insert update;
    column "smtp_port" "integer" default insert update;
    column "smtp_secure" "boolean" default insert update;
    column "password_encrypted" "text" insert update;
    column "is_active" "boolean" default insert update;
    column "last_sync_at" "timestamp with time zone" insert update;
    column "sync_error" "text" insert update;
    column "created_at" "timestamp with time zone" default insert update;
    column "updated_at" "timestamp with time zone" default insert update;
}
