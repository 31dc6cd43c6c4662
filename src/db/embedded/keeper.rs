//! The keeper: a shell that waits for the end of a pipe of ours, then stops the cluster.
//!
//! The pipe ends with this process, however it ends: return, panic, `kill -9`. So there is one way to stop and no orphan
//! for which a start would have to look. The keeper holds `cluster.lock` as its standard output: the next start waits
//! for PostgreSQL's end, not for a guess of it. Should the keeper be killed as well, `stop_orphan` cleans up.

use std::fs::File;
use std::process::{Child as Process, Stdio};

use anyhow::{Context, Result, bail};

use super::binaries::Binaries;
use super::child::Child;
use super::home::Home;
use super::{PATIENCE, Purpose};

/// $1 pg_ctl, $2 data directory, $3 timeout. Not `exec`: the shell itself must hold the lock until the end.
const KEEP: &str =
    r#"read -r _; "$1" stop -s -w -t "$3" -m fast -D "$2" >/dev/null 2>&1; end=$?; exit "$end""#;
/// $1 pg_ctl, $2 data directory, $3 timeout, $4 home.
const THROW_AWAY: &str =
    r#"read -r _; "$1" stop -s -w -t "$3" -m immediate -D "$2" >/dev/null 2>&1; rm -rf "$4"; exit 0"#;

#[derive(Debug)]
pub(super) struct Keeper {
    process: Process,
    /// Held until the keeper has ended.
    _server_lock: File,
}

impl Keeper {
    pub(super) fn spawn(
        home: &Home,
        child: &Child,
        binaries: &Binaries,
        purpose: Purpose,
        [server_lock, cluster_lock]: [File; 2],
    ) -> Result<Self> {
        let script = match purpose {
            Purpose::Keep => KEEP,
            Purpose::Throwaway => THROW_AWAY,
        };
        let process = child
            .command("sh".as_ref())
            .args(["-c", script, "keeper"])
            .arg(binaries.tool("pg_ctl"))
            .arg(home.data())
            .arg(PATIENCE.as_secs().to_string())
            .arg(home.path())
            .stdin(Stdio::piped())
            .stdout(cluster_lock)
            .stderr(Stdio::null())
            .spawn()
            .context("cannot run sh")?;
        Ok(Self { process, _server_lock: server_lock })
    }

    /// Ends the pipe and waits until PostgreSQL has stopped.
    pub(super) fn stop(mut self) -> Result<()> {
        drop(self.process.stdin.take());
        let status = self.process.wait().context("cannot wait for PostgreSQL to stop")?;
        if !status.success() {
            bail!("the private PostgreSQL did not stop in order ({status})");
        }
        Ok(())
    }
}
