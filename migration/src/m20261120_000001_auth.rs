//! Roles of the cluster (kept by `down`), accounts and their sessions. Everything else refers to them.

use crate::script;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    include_str!("../sql/auth/roles.sql"),
    include_str!("../sql/auth/schema.sql"),
    include_str!("../sql/auth/tables.sql"),
    include_str!("../sql/auth/keys.sql"),
    include_str!("../sql/auth/indexes.sql"),
    include_str!("../sql/auth/invitations.sql"),
    include_str!("../sql/auth/idempotency.sql"),
    include_str!("../sql/auth/comments.sql"),
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
