//! @generated from the database by `migration entities`. Do not edit.
//!
//! Addresses called on events, with their success counts.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "webhooks")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub owner_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub url: String,
    #[sea_orm(column_type = "Text")]
    pub trigger_event: String,
    pub is_active: Option<bool>,
    #[sea_orm(column_type = "Text")]
    pub secret: Option<String>,
    pub last_fired: Option<DateTimeUtc>,
    pub success_rate: Option<f32>,
    pub fire_count: Option<i32>,
    pub fail_count: Option<i32>,
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
    table "scaliyo" delete: "Addresses called on events, with their success counts.";
    rule "webhooks_owner_id_fkey" on "owner_id";
    rule "webhooks_pkey" on "id";
    caller "owner_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "owner_id" "uuid" insert;
    column "name" "text" insert update;
    column "url" "text" insert update;
    column "trigger_event" "text" insert update;
    column "is_active" "boolean" default insert update;
    column "secret" "text" update;
    column "last_fired" "timestamp with time zone";
    column "success_rate" "real" default;
    column "fire_count" "integer" default;
    column "fail_count" "integer" default;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
