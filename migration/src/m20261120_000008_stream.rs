//! The change log, its order, and which tables are in it. After the tables it is attached to.

use crate::script;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    include_str!("../sql/stream/log.sql"),
    include_str!("../sql/stream/ticks.sql"),
    include_str!("../sql/stream/read.sql"),
    include_str!("../sql/stream/capture.sql"),
    include_str!("../sql/stream/publish.sql"),
    include_str!("../sql/stream/grants.sql"),
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
