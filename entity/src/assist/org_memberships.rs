//! @generated from the database by `migration entities`. Do not edit.
//!
//! User roles within an organization

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "org_memberships")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    pub user_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub role: Option<String>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::organizations::Entity",
        from = "Column::OrganizationId",
        to = "super::organizations::Column::Id",
        on_delete = "Cascade"
    )]
    Organization,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::UserId",
        to = "super::users::Column::Id",
        on_delete = "Cascade"
    )]
    User,
}

impl Related<super::organizations::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Organization.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist" delete: "User roles within an organization";
    unique "organization_id" "user_id";
    rule "org_memberships_organization_id_fkey" on "organization_id";
    rule "org_memberships_organization_id_user_id_key" on "organization_id" "user_id";
    rule "org_memberships_pkey" on "id";
    rule "org_memberships_user_id_fkey" on "user_id";
    column "id" "uuid" default insert;
    column "organization_id" "uuid" insert;
    column "user_id" "uuid" insert;
    column "role" "text" default insert update;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
