//! Demo data: a dozen people who work together in the five systems, for a first look and for tests.
//!
//! Plain SQL under `sql/demo/`; the head of `people.sql` says who is who, how ids are made and what time it is. It is
//! loaded by the owner, past all policies, in one transaction: wholly or not at all. A database that has accounts is
//! never touched: ours are known to everybody, password included.

use crate::script::sql;
use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseConnection, Statement};

/// An account that belongs to all five systems.
pub const DEMO_EMAIL: &str = "ada@example.com";
/// Its password, and that of every other demo account.
pub const DEMO_PASSWORD: &str = "password123";

/// In the order of dependence: accounts, then each system.
const SCRIPTS: [(&str, &[&str]); 6] = [
    ("people", &[sql!("demo/people.sql")]),
    (
        "internal",
        &[
            sql!("demo/internal_team.sql"),
            sql!("demo/internal_tasks.sql"),
            sql!("demo/internal_approvals.sql"),
            sql!("demo/internal_operations.sql"),
        ],
    ),
    ("core", &[sql!("demo/core_people.sql"), sql!("demo/core_work.sql")]),
    (
        "taskjuggler",
        &[
            sql!("demo/taskjuggler_work.sql"),
            sql!("demo/taskjuggler_market.sql"),
            sql!("demo/taskjuggler_network.sql"),
        ],
    ),
    (
        "assist",
        &[
            sql!("demo/assist.sql"),
            sql!("demo/assist_people.sql"),
            sql!("demo/assist_writing.sql"),
            sql!("demo/assist_usage.sql"),
        ],
    ),
    (
        "scaliyo",
        &[
            sql!("demo/scaliyo.sql"),
            sql!("demo/scaliyo_sales.sql"),
            sql!("demo/scaliyo_content.sql"),
            sql!("demo/scaliyo_teams.sql"),
        ],
    ),
];

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// The data was loaded.
    Loaded,
    /// It was there before; nothing was changed.
    AlreadyThere,
    /// There are accounts that are not ours; nothing was changed.
    OtherAccounts,
}

/// Loads the demo data into a migrated database without accounts, telling the name of each system before it starts.
///
/// Needs a pool of at least two connections, as [`crate::connect`] makes it. Servers that start together wait for each
/// other; the second finds the data there.
pub async fn demo(db: &DatabaseConnection, mut progress: impl FnMut(&str)) -> Result<Outcome, DbErr> {
    let transaction = crate::lock(db).await?;
    let accounts = accounts(&transaction).await?;
    if accounts.any {
        transaction.rollback().await?;
        return Ok(if accounts.ours { Outcome::AlreadyThere } else { Outcome::OtherAccounts });
    }
    for (name, scripts) in SCRIPTS {
        progress(name);
        for script in scripts {
            transaction.execute_unprepared(script).await?;
        }
    }
    // The scripts' own functions would outlive the transaction on a pooled connection.
    transaction.execute_unprepared(sql!("demo/end.sql")).await?;
    transaction.commit().await?;
    Ok(Outcome::Loaded)
}

/// Whether the demo data is there.
pub(crate) async fn is_loaded(connection: &impl ConnectionTrait) -> Result<bool, DbErr> {
    Ok(accounts(connection).await?.ours)
}

struct Accounts {
    ours: bool,
    any: bool,
}

async fn accounts(connection: &impl ConnectionTrait) -> Result<Accounts, DbErr> {
    let statement = Statement::from_sql_and_values(
        connection.get_database_backend(),
        "SELECT count(*) > 0 AS any, coalesce(bool_or(email = $1), false) AS ours FROM auth.users",
        [DEMO_EMAIL.into()],
    );
    let row = connection.query_one_raw(statement).await?;
    let row = row.ok_or_else(|| DbErr::RecordNotFound("a count of accounts".to_owned()))?;
    Ok(Accounts { ours: row.try_get("", "ours")?, any: row.try_get("", "any")? })
}
