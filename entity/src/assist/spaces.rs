//! @generated from the database by `migration entities`. Do not edit.
//!
//! Spaces: the top level of a user's work. System spaces are work, research, random and personal.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "spaces")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    /// UUID reference to users table
    #[sea_orm(column_type = "Text")]
    pub user_id: String,
    #[sea_orm(column_type = "Text")]
    pub name: String,
    #[sea_orm(column_type = "Text")]
    pub r#type: String,
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    pub context_document_ids: Option<Vec<String>>,
    pub order_index: i32,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
    pub deleted_at: Option<DateTimeUtc>,
    pub user_uuid: Option<Uuid>,
    /// personal=single owner, organization=org-wide, project=team project
    #[sea_orm(column_type = "Text")]
    pub space_type: Option<String>,
    pub organization_id: Option<Uuid>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::UserUuid",
        to = "super::users::Column::Id",
        on_delete = "SetNull"
    )]
    User,
    #[sea_orm(
        belongs_to = "super::organizations::Entity",
        from = "Column::OrganizationId",
        to = "super::organizations::Column::Id",
        on_delete = "Cascade"
    )]
    Organization,
    #[sea_orm(has_many = "super::areas::Entity")]
    Areas,
    #[sea_orm(has_many = "super::conversations::Entity")]
    Conversations,
    #[sea_orm(has_many = "super::documents::Entity")]
    Documents,
    #[sea_orm(has_many = "super::focus_areas::Entity")]
    FocusAreas,
    #[sea_orm(has_many = "super::space_memberships::Entity")]
    SpaceMemberships,
    #[sea_orm(has_many = "super::tasks::Entity")]
    Tasks,
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::organizations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Organization.def()
    }
}

impl Related<super::areas::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Areas.def()
    }
}

impl Related<super::conversations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Conversations.def()
    }
}

impl Related<super::documents::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Documents.def()
    }
}

impl Related<super::focus_areas::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::FocusAreas.def()
    }
}

impl Related<super::space_memberships::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::SpaceMemberships.def()
    }
}

impl Related<super::tasks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Tasks.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist": "Spaces: the top level of a user's work. System spaces are work, research, random and personal.";
    partial "user_id" "slug" where "(deleted_at IS NULL)";
    rule "spaces_organization_id_fkey" on "organization_id";
    rule "spaces_pkey" on "id";
    rule "spaces_user_uuid_fkey" on "user_uuid";
    rule "idx_spaces_user_slug" on "user_id" "slug";
    caller "user_id" "(( SELECT assist.user_id() AS user_id))::text";
    caller "user_uuid" "( SELECT assist.user_id() AS user_id)";
    column "id" "text" insert;
    column "user_id" "text" insert: "UUID reference to users table";
    column "name" "text" insert update;
    column "type" "text" insert;
    column "slug" "text" insert update;
    column "context_document_ids" "text[]" default;
    column "order_index" "integer" default insert update;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
    column "deleted_at" "timestamp with time zone" update;
    column "user_uuid" "uuid" insert;
    column "space_type" "text" default insert: "personal=single owner, organization=org-wide, project=team project";
    column "organization_id" "uuid" insert;
}
