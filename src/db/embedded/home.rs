//! The files of one cluster: names, owners, locks, what PostgreSQL wrote there.

use std::fs::{self, File, OpenOptions, Permissions, TryLockError};
use std::io::Write;
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result};
use uuid::Uuid;

use super::child::Child;

/// Where a root server puts a cluster that the child user could not reach in the data directory.
const ROOT_HOMES: &str = "/var/lib/workgraph";
/// A unix socket's path has 107 bytes on Linux and 103 on macOS; `/.s.PGSQL.65535` needs 16 of them.
const SOCKET_DIR_BYTES_MAX: usize = 87;
const SETTINGS: &str = "workgraph.conf";
const LOG_TAIL_LINES: usize = 12;

#[derive(Debug)]
pub(super) struct Home {
    path: PathBuf,
}

impl Home {
    pub(super) const SERVER_LOCK: &'static str = "server.lock";
    pub(super) const CLUSTER_LOCK: &'static str = "cluster.lock";

    /// The home below a data directory; both are made if absent.
    pub(super) fn open(data_dir: &Path) -> Result<(Self, Child)> {
        let cannot_write = || {
            format!(
                "cannot write in {}; set WORKGRAPH_DATA_DIR to a directory that can be written",
                data_dir.display()
            )
        };
        let link = data_dir.join("postgres");
        let child = Child::choose(&std::path::absolute(&link).with_context(cannot_write)?)?;
        if !data_dir.is_dir() {
            fs::create_dir_all(data_dir).with_context(cannot_write)?;
            child.give(data_dir)?;
        }
        if !link.exists() {
            if link.is_symlink() {
                fs::remove_file(&link).with_context(cannot_write)?;
            }
            if child.reaches(&data_dir.canonicalize().with_context(cannot_write)?) {
                make_folder(&link, &child).with_context(cannot_write)?;
            } else {
                let elsewhere = Path::new(ROOT_HOMES).join(Uuid::new_v4().simple().to_string());
                fs::create_dir_all(ROOT_HOMES).with_context(|| format!("cannot make {ROOT_HOMES}"))?;
                make_folder(&elsewhere, &child)?;
                symlink(&elsewhere, &link).with_context(cannot_write)?;
            }
        }
        let home = Self { path: link.canonicalize().with_context(cannot_write)? };
        child.check_owner(&home.path)?;
        for lock in [Self::SERVER_LOCK, Self::CLUSTER_LOCK] {
            home.make_lock(lock, &child).with_context(cannot_write)?;
        }
        Ok((home, child))
    }

    /// A home for a throwaway cluster, in the system's directory for temporary files.
    pub(super) fn temporary() -> Result<(Self, Child)> {
        let parent = std::env::temp_dir();
        let child = Child::choose(&parent)?;
        let path = parent.join(format!("workgraph-{}", Uuid::new_v4().simple()));
        make_folder(&path, &child)?;
        let home = Self { path: path.canonicalize().context("cannot find the temporary directory")? };
        for lock in [Self::SERVER_LOCK, Self::CLUSTER_LOCK] {
            home.make_lock(lock, &child)?;
        }
        Ok((home, child))
    }

