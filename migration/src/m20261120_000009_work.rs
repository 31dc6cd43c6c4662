//! What looks across the systems: their words in shared words, and the lists over all five.

use crate::script;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    include_str!("../sql/work/schema.sql"),
    include_str!("../sql/work/functions.sql"),
    include_str!("../sql/work/views.sql"),
    include_str!("../sql/work/access.sql"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, &["DROP SCHEMA work CASCADE"]).await
    }
}
