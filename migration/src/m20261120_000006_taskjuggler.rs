//! TaskJuggler.

use crate::script;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    include_str!("../sql/taskjuggler/schema.sql"),
    include_str!("../sql/taskjuggler/tables_work.sql"),
    include_str!("../sql/taskjuggler/tables_network.sql"),
    include_str!("../sql/taskjuggler/keys.sql"),
    include_str!("../sql/taskjuggler/indexes.sql"),
    include_str!("../sql/taskjuggler/comments.sql"),
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
