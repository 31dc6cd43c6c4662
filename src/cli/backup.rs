//! `backup`: a database in a file, from which `restore` makes it again, also with a later PostgreSQL.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use sqlx::{Connection as _, PgConnection};

use super::database::Database;
use crate::config::Config;
use crate::db::dump;
use crate::db::embedded::{Embedded, binaries};

pub(super) async fn run(config: &Config, file: &Path) -> Result<ExitCode> {
    ensure!(!file.exists(), "{} is there already; name a new file", file.display());
    let database = &config.database;
    ensure!(
        database.owner_url.is_some() || Embedded::exists(&database.embedded),
        "there is no private database yet"
    );
    // Under another name until it is complete: nobody should restore half of a database.
    let unfinished = PathBuf::from(format!("{}.unfinished", file.display()));
    let to = create(&unfinished)?;
    let written = write(config, to).await;
    if written.is_err() {
        let _ = fs::remove_file(&unfinished);
    }
    written?;
    fs::rename(&unfinished, file).with_context(|| format!("cannot write {}", file.display()))?;
    eprintln!(
        "{} is written; keep it safe, and apart from it the WORKGRAPH_SECRET_KEY that opens the secrets in it",
        file.display()
    );
    Ok(ExitCode::SUCCESS)
}

/// For us alone: there is nothing that it does not hold.
fn create(file: &Path) -> Result<File> {
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(true).mode(0o600);
    options.open(file).with_context(|| format!("cannot write {}", file.display()))
}

async fn write(config: &Config, mut to: File) -> Result<()> {
    let database = Database::join(&config.database).await?;
    let written = dump_to(config, &database.owner_url, &mut to).await;
    database.close().await?;
    written?;
    to.sync_all().context("the file does not reach the disk")
}

async fn dump_to(config: &Config, url: &str, to: &mut File) -> Result<()> {
    let major = server_major(url).await?;
    ensure!(is_migrated(url).await?, "there is nothing to back up");
    let program = |name| binaries::client(&config.database.embedded, name, major);
    let (pg_dump, pg_restore) = (program("pg_dump")?, program("pg_restore")?);
    dump::dump(&pg_dump, url, to).await?;
    // What cannot be read is no backup, and today is a better day to find out.
    dump::check(&pg_restore, to).await.context("what was written cannot be read again")
}

/// Whether there is what a backup is made for.
async fn is_migrated(url: &str) -> Result<bool> {
    let mut connection = PgConnection::connect(url).await.context("cannot connect to the database")?;
    let sql = "select to_regclass('stream.published') is not null";
    let is_migrated = sqlx::query_scalar(sql).fetch_one(&mut connection).await?;
    connection.close().await?;
    Ok(is_migrated)
}

/// The major version of the server that a URL leads to.
pub(super) async fn server_major(url: &str) -> Result<u32> {
    let mut connection = PgConnection::connect(url).await.context("cannot connect to the database")?;
    let sql = "select current_setting('server_version_num')::int / 10000";
    let major: i32 = sqlx::query_scalar(sql).fetch_one(&mut connection).await?;
    connection.close().await?;
    Ok(u32::try_from(major)?)
}
