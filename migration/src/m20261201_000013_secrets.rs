//! Secrets that people give and nobody reads back: who may set them.

use crate::script::{self, sql};
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &[sql!("secrets/keep.sql")];

const DOWN: &[&str] = &["
    DROP TRIGGER audit ON scaliyo.sender_account_secrets;
    DROP FUNCTION scaliyo.set_sender_account_secrets(uuid, jsonb);
    REVOKE UPDATE (secret)      ON scaliyo.webhooks               FROM authenticated;
    REVOKE UPDATE (credentials) ON scaliyo.integrations           FROM authenticated;
    REVOKE UPDATE (api_key)     ON scaliyo.email_provider_configs FROM authenticated;
"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, DOWN).await
    }
}
