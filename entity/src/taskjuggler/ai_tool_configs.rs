//! @generated from the database by `migration entities`. Do not edit.
//!
//! Configuration for AI tools in marketplace.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "ai_tool_configs")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub vendor_id: Uuid,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub tool_name: String,
    #[sea_orm(column_type = "String(StringLen::N(50))")]
    pub tool_type: String,
    /// Tool-specific configuration
    #[sea_orm(column_type = "JsonBinary")]
    pub config: Json,
    pub is_active: Option<bool>,
    pub created_at: Option<DateTimeUtc>,
    pub updated_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::marketplace_vendors::Entity",
        from = "Column::VendorId",
        to = "super::marketplace_vendors::Column::Id",
        on_delete = "Cascade"
    )]
    Vendor,
    #[sea_orm(has_many = "super::ai_tool_executions::Entity")]
    AiToolExecutions,
}

impl Related<super::marketplace_vendors::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Vendor.def()
    }
}

impl Related<super::ai_tool_executions::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::AiToolExecutions.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler" delete: "Configuration for AI tools in marketplace.";
    rule "ai_tool_configs_pkey" on "id";
    rule "ai_tool_configs_vendor_id_fkey" on "vendor_id";
    column "id" "uuid" default insert update;
    column "vendor_id" "uuid" insert update;
    column "tool_name" "character varying(255)" insert update;
    column "tool_type" "character varying(50)" insert update;
    column "config" "jsonb" insert update: "Tool-specific configuration";
    column "is_active" "boolean" default insert update;
    column "created_at" "timestamp with time zone" default insert update;
    column "updated_at" "timestamp with time zone" default insert update;
}
