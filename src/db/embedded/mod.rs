//! The private PostgreSQL of a start with nothing installed: find binaries, make a cluster, start it, stop it.
//!
//! Everything lies in one *home*: the cluster (`data`), its superuser's password, its log and two locks. The home is
//! `<data dir>/postgres`, or a link to `/var/lib/workgraph/…` where the unprivileged user that PostgreSQL needs cannot
//! reach the data directory (a clone under `/root`).
//!
//! Who may do what is decided by the two locks, never by process ids, which get reused:
//! - `server.lock` is held by the one process that started the cluster and will stop it; others may join meanwhile;
//! - `cluster.lock` is held by that process *and* by its keeper (see `keeper.rs`), so it is free only when PostgreSQL
//!   has been stopped, also after `kill -9`.
//!
//! Invariant: a `data` directory is complete or absent. It is made under another name and renamed.
//!
//! Everything here blocks; asynchronous callers go through `spawn_blocking`. Nothing here knows what is in the database.
//!
//! `binaries` and `child` are open to the programs of `bench`, which run clusters of another kind.

pub mod binaries;
pub mod child;
mod home;
mod keeper;

use std::fs::File;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use binaries::Binaries;
use child::Child;
use home::Home;
use keeper::Keeper;

/// Name of the database, and of the login that owns it.
const OWNER: &str = "workgraph";
/// How long a start, a stop or a lock may take; crash recovery of a large cluster is the longest of them.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long the holder of the data directory may take to let go before the directory counts as in use.
const HANDOVER: Duration = Duration::from_secs(3);
const POLL: Duration = Duration::from_millis(25);

/// Where the cluster is and where its binaries may be.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The project's data directory; the cluster is in `postgres` below it.
    pub data_dir: PathBuf,
    /// The only folder to take binaries from, if given.
    pub pg_bin: Option<PathBuf>,
    /// Folders that may hold a portable distribution, in order of preference.
    pub caches: Vec<PathBuf>,
    /// The folders of `PATH`.
    pub path: Vec<PathBuf>,
}

/// What the cluster is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Purpose {
    /// A real database: survives crashes of the machine.
    Keep,
    /// A test's database: fast, and removed in the end.
    Throwaway,
}

/// A running private PostgreSQL.
#[derive(Debug)]
pub struct Embedded {
    url: String,
    /// Absent where another process started the cluster.
    keeper: Option<Keeper>,
}

impl Embedded {
    /// Starts the cluster of the data directory for this process alone; refuses if another one has it.
    pub fn start(settings: &Settings) -> Result<Self> {
        let (home, child) = Home::open(&settings.data_dir)?;
        let since = Instant::now();
        loop {
            if let Some(server_lock) = home.try_lock(Home::SERVER_LOCK)? {
                return own(settings, &home, child, Purpose::Keep, server_lock);
            }
            if since.elapsed() > HANDOVER {
                bail!(
                    "the data directory {} is in use by another workgraph server; stop it, or set \
                     WORKGRAPH_DATA_DIR to another directory",
                    settings.data_dir.display()
                );
            }
            sleep(POLL);
        }
    }

    /// Uses the cluster as it runs for another process, or else starts it as [`Embedded::start`] does.
    pub fn join_or_start(settings: &Settings) -> Result<Self> {
        let (home, child) = Home::open(&settings.data_dir)?;
        let since = Instant::now();
        loop {
            if let Some(server_lock) = home.try_lock(Home::SERVER_LOCK)? {
                return own(settings, &home, child, Purpose::Keep, server_lock);
            }
            if let Some(port) = home.ready_port() {
                return Ok(Self { url: url(&home, port)?, keeper: None });
            }
            if since.elapsed() > PATIENCE {
                bail!(
                    "another process is using {} but its PostgreSQL does not become ready; see {}",
                    settings.data_dir.display(),
                    home.log_file().display()
                );
            }
            sleep(POLL);
        }
    }

    /// Starts an empty cluster in the system's directory for temporary files. It is removed in the end, also if this
    /// process is killed.
    pub fn throwaway(settings: &Settings) -> Result<Self> {
        let (home, child) = Home::temporary()?;
        let server_lock = home.try_lock(Home::SERVER_LOCK)?.context("a new directory is already locked")?;
        own(settings, &home, child, Purpose::Throwaway, server_lock).inspect_err(|_| home.remove())
    }

    /// Whether there is a cluster to start or to join. Makes nothing.
    pub fn exists(settings: &Settings) -> bool {
        settings.data_dir.join("postgres/data").is_dir()
    }

    /// The owner's URL.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Stops the cluster and waits for its end; does nothing where another process started it.
    pub fn stop(self) -> Result<()> {
        self.keeper.map_or(Ok(()), Keeper::stop)
    }
}

