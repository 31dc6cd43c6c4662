//! @generated from the database by `migration entities`. Do not edit.
//!
//! CSV/Apollo import tracking.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "scaliyo", table_name = "import_batches")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: Uuid,
    pub workspace_id: Uuid,
    #[sea_orm(column_type = "Text")]
    pub file_name: String,
    #[sea_orm(column_type = "Text")]
    pub file_type: String,
    pub total_rows: i32,
    pub imported_count: i32,
    pub updated_count: i32,
    pub skipped_count: i32,
    #[sea_orm(column_type = "JsonBinary")]
    pub skipped_rows: Option<Json>,
    #[sea_orm(column_type = "JsonBinary")]
    pub column_mapping: Option<Json>,
    #[sea_orm(column_type = "JsonBinary")]
    pub options: Option<Json>,
    #[sea_orm(column_type = "Text")]
    pub status: String,
    pub created_at: Option<DateTimeUtc>,
    pub completed_at: Option<DateTimeUtc>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {
    #[sea_orm(
        belongs_to = "super::profiles::Entity",
        from = "Column::WorkspaceId",
        to = "super::profiles::Column::Id",
        on_delete = "Cascade"
    )]
    Workspace,
    #[sea_orm(has_many = "super::leads::Entity")]
    Leads,
}

impl Related<super::profiles::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Workspace.def()
    }
}

impl Related<super::leads::Entity> for Entity {
    fn to() -> RelationDef {
        Relation::Leads.def()
    }
}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "scaliyo" delete: "CSV/Apollo import tracking.";
    rule "import_batches_pkey" on "id";
    rule "import_batches_workspace_id_fkey" on "workspace_id";
    caller "workspace_id" "( SELECT scaliyo.account_id() AS account_id)";
    column "id" "uuid" default insert;
    column "workspace_id" "uuid" insert;
    column "file_name" "text" insert;
    column "file_type" "text" default insert;
    column "total_rows" "integer" default;
    column "imported_count" "integer" default;
    column "updated_count" "integer" default;
    column "skipped_count" "integer" default;
    column "skipped_rows" "jsonb" default;
    column "column_mapping" "jsonb" default insert update;
    column "options" "jsonb" default insert update;
    column "status" "text" default;
    column "created_at" "timestamp with time zone" default;
    column "completed_at" "timestamp with time zone";
}
