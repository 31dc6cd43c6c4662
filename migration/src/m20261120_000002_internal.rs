//! Selify internal.

use crate::script::{self, sql};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    sql!("internal/schema.sql"),
    sql!("internal/tables_work.sql"),
    sql!("internal/tables_operations.sql"),
    sql!("internal/keys.sql"),
    sql!("internal/indexes.sql"),
    sql!("internal/comments.sql"),
    sql!("internal/vectors.sql"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, &["DROP SCHEMA internal CASCADE"]).await
    }
}
