//! @generated from the database by `migration entities`. Do not edit.
//!
//! User-customizable AI prompts.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "user_prompts")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub owner_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub prompt_key: String,
    #[sea_orm(column_type = "Text")]
    pub category: String,
    #[sea_orm(column_type = "Text")]
    pub display_name: String,
    #[sea_orm(column_type = "Text")]
    pub description: String,
    #[sea_orm(column_type = "Text")]
    pub system_instruction: String,
    #[sea_orm(column_type = "Text")]
    pub prompt_template: String,
    pub temperature: f32,
    pub top_p: f32,
    pub version: i32,
    pub is_active: bool,
    pub is_default: bool,
    pub last_tested_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub test_result: Option<String>,
    pub created_at: DateTimeUtc,
    pub updated_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::OwnerId",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    Owner,
    #[sea_orm(has_many = "super::user_prompt_versions::Entity")]
    UserPromptVersions,
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Owner.def()
    }
}

impl Related<super::user_prompt_versions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::UserPromptVersions.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "User-customizable AI prompts.";
    partial "owner_id" "prompt_key" where "(is_active = true)";
    rule "user_prompts_owner_id_fkey" on "owner_id";
    rule "user_prompts_pkey" on "id";
    rule "idx_user_prompts_active_unique" on "owner_id" "prompt_key";
    caller "owner_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "owner_id" "uuid" insert;
    column "prompt_key" "text" insert;
    column "category" "text" insert update;
    column "display_name" "text" insert update;
    column "description" "text" default insert update;
    column "system_instruction" "text" default insert update;
    column "prompt_template" "text" default insert update;
    column "temperature" "real" default insert update;
    column "top_p" "real" default insert update;
    column "version" "integer" default;
    column "is_active" "boolean" default insert update;
    column "is_default" "boolean" default;
    column "last_tested_at" "timestamp with time zone";
    column "test_result" "text";
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default update;
}
