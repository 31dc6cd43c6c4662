//! @generated from the database by `migration entities`. Do not edit.
//!
//! Junction table for efficient model-to-battle lookups

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "arena_battle_models")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub battle_id: String,
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub model_id: String,
    pub position: i32,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::arena_battles::Entity",
        from = "Column::BattleId",
        to = "super::arena_battles::Column::Id",
        on_delete = "Cascade"
    )]
    Battle,
}

impl Related<super::arena_battles::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Battle.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist": "Junction table for efficient model-to-battle lookups";
    rule "arena_battle_models_battle_id_fkey" on "battle_id";
    rule "arena_battle_models_pkey" on "battle_id" "model_id";
    column "battle_id" "text" insert;
    column "model_id" "text" insert;
    column "position" "integer" insert;
}
