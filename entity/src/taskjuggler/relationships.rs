//! @generated from the database by `migration entities`. Do not edit.
//!
//! Relationships between actors.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "relationships")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub actor_a_id: Uuid,
    pub actor_b_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub relationship_type: String,
    #[sea_orm(column_type = "Json")]
    pub permissions: Option<Json>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub established_via: String,
    #[sea_orm(column_type = "Decimal(Some((5, 2)))")]
    pub trust_score: Option<Decimal>,
    pub task_count: Option<i32>,
    pub expires_at: Option<DateTimeUtc>,
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
    #[sea_orm(has_many = "super::relationship_history::Entity")]
    RelationshipHistory,
}

impl Related<super::relationship_history::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::RelationshipHistory.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler" delete: "Relationships between actors.";
    unique "actor_a_id" "actor_b_id";
    rule "relationships_actor_a_id_actor_b_id_key" on "actor_a_id" "actor_b_id";
    rule "relationships_actor_a_id_fkey" on "actor_a_id";
    rule "relationships_actor_b_id_fkey" on "actor_b_id";
    rule "relationships_pkey" on "id";
    column "id" "uuid" default;
    column "actor_a_id" "uuid";
    column "actor_b_id" "uuid";
    column "relationship_type" "character varying(50)";
    column "permissions" "json" default;
    column "established_via" "character varying(50)";
    column "trust_score" "numeric(5,2)" default;
    column "task_count" "integer" default;
    column "expires_at" "timestamp with time zone";
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default;
}
