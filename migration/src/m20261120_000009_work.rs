//! What looks across the systems: their words in shared words, the lists over all five, the searches.

use crate::script::{self, sql};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    sql!("work/schema.sql"),
    sql!("work/functions.sql"),
    sql!("work/views.sql"),
    sql!("work/access.sql"),
    sql!("work/search.sql"),
    sql!("internal/documentation.sql"),
];

/// The indexes of the search go with the function that they are over.
const DOWN: &[&str] = &[
    "DROP FUNCTION internal.search_documentation(text, real[], double precision, integer), internal.distance",
    "DROP SCHEMA work CASCADE",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, DOWN).await
    }
}
