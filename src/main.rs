//! Parses the command, runs it, tells how it went.

use std::process::ExitCode;

use workgraph::cli;

fn main() -> ExitCode {
    cli::run(cli::parse()).unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}
