//! @generated from the database by `migration entities`. Do not edit.
//!
//! Rate limiting for password reset requests

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "password_reset_attempts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub email: String,
    #[sea_orm(column_type = "Text")]
    pub ip_address: Option<String>,
    pub attempted_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist": "Rate limiting for password reset requests";
    rule "password_reset_attempts_pkey" on "id";
    column "id" "uuid" default;
    column "email" "text";
    column "ip_address" "text";
    column "attempted_at" "timestamp with time zone" default;
}
