//! @generated from the database by `migration entities`. Do not edit.
//!
//! Model Arena battles with full response content and judgments

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "assist", table_name = "arena_battles")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "Text")]
    pub id: String,
    #[sea_orm(column_type = "Text")]
    pub prompt: String,
    /// Array of participating models: \[{id, displayName, provider}\]
    #[sea_orm(column_type = "JsonBinary")]
    pub models: Json,
    /// Full response content: \[{id, modelId, content, thinking?, metrics?, sources?, error?, startedAt, completedAt, durationMs}\]
    #[sea_orm(column_type = "JsonBinary")]
    pub responses: Json,
    /// Battle configuration: {webSearchEnabled, extendedThinkingEnabled, thinkingBudgetTokens, temperature, reasoningEffort, blindMode}
    #[sea_orm(column_type = "JsonBinary")]
    pub settings: Json,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    pub pinned: bool,
    /// UUID reference to users table
    #[sea_orm(column_type = "Text")]
    pub user_id: String,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
    pub deleted_at: Option<DateTimeUtc>,
    pub user_uuid: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub team_id: Option<String>,
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
    #[sea_orm(has_many = "super::arena_battle_models::Entity")]
    ArenaBattleModels,
}

impl Related<super::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::arena_battle_models::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ArenaBattleModels.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "assist" delete: "Model Arena battles with full response content and judgments";
    rule "arena_battles_pkey" on "id";
    rule "arena_battles_user_uuid_fkey" on "user_uuid";
    caller "user_id" "(( SELECT assist.user_id() AS user_id))::text";
    caller "user_uuid" "( SELECT assist.user_id() AS user_id)";
    column "id" "text" insert;
    column "prompt" "text" insert;
    column "models" "jsonb" default insert: "Array of participating models: [{id, displayName, provider}]";
    column "responses" "jsonb" default: "Full response content: [{id, modelId, content, thinking?, metrics?, sources?, error?, startedAt, completedAt, durationMs}]";
    column "settings" "jsonb" default insert: "Battle configuration: {webSearchEnabled, extendedThinkingEnabled, thinkingBudgetTokens, temperature, reasoningEffort, blindMode}";
    column "status" "text" default;
    column "pinned" "boolean" default insert update;
    column "user_id" "text" insert: "UUID reference to users table";
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
    column "deleted_at" "timestamp with time zone" update;
    column "user_uuid" "uuid" insert;
    column "team_id" "text";
}
