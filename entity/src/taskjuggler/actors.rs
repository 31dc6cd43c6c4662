//! @generated from the database by `migration entities`. Do not edit.
//!
//! Actors in the TEF system (humans, AI agents, teams, IoT devices).

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "actors")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub actor_type: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub display_name: String,
    #[sea_orm(column_type = "JsonBinary")]
    pub capabilities: Option<Json>,
    #[sea_orm(column_type = "Json")]
    pub contact_methods: Option<Json>,
    #[sea_orm(column_type = "Json")]
    pub metadata: Option<Json>,
    #[sea_orm(column_type = "Json")]
    pub authentication: Option<Json>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub status: Option<String>,
    pub organization_id: Option<Uuid>,
    pub user_id: Option<Uuid>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::profiles::Entity",
        from = "Column::OrganizationId",
        to = "super::profiles::Column::Id",
        on_delete = "SetNull"
    )]
    Organization,
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::UserId",
        to = "super::users::Column::Id",
        on_delete = "SetNull"
    )]
    User,
    #[sea_orm(has_many = "super::claim_codes::Entity")]
    ClaimCodes,
    #[sea_orm(has_many = "super::messages::Entity")]
    Messages,
    #[sea_orm(has_many = "super::relationship_history::Entity")]
    RelationshipHistory,
}

impl Related<super::profiles::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Organization.def()
    }
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::claim_codes::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ClaimCodes.def()
    }
}

impl Related<super::messages::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Messages.def()
    }
}

impl Related<super::relationship_history::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::RelationshipHistory.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler": "Actors in the TEF system (humans, AI agents, teams, IoT devices).";
    rule "actors_organization_id_fkey" on "organization_id";
    rule "actors_pkey" on "id";
    rule "actors_user_id_fkey" on "user_id";
    caller "user_id" "( SELECT auth.uid() AS uid)";
    column "id" "uuid" default insert;
    column "actor_type" "character varying(50)" insert;
    column "display_name" "character varying(255)" insert update;
    column "capabilities" "jsonb" default insert update;
    column "contact_methods" "json" default insert update;
    column "metadata" "json" default insert update;
    column "authentication" "json" default;
    column "status" "character varying(50)" default update;
    column "organization_id" "uuid" insert;
    column "user_id" "uuid" insert;
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
