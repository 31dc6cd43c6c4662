//! Running PostgreSQL's programs: as whom, in what environment, away from the terminal.
//!
//! PostgreSQL refuses to run as root. A root server hands its programs to an ordinary user: the owner of the data
//! directory's surroundings if that is one, else `postgres`, else `nobody`.

use std::io::Write;
use std::os::unix::fs::{MetadataExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use nix::unistd::{Uid, User, geteuid};

/// The user that PostgreSQL runs as.
#[derive(Debug, Clone)]
pub struct Child {
    /// `None`: the same as ours.
    user: Option<User>,
}

impl Child {
    /// Chooses the user for a cluster at `near`, which need not exist yet.
    ///
    /// # Errors
    /// When we are root and there is nobody else.
    pub fn choose(near: &Path) -> Result<Self> {
        if !geteuid().is_root() {
            return Ok(Self { user: None });
        }
        let owner = near.ancestors().find_map(|path| path.metadata().ok()).map(|it| Uid::from_raw(it.uid()));
        let ordinary = |user: &User| !user.uid.is_root();
        let user = owner
            .and_then(|uid| User::from_uid(uid).ok().flatten())
            .filter(ordinary)
            .or_else(|| User::from_name("postgres").ok().flatten().filter(ordinary))
            .or_else(|| User::from_name("nobody").ok().flatten().filter(ordinary))
            .context(
                "PostgreSQL does not run as root, and there is neither a user `postgres` nor `nobody` to run it as",
            )?;
        Ok(Self { user: Some(user) })
    }

    /// Gives a file or folder that we made to the child user.
    ///
    /// # Errors
    /// When it cannot be given away.
    pub fn give(&self, path: &Path) -> Result<()> {
        let Some(user) = &self.user else { return Ok(()) };
        chown(path, Some(user.uid.as_raw()), Some(user.gid.as_raw()))
            .with_context(|| format!("cannot give {} to user {}", path.display(), user.name))
    }

    /// Refuses a folder that belongs to another user than the one PostgreSQL will run as.
    pub(super) fn check_owner(&self, folder: &Path) -> Result<()> {
        let uid = self.user.as_ref().map_or_else(geteuid, |user| user.uid);
        let owner = folder.metadata().with_context(|| format!("cannot read {}", folder.display()))?.uid();
        if owner != uid.as_raw() {
            let name = User::from_uid(Uid::from_raw(owner)).ok().flatten().map(|user| user.name);
            bail!(
                "{} belongs to user {}; run as that user or as root, or set WORKGRAPH_DATA_DIR to another directory",
                folder.display(),
                name.unwrap_or_else(|| owner.to_string())
            );
        }
        Ok(())
    }

    /// Whether the child user can enter the folder; asked of the system, since access lists may say more than modes.
    pub(super) fn reaches(&self, folder: &Path) -> bool {
        self.user.is_none() || self.run(self.command(Path::new("test")).arg("-x").arg(folder)).is_ok()
    }

    /// A command that runs as the child user, in a process group of its own: Ctrl-C in the terminal is for the server,
    /// which then stops PostgreSQL in order. The environment is empty, so that no `PG*` variable has a say and no
    /// secret of ours is handed on.
    pub fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("PATH", "/usr/bin:/bin").env("LC_ALL", "C").process_group(0).current_dir("/");
        if let Some(user) = &self.user {
            command.uid(user.uid.as_raw()).gid(user.gid.as_raw());
        }
        command
    }

    /// Runs to the end; what was printed is returned, or told with the error.
    ///
    /// # Errors
    /// When it cannot be run or fails.
    pub fn run(&self, command: &mut Command) -> Result<String> {
        self.run_with_input(command, "")
    }

    /// The same, with something to read.
    pub(super) fn run_with_input(&self, command: &mut Command, input: &str) -> Result<String> {
        let name = Path::new(command.get_program()).display().to_string();
        let cannot_run = || match &self.user {
            Some(user) => format!("cannot run {name} as user {}", user.name),
            None => format!("cannot run {name}"),
        };
        let mut process = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .with_context(cannot_run)?;
        if let Some(mut stdin) = process.stdin.take() {
            // A program that ends without reading tells why by its status.
            let _ = stdin.write_all(input.as_bytes());
        }
        let output = process.wait_with_output().with_context(cannot_run)?;
        if !output.status.success() {
            bail!("{name} failed ({}): {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}
