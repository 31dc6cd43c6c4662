//! @generated from the database by `migration entities`. Do not edit.
//!
//! Legacy email provider credentials.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "email_provider_configs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub owner_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub provider: Option<String>,
    pub is_active: Option<bool>,
    #[sea_orm(column_type = "Text")]
    pub from_email: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub api_key: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub smtp_host: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::OwnerId",
        to = "crate::auth::users::Column::Id"
    )]
    Owner,
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Owner.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Legacy email provider credentials.";
    unique "owner_id" "provider";
    rule "email_provider_configs_owner_id_fkey" on "owner_id";
    rule "email_provider_configs_owner_id_provider_key" on "owner_id" "provider";
    rule "email_provider_configs_pkey" on "id";
    caller "owner_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "owner_id" "uuid" insert;
    column "provider" "text" insert;
    column "is_active" "boolean" insert update;
    column "from_email" "text" insert update;
    column "api_key" "text" update;
    column "smtp_host" "text" insert update;
}
