//! The database: its migrations, and the generator of the entities that mirror it.
//!
//! What a migration does is plain SQL under `sql/<schema>/`, for people who read SQL; the Rust files only say which
//! scripts belong together and how to take them back. The order of the list is the order of dependence: accounts, the
//! five systems, then what looks across them. A change to a migrated table is a new migration; a script that has been
//! released is never edited.
//!
//! The list of applied migrations is `public.seaql_migrations`. Each migration is one transaction. Servers that start
//! together wait for each other, see [`up`].
//!
//! This crate must build and run without `entity`, which is generated from what it makes.

use sea_orm_migration::MigrationStatus;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{
    ConnectOptions, Database, DatabaseConnection, DatabaseTransaction, TransactionTrait,
};

pub mod demo;
pub mod entities;
pub mod policies;
pub mod restore;
pub mod scale;

mod m20261120_000001_auth;
mod m20261120_000002_internal;
mod m20261120_000003_assist;
mod m20261120_000004_core;
mod m20261120_000005_scaliyo;
mod m20261120_000006_taskjuggler;
mod m20261120_000007_access;
mod m20261120_000008_stream;
mod m20261120_000009_work;
mod m20261120_000010_invitations;
mod m20261120_000011_audit;
mod m20261120_000012_handover;
mod m20261201_000013_secrets;
mod m20261201_000014_replica;
mod m20261201_000015_standing;
mod script;

pub struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m20261120_000001_auth::Migration),
            Box::new(m20261120_000002_internal::Migration),
            Box::new(m20261120_000003_assist::Migration),
            Box::new(m20261120_000004_core::Migration),
            Box::new(m20261120_000005_scaliyo::Migration),
            Box::new(m20261120_000006_taskjuggler::Migration),
            Box::new(m20261120_000007_access::Migration),
            Box::new(m20261120_000008_stream::Migration),
            Box::new(m20261120_000009_work::Migration),
            Box::new(m20261120_000010_invitations::Migration),
            Box::new(m20261120_000011_audit::Migration),
            Box::new(m20261120_000012_handover::Migration),
            Box::new(m20261201_000013_secrets::Migration),
            Box::new(m20261201_000014_replica::Migration),
            Box::new(m20261201_000015_standing::Migration),
        ]
    }
}

/// Every migration in order.
pub fn names() -> Vec<String> {
    Migrator::migrations().iter().map(|migration| migration.name().to_owned()).collect()
}

/// A connection to migrate with: two at a time, one for the lock and one for the work.
pub async fn connect(url: &str) -> Result<DatabaseConnection, DbErr> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(2).set_schema_search_path("public").sqlx_logging(false);
    Database::connect(options).await
}

/// Every migration in order, and whether it has been applied. Changes nothing.
pub async fn status(db: &DatabaseConnection) -> Result<Vec<(String, bool)>, DbErr> {
    let all = Migrator::get_migration_with_status_read_only(db).await?;
    Ok(all.iter().map(|each| (each.name().to_owned(), each.status() == MigrationStatus::Applied)).collect())
}

/// How a database and this program stand to each other.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// What this program needs and the database has not.
    pub pending: Vec<String>,
    /// What the database has and this program does not know: a later version has been here.
    pub later: Vec<String>,
}

impl Standing {
    /// Where these are the migrations that the database has.
    pub fn of(applied: &[String]) -> Self {
        let known = names();
        let pending = known.iter().filter(|name| !applied.contains(name)).cloned().collect();
        let later = applied.iter().filter(|name| !known.contains(name)).cloned().collect();
        Self { pending, later }
    }
}

/// How a database stands. Unlike [`status`] it takes one that a later version has migrated. Changes nothing.
pub async fn standing(db: &DatabaseConnection) -> Result<Standing, DbErr> {
    if !SchemaManager::new(db).has_table("seaql_migrations").await? {
        return Ok(Standing::of(&[]));
    }
    let applied = Migrator::get_migration_models(db).await?;
    Ok(Standing::of(&applied.into_iter().map(|each| each.version).collect::<Vec<_>>()))
}

/// Applies what is pending, telling the name of each before it starts; returns how many there were.
///
/// Needs a pool of at least two connections, as [`connect`] makes it: the lock is held by one of its own, because each
/// migration commits for itself.
pub async fn up(db: &DatabaseConnection, mut progress: impl FnMut(&str)) -> Result<usize, DbErr> {
    if status(db).await?.iter().all(|(_, applied)| *applied) {
        return Ok(0);
    }
    let lock = lock(db).await?;
    let mut count = 0;
    for (name, _) in status(db).await?.iter().filter(|(_, applied)| !applied) {
        progress(name);
        Migrator::up(db, Some(1)).await?;
        count += 1;
    }
    lock.commit().await?;
    Ok(count)
}

/// Takes back the last `steps` migrations, or all; returns how many there were. Roles and extensions stay.
pub async fn down(
    db: &DatabaseConnection,
    steps: Option<u32>,
    mut progress: impl FnMut(&str),
) -> Result<usize, DbErr> {
    let lock = lock(db).await?;
    let limit = steps.map_or(usize::MAX, |steps| steps as usize);
    let mut count = 0;
    for (name, _) in status(db).await?.iter().rev().filter(|(_, applied)| *applied).take(limit) {
        progress(name);
        Migrator::down(db, Some(1)).await?;
        count += 1;
    }
    lock.commit().await?;
    Ok(count)
}

/// Only one process migrates a database; the others wait here. Ends with the transaction.
async fn lock(db: &DatabaseConnection) -> Result<DatabaseTransaction, DbErr> {
    let holder = db.begin().await?;
    holder.execute_unprepared("SELECT pg_advisory_xact_lock(hashtext('workgraph migration'))").await?;
    Ok(holder)
}
