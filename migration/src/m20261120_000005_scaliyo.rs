//! Scaliyo.

use crate::script::{self, sql};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    sql!("scaliyo/schema.sql"),
    sql!("scaliyo/tables_sales.sql"),
    sql!("scaliyo/tables_content.sql"),
    sql!("scaliyo/tables_teams.sql"),
    sql!("scaliyo/keys.sql"),
    sql!("scaliyo/indexes.sql"),
    sql!("scaliyo/comments.sql"),
    sql!("scaliyo/views.sql"),
    sql!("scaliyo/triggers.sql"),
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
