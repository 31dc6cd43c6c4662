//! @generated from the database by `migration entities`. Do not edit.
//!
//! Multi-tenant organizations

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "core", table_name = "tenants")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub name: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub slug: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub logo_url: Option<String>,
    /// JSON
    #[sea_orm(column_type = "Text")]
    pub settings: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub status: Option<String>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(has_many = "super::decisions::Entity")]
    Decisions,
    #[sea_orm(has_many = "super::hypotheses::Entity")]
    Hypotheses,
    #[sea_orm(has_many = "super::outcomes::Entity")]
    Outcomes,
    #[sea_orm(has_many = "super::roles::Entity")]
    Roles,
    #[sea_orm(has_many = "super::stakeholders::Entity")]
    Stakeholders,
    #[sea_orm(has_many = "super::teams::Entity")]
    Teams,
    #[sea_orm(has_many = "super::users::Entity")]
    Users,
}

impl Related<super::decisions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Decisions.def()
    }
}

impl Related<super::hypotheses::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Hypotheses.def()
    }
}

impl Related<super::outcomes::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Outcomes.def()
    }
}

impl Related<super::roles::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Roles.def()
    }
}

impl Related<super::stakeholders::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Stakeholders.def()
    }
}

impl Related<super::teams::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Teams.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Users.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "core": "Multi-tenant organizations";
    unique "name";
    unique "slug";
    rule "tenants_name_key" on "name";
    rule "tenants_pkey" on "id";
    rule "tenants_slug_key" on "slug";
    column "id" "uuid";
    column "name" "character varying(255)" update;
    column "slug" "character varying(255)";
    column "logo_url" "character varying(255)" update;
    column "settings" "text" update: "JSON";
    column "status" "character varying(255)";
    column "created_at" "timestamp with time zone";
    column "updated_at" "timestamp with time zone" update;
}
