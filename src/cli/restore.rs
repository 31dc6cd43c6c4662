//! `restore`: a database from a file that `backup` wrote.
//!
//! The private database is made beside the one that is there and then takes its place: until then nothing is lost, and it
//! is another database for PostgreSQL, so that the change log has another identity and old cursors are refused. A database
//! of one's own is filled as it is, so it has to be empty; its owner makes a new one.

use std::fs::File;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use url::Url;

use super::backup::server_major;
use super::database::Database;
use crate::config::Config;
use crate::db::dump;
use crate::db::embedded::binaries;

/// Beside the private database: what is being restored, and what it has replaced. Each is there for a moment only.
const NEW: &str = "workgraph_restored";
const OLD: &str = "workgraph_replaced";

pub(super) async fn run(config: &Config, file: &Path, replace: bool) -> Result<ExitCode> {
    let mut from = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
    // Alone: a server would go on with a database that is not there any more.
    let database = Database::open(&config.database).await?;
    let restored = restore(config, &database, &mut from, replace).await;
    database.close().await?;
    restored.with_context(|| format!("{} was not restored", file.display()))?;
    eprintln!("restored; streams begin anew, and clients with a cursor are told RESYNC_REQUIRED");
    Ok(ExitCode::SUCCESS)
}

async fn restore(config: &Config, database: &Database, from: &mut File, replace: bool) -> Result<()> {
    let url = &database.owner_url;
    let program = binaries::client(&config.database.embedded, "pg_restore", server_major(url).await?)?;
    dump::check(&program, from).await?;
    // Before anything is made: what a later version has added, this one cannot serve.
    let known = migration::names();
    if let Some(later) = dump::migrations(&program, from).await?.iter().find(|name| !known.contains(name)) {
        bail!("it was written by a later version of Workgraph, which knows the migration {later}");
    }
    let is_empty = is_empty(url).await?;
    match (&database.embedded, is_empty) {
        (None, false) if replace => bail!(
            "--replace is for the private database; make a new one in your server, and set DATABASE_URL to it"
        ),
        (None, false) => {
            bail!("the database of DATABASE_URL is not empty; make a new one, and set DATABASE_URL to it")
        }
        (Some(_), false) if !replace => bail!(
            "the private database is not empty; --replace puts the backup in its place, and what is in it is lost"
        ),
        (None, true) => fill(&program, url, from).await,
        (Some(_), _) => put_in_place(&program, url, from).await,
    }
}

async fn is_empty(url: &str) -> Result<bool> {
    let mut connection = PgConnection::connect(url).await.context("cannot connect to the database")?;
    let sql = "select not exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace \
               where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname <> 'information_schema' \
                 and n.nspname not like 'pg\\_%' \
                 and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e'))";
    let is_empty = sqlx::query_scalar(sql).fetch_one(&mut connection).await?;
    connection.close().await?;
    Ok(is_empty)
}

/// Makes the private database anew under another name, and swaps the two.
async fn put_in_place(program: &Path, url: &str, from: &mut File) -> Result<()> {
    let name = Url::parse(url)?.path().trim_start_matches('/').to_owned();
    let mut server = PgConnection::connect(&named(url, "postgres")?).await?;
    // What an interrupted restore left behind.
    for left_over in [NEW, OLD] {
        run_sql(&mut server, format!("drop database if exists {left_over} with (force)")).await?;
    }
    run_sql(&mut server, format!("create database {NEW} template template0")).await?;
    if let Err(error) = fill(program, &named(url, NEW)?, from).await {
        let _ = run_sql(&mut server, format!("drop database {NEW} with (force)")).await;
        return Err(error);
    }
    let swap = format!(
        "begin; alter database {name} rename to {OLD}; alter database {NEW} rename to {name}; commit"
    );
    run_sql(&mut server, swap).await.context("somebody is still connected to the private database")?;
    run_sql(&mut server, format!("drop database {OLD} with (force)")).await?;
    server.close().await?;
    Ok(())
}

async fn fill(program: &Path, url: &str, from: &mut File) -> Result<()> {
    let connection = migration::connect(url).await.context("cannot connect to the database")?;
    let filled = async {
        migration::restore::before(&connection).await.context("the roles cannot be made")?;
        dump::restore(program, url, from).await?;
        migration::restore::after(&connection).await.context("the change log cannot be begun")
    };
    let filled = filled.await;
    connection.close().await?;
    filled
}

fn named(url: &str, database: &str) -> Result<String> {
    let mut url = Url::parse(url)?;
    url.set_path(database);
    Ok(url.into())
}

async fn run_sql(connection: &mut PgConnection, sql: String) -> Result<()> {
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await?;
    Ok(())
}
