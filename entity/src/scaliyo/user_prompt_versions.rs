//! @generated from the database by `migration entities`. Do not edit.
//!
//! Prompt version history.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "user_prompt_versions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub prompt_id: Uuid,
    pub owner_id: Option<Uuid>,
    pub version: i32,
    #[sea_orm(column_type = "Text")]
    pub system_instruction: String,
    #[sea_orm(column_type = "Text")]
    pub prompt_template: String,
    pub temperature: f32,
    pub top_p: f32,
    #[sea_orm(column_type = "Text")]
    pub change_note: Option<String>,
    pub created_at: DateTimeUtc,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::user_prompts::Entity",
        from = "Column::PromptId",
        to = "super::user_prompts::Column::Id",
        on_delete = "Cascade"
    )]
    Prompt,
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::OwnerId",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    Owner,
}

impl Related<super::user_prompts::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Prompt.def()
    }
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Owner.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo": "Prompt version history.";
    rule "user_prompt_versions_owner_id_fkey" on "owner_id";
    rule "user_prompt_versions_pkey" on "id";
    rule "user_prompt_versions_prompt_id_fkey" on "prompt_id";
    caller "owner_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "prompt_id" "uuid" insert;
    column "owner_id" "uuid" insert;
    column "version" "integer" insert;
    column "system_instruction" "text" default insert;
    column "prompt_template" "text" default insert;
    column "temperature" "real" default insert;
    column "top_p" "real" default insert;
    column "change_note" "text" insert;
    column "created_at" "timestamp with time zone" default;
}
