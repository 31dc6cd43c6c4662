//! `schema`: the GraphQL schema as text. Needs no database, so that it works before there is one.

use std::process::ExitCode;

use anyhow::Result;

use crate::app::App;

pub(super) fn run() -> Result<ExitCode> {
    print!("{}", App::without_database()?.engine.sdl());
    Ok(ExitCode::SUCCESS)
}
