//! @generated from the database by `migration entities`. Do not edit.
//!
//! Conversations between actors.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "conversations")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub actor_a_id: Uuid,
    pub actor_b_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(500))")]
    pub subject: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub status: Option<String>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::actors::Entity",
        from = "Column::ActorAId",
        to = "super::actors::Column::Id",
        on_delete = "Cascade"
    )]
    ActorA,
    #[sea_orm(
        belongs_to = "super::actors::Entity",
        from = "Column::ActorBId",
        to = "super::actors::Column::Id",
        on_delete = "Cascade"
    )]
    ActorB,
    #[sea_orm(has_many = "super::messages::Entity")]
    Messages,
}

impl Related<super::messages::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Messages.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler": "Conversations between actors.";
    published "actor:{actor_a_id}" "actor:{actor_b_id}";
    unique "actor_a_id" "actor_b_id";
    rule "conversations_actor_a_id_actor_b_id_key" on "actor_a_id" "actor_b_id";
    rule "conversations_actor_a_id_fkey" on "actor_a_id";
    rule "conversations_actor_b_id_fkey" on "actor_b_id";
    rule "conversations_pkey" on "id";
    column "id" "uuid" default insert;
    column "actor_a_id" "uuid" insert;
    column "actor_b_id" "uuid" insert;
    column "subject" "character varying(500)" insert update;
    column "status" "character varying(50)" default insert update;
    column "created_at" "timestamp with time zone" default insert;
    column "updated_at" "timestamp with time zone" default insert update;
}
