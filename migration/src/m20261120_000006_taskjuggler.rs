//! TaskJuggler.

use crate::script::{self, sql};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    sql!("taskjuggler/schema.sql"),
    sql!("taskjuggler/tables_work.sql"),
    sql!("taskjuggler/tables_network.sql"),
    sql!("taskjuggler/keys.sql"),
    sql!("taskjuggler/indexes.sql"),
    sql!("taskjuggler/comments.sql"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, &["DROP SCHEMA taskjuggler CASCADE"]).await
    }
}
