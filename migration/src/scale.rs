//! Data by the million, beside the demo data and shared with its people: for measuring, and for pages with many rows.
//!
//! Plain SQL under `sql/scale/`; the head of `begin.sql` says how a row follows from its number, and why nothing in it
//! follows from the clock. Data comes in units of some fifteen thousand rows, each one transaction: what was interrupted
//! goes on after the last whole unit, and a larger scale adds to a smaller one. The demo data must be there and whole.
//!
//! The change log is not written row by row. Each unit tells the open streams of its tables, in its own transaction, that
//! they must read anew.

use crate::script::sql;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseConnection, Statement, TransactionTrait};

use crate::demo;

/// The largest scale: some fifteen million rows.
pub const MAX: u32 = 1000;

/// The tables that are loaded, and how many rows of each are in a unit.
pub const ROWS: [(&str, u32); 39] = [
    ("auth.users", 4),
    ("internal.team_members", 1),
    ("internal.tasks", 400),
    ("internal.task_comments", 600),
    ("internal.task_activities", 600),
    ("core.tenants", 1),
    ("core.users", 4),
    ("core.outcomes", 100),
    ("core.hypotheses", 60),
    ("core.decisions", 200),
    ("core.decision_comments", 200),
    ("taskjuggler.users", 4),
    ("taskjuggler.teams", 1),
    ("taskjuggler.team_members", 6),
    ("taskjuggler.tasks", 2000),
    ("taskjuggler.task_messages", 6000),
    ("taskjuggler.task_actions", 500),
    ("taskjuggler.notifications", 2000),
    ("assist.organizations", 1),
    ("assist.users", 4),
    ("assist.org_memberships", 4),
    ("assist.spaces", 2),
    ("assist.areas", 6),
    ("assist.tasks", 200),
    ("assist.conversations", 100),
    ("assist.pages", 100),
    ("assist.llm_usage", 100),
    ("scaliyo.profiles", 4),
    ("scaliyo.teams", 1),
    ("scaliyo.team_members", 4),
    ("scaliyo.leads", 300),
    ("scaliyo.email_messages", 400),
    ("scaliyo.email_events", 400),
    ("scaliyo.teamhub_boards", 1),
    ("scaliyo.teamhub_flow_members", 4),
    ("scaliyo.teamhub_lists", 3),
    ("scaliyo.teamhub_cards", 200),
    ("scaliyo.teamhub_card_members", 200),
    ("scaliyo.teamhub_comments", 200),
];

/// One unit: people first, then each system.
const UNIT: [&str; 8] = [
    sql!("scale/begin.sql"),
    sql!("scale/people.sql"),
    sql!("scale/internal.sql"),
    sql!("scale/core.sql"),
    sql!("scale/taskjuggler.sql"),
    sql!("scale/assist.sql"),
    sql!("scale/scaliyo.sql"),
    sql!("scale/end.sql"),
];

/// Where a load stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// So many units are there.
    Units(u32),
    /// All are there; PostgreSQL counts what there is, so that it plans well.
    Statistics,
}

/// Brings a database with demo data to a scale, telling where it stands before each step; returns how many units were
/// added.
///
/// Needs a pool of at least two connections, as [`crate::connect`] makes it. Loads that start together wait for each other.
pub async fn scale(
    db: &DatabaseConnection,
    units: u32,
    mut progress: impl FnMut(Progress),
) -> Result<u32, DbErr> {
    let lock = crate::lock(db).await?;
    if !demo::is_loaded(&lock).await? {
        return Err(DbErr::Custom("the demo data must be loaded first".to_owned()));
    }
    let before = loaded(db).await?;
    for unit in before + 1..=units {
        progress(Progress::Units(unit - 1));
        load(db, unit).await?;
    }
    progress(Progress::Statistics);
    finish(db).await?;
    lock.commit().await?;
    Ok(units.saturating_sub(before))
}

/// How many units are there. They are loaded in order, each wholly or not at all.
async fn loaded(db: &DatabaseConnection) -> Result<u32, DbErr> {
    let sql = r"SELECT coalesce(max(substring(email FROM '^u(\d+)p1@scale\.example\.com$')::integer), 0) AS units FROM auth.users";
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound("a number of units".to_owned()))?;
    let units: i32 = row.try_get("", "units")?;
    Ok(units.unsigned_abs())
}

async fn load(db: &DatabaseConnection, unit: u32) -> Result<(), DbErr> {
    let transaction = db.begin().await?;
    let rows: Vec<String> = ROWS.iter().map(|(table, rows)| format!("\"{table}\": {rows}")).collect();
    let settings = Statement::from_sql_and_values(
        transaction.get_database_backend(),
        "SELECT set_config('scale.unit', $1, true), set_config('scale.rows', $2, true)",
        [unit.to_string().into(), format!("{{{}}}", rows.join(", ")).into()],
    );
    transaction.query_one_raw(settings).await?;
    for script in UNIT {
        transaction.execute_unprepared(script).await?;
    }
    transaction.commit().await
}

/// What autovacuum would do some time later, in the middle of a measurement; and the figures made of mail.
async fn finish(db: &DatabaseConnection) -> Result<(), DbErr> {
    let tables = ROWS.map(|(table, _)| table).join(", ");
    db.execute_unprepared(&format!("VACUUM (ANALYZE) {tables}")).await?;
    db.execute_unprepared("REFRESH MATERIALIZED VIEW scaliyo.email_analytics_summary").await?;
    Ok(())
}
