//! The audit logs: what writes them, of which tables, and that they stay as they are.

use crate::script::{self, sql};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[sql!("audit/note.sql"), sql!("audit/watch.sql"), sql!("audit/history.sql")];

/// The triggers go with their function.
const DOWN: &[&str] = &[
    "DROP SCHEMA audit CASCADE",
    "GRANT UPDATE, DELETE ON
         internal.team_audit_log, internal.ai_audit_log, core.audit_logs, assist.audit_events, scaliyo.audit_logs,
         scaliyo.support_audit_logs
     TO service_role",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, DOWN).await
    }
}
