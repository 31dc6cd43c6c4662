//! Backups: `pg_dump` and `pg_restore`, the programs that PostgreSQL itself is moved with.
//!
//! A dump holds one database: not the roles, which belong to the cluster, and not the rows of the change log, whose
//! transaction numbers mean nothing elsewhere. The programs must be of the server's major version or later.
//!
//! They run as ourselves, since they read files and passwords as we do; the password goes through the environment, because
//! everybody sees the arguments of a process.

use std::fs::File;
use std::io::Seek as _;
use std::path::Path;
use std::process::{Output, Stdio};

use anyhow::{Context as _, Result, bail, ensure};
use tokio::process::Command;
use url::Url;

/// Tables of the change log, partitions included. A restored log begins anew.
const WITHOUT_ROWS: [&str; 3] = ["stream.events*", "stream.ticks", "stream.log"];
/// What every backup of ours holds, as the list of its contents names it.
const MARKS: [&str; 2] = ["TABLE stream published", "TABLE public seaql_migrations"];

/// A URL for arguments, and the password for the environment.
#[derive(Debug)]
struct Address {
    url: String,
    password: Option<String>,
}

impl Address {
    fn new(url: &str) -> Result<Self> {
        let mut url = Url::parse(url).context("the database's URL")?;
        let mut password = url.password().map(decoded).transpose()?;
        if password.is_some() {
            let _ = url.set_password(None);
        }
        let pairs: Vec<(String, String)> = url.query_pairs().into_owned().collect();
        let (hidden, others): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(key, _)| key == "password");
        if let Some((_, secret)) = hidden.into_iter().next_back() {
            password = Some(secret);
            url.set_query(None);
            if !others.is_empty() {
                url.query_pairs_mut().extend_pairs(others);
            }
        }
        Ok(Self { url: url.into(), password })
    }
}

/// Userinfo stands in a URL with `%` escapes.
pub(super) fn decoded(text: &str) -> Result<String> {
    let pair = format!("x={}", text.replace('+', "%2B"));
    let value = url::form_urlencoded::parse(pair.as_bytes()).next().map(|(_, value)| value.into_owned());
    value.context("the password in the database's URL")
}

/// Writes everything of a database to a file, as it stands at one moment. Others may go on writing meanwhile.
pub async fn dump(program: &Path, url: &str, to: &File) -> Result<()> {
    let address = Address::new(url)?;
    let mut command = command(program, &address);
    command.args(["--format=custom", "--no-publications", "--no-subscriptions"]);
    command.args(WITHOUT_ROWS.map(|table| format!("--exclude-table-data={table}")));
    let to = to.try_clone().context("the file")?;
    run(command.arg("--dbname").arg(&address.url).stdout(to)).await.map(drop)
}

/// Refuses a file that is no backup of ours.
pub async fn check(program: &Path, from: &mut File) -> Result<()> {
    let contents = read(program, &["--list"], from).await?;
    ensure!(MARKS.iter().all(|mark| contents.contains(mark)), "it holds no database of Workgraph");
    Ok(())
}

/// The migrations that the database in a file has had.
pub async fn migrations(program: &Path, from: &mut File) -> Result<Vec<String>> {
    let arguments = ["--data-only", "--schema=public", "--table=seaql_migrations", "--file=-"];
    let script = read(program, &arguments, from).await?;
    // As COPY writes them: the name, a tab, the time.
    let rows = script.lines().filter_map(|line| line.split_once('\t'));
    Ok(rows.map(|(name, _)| name.to_owned()).collect())
}

/// What the program tells of a file, read from its beginning.
async fn read(program: &Path, arguments: &[&str], from: &mut File) -> Result<String> {
    from.rewind().context("the file")?;
    let mut command = Command::new(program);
    command.args(arguments).stdout(Stdio::piped()).stdin(from.try_clone().context("the file")?);
    Ok(String::from_utf8_lossy(&run(&mut command).await?.stdout).into_owned())
}

/// Reads a file into an empty database: all of it, or nothing.
pub async fn restore(program: &Path, url: &str, from: &mut File) -> Result<()> {
    from.rewind().context("the file")?;
    let address = Address::new(url)?;
    let mut command = command(program, &address);
    command.args(["--exit-on-error", "--single-transaction", "--no-owner", "--dbname"]).arg(&address.url);
    run(command.stdin(from.try_clone().context("the file")?)).await.map(drop)
}

fn command(program: &Path, address: &Address) -> Command {
    let mut command = Command::new(program);
    // Not for it to see.
    for variable in &crate::config::VARIABLES {
        command.env_remove(variable.name);
    }
    if let Some(password) = &address.password {
        command.env("PGPASSWORD", password);
    }
    command.env("PGAPPNAME", "workgraph backup").stdin(Stdio::null());
    command
}

async fn run(command: &mut Command) -> Result<Output> {
    let name = Path::new(command.as_std().get_program()).display().to_string();
    let command = command.env("LC_ALL", "C").stderr(Stdio::piped()).kill_on_drop(true);
    let cannot_run = || format!("cannot run {name}");
    // Not `output`, which would take standard output for itself.
    let child = command.spawn().with_context(cannot_run)?;
    let output = child.wait_with_output().await.with_context(cannot_run)?;
    if !output.status.success() {
        bail!("{name} failed ({}): {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(output)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_argument_holds_a_password() {
        for (given, url) in [
            (
                "postgres://me:p%40ss+@db:5433/work?sslmode=require",
                "postgres://me@db:5433/work?sslmode=require",
            ),
            ("postgres:///work?user=me&password=p%40ss%2B", "postgres:///work?user=me"),
        ] {
            let address = Address::new(given).unwrap();
            assert_eq!(address.url, url);
            assert_eq!(address.password.as_deref(), Some("p@ss+"));
        }
        assert_eq!(Address::new("postgres://me@db/work").unwrap().password, None);
    }
}
