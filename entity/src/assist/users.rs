//! @generated from the database by `migration entities`. Do not edit.
//!
//! User accounts within an organization

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "users")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub organization_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub email: String,
    #[sea_orm(column_type = "Text")]
    pub username: String,
    #[sea_orm(column_type = "Text")]
    pub display_name: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub password_hash: Option<String>,
    #[sea_orm(column_type = "Text")]
    pub status: Option<String>,
    pub last_login_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "JsonBinary")]
    pub settings: Option<Json>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
    pub deleted_at: Option<DateTimeUtc>,
    /// User preferences as JSON. Includes homePage settings, etc.
    #[sea_orm(column_type = "JsonBinary")]
    pub preferences: Option<Json>,
    #[sea_orm(column_type = "String(StringLen::N(100))")]
    pub first_name: Option<String>,
    #[sea_orm(column_type = "String(StringLen::N(100))")]
    pub last_name: Option<String>,
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
        belongs_to = "super::organizations::Entity",
        from = "Column::OrganizationId",
        to = "super::organizations::Column::Id"
    )]
    Organization,
    #[sea_orm(has_many = "super::areas::Entity")]
    Areas,
    #[sea_orm(has_many = "super::arena_battles::Entity")]
    ArenaBattles,
    #[sea_orm(has_many = "super::conversations::Entity")]
    Conversations,
    #[sea_orm(has_many = "super::documents::Entity")]
    Documents,
    #[sea_orm(has_many = "super::email_logs::Entity")]
    EmailLogs,
    #[sea_orm(has_many = "super::group_memberships::Entity")]
    GroupMemberships,
    #[sea_orm(has_many = "super::llm_usage::Entity")]
    LlmUsage,
    #[sea_orm(has_many = "super::model_rankings::Entity")]
    ModelRankings,
    #[sea_orm(has_many = "super::org_memberships::Entity")]
    OrgMemberships,
    #[sea_orm(has_many = "super::password_reset_tokens::Entity")]
    PasswordResetTokens,
    #[sea_orm(has_many = "super::routing_decisions::Entity")]
    RoutingDecisions,
    #[sea_orm(has_many = "super::spaces::Entity")]
    Spaces,
    #[sea_orm(has_many = "super::tasks::Entity")]
    Tasks,
    #[sea_orm(has_many = "super::user_id_mappings::Entity")]
    UserIdMappings,
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Account.def()
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

impl Related<super::arena_battles::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ArenaBattles.def()
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

impl Related<super::email_logs::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::EmailLogs.def()
    }
}

impl Related<super::group_memberships::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::GroupMemberships.def()
    }
}

impl Related<super::llm_usage::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::LlmUsage.def()
    }
}

impl Related<super::model_rankings::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ModelRankings.def()
    }
}

impl Related<super::org_memberships::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::OrgMemberships.def()
    }
}

impl Related<super::password_reset_tokens::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::PasswordResetTokens.def()
    }
}

impl Related<super::routing_decisions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::RoutingDecisions.def()
    }
}

impl Related<super::spaces::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Spaces.def()
    }
}

impl Related<super::tasks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Tasks.def()
    }
}

impl Related<super::user_id_mappings::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::UserIdMappings.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist": "User accounts within an organization";
    unique "organization_id" "email";
    unique "organization_id" "username";
    rule "users_id_fkey" on "id";
    rule "users_organization_id_email_key" on "organization_id" "email";
    rule "users_organization_id_fkey" on "organization_id";
    rule "users_organization_id_username_key" on "organization_id" "username";
    rule "users_pkey" on "id";
    column "id" "uuid" default;
    column "organization_id" "uuid";
    column "email" "text";
    column "username" "text";
    column "display_name" "text" update;
    column "password_hash" "text";
    column "status" "text" default;
    column "last_login_at" "timestamp with time zone";
    column "settings" "jsonb" default update;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
    column "deleted_at" "timestamp with time zone";
    column "preferences" "jsonb" default update: "User preferences as JSON. Includes homePage settings, etc.";
    column "first_name" "character varying(100)" update;
    column "last_name" "character varying(100)" update;
}
