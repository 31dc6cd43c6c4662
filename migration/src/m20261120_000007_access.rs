//! Who may do what: the functions that tell who is asking, privileges, row level security and its policies.

use crate::script::{self, sql};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Accounts come last, because they are shown through the policies of the five systems; then the policies of the jobs,
/// for every table that has none, and those of restricted principals, for every table.
const UP: &[&str] = &[
    sql!("auth/functions.sql"),
    sql!("internal/functions.sql"),
    sql!("internal/policies.sql"),
    sql!("assist/functions.sql"),
    sql!("assist/policies.sql"),
    sql!("assist/budget.sql"),
    sql!("assist/organizations.sql"),
    sql!("core/functions.sql"),
    sql!("core/policies.sql"),
    sql!("scaliyo/functions.sql"),
    sql!("scaliyo/grants.sql"),
    sql!("scaliyo/policies.sql"),
    sql!("taskjuggler/functions.sql"),
    sql!("taskjuggler/policies.sql"),
    sql!("taskjuggler/marketplace.sql"),
    sql!("auth/policies.sql"),
    sql!("auth/service_role.sql"),
    sql!("auth/restricted.sql"),
    sql!("auth/leakproof.sql"),
];

const DOWN: &[&str] = &[sql!("auth/access_down.sql")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, DOWN).await
    }
}
