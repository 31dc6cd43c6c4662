//! How people come into the systems: what each says of invitations, then what is the same for all.

use crate::script::{self, sql};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    sql!("internal/invitations.sql"),
    sql!("core/invitations.sql"),
    sql!("assist/invitations.sql"),
    sql!("scaliyo/invitations.sql"),
    sql!("taskjuggler/invitations.sql"),
    sql!("auth/invite.sql"),
];

const DOWN: &[&str] = &[sql!("auth/invite_down.sql")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, DOWN).await
    }
}
