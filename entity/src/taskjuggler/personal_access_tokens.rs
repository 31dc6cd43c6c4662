//! @generated from the database by `migration entities`. Do not edit.
//!
//! Laravel Sanctum API tokens.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "personal_access_tokens")]
pub struct Model {
    #[sea_orm(primary_key)]
    pub id: i64,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub tokenable_type: String,
    pub tokenable_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub name: String,
    #[sea_orm(column_type = "String(StringLen::N(64))")]
    pub token: String,
    pub abilities: Option<Vec<String>>,
    pub last_used_at: Option<DateTimeUtc>,
    pub expires_at: Option<DateTimeUtc>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler": "Laravel Sanctum API tokens.";
    unique "token";
    rule "personal_access_tokens_pkey" on "id";
    rule "personal_access_tokens_token_key" on "token";
    column "id" "bigint" default;
    column "tokenable_type" "character varying(255)";
    column "tokenable_id" "uuid";
    column "name" "character varying(255)";
    column "token" "character varying(64)";
    column "abilities" "text[]";
    column "last_used_at" "timestamp with time zone";
    column "expires_at" "timestamp with time zone";
    column "created_at" "timestamp with time zone";
    column "updated_at" "timestamp with time zone";
}
