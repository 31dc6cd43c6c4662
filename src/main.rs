//! Parses the command, runs it, tells how it went.

use std::process::ExitCode;

use workgraph::cli;

/// Rows and answers are many small pieces of memory: the system's allocator took a sixth of the time of a request.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    cli::run(cli::parse()).unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}
