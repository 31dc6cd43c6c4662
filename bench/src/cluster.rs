//! A throwaway PostgreSQL that can be killed, started again, and followed by a standby.
//!
//! The programs are those that Workgraph finds for its private one, and as root they run as the same unprivileged user. Unlike
//! that one, a cluster here survives its crashes, since to be killed is what it is for.
//!
//! Everything lies in one [`Home`] in the system's directory for temporary files. A shell that waits for the end of a pipe of
//! ours stops what runs there and removes it, however this process ends.

use std::fs::{self, DirBuilder, File, Permissions};
use std::io::Write as _;
use std::net::{Ipv4Addr, TcpListener};
use std::os::unix::fs::{DirBuilderExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use tokio::process::{Child as Process, Command};
use tokio::time::{sleep, timeout};
use tokio_postgres::{Client, NoTls};
use uuid::Uuid;
use workgraph::config::Config;
use workgraph::db::embedded::binaries::Binaries;
use workgraph::db::embedded::child::Child;

/// The login that owns everything, and its database.
const OWNER: &str = "workgraph";
/// How long a start with recovery, or the way of a standby to its primary's place, may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// PostgreSQL tells nobody when it is ready; it is asked so often.
const POLL: Duration = Duration::from_millis(20);
/// $1 pg_ctl, $2 the home, $3 whether it is kept.
const KEEPER: &str = r#"read -r _; for data in "$2"/*/data; do "$1" stop -s -w -m immediate -D "$data" >/dev/null 2>&1; done
    [ "$3" = true ] || rm -rf "$2""#;

/// A folder with clusters, gone in the end.
pub struct Home {
    path: PathBuf,
    child: Child,
    binaries: Binaries,
    password: String,
    keeper: Process,
}

impl Home {
    /// An empty one. `is_kept`: clusters are stopped in the end, but their files stay.
    ///
    /// # Errors
    /// When there is no PostgreSQL, or no place for it.
    pub fn new(is_kept: bool) -> Result<Self> {
        let settings = Config::from_env()?.database.embedded;
        let parent = std::env::temp_dir();
        let child = Child::choose(&parent)?;
        let binaries = Binaries::find(&settings, &child, None)?;
        let path = parent.join(format!("workgraph-bench-{}", Uuid::new_v4().simple()));
        make_folder(&path, &child)?;
        let mut keeper = child.command("sh".as_ref());
        keeper
            .args(["-c", KEEPER, "keeper"])
            .arg(binaries.tool("pg_ctl"))
            .arg(&path)
            .arg(is_kept.to_string());
        keeper.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
        let keeper = Command::from(keeper).spawn().context("cannot run sh")?;
        Ok(Self { path, child, binaries, password: Uuid::new_v4().simple().to_string(), keeper })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The owner's URL of a cluster that is reached through this port.
    pub fn url(&self, port: u16) -> String {
        self.url_of(port, OWNER)
    }

    /// Stops what runs and removes the files.
    ///
    /// # Errors
    /// When that takes too long.
    pub async fn end(mut self) -> Result<()> {
        drop(self.keeper.stdin.take());
        timeout(PATIENCE, self.keeper.wait()).await.context("the clusters do not stop")??;
        Ok(())
    }

    fn url_of(&self, port: u16, database: &str) -> String {
        format!("postgres://{OWNER}:{}@127.0.0.1:{port}/{database}", self.password)
    }

    async fn run(&self, mut command: std::process::Command) -> Result<()> {
        let name = Path::new(command.get_program()).display().to_string();
        command.stdin(Stdio::null());
        let output = timeout(PATIENCE, Command::from(command).output());
        let output = output.await.with_context(|| format!("{name} does not end"))??;
        ensure!(output.status.success(), "{name} failed: {}", String::from_utf8_lossy(&output.stderr).trim());
        Ok(())
    }
}

/// A PostgreSQL server and its files.
pub struct Cluster {
    folder: PathBuf,
    port: u16,
    process: Option<Process>,
}

impl Cluster {
    /// Makes one and starts it, with these settings beside the usual ones.
    ///
    /// # Errors
    /// What its programs say.
    pub async fn make(home: &Home, name: &str, settings: &str) -> Result<Self> {
        let mut cluster = Self::folder(home, name, settings)?;
        let password = cluster.folder.join("password");
        fs::write(&password, format!("{}\n", home.password))?;
        home.child.give(&password)?;
        let mut initdb = home.child.command(&home.binaries.tool("initdb"));
        initdb.arg("--pgdata").arg(cluster.data()).arg("--pwfile").arg(&password);
        initdb.args(["--username", OWNER, "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C"]);
        let ctype = if cfg!(target_os = "macos") { "UTF-8" } else { "C.UTF-8" };
        initdb.args(["--lc-ctype", ctype, "--no-instructions", "--no-sync"]);
        home.run(initdb).await?;
        let mut conf = File::options().append(true).open(cluster.data().join("postgresql.conf"))?;
        // Found from where the file is, so that a copy of it finds the settings of the copy.
        writeln!(conf, "\ninclude '../cluster.conf'").context("cannot write the settings")?;
        cluster.start(home).await?;
        let postgres = connect(&home.url_of(cluster.port, "postgres")).await?;
        postgres.batch_execute(&format!("create database {OWNER}")).await?;
        Ok(cluster)
    }

    /// A copy of a running cluster, which follows it from then on under its name.
    ///
    /// # Errors
    /// What the programs say.
    pub async fn standby_of(primary: &Self, home: &Home, name: &str, settings: &str) -> Result<Self> {
        let mut cluster = Self::folder(home, name, settings)?;
        let source = format!("{}?application_name={name}", home.url(primary.port));
        let mut copy = home.child.command(&home.binaries.tool("pg_basebackup"));
        copy.arg("--pgdata").arg(cluster.data()).arg("--dbname").arg(source);
        copy.args(["--write-recovery-conf", "--wal-method", "stream", "--checkpoint", "fast", "--no-sync"]);
        home.run(copy).await.context("the primary cannot be copied")?;
        cluster.start(home).await?;
        Ok(cluster)
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Starts it and waits until it takes connections. What a killed one left running ends by itself; until then PostgreSQL
    /// refuses to start, and is asked again.
    ///
    /// # Errors
    /// When it does not within a minute.
    pub async fn start(&mut self, home: &Home) -> Result<()> {
        let since = Instant::now();
        let url = home.url_of(self.port, "postgres");
        loop {
            let ended = match &mut self.process {
                None => true,
                Some(process) => process.try_wait()?.is_some(),
            };
            if ended {
                self.process = Some(self.spawn(home)?);
            } else if connect(&url).await.is_ok() {
                return Ok(());
            }
            if since.elapsed() > PATIENCE {
                bail!("PostgreSQL does not start; {} tells why", self.folder.join("log").display());
            }
            sleep(POLL).await;
        }
    }

    /// Ends the first process with this signal: SIGQUIT stops all of them at once and without writing anything, SIGKILL leaves
    /// the others to find out.
    ///
    /// # Errors
    /// When it does not run, or does not end.
    pub async fn crash(&mut self, signal: Signal) -> Result<()> {
        let mut process = self.process.take().context("this PostgreSQL does not run")?;
        let pid = process.id().context("this PostgreSQL has ended by itself")?;
        kill(Pid::from_raw(i32::try_from(pid)?), signal).context("PostgreSQL cannot be killed")?;
        timeout(PATIENCE, process.wait()).await.context("PostgreSQL does not end")??;
        Ok(())
    }

    /// Makes a standby a primary, on a timeline of its own.
    ///
    /// # Errors
    /// When it is none, or does not become one.
    pub async fn promote(&self, home: &Home) -> Result<()> {
        let client = connect(&home.url(self.port)).await?;
        let done: bool = client.query_one("select pg_promote(true, 60)", &[]).await?.get(0);
        ensure!(done, "the standby was not promoted in time");
        Ok(())
    }

    fn folder(home: &Home, name: &str, settings: &str) -> Result<Self> {
        let folder = home.path.join(name);
        make_folder(&folder, &home.child)?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let conf = folder.join("cluster.conf");
        let text = format!(
            "listen_addresses = '127.0.0.1'\nport = {port}\nunix_socket_directories = ''\ntimezone = 'UTC'\nlog_timezone = 'UTC'\n\
             shared_buffers = '128MB'\nrandom_page_cost = 1.1\nmax_connections = 200\njit = off\nwal_keep_size = '512MB'\n\
             wal_retrieve_retry_interval = '200ms'\n{settings}\n"
        );
        fs::write(&conf, text)?;
        fs::set_permissions(&conf, Permissions::from_mode(0o644))?;
        home.child.give(&conf)?;
        Ok(Self { folder, port, process: None })
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn spawn(&self, home: &Home) -> Result<Process> {
        let log = File::options().create(true).append(true).open(self.folder.join("log"))?;
        let mut postgres = home.child.command(&home.binaries.tool("postgres"));
        postgres.arg("-D").arg(self.data()).stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log);
        Command::from(postgres).spawn().context("cannot run postgres")
    }
}

/// A connection, whose other half runs by itself until it is lost.
///
/// # Errors
/// When there is none within some seconds.
pub async fn connect(url: &str) -> Result<Client> {
    let (client, connection) = timeout(Duration::from_secs(10), tokio_postgres::connect(url, NoTls))
        .await
        .context("PostgreSQL does not answer")??;
    tokio::spawn(connection);
    Ok(client)
}

fn make_folder(path: &Path, child: &Child) -> Result<()> {
    DirBuilder::new().mode(0o700).create(path).with_context(|| format!("cannot make {}", path.display()))?;
    child.give(path)
}
