//! Servers as processes of their own, and what they use of the machine.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;
use tokio_postgres::NoTls;

/// The parts of a second in which Linux counts the time of processes, on all its machines.
const TICKS_PER_SECOND: f64 = 100.0;
/// Where the floor serves.
pub const FLOOR_ADDR: &str = "127.0.0.1:4391";
/// Where Workgraph serves beside it.
const WORKGRAPH_ADDR: &str = "127.0.0.1:4392";
/// One account asks for as much as the machine can do.
const UNHURRIED: &str = "requestsPerMinute=0,pointsPerMinute=0";
/// How long a server may take until it serves.
const START_TIMEOUT: Duration = Duration::from_secs(60);

/// The program beside this one.
///
/// # Errors
/// When it has not been built.
pub fn sibling(name: &str) -> Result<PathBuf> {
    let own = std::env::current_exe().context("this program does not know where it is")?;
    // Tests are one folder below.
    let folders = own.ancestors().skip(1).take(2);
    let found = folders.map(|folder| folder.join(name)).find(|path| path.is_file());
    found.with_context(|| format!("{} is missing; build it first", own.with_file_name(name).display()))
}

/// Runs a command of `workgraph` and gives what it printed.
///
/// # Errors
/// When it fails.
pub async fn workgraph(arguments: &[&str]) -> Result<String> {
    run(arguments, &[]).await
}

/// The same, with these variables.
///
/// # Errors
/// When it fails.
pub async fn run(arguments: &[&str], variables: &[(&str, &str)]) -> Result<String> {
    let output = Command::new(sibling("workgraph")?)
        .args(arguments)
        .envs(variables.iter().copied())
        .stderr(Stdio::inherit())
        .output()
        .await
        .context("cannot run workgraph")?;
    ensure!(output.status.success(), "`workgraph {}` has failed", arguments[0]);
    Ok(String::from_utf8(output.stdout)?)
}

/// A server that answers.
pub struct Server {
    /// Whether it is the floor.
    pub is_floor: bool,
    /// Where it serves.
    pub addr: String,
    /// From its start to the line that says that it serves.
    pub start: Duration,
    /// Bytes of memory right after the start.
    pub idle_bytes: u64,
    process: Child,
}

impl Server {
    /// The floor.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn floor() -> Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.arg("floor");
        Self::start(command, FLOOR_ADDR).await
    }

    /// Workgraph, which logs nothing but faults, and says what each answer took if it is asked to.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn workgraph(with_cost: bool) -> Result<Self> {
        let mut command = Command::new(sibling("workgraph")?);
        command
            .arg("serve")
            .env("WORKGRAPH_ADDR", WORKGRAPH_ADDR)
            .env("WORKGRAPH_LOG", "warn")
            .env("WORKGRAPH_LIMITS", UNHURRIED)
            .env("WORKGRAPH_COST", with_cost.to_string());
        Self::start(command, WORKGRAPH_ADDR).await
    }

    /// A node on this address, over this database, which logs into a file.
    ///
    /// # Errors
    /// When it does not start.
    pub async fn node(addr: &str, database_url: &str, log: &Path) -> Result<Self> {
        let log = File::options().create(true).append(true).open(log).context("cannot write the log")?;
        let mut command = Command::new(sibling("workgraph")?);
        command
            .arg("serve")
            .env("WORKGRAPH_ADDR", addr)
            .env("DATABASE_URL", database_url)
            .env("WORKGRAPH_LOG", "info")
            .env("WORKGRAPH_LIMITS", UNHURRIED)
            .env("WORKGRAPH_COST", "false")
            .stderr(log);
        Self::start(command, addr).await
    }

    async fn start(mut command: Command, addr: &str) -> Result<Self> {
        let since = Instant::now();
        let mut process = command.stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
        let output = process.stdout.take().context("the server has no output")?;
        let mut lines = BufReader::new(output).lines();
        let line = timeout(START_TIMEOUT, lines.next_line()).await;
        let line = line.with_context(|| format!("the server on {addr} does not start"))??;
        ensure!(line.is_some(), "the server on {addr} has not started");
        let start = since.elapsed();
        // Whatever else it prints is read, so that it does not wait for a reader.
        tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
        let addr = addr.to_owned();
        let mut server = Self { is_floor: addr == FLOOR_ADDR, addr, start, idle_bytes: 0, process };
        server.idle_bytes = server.memory()?;
        Ok(server)
    }

    /// Kills it and waits until it has ended.
    ///
    /// # Errors
    /// When it cannot be ended.
    pub async fn end(mut self) -> Result<()> {
        self.process.kill().await.context("a server cannot be ended")
    }

    fn pid(&self) -> Result<u32> {
        self.process.id().context("the server has ended")
    }

    /// Seconds of processor time since its start.
    ///
    /// # Errors
    /// When the process has ended.
    pub fn cpu(&self) -> Result<f64> {
        Ok(stat(self.pid()?)?.cpu)
    }

    /// Bytes of memory that are its own.
    ///
    /// # Errors
    /// When the process has ended.
    pub fn memory(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.pid()?))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        let kib: u64 = line.trim().trim_end_matches(" kB").trim().parse()?;
        Ok(kib * 1024)
    }
}

/// The processes of PostgreSQL.
pub struct Postgres {
    postmaster: u32,
}

impl Postgres {
    /// Finds them by asking one of them who it is.
    ///
    /// # Errors
    /// When the server is not on this machine.
    pub async fn of(database_url: &str) -> Result<Self> {
        let (client, connection) = tokio_postgres::connect(database_url, NoTls).await?;
        tokio::spawn(connection);
        let pid: i32 = client.query_one("select pg_backend_pid()", &[]).await?.get(0);
        let Ok(backend) = stat(u32::try_from(pid)?) else {
            bail!("PostgreSQL is not on this machine: its use of the processors cannot be read")
        };
        Ok(Self { postmaster: backend.parent })
    }

    /// Seconds of processor time of all that are there.
    ///
    /// # Errors
    /// When `/proc` cannot be read.
    pub fn cpu(&self) -> Result<f64> {
        let mut sum = 0.0;
        for entry in std::fs::read_dir("/proc")? {
            let Some(pid) = entry?.file_name().to_str().and_then(|name| name.parse().ok()) else { continue };
            // One that has ended meanwhile is not there any more.
            if let Ok(process) = stat(pid)
                && process.parent == self.postmaster
            {
                sum += process.cpu;
            }
        }
        Ok(sum)
    }
}

struct Stat {
    parent: u32,
    cpu: f64,
}

fn stat(pid: u32) -> Result<Stat> {
    let text = std::fs::read_to_string(format!("/proc/{pid}/stat"))?;
    // The name in parentheses may hold anything.
    let (_, rest) = text.rsplit_once(')').context("an unknown form of /proc/…/stat")?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let field = |at: usize| fields.get(at).context("a field is missing in /proc/…/stat");
    let (user, system): (f64, f64) = (field(11)?.parse()?, field(12)?.parse()?);
    Ok(Stat { parent: field(1)?.parse()?, cpu: (user + system) / TICKS_PER_SECOND })
}
