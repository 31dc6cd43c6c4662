//! @generated from the database by `migration entities`. Do not edit.
//!
//! Execution history for AI tools.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "ai_tool_executions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub task_id: Uuid,
    pub tool_config_id: Uuid,
    pub vendor_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(20))")]
    pub status: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub input_data: Json,
    #[sea_orm(column_type = "JsonBinary")]
    pub output_data: Option<Json>,
    #[sea_orm(column_type = "Text")]
    pub error_message: Option<String>,
    pub started_at: Option<DateTimeUtc>,
    pub completed_at: Option<DateTimeUtc>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(belongs_to = "super::tasks::Entity", from = "Column::TaskId", to = "super::tasks::Column::Id")]
    Task,
    #[sea_orm(
        belongs_to = "super::ai_tool_configs::Entity",
        from = "Column::ToolConfigId",
        to = "super::ai_tool_configs::Column::Id"
    )]
    ToolConfig,
    #[sea_orm(
        belongs_to = "super::marketplace_vendors::Entity",
        from = "Column::VendorId",
        to = "super::marketplace_vendors::Column::Id"
    )]
    Vendor,
}

impl Related<super::tasks::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Task.def()
    }
}

impl Related<super::ai_tool_configs::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::ToolConfig.def()
    }
}

impl Related<super::marketplace_vendors::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Vendor.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler": "Execution history for AI tools.";
    rule "ai_tool_executions_pkey" on "id";
    rule "ai_tool_executions_task_id_fkey" on "task_id";
    rule "ai_tool_executions_tool_config_id_fkey" on "tool_config_id";
    rule "ai_tool_executions_vendor_id_fkey" on "vendor_id";
    column "id" "uuid" default;
    column "task_id" "uuid";
    column "tool_config_id" "uuid";
    column "vendor_id" "uuid";
    column "status" "character varying(20)" default;
    column "input_data" "jsonb";
    column "output_data" "jsonb";
    column "error_message" "text";
    column "started_at" "timestamp with time zone";
    column "completed_at" "timestamp with time zone";
    column "created_at" "timestamp with time zone" default;
    column "updated_at" "timestamp with time zone" default;
}
