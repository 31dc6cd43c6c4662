//! How people come into the systems: what each says of invitations, then what is the same for all.

use crate::script;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[
    include_str!("../sql/internal/invitations.sql"),
    include_str!("../sql/core/invitations.sql"),
    include_str!("../sql/assist/invitations.sql"),
    include_str!("../sql/scaliyo/invitations.sql"),
    include_str!("../sql/taskjuggler/invitations.sql"),
    include_str!("../sql/auth/invite.sql"),
];

const DOWN: &[&str] = &[include_str!("../sql/auth/invite_down.sql")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, DOWN).await
    }
}
