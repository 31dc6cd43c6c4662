//! One small change every now and then, by which the way from a commit to its readers is timed.

use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};
use bench::cluster::connect;
use tokio::sync::watch;
use tokio::time::{interval, sleep, timeout};

use crate::line;

const BEAT: Duration = Duration::from_millis(100);
/// How long the database may be away.
const AWAY_MAX: Duration = Duration::from_secs(120);
const SQL: &str = "update internal.tasks set title = 'pulse' where id = loss.id(14, 1) returning title";

/// One of them.
#[derive(Debug, Clone, Copy)]
pub struct Pulse {
    /// The number that the row got.
    pub number: u64,
    /// When the commit was acknowledged.
    pub at: SystemTime,
}

/// Beats until it is told to stop.
///
/// # Errors
/// When the database is away for too long.
pub async fn run(database_url: String, is_on: watch::Receiver<bool>) -> Result<Vec<Pulse>> {
    let mut pulses = Vec::new();
    while *is_on.borrow() {
        let connecting = async {
            loop {
                match connect(&database_url).await {
                    Ok(client) => return client,
                    Err(_) => sleep(BEAT).await,
                }
            }
        };
        let client = timeout(AWAY_MAX, connecting).await.context("the pulse finds no database")?;
        let mut beat = interval(BEAT);
        while *is_on.borrow() {
            beat.tick().await;
            let Ok(row) = client.query_one(SQL, &[]).await else { break };
            pulses.push(Pulse { at: SystemTime::now(), number: line::number(row.get(0))? });
        }
    }
    Ok(pulses)
}
