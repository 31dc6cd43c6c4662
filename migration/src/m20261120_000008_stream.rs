//! The change log, its order, and which tables are in it. After the tables it is attached to.

use crate::script::{self, sql};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    sql!("stream/log.sql"),
    sql!("stream/ticks.sql"),
    sql!("stream/read.sql"),
    sql!("stream/capture.sql"),
    sql!("stream/publish.sql"),
    sql!("stream/grants.sql"),
];

/// The triggers on the tables of others go with their functions.
#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, &["DROP SCHEMA stream CASCADE"]).await
    }
}
