//! Roles of the cluster (kept by `down`), accounts and their sessions. Everything else refers to them.

use crate::script::{self, sql};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    sql!("auth/roles.sql"),
    sql!("auth/schema.sql"),
    sql!("auth/tables.sql"),
    sql!("auth/keys.sql"),
    sql!("auth/indexes.sql"),
    sql!("auth/invitations.sql"),
    sql!("auth/idempotency.sql"),
    sql!("auth/comments.sql"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, &["DROP SCHEMA auth CASCADE"]).await
    }
}
