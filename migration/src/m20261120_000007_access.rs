//! Who may do what: the functions that tell who is asking, privileges, row level security and its policies.

use crate::script;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

/// Accounts come last, because they are shown through the policies of the five systems; then the policies of the jobs,
/// for every table that has none, and those of restricted principals, for every table.
const UP: &[&str] = &[
    include_str!("../sql/auth/functions.sql"),
    include_str!("../sql/internal/functions.sql"),
    include_str!("../sql/internal/policies.sql"),
    include_str!("../sql/assist/functions.sql"),
    include_str!("../sql/assist/policies.sql"),
    include_str!("../sql/assist/budget.sql"),
    include_str!("../sql/assist/organizations.sql"),
    include_str!("../sql/core/functions.sql"),
    include_str!("../sql/core/policies.sql"),
    include_str!("../sql/scaliyo/functions.sql"),
    include_str!("../sql/scaliyo/grants.sql"),
    include_str!("../sql/scaliyo/policies.sql"),
    include_str!("../sql/taskjuggler/functions.sql"),
    include_str!("../sql/taskjuggler/policies.sql"),
    include_str!("../sql/taskjuggler/marketplace.sql"),
    include_str!("../sql/auth/policies.sql"),
    include_str!("../sql/auth/service_role.sql"),
    include_str!("../sql/auth/restricted.sql"),
    include_str!("../sql/auth/leakproof.sql"),
];

const DOWN: &[&str] = &[include_str!("../sql/auth/access_down.sql")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, DOWN).await
    }
}
