//! Assist.

use crate::script;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    include_str!("../sql/assist/schema.sql"),
    include_str!("../sql/assist/tables.sql"),
    include_str!("../sql/assist/keys.sql"),
    include_str!("../sql/assist/indexes.sql"),
    include_str!("../sql/assist/comments.sql"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, &["DROP SCHEMA assist CASCADE"]).await
    }
}
