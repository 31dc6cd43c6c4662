//! @generated from the database by `migration entities`. Do not edit.
//!
//! Laravel job batches.

use sea_orm::entity::prelude::*;

#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(schema_name = "taskjuggler", table_name = "job_batches")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false, column_type = "String(StringLen::N(255))")]
    pub id: String,
    #[sea_orm(column_type = "String(StringLen::N(255))")]
    pub name: String,
    pub total_jobs: i32,
    pub pending_jobs: i32,
    pub failed_jobs: i32,
    #[sea_orm(column_type = "Text")]
    pub failed_job_ids: String,
    #[sea_orm(column_type = "Text")]
    pub options: Option<String>,
    pub cancelled_at: Option<i32>,
    pub created_at: i32,
    pub finished_at: Option<i32>,
}

#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

crate::meta::facts! {
    table "taskjuggler": "Laravel job batches.";
    rule "job_batches_pkey" on "id";
    column "id" "character varying(255)";
    column "name" "character varying(255)";
    column "total_jobs" "integer";
    column "pending_jobs" "integer";
    column "failed_jobs" "integer";
    column "failed_job_ids" "text";
    column "options" "text";
    column "cancelled_at" "integer";
    column "created_at" "integer";
    column "finished_at" "integer";
}
