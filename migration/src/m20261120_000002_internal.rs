//! Selify internal.

use crate::script;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    include_str!("../sql/internal/schema.sql"),
    include_str!("../sql/internal/tables_work.sql"),
    include_str!("../sql/internal/tables_operations.sql"),
    include_str!("../sql/internal/keys.sql"),
    include_str!("../sql/internal/indexes.sql"),
    include_str!("../sql/internal/comments.sql"),
    include_str!("../sql/internal/vectors.sql"),
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
