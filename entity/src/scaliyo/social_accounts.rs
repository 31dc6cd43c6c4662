//! @generated from the database by `migration entities`. Do not edit.
//!
//! Connected social profiles.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "social_accounts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub provider: String,
    #[sea_orm(column_type = "Text")]
    pub meta_page_id: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub meta_page_name: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub meta_page_access_token_encrypted: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub meta_ig_user_id: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub meta_ig_username: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub linkedin_member_urn: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub linkedin_org_urn: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub linkedin_org_name: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub linkedin_access_token_encrypted: Option<String>,
    pub token_expires_at: Option<DateTimeUtc>,
    pub created_at: Option<DateTimeUtc>,
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
    table "scaliyo" delete: "Connected social profiles.";
    rule "social_accounts_pkey" on "id";
    rule "social_accounts_provider_check" on "provider";
    rule "social_accounts_user_id_fkey" on "user_id";
    caller "user_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default;
    column "user_id" "uuid";
    column "provider" "text";
    column "meta_page_id" "text";
    column "meta_page_name" "text";
    column "meta_page_access_token_encrypted" "text";
    column "meta_ig_user_id" "text";
    column "meta_ig_username" "text";
    column "linkedin_member_urn" "text";
    column "linkedin_org_urn" "text";
    column "linkedin_org_name" "text";
    column "linkedin_access_token_encrypted" "text";
    column "token_expires_at" "timestamp with time zone";
    column "created_at" "timestamp with time zone" default;
}
