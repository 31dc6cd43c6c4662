//! `import users`: accounts of another system, one JSON object in a line:
//!
//! `{"id"?, "email", "displayName"?, "passwordHash"?, "createdAt"?}`
//!
//! All of them come in, or none; then every fault is told with its line.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use clap::Subcommand;

use super::database::Database;
use crate::app::App;
use crate::auth::{Accounts, Fault};
use crate::clock::Clock;
use crate::config::Config;

/// A line is an account, not a book.
const LINE_MAX: u64 = 64 * 1024;
/// Faults that are told one by one.
const FAULTS_MAX: usize = 1_000;
/// Lines between two words of progress.
const STEP: i64 = 10_000;

#[derive(Debug, Subcommand)]
pub enum What {
    /// Accounts, with the hashes of their passwords (bcrypt or Argon2id)
    Users {
        /// A file of JSON lines; - for standard input
        file: PathBuf,
        /// Look for faults, and change nothing
        #[arg(long)]
        dry_run: bool,
    },
}

pub(super) async fn run(config: &Config, what: What) -> Result<ExitCode> {
    let What::Users { file, dry_run } = what;
    let lines = open(&file)?;
    let database = Database::join(&config.database).await?;
    let imported = with(config, &database, lines, dry_run).await;
    database.close().await?;
    match imported? {
        Outcome::Imported(count) => eprintln!("imported {count} accounts"),
        Outcome::Checked(count) => eprintln!("{count} accounts could be imported; nothing was changed"),
        Outcome::Faulty(faults) => {
            for Fault { line, text } in &faults {
                eprintln!("line {line}: {text}");
            }
            let more = if faults.len() == FAULTS_MAX { " or more" } else { "" };
            eprintln!("{} faults{more}; nothing was changed", faults.len());
            return Ok(ExitCode::FAILURE);
        }
    }
    Ok(ExitCode::SUCCESS)
}

enum Outcome {
    Imported(u64),
    Checked(i64),
    Faulty(Vec<Fault>),
}

fn open(file: &Path) -> Result<Box<dyn BufRead + Send>> {
    if file.as_os_str() == "-" {
        return Ok(Box::new(BufReader::new(io::stdin())));
    }
    let opened = File::open(file).with_context(|| format!("cannot read {}", file.display()))?;
    Ok(Box::new(BufReader::new(opened)))
}

async fn with(
    config: &Config,
    database: &Database,
    lines: Box<dyn BufRead + Send>,
    dry_run: bool,
) -> Result<Outcome> {
    let app = App::build(&database.app_settings(config).await?, Clock::system()).await?;
    let outcome = import(&app.accounts, lines, dry_run).await;
    app.close().await;
    outcome
}

async fn import(accounts: &Accounts, mut lines: Box<dyn BufRead + Send>, dry_run: bool) -> Result<Outcome> {
    let mut import = accounts.import().await?;
    let (mut faults, mut number, mut count) = (Vec::new(), 0, 0);
    while let Some(line) = next_line(&mut lines)? {
        number += 1;
        let fault = match line {
            Ok(text) if text.trim().is_empty() => continue,
            Ok(text) => import.line(number, &text).await?,
            Err(text) => Some(Fault { line: number, text }),
        };
        count += i64::from(fault.is_none());
        faults.extend(fault);
        if faults.len() >= FAULTS_MAX {
            break;
        }
        if number % STEP == 0 {
            eprintln!("read {number} lines");
        }
    }
    if faults.len() < FAULTS_MAX {
        faults.extend(import.clashes((FAULTS_MAX - faults.len()).try_into()?).await?);
    }
    faults.sort_by_key(|fault| fault.line);
    if !faults.is_empty() {
        return Ok(Outcome::Faulty(faults));
    }
    if count == 0 {
        bail!("there is no account in it");
    }
    Ok(if dry_run { Outcome::Checked(count) } else { Outcome::Imported(import.commit().await?) })
}

/// The next line, or what is wrong with it; one that is too long is passed over.
fn next_line(lines: &mut dyn BufRead) -> Result<Option<Result<String, String>>> {
    let mut line = Vec::new();
    if io::Read::take(&mut *lines, LINE_MAX + 1).read_until(b'\n', &mut line).context("cannot read on")? == 0
    {
        return Ok(None);
    }
    if line.last() != Some(&b'\n') && line.len() as u64 > LINE_MAX {
        lines.skip_until(b'\n').context("cannot read on")?;
        return Ok(Some(Err(format!("expected at most {LINE_MAX} bytes"))));
    }
    Ok(Some(String::from_utf8(line).map_err(|_| "expected UTF-8".to_owned())))
}
