//! @generated from the database by `migration entities`. Do not edit.
//!
//! AUTO mode routing decision log for analytics and tuning

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "routing_decisions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub created_at: DateTimeUtc,
    pub user_id: Uuid,
    pub organization_id: Option<Uuid>,
    pub conversation_id: Option<Uuid>,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub provider: String,
    pub conversation_turn: i32,
    #[sea_orm(column_type = "String(StringLen::N(100))")]
    pub selected_model: String,
    /// Complexity tier: simple (Haiku), medium (Sonnet), complex (Opus)
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub tier: String,
    /// Complexity score 0-100 from query analysis
    pub score: i32,
    /// Router confidence in the classification (0.0-1.0)
    pub confidence: f32,
    #[sea_orm(column_type = "Text")]
    pub reasoning: Option<String>,
    pub query_length: Option<i32>,
    pub request_succeeded: Option<bool>,
    pub response_tokens: Option<i32>,
    pub estimated_cost_millicents: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::users::Entity",
        from = "Column::UserId",
        to = "super::users::Column::Id",
        on_delete = "Cascade"
    )]
    User,
    #[sea_orm(
        belongs_to = "super::organizations::Entity",
        from = "Column::OrganizationId",
        to = "super::organizations::Column::Id",
        on_delete = "Cascade"
    )]
    Organization,
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

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist": "AUTO mode routing decision log for analytics and tuning";
    rule "routing_decisions_organization_id_fkey" on "organization_id";
    rule "routing_decisions_pkey" on "id";
    rule "routing_decisions_user_id_fkey" on "user_id";
    column "id" "uuid" default;
    column "created_at" "timestamp with time zone" default;
    column "user_id" "uuid";
    column "organization_id" "uuid";
    column "conversation_id" "uuid";
    column "provider" "character varying(50)";
    column "conversation_turn" "integer" default;
    column "selected_model" "character varying(100)";
    column "tier" "character varying(20)": "Complexity tier: simple (Haiku), medium (Sonnet), complex (Opus)";
    column "score" "integer": "Complexity score 0-100 from query analysis";
    column "confidence" "real": "Router confidence in the classification (0.0-1.0)";
    column "reasoning" "text";
    column "query_length" "integer";
    column "request_succeeded" "boolean";
    column "response_tokens" "integer";
    column "estimated_cost_millicents" "integer";
}
