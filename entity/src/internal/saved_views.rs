//! @generated from the database by `migration entities`. Do not edit.
//!
//! Named filters and column sets of the task list, private or shared.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "internal", table_name = "saved_views")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub owner_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub description: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub icon: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub color: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub filters: Json,
    pub columns: Option<Vec<String>>,
    #[sea_orm(column_type = "Text")]
    pub sort_by: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub sort_order: Option<String>,
    pub is_public: Option<bool>,
    pub is_default: Option<bool>,
    pub position: Option<i32>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::team_members::Entity",
        from = "Column::OwnerId",
        to = "super::team_members::Column::Id",
        on_delete = "Cascade"
    )]
    Owner,
}

impl Related<super::team_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Owner.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "internal" delete: "Named filters and column sets of the task list, private or shared.";
    rule "pm_saved_filters_pkey" on "id";
    rule "saved_views_owner_id_fkey" on "owner_id";
    caller "owner_id" "( SELECT internal.member_id() AS member_id)";
    column "id" "uuid" default insert update;
    column "owner_id" "uuid" insert update;
    column "name" "text" insert update;
    column "description" "text" insert update;
    column "icon" "text" insert update;
    column "color" "text" insert update;
    column "filters" "jsonb" default insert update;
    column "columns" "text[]" default insert update;
    column "sort_by" "text" default insert update;
    column "sort_order" "text" default insert update;
    column "is_public" "boolean" default insert update;
    column "is_default" "boolean" default insert update;
    column "position" "integer" default insert update;
    column "created_at" "timestamp with time zone" default insert update;
    column "updated_at" "timestamp with time zone" default insert update;
}
