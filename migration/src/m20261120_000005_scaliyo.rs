//! Scaliyo.

use crate::script;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    include_str!("../sql/scaliyo/schema.sql"),
    include_str!("../sql/scaliyo/tables_sales.sql"),
    include_str!("../sql/scaliyo/tables_content.sql"),
    include_str!("../sql/scaliyo/tables_teams.sql"),
    include_str!("../sql/scaliyo/keys.sql"),
    include_str!("../sql/scaliyo/indexes.sql"),
    include_str!("../sql/scaliyo/comments.sql"),
    include_str!("../sql/scaliyo/views.sql"),
    include_str!("../sql/scaliyo/triggers.sql"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, &["DROP SCHEMA scaliyo CASCADE"]).await
    }
}
