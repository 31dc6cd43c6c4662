//! @generated from the database by `migration entities`. Do not edit.
//!
//! History of relationship changes.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "relationship_history")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub relationship_id: Uuid,
    pub changed_by_actor_id: Option<Uuid>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub change_type: String,
    #[sea_orm(column_type = "Json")]
    pub old_values: Option<Json>,
    #[sea_orm(column_type = "Json")]
    pub new_values: Option<Json>,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::relationships::Entity",
        from = "Column::RelationshipId",
        to = "super::relationships::Column::Id",
        on_delete = "Cascade"
    )]
    Relationship,
    #[sea_orm(
        belongs_to = "super::actors::Entity",
        from = "Column::ChangedByActorId",
        to = "super::actors::Column::Id"
    )]
    ChangedByActor,
}

impl Related<super::relationships::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Relationship.def()
    }
}

impl Related<super::actors::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ChangedByActor.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler": "History of relationship changes.";
    rule "relationship_history_changed_by_actor_id_fkey" on "changed_by_actor_id";
    rule "relationship_history_pkey" on "id";
    rule "relationship_history_relationship_id_fkey" on "relationship_id";
    column "id" "uuid" default;
    column "relationship_id" "uuid";
    column "changed_by_actor_id" "uuid";
    column "change_type" "character varying(50)";
    column "old_values" "json";
    column "new_values" "json";
    column "created_at" "timestamp with time zone" default;
}
