//! A server asks which migrations there are: whether it is to get requests depends on it.

use crate::script;
use sea_orm_migration::prelude::*;

#[derive(DeriveMigrationName)]
pub struct Migration;

const UP: &[&str] = &["GRANT SELECT ON public.seaql_migrations TO service_role"];

const DOWN: &[&str] = &["REVOKE SELECT ON public.seaql_migrations FROM service_role"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        script::run(manager, DOWN).await
    }
}
