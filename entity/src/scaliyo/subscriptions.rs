//! @generated from the database by `migration entities`. Do not edit.
//!
//! Stripe-backed subscription tracking.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "subscriptions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub user_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub plan_name: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub plan: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    pub created_at: Option<DateTimeUtc>,
    pub expires_at: Option<DateTimeUtc>,
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
    table "scaliyo": "Stripe-backed subscription tracking.";
    unique "user_id";
    rule "subscriptions_pkey" on "id";
    rule "subscriptions_user_id_fkey" on "user_id";
    rule "subscriptions_user_id_key" on "user_id";
    caller "user_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default;
    column "user_id" "uuid";
    column "plan_name" "text" default;
    column "plan" "text" default;
    column "status" "text" default;
    column "created_at" "timestamp with time zone" default;
    column "expires_at" "timestamp with time zone";
}
