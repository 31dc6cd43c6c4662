//! @generated from the database by `migration entities`. Do not edit.
//!
//! Rules for automatic task delegation.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "delegation_rules")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub delegator_actor_id: Uuid,
    pub delegatee_actor_id: Uuid,
    #[sea_orm(column_type = "Json")]
    pub conditions: Json,
    pub is_active: Option<bool>,
    pub priority: Option<i32>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::actors::Entity",
        from = "Column::DelegatorActorId",
        to = "super::actors::Column::Id",
        on_delete = "Cascade"
    )]
    DelegatorActor,
    #[sea_orm(
        belongs_to = "super::actors::Entity",
        from = "Column::DelegateeActorId",
        to = "super::actors::Column::Id",
        on_delete = "Cascade"
    )]
    DelegateeActor,
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler" delete: "Rules for automatic task delegation.";
    rule "delegation_rules_delegatee_actor_id_fkey" on "delegatee_actor_id";
    rule "delegation_rules_delegator_actor_id_fkey" on "delegator_actor_id";
    rule "delegation_rules_pkey" on "id";
    column "id" "uuid" default insert update;
    column "delegator_actor_id" "uuid" insert update;
    column "delegatee_actor_id" "uuid" insert update;
    column "conditions" "json" insert update;
    column "is_active" "boolean" default insert update;
    column "priority" "integer" default insert update;
    column "created_at" "timestamp with time zone" default insert update;
    column "updated_at" "timestamp with time zone" default insert update;
}
