//! @generated from the database by `migration entities`. Do not edit.
//!
//! User accounts (belong to tenant, have role)

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "core", table_name = "users")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub tenant_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub email: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub password_hash: String,
    /// Split name fields
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub first_name: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub last_name: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub title: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub department: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub avatar_url: Option<String>,
    pub role_id: Uuid,
    pub manager_id: Option<Uuid>,
    pub is_active: Option<bool>,
    pub last_login_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub refresh_token: Option<String>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::Id",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    Account,
    #[sea_orm(
        belongs_to = "super::tenants::Entity",
        from = "Column::TenantId",
        to = "super::tenants::Column::Id"
    )]
    Tenant,
    #[sea_orm(belongs_to = "super::roles::Entity", from = "Column::RoleId", to = "super::roles::Column::Id")]
    Role,
    #[sea_orm(belongs_to = "Entity", from = "Column::ManagerId", to = "Column::Id")]
    Manager,
    #[sea_orm(has_many = "super::decision_comments::Entity")]
    DecisionComments,
    #[sea_orm(has_many = "super::stakeholders::Entity")]
    Stakeholders,
    #[sea_orm(has_many = "super::team_members::Entity")]
    TeamMembers,
    #[sea_orm(has_many = "super::teams::Entity")]
    Teams,
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
    }
}

impl Related<super::tenants::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Tenant.def()
    }
}

impl Related<super::roles::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Role.def()
    }
}

impl Related<super::decision_comments::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::DecisionComments.def()
    }
}

impl Related<super::stakeholders::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Stakeholders.def()
    }
}

impl Related<super::team_members::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::TeamMembers.def()
    }
}

impl Related<super::teams::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Teams.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "core": "User accounts (belong to tenant, have role)";
    unique "tenant_id" "email";
    rule "users_id_fkey" on "id";
    rule "users_manager_id_fkey" on "manager_id";
    rule "users_pkey" on "id";
    rule "users_role_id_fkey" on "role_id";
    rule "users_tenant_id_email_key" on "tenant_id" "email";
    rule "users_tenant_id_fkey" on "tenant_id";
    column "id" "uuid";
    column "tenant_id" "uuid";
    column "email" "character varying(255)";
    column "password_hash" "character varying(255)";
    column "first_name" "character varying(255)" update: "Split name fields";
    column "last_name" "character varying(255)" update;
    column "title" "character varying(255)" update;
    column "department" "character varying(255)" update;
    column "avatar_url" "character varying(255)" update;
    column "role_id" "uuid" update;
    column "manager_id" "uuid" update;
    column "is_active" "boolean" update;
    column "last_login_at" "timestamp with time zone";
    column "refresh_token" "character varying(255)";
    column "created_at" "timestamp with time zone";
    column "updated_at" "timestamp with time zone" update;
}
