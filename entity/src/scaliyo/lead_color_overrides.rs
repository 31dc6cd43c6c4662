//! @generated from the database by `migration entities`. Do not edit.
//!
//! Per-lead color override.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "lead_color_overrides")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub owner_id: Uuid,
    pub lead_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub color_token: String,
    pub created_at: Option<DateTimeUtc>,
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
    #[sea_orm(
        belongs_to = "super::leads::Entity",
        from = "Column::LeadId",
        to = "super::leads::Column::Id",
        on_delete = "Cascade"
    )]
    Lead,
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Owner.def()
    }
}

impl Related<super::leads::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Lead.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "Per-lead color override.";
    unique "owner_id" "lead_id";
    rule "lead_color_overrides_lead_id_fkey" on "lead_id";
    rule "lead_color_overrides_owner_id_fkey" on "owner_id";
    rule "lead_color_overrides_owner_id_lead_id_key" on "owner_id" "lead_id";
    rule "lead_color_overrides_pkey" on "id";
    caller "owner_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "owner_id" "uuid" insert;
    column "lead_id" "uuid" insert;
    column "color_token" "text" insert update;
    column "created_at" "timestamp with time zone" default;
}
