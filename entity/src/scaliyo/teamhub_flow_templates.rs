//! @generated from the database by `migration entities`. Do not edit.
//!
//! Board templates (system + user-created).

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "teamhub_flow_templates")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub r#type: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub structure_json: Json,
    pub created_by: Option<Uuid>,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::profiles::Entity",
        from = "Column::CreatedBy",
        to = "super::profiles::Column::Id",
        on_delete = "SetNull"
    )]
    CreatedBy,
    #[sea_orm(has_many = "super::teamhub_boards::Entity")]
    TeamhubBoards,
}

impl Related<super::profiles::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::CreatedBy.def()
    }
}

impl Related<super::teamhub_boards::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamhubBoards.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Board templates (system + user-created).";
    rule "teamhub_flow_templates_created_by_fkey" on "created_by";
    rule "teamhub_flow_templates_pkey" on "id";
    caller "created_by" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "name" "text" insert update;
    column "type" "text" default insert;
    column "structure_json" "jsonb" default insert update;
    column "created_by" "uuid" insert;
    column "created_at" "timestamp with time zone" default;
}
