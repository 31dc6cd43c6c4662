//! @generated from the database by `migration entities`. Do not edit.
//!
//! Link leads to kanban cards.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "teamhub_item_leads")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub item_id: Uuid,
    pub lead_id: Uuid,
    pub is_active: bool,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::teamhub_cards::Entity",
        from = "Column::ItemId",
        to = "super::teamhub_cards::Column::Id",
        on_delete = "Cascade"
    )]
    Item,
    #[sea_orm(
        belongs_to = "super::leads::Entity",
        from = "Column::LeadId",
        to = "super::leads::Column::Id",
        on_delete = "Cascade"
    )]
    Lead,
}

impl Related<super::teamhub_cards::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Item.def()
    }
}

impl Related<super::leads::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Lead.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Link leads to kanban cards.";
    partial "item_id" where "is_active";
    partial "lead_id" where "is_active";
    rule "teamhub_item_leads_item_id_fkey" on "item_id";
    rule "teamhub_item_leads_lead_id_fkey" on "lead_id";
    rule "teamhub_item_leads_pkey" on "id";
    rule "idx_item_leads_active_item" on "item_id";
    rule "idx_item_leads_active_lead" on "lead_id";
    column "id" "uuid" default insert;
    column "item_id" "uuid" insert;
    column "lead_id" "uuid" insert;
    column "is_active" "boolean" default update;
    column "created_at" "timestamp with time zone" default;
}
