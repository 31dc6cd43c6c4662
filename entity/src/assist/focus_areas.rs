//! @generated from the database by `migration entities`. Do not edit.
//!
//! Focus areas: the former name of areas, still referred to by conversations of that time.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "focus_areas")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub space_id: String,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    pub order_index: Option<i32>,
    #[sea_orm(column_type = "Text")]
    pub user_id: String,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
    pub deleted_at: Option<DateTimeUtc>,
    pub is_general: Option<bool>,
    #[sea_orm(column_type = "Text")]
    pub slug: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::spaces::Entity",
        from = "Column::SpaceId",
        to = "super::spaces::Column::Id",
        on_delete = "Cascade"
    )]
    Space,
}

impl Related<super::spaces::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Space.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist": "Focus areas: the former name of areas, still referred to by conversations of that time.";
    partial "space_id" "slug" "user_id" where "(deleted_at IS NULL)";
    rule "focus_areas_pkey" on "id";
    rule "focus_areas_space_id_fkey" on "space_id";
    rule "idx_focus_areas_slug" on "space_id" "slug" "user_id";
    column "id" "text";
    column "space_id" "text";
    column "name" "text";
    column "order_index" "integer" default;
    column "user_id" "text";
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default;
    column "deleted_at" "timestamp with time zone";
    column "is_general" "boolean" default;
    column "slug" "text";
}
