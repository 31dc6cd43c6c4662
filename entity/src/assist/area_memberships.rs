//! @generated from the database by `migration entities`. Do not edit.
//!
//! Explicit access grants for areas. Supports both user and group invites (XOR).

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "area_memberships")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub area_id: String,
    #[sea_orm(column_type = "Text")]
    pub user_id: Option<String>,
    pub group_id: Option<Uuid>,
    /// Access level: owner (full), admin (manage), member (participate), viewer (read-only)
    #[sea_orm(column_type = "Text")]
    pub role: String,
    #[sea_orm(column_type = "Text")]
    pub invited_by: Option<String>,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::areas::Entity",
        from = "Column::AreaId",
        to = "super::areas::Column::Id",
        on_delete = "Cascade"
    )]
    Area,
    #[sea_orm(
        belongs_to = "super::groups::Entity",
        from = "Column::GroupId",
        to = "super::groups::Column::Id",
        on_delete = "Cascade"
    )]
    Group,
}

impl Related<super::areas::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Area.def()
    }
}

impl Related<super::groups::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Group.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist" delete: "Explicit access grants for areas. Supports both user and group invites (XOR).";
    partial "area_id" "group_id" where "(group_id IS NOT NULL)";
    partial "area_id" "user_id" where "(user_id IS NOT NULL)";
    rule "area_memberships_area_id_fkey" on "area_id";
    rule "area_memberships_group_id_fkey" on "group_id";
    rule "area_memberships_pkey" on "id";
    rule "area_memberships_user_xor_group" on "user_id" "group_id";
    rule "idx_area_memberships_group_unique" on "area_id" "group_id";
    rule "idx_area_memberships_user_unique" on "area_id" "user_id";
    caller "invited_by" "(( SELECT assist.user_id() AS user_id))::text";
    column "id" "text" insert;
    column "area_id" "text" insert;
    column "user_id" "text" insert;
    column "group_id" "uuid" insert;
    column "role" "text" default insert update: "Access level: owner (full), admin (manage), member (participate), viewer (read-only)";
    column "invited_by" "text" insert;
    column "created_at" "timestamp with time zone" default;
}