    /// Removes a temporary home whose cluster did not come about.
    pub(super) fn remove(&self) {
        let _ = fs::remove_dir_all(&self.path);
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn data(&self) -> PathBuf {
        self.path.join("data")
    }

    pub(super) fn log_file(&self) -> PathBuf {
        self.path.join("postgres.log")
    }

    pub(super) fn pid_file(&self) -> PathBuf {
        self.data().join("postmaster.pid")
    }

    /// Where PostgreSQL puts its socket; empty (none) where the path is too long or would need quoting.
    pub(super) fn socket_dir(&self) -> &str {
        let plain = |c: char| c.is_alphanumeric() || "/._-+ ".contains(c);
        let path = self.path.to_str().filter(|it| it.len() <= SOCKET_DIR_BYTES_MAX && it.chars().all(plain));
        path.unwrap_or_default()
    }

    /// The lock, unless another process holds it.
    pub(super) fn try_lock(&self, name: &str) -> Result<Option<File>> {
        let path = self.path.join(name);
        let file = OpenOptions::new()
            .write(true)
            .open(&path)
            .with_context(|| format!("cannot open {}", path.display()))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(file)),
            Err(TryLockError::WouldBlock) => Ok(None),
            Err(TryLockError::Error(error)) => {
                Err(error).with_context(|| format!("cannot lock {}", path.display()))
            }
        }
    }

    fn make_lock(&self, name: &str, child: &Child) -> Result<()> {
        let path = self.path.join(name);
        if !path.exists() {
            File::create(&path)?;
            child.give(&path)?;
        }
        Ok(())
    }

    /// The major version that made the cluster, if there is one.
    pub(super) fn major(&self) -> Result<Option<u32>> {
        if !self.data().exists() {
            return Ok(None);
        }
        let file = self.data().join("PG_VERSION");
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let major = text.trim().parse().with_context(|| format!("{} holds no version", file.display()))?;
        Ok(Some(major))
    }

    /// The name under which a cluster is made; what an interrupted attempt left there is removed.
    pub(super) fn unfinished_data(&self) -> Result<PathBuf> {
        let path = self.path.join("data.unfinished");
        if path.exists() {
            fs::remove_dir_all(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
        Ok(path)
    }

    /// Makes a new password for the owner, in a file that only the child user reads.
    pub(super) fn make_password(&self, child: &Child) -> Result<PathBuf> {
        let path = self.password_file();
        let secret = Uuid::new_v4().simple().to_string();
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&path)?;
        writeln!(file, "{secret}")?;
        child.give(&path)?;
        Ok(path)
    }

    pub(super) fn password(&self) -> Result<String> {
        let file = self.password_file();
        let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
        Ok(text.trim().to_owned())
    }

    fn password_file(&self) -> PathBuf {
        self.path.join("password")
    }

    /// Makes a new cluster read our settings, which stand beside it.
    pub(super) fn include_settings(&self, data: &Path) -> Result<()> {
        let file = data.join("postgresql.conf");
        let mut conf = OpenOptions::new()
            .append(true)
            .open(&file)
            .with_context(|| format!("cannot write {}", file.display()))?;
        writeln!(conf, "\ninclude_if_exists '../{SETTINGS}'").context("cannot write the settings")
    }

    pub(super) fn write_settings(&self, text: &str, child: &Child) -> Result<()> {
        let file = self.path.join(SETTINGS);
        fs::write(&file, text).with_context(|| format!("cannot write {}", file.display()))?;
        // Readable whatever our umask is; the folder itself is closed to others.
        fs::set_permissions(&file, Permissions::from_mode(0o644))
            .context("cannot open the settings to PostgreSQL")?;
        child.give(&file)
    }

    /// The port of last time where nobody else has taken it, else any free one.
    pub(super) fn free_port(&self) -> Result<u16> {
        let settings = fs::read_to_string(self.path.join(SETTINGS)).unwrap_or_default();
        let last = settings.lines().find_map(|line| line.strip_prefix("port = ")?.parse::<u16>().ok());
        let free = |port| TcpListener::bind((Ipv4Addr::LOCALHOST, port));
        let listener = last.and_then(|port| free(port).ok()).map_or_else(|| free(0), Ok);
        Ok(listener.and_then(|it| it.local_addr()).context("no free port on 127.0.0.1")?.port())
    }

    /// The port, once PostgreSQL has written that it accepts connections (line 8 of its lock file; line 4 is the port).
    pub(super) fn ready_port(&self) -> Option<u16> {
        let text = fs::read_to_string(self.pid_file()).ok()?;
        let ready = text.lines().nth(7)?.trim() == "ready";
        ready.then(|| text.lines().nth(3)?.parse().ok())?
    }

    /// Whether somebody listens where PostgreSQL's lock file says.
    pub(super) fn answers(&self) -> bool {
        let text = fs::read_to_string(self.pid_file()).unwrap_or_default();
        let port = text.lines().nth(3).and_then(|line| line.parse::<u16>().ok());
        port.is_some_and(|port| {
            let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
            TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_ok()
        })
    }

    /// Removes the files by which PostgreSQL sees whether another one is running. They hold process ids, which after a
    /// crash of the machine can be anybody's.
    pub(super) fn remove_pid_files(&self) -> Result<()> {
        let sockets = fs::read_dir(&self.path)?.flatten().map(|entry| entry.path());
        let sockets = sockets.filter(|path| path.to_string_lossy().contains("/.s.PGSQL."));
        for path in sockets.chain([self.pid_file()]) {
            fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
        Ok(())
    }

    /// The last lines that PostgreSQL logged.
    pub(super) fn log_tail(&self) -> String {
        let text = fs::read_to_string(self.log_file()).unwrap_or_default();
        let lines: Vec<_> = text.lines().collect();
        lines[lines.len().saturating_sub(LOG_TAIL_LINES)..].join("\n")
    }
}

/// A folder for the child user alone.
fn make_folder(path: &Path, child: &Child) -> Result<()> {
    fs::DirBuilder::new()
        .mode(0o700)
        .create(path)
        .with_context(|| format!("cannot make the directory {}", path.display()))?;
    child.give(path)
}
