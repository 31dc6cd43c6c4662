//! @generated from the database by `migration entities`. Do not edit.
//!
//! Space-level access control. Users/groups can be members of spaces with role-based permissions.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "space_memberships")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub space_id: String,
    pub user_id: Option<Uuid>,
    pub group_id: Option<Uuid>,
    /// owner=full control, admin=manage members, member=standard access, guest=limited (only shared areas)
    #[sea_orm(column_type = "Text")]
    pub role: String,
    pub invited_by: Option<Uuid>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
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
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::UserId",
        to = "super::users::Column::Id",
        on_delete = "Cascade"
    )]
    User,
    #[sea_orm(
        belongs_to = "super::groups::Entity",
        from = "Column::GroupId",
        to = "super::groups::Column::Id",
        on_delete = "Cascade"
    )]
    Group,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::InvitedBy",
        to = "super::users::Column::Id"
    )]
    InvitedBy,
}

impl Related<super::spaces::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Space.def()
    }
}

impl Related<super::groups::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Group.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist" delete: "Space-level access control. Users/groups can be members of spaces with role-based permissions.";
    partial "space_id" "group_id" where "(group_id IS NOT NULL)";
    partial "space_id" "user_id" where "(user_id IS NOT NULL)";
    rule "space_memberships_group_id_fkey" on "group_id";
    rule "space_memberships_invited_by_fkey" on "invited_by";
    rule "space_memberships_pkey" on "id";
    rule "space_memberships_space_id_fkey" on "space_id";
    rule "space_memberships_user_id_fkey" on "user_id";
    rule "space_memberships_user_xor_group" on "user_id" "group_id";
    rule "idx_space_memberships_group" on "space_id" "group_id";
    rule "idx_space_memberships_user" on "space_id" "user_id";
    caller "invited_by" "( SELECT assist.user_id() AS user_id)";
    column "id" "text" default insert;
    column "space_id" "text" insert;
    column "user_id" "uuid" insert;
    column "group_id" "uuid" insert;
    column "role" "text" default insert update: "owner=full control, admin=manage members, member=standard access, guest=limited (only shared areas)";
    column "invited_by" "uuid" insert;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
