//! Somebody who changes what accounts may see: takes them out of teams and boards, and back.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use bench::cluster::connect;
use rand::Rng as _;
use rand::rngs::StdRng;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout};

use crate::table::id;
use crate::world::World;

/// How long the database may be away.
const AWAY_MAX: Duration = Duration::from_secs(120);
/// Every so many accounts one is moved about.
const EVERY: u32 = 4;

/// A statement with an account as $1, and a team or a board as $2: out of it, or into it.
const MOVES: [(u32, &str, &str); 2] = [
    (
        2,
        "delete from taskjuggler.team_members where user_id = $1 and team_id = $2",
        "insert into taskjuggler.team_members (user_id, team_id) values ($1, $2) on conflict do nothing",
    ),
    (
        6,
        "delete from scaliyo.teamhub_flow_members where user_id = $1 and flow_id = $2",
        "insert into scaliyo.teamhub_flow_members (user_id, flow_id, role) values ($1, $2, 'member') on conflict do nothing",
    ),
];
const SUSPEND: &str =
    "update internal.team_members set status = case status when 'active' then 'suspended' else 'active' end
    where user_id = $1";

/// Moves accounts about until it is told to stop, one every `pace`.
///
/// # Errors
/// When the database is away for too long.
pub async fn run(
    world: Arc<World>,
    database_url: String,
    mut random: StdRng,
    mut is_on: watch::Receiver<bool>,
    pace: Duration,
) -> Result<()> {
    let movable = world.readers() / EVERY;
    while movable > 0 && *is_on.borrow() {
        let number = random.random_range(1..=movable) * EVERY;
        let account = id(1, number);
        let moving = async {
            loop {
                let Ok(client) = connect(&database_url).await else {
                    sleep(Duration::from_millis(100)).await;
                    continue;
                };
                let done = match random.random_range(0..=MOVES.len()) {
                    0 => client.execute(SUSPEND, &[&account]).await,
                    which => {
                        let (kind, out, back) = MOVES[which - 1];
                        let place = id(kind, random.random_range(1..=if kind == 2 { 6 } else { 4 }));
                        let sql = if random.random() { out } else { back };
                        client.execute(sql, &[&account, &place]).await
                    }
                };
                match done {
                    // It may not have found anything to change.
                    Ok(1) => return Ok(()),
                    Ok(_) => {}
                    Err(error) if error.code().is_some() && !client.is_closed() => return Err(error),
                    Err(_) => {}
                }
            }
        };
        let moved = timeout(AWAY_MAX, moving).await.context("who changes the sight finds no database")?;
        if let Err(error) = moved {
            // The server may have been stopping: that has a code as well.
            let passing = error.code().is_some_and(|code| code.code().starts_with("57"));
            anyhow::ensure!(passing, "a change of sight is refused: {error}");
        }
        let next = Instant::now() + pace;
        tokio::select! {
            () = tokio::time::sleep_until(next) => {}
            _ = is_on.wait_for(|is_on| !is_on) => {}
        }
    }
    Ok(())
}
