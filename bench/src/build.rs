//! The server that is started is the one of these sources: `cargo run --bin …` builds that program alone, and the `workgraph`
//! beside it may be missing or old.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use tokio::process::Command;

/// Builds `workgraph` beside this program, by the cargo that runs it, in the same profile.
///
/// # Errors
/// When it cannot be built.
pub async fn server(cargo: &Path) -> Result<()> {
    let own = std::env::current_exe().context("this program does not know where it is")?;
    let mut command = Command::new(cargo);
    // Not for the one package: with the features of all default members nothing is compiled twice.
    command.args(["build", "--quiet", "--bin", "workgraph"]);
    command.current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(".."));
    if own.parent().is_some_and(|folder| folder.ends_with("release")) {
        command.arg("--release");
    }
    let status = command.status().await.context("cannot run cargo")?;
    ensure!(status.success(), "the server cannot be built");
    Ok(())
}
