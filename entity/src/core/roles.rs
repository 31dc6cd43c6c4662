//! @generated from the database by `migration entities`. Do not edit.
//!
//! Role definitions with permissions

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "core", table_name = "roles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    /// NULL = system role
    pub tenant_id: Option<Uuid>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub code: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub name: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub description: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub category: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub level: String,
    pub is_system_role: Option<bool>,
    pub created_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::tenants::Entity",
        from = "Column::TenantId",
        to = "super::tenants::Column::Id"
    )]
    Tenant,
    #[sea_orm(has_many = "super::role_permissions::Entity")]
    RolePermissions,
    #[sea_orm(has_many = "super::users::Entity")]
    Users,
}

impl Related<super::tenants::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Tenant.def()
    }
}

impl Related<super::role_permissions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::RolePermissions.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Users.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "core" delete: "Role definitions with permissions";
    unique "tenant_id" "code";
    rule "roles_pkey" on "id";
    rule "roles_tenant_id_code_key" on "tenant_id" "code";
    rule "roles_tenant_id_fkey" on "tenant_id";
    column "id" "uuid" insert update;
    column "tenant_id" "uuid" insert update: "NULL = system role";
    column "code" "character varying(255)" insert update;
    column "name" "character varying(255)" insert update;
    column "description" "character varying(255)" insert update;
    column "category" "character varying(255)" insert update;
    column "level" "character varying(255)" insert update;
    column "is_system_role" "boolean" insert update;
    column "created_at" "timestamp with time zone" insert update;
}
