//! @generated from the database by `migration entities`. Do not edit.
//!
//! Areas: the lasting topics inside a space that tasks and pages belong to.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "areas")]
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
    pub user_uuid: Option<Uuid>,
    /// If true, requires explicit area\_memberships. If false, space access grants area access.
    pub is_restricted: bool,
    /// Original creator of the area. Has implicit owner access.
    #[sea_orm(column_type = "Text")]
    pub created_by: Option<String>,
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
        from = "Column::UserUuid",
        to = "super::users::Column::Id",
        on_delete = "SetNull"
    )]
    User,
    #[sea_orm(has_many = "super::area_memberships::Entity")]
    AreaMemberships,
    #[sea_orm(has_many = "super::conversations::Entity")]
    Conversations,
    #[sea_orm(has_many = "super::document_area_shares::Entity")]
    DocumentAreaShares,
    #[sea_orm(has_many = "super::pages::Entity")]
    Pages,
    #[sea_orm(has_many = "super::tasks::Entity")]
    Tasks,
}

impl Related<super::spaces::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Space.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::area_memberships::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::AreaMemberships.def()
    }
}

impl Related<super::conversations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Conversations.def()
    }
}

impl Related<super::document_area_shares::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::DocumentAreaShares.def()
    }
}

impl Related<super::pages::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Pages.def()
    }
}

impl Related<super::tasks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Tasks.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist": "Areas: the lasting topics inside a space that tasks and pages belong to.";
    partial "space_id" "slug" "user_id" where "(deleted_at IS NULL)";
    rule "areas_pkey" on "id";
    rule "areas_space_id_fkey" on "space_id";
    rule "areas_user_uuid_fkey" on "user_uuid";
    rule "idx_areas_slug" on "space_id" "slug" "user_id";
    caller "user_id" "(( SELECT assist.user_id() AS user_id))::text";
    caller "user_uuid" "( SELECT assist.user_id() AS user_id)";
    column "id" "text" insert;
    column "space_id" "text" insert;
    column "name" "text" insert update;
    column "order_index" "integer" default insert update;
    column "user_id" "text" insert;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
    column "deleted_at" "timestamp with time zone" update;
    column "is_general" "boolean" default;
    column "slug" "text" insert update;
    column "user_uuid" "uuid" insert;
    column "is_restricted" "boolean" default insert update: "If true, requires explicit area_memberships. If false, space access grants area access.";
    column "created_by" "text" insert: "Original creator of the area. Has implicit owner access.";
}