/// Makes, repairs and starts the cluster; the caller holds `server.lock`.
fn own(
    settings: &Settings,
    home: &Home,
    child: Child,
    purpose: Purpose,
    server_lock: File,
) -> Result<Embedded> {
    let cluster_lock = wait_for_cluster(home)?;
    let binaries = Binaries::find(settings, &child, home.major()?)?;
    if !home.data().exists() {
        init(home, &child, &binaries, purpose)?;
    }
    stop_orphan(home, &child, &binaries)?;
    let port = configure(home, &child, purpose)?;
    let keeper = Keeper::spawn(home, &child, &binaries, purpose, [server_lock, cluster_lock])?;
    tracing::debug!(version = %binaries.version, home = %home.path().display(), port, "starting PostgreSQL");
    let started = child.run(
        child
            .command(&binaries.tool("pg_ctl"))
            .args(["start", "--silent", "--wait", "--timeout", &PATIENCE.as_secs().to_string(), "--pgdata"])
            .arg(home.data())
            .arg("--log")
            .arg(home.log_file()),
    );
    if started.is_err() {
        bail!(
            "the private PostgreSQL did not start; the end of {} says:\n{}",
            home.log_file().display(),
            home.log_tail()
        );
    }
    Ok(Embedded { url: url(home, port)?, keeper: Some(keeper) })
}

/// Waits until the keeper of an earlier process, which may have been killed, has stopped its PostgreSQL.
fn wait_for_cluster(home: &Home) -> Result<File> {
    let since = Instant::now();
    loop {
        if let Some(lock) = home.try_lock(Home::CLUSTER_LOCK)? {
            return Ok(lock);
        }
        if since.elapsed() > PATIENCE {
            bail!("an earlier PostgreSQL in {} does not stop", home.path().display());
        }
        sleep(POLL);
    }
}

/// Makes the cluster with its owner and its database, under another name until it is complete.
fn init(home: &Home, child: &Child, binaries: &Binaries, purpose: Purpose) -> Result<()> {
    if purpose == Purpose::Keep {
        tracing::info!(version = %binaries.version, "first start: making a private PostgreSQL (some seconds)");
    }
    let unfinished = home.unfinished_data()?;
    let password_file = home.make_password(child)?;
    // The order of texts is the same on every machine (C); only upper and lower case follow Unicode.
    let ctype = if cfg!(target_os = "macos") { "UTF-8" } else { "C.UTF-8" };
    let mut initdb = child.command(&binaries.tool("initdb"));
    initdb.arg("--pgdata").arg(&unfinished).arg("--pwfile").arg(&password_file);
    initdb.args(["--username", OWNER, "--auth", "scram-sha-256", "--encoding", "UTF8", "--no-instructions"]);
    initdb.args(["--locale", "C", "--lc-ctype", ctype]);
    if purpose == Purpose::Throwaway {
        initdb.arg("--no-sync");
    }
    child.run(&mut initdb).context("the private PostgreSQL could not be made")?;
    let mut single = child.command(&binaries.tool("postgres"));
    single.args(["--single", "-D"]).arg(&unfinished).arg("postgres");
    child
        .run_with_input(&mut single, &format!("create database {OWNER}\n"))
        .context("the database could not be made")?;
    home.include_settings(&unfinished)?;
    std::fs::rename(&unfinished, home.data()).context("the new cluster could not be put in its place")
}

/// Ends a PostgreSQL that runs without a keeper, and removes what a crash of the machine left behind.
fn stop_orphan(home: &Home, child: &Child, binaries: &Binaries) -> Result<()> {
    if !home.pid_file().exists() {
        return Ok(());
    }
    if !home.answers() {
        // Nobody listens where the file says: its process id is stale and may be somebody else's by now.
        return home.remove_pid_files();
    }
    tracing::warn!("stopping a PostgreSQL that an earlier server left running");
    let stop = |mode| {
        child.run(
            child
                .command(&binaries.tool("pg_ctl"))
                .args(["stop", "--silent", "--wait", "--timeout", "20", "--mode", mode, "--pgdata"])
                .arg(home.data()),
        )
    };
    stop("fast").or_else(|_| stop("immediate")).context("the PostgreSQL left running cannot be stopped")?;
    Ok(())
}

/// Writes the settings that are ours; returns the port, the one of last time where it is free.
fn configure(home: &Home, child: &Child, purpose: Purpose) -> Result<u16> {
    let port = home.free_port()?;
    let socket_dir = home.socket_dir();
    // Random reads cost little more than others on flash and in memory. With the default, made for turning disks, plans
    // look so expensive that making one anew for each run seems to pay.
    let mut text = format!(
        "# Written at every start. Settings of your own: at the end of postgresql.conf.\n\
         listen_addresses = '127.0.0.1'\n\
         port = {port}\n\
         unix_socket_directories = '{socket_dir}'\n\
         unix_socket_permissions = 0700\n\
         password_encryption = 'scram-sha-256'\n\
         timezone = 'UTC'\n\
         log_timezone = 'UTC'\n\
         log_min_messages = 'warning'\n\
         shared_buffers = '128MB'\n\
         random_page_cost = 1.1\n\
         max_connections = 100\n\
         jit = off\n"
    );
    if purpose == Purpose::Throwaway {
        text += "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n";
    }
    home.write_settings(&text, child)?;
    Ok(port)
}

fn url(home: &Home, port: u16) -> Result<String> {
    Ok(format!("postgres://{OWNER}:{}@127.0.0.1:{port}/{OWNER}", home.password()?))
}
