//! @generated from the database by `migration entities`. Do not edit.
//!
//! Laravel session storage.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "sessions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "String(StringLen::N(255))")]
    pub id: String,
    pub user_id: Option<Uuid>,
    #[sea_orm(column_type = "String(StringLen::N(45))")]
    pub ip_address: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub user_agent: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub payload: String,
    pub last_activity: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler": "Laravel session storage.";
    rule "sessions_pkey" on "id";
    column "id" "character varying(255)";
    column "user_id" "uuid";
    column "ip_address" "character varying(45)";
    column "user_agent" "text";
    column "payload" "text";
    column "last_activity" "integer";
}
