//! @generated from the database by `migration entities`. Do not edit.
//!
//! Connected outside services and their encrypted credentials.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "integrations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub owner_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub provider: String,
    #[sea_orm(column_type = "Text")]
    pub category: String,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub credentials: Json,
    #[sea_orm(column_type = "JsonBinary")]
    pub metadata: Json,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::OwnerId",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
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
    table "scaliyo" delete: "Connected outside services and their encrypted credentials.";
    unique "owner_id" "provider";
    rule "integrations_owner_id_fkey" on "owner_id";
    rule "integrations_owner_id_provider_key" on "owner_id" "provider";
    rule "integrations_pkey" on "id";
    caller "owner_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "owner_id" "uuid" insert;
    column "provider" "text" insert;
    column "category" "text" insert update;
    column "status" "text" default;
    column "credentials" "jsonb" default update;
    column "metadata" "jsonb" default insert update;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
