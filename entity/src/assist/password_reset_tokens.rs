//! @generated from the database by `migration entities`. Do not edit.
//!
//! Secure password reset tokens (hashed)

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "password_reset_tokens")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    /// SHA256 hash - plain token sent via email
    #[sea_orm(column_type = "Text")]
    pub token_hash: String,
    pub expires_at: DateTimeUtc,
    pub created_at: Option<DateTimeUtc>,
    pub used_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::UserId",
        to = "super::users::Column::Id",
        on_delete = "Cascade"
    )]
    User,
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist": "Secure password reset tokens (hashed)";
    rule "password_reset_tokens_pkey" on "id";
    rule "password_reset_tokens_user_id_fkey" on "user_id";
    column "id" "uuid" default;
    column "user_id" "uuid";
    column "token_hash" "text": "SHA256 hash - plain token sent via email";
    column "expires_at" "timestamp with time zone";
    column "created_at" "timestamp with time zone" default;
    column "used_at" "timestamp with time zone";
}
