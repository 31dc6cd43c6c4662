//! @generated from the database by `migration entities`. Do not edit.
//!
//! Execution history and logs.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "workflow_executions")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workflow_id: Uuid,
    pub user_id: Uuid,
    pub lead_id: Option<Uuid>,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    #[sea_orm(column_type = "Text")]
    pub current_node: Option<String>,
    #[sea_orm(column_type = "JsonBinary")]
    pub steps: Json,
    pub started_at: DateTimeUtc,
    pub completed_at: Option<DateTimeUtc>,
    #[sea_orm(column_type = "Text")]
    pub error_message: Option<String>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::workflows::Entity",
        from = "Column::WorkflowId",
        to = "super::workflows::Column::Id",
        on_delete = "Cascade"
    )]
    Workflow,
    #[sea_orm(
        belongs_to = "crate::auth::users::Entity",
        from = "Column::UserId",
        to = "crate::auth::users::Column::Id",
        on_delete = "Cascade"
    )]
    User,
    #[sea_orm(
        belongs_to = "super::leads::Entity",
        from = "Column::LeadId",
        to = "super::leads::Column::Id",
        on_delete = "SetNull"
    )]
    Lead,
}

impl Related<super::workflows::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Workflow.def()
    }
}

impl Related<crate::auth::users::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::User.def()
    }
}

impl Related<super::leads::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Lead.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo": "Execution history and logs.";
    published "profile:{user_id}";
    rule "workflow_executions_lead_id_fkey" on "lead_id";
    rule "workflow_executions_pkey" on "id";
    rule "workflow_executions_user_id_fkey" on "user_id";
    rule "workflow_executions_workflow_id_fkey" on "workflow_id";
    caller "user_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default;
    column "workflow_id" "uuid";
    column "user_id" "uuid";
    column "lead_id" "uuid";
    column "status" "text" default;
    column "current_node" "text";
    column "steps" "jsonb" default;
    column "started_at" "timestamp with time zone" default;
    column "completed_at" "timestamp with time zone";
    column "error_message" "text";
}
