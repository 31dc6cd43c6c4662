//! A leased connection in somebody's name: how role and claims get there, and how statements run.
//!
//! Settings come from an [`Identity`], that is from typed fields, never from the text of a token.

use futures::TryStreamExt;
use sqlx::postgres::{PgArguments, PgConnection, PgQueryResult, PgRow};
use sqlx::query::Query;
use sqlx::{AssertSqlSafe, Either, Executor as _, Postgres};

use super::Door;
use super::connection::Identity;
use super::pool::Lease;
use super::scope::Statement;
use super::watch::Watch;
use crate::cost::Part;
use crate::error::{Error, Result};

/// Role and claims until further notice, on a connection that is in no transaction.
const ENTER: &str = "select set_config('role', $1, false), set_config('request.jwt.claims', $2, false)";

/// What a transaction is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Transaction {
    /// Several reads on one snapshot.
    Read,
    /// Writes, kept only by a commit.
    Write,
}

impl Transaction {
    fn begin(self) -> &'static str {
        match self {
            Self::Read => "begin isolation level repeatable read read only",
            Self::Write => "begin isolation level read committed read write",
        }
    }

    /// What ends it when its scope is dropped.
    fn end(self) -> &'static str {
        match self {
            Self::Read => "commit",
            Self::Write => "rollback",
        }
    }
}

pub(super) struct Session {
    lease: Lease,
    identity: Identity,
    /// The connection carried the label already, so nothing has shown yet that it is alive.
    unproven: bool,
    /// A statement failed; in a transaction PostgreSQL then takes `COMMIT` for `ROLLBACK` without a word.
    failed: bool,
    /// Whether it may write.
    writes: bool,
    /// Whether statements are kept prepared, under a name of the server's.
    persistent: bool,
    watch: Watch,
}

/// What a statement brought.
#[derive(Default)]
pub(super) struct Answer {
    pub(super) rows: Vec<PgRow>,
    pub(super) done: PgQueryResult,
}

impl Session {
    async fn lease(door: &Door) -> Result<Self> {
        Ok(Self {
            lease: door.pool.acquire(&door.identity).await?,
            identity: door.identity,
            unproven: false,
            failed: false,
            writes: false,
            persistent: !door.pool.rules().transactions_only,
            watch: door.watch.clone(),
        })
    }

    /// Outside any transaction. One round trip, or none if the connection carries the identity already.
    pub(super) async fn enter(door: &Door) -> Result<Self> {
        let mut session = Self::lease(door).await?;
        if session.lease.carries(&session.identity) {
            session.unproven = true;
            return Ok(session);
        }
        if let Err(error) = session.set_identity().await {
            session.replace_dead(error).await?;
            session.set_identity().await?;
        }
        Ok(session)
    }

    async fn set_identity(&mut self) -> sqlx::Result<()> {
        self.lease.set_label(None);
        let query = sqlx::query(ENTER).bind(self.identity.role()).bind(self.identity.claims());
        let answer = query.execute(self.lease.start()?).await;
        self.lease.settle(answer).inspect_err(|_| self.lease.condemn())?;
        self.lease.set_label(Some(self.identity));
        Ok(())
    }

    /// In a transaction with local settings, in one round trip.
    pub(super) async fn begin(door: &Door, transaction: Transaction) -> Result<Self> {
        let mut session = Self::lease(door).await?;
        session.writes = transaction == Transaction::Write;
        let (begin, at_end) = (transaction.begin(), transaction.end());
        let asked = door.asked.as_ref().filter(|_| session.writes);
        let sql = format!(
            "{begin}; select set_config('role', {}, true), set_config('request.jwt.claims', {}, true){}{}",
            literal(session.identity.role()),
            literal(&session.identity.claims()),
            door.pool.rules().local_settings(),
            asked.map(|asked| format!(", {}", set_origin(asked))).unwrap_or_default(),
        );
        if let Err(error) = session.open_transaction(&sql, at_end).await {
            session.replace_dead(error).await?;
            session.open_transaction(&sql, at_end).await?;
        }
        Ok(session)
    }

    async fn open_transaction(&mut self, sql: &str, at_end: &'static str) -> sqlx::Result<()> {
        let answer = sqlx::raw_sql(AssertSqlSafe(sql)).execute(self.lease.start()?).await;
        self.lease.settle(answer).inspect_err(|_| self.lease.condemn())?;
        self.lease.set_transaction(Some(at_end));
        Ok(())
    }

    /// Goes on with a new connection if the old one had died in the pool; any other error stands.
    async fn replace_dead(&mut self, error: sqlx::Error) -> sqlx::Result<()> {
        if self.lease.had_died(&error) { self.lease.reconnect().await } else { Err(error) }
    }

    pub(super) async fn run(&mut self, statement: Statement) -> sqlx::Result<Answer> {
        self.watch.note(&statement);
        let meter = self.watch.meter.clone();
        let question = self.watch.explainer.as_ref().and_then(|it| it.question(&statement, !self.writes));
        let answer = meter.wait(Part::Sql, self.answer(statement)).await?;
        meter.count_rows(answer.rows.len());
        if let Some(question) = question {
            self.explain(question).await?;
        }
        Ok(answer)
    }

    async fn explain(&mut self, question: Statement) -> sqlx::Result<()> {
        let text = question.sql.clone();
        let answer = self.send(question, false).await;
        self.failed |= answer.is_err();
        match &self.watch.explainer {
            Some(explainer) => explainer.tell(&text, &answer?.rows),
            None => Ok(()),
        }
    }

    async fn answer(&mut self, statement: Statement) -> sqlx::Result<Answer> {
        // An unproven connection is in no transaction and its statement a read, so that it can be sent again.
        let again = std::mem::take(&mut self.unproven).then(|| statement.clone());
        let answer = match (self.send(statement, self.persistent).await, again) {
            (Err(error), Some(statement)) => {
                self.replace_dead(error).await?;
                self.set_identity().await?;
                self.send(statement, self.persistent).await
            }
            (answer, _) => answer,
        };
        self.failed |= answer.is_err();
        answer
    }

    async fn send(&mut self, statement: Statement, persistent: bool) -> sqlx::Result<Answer> {
        let query =
            sqlx::query_with(AssertSqlSafe(statement.sql), statement.arguments).persistent(persistent);
        let answer = collect(self.lease.start()?, query).await;
        self.lease.settle(answer)
    }

    /// Runs SQL text that takes no arguments and is not worth preparing.
    pub(super) async fn run_text(&mut self, sql: &str) -> sqlx::Result<PgQueryResult> {
        self.watch.note(&Statement::new(sql));
        let answer = sqlx::raw_sql(AssertSqlSafe(sql)).execute(self.lease.start()?);
        let answer = self.watch.meter.wait(Part::Sql, answer).await;
        let answer = self.lease.settle(answer);
        self.failed |= answer.is_err();
        answer
    }

    pub(super) async fn commit(mut self) -> Result<()> {
        if self.failed {
            return Err(Error::internal("commit after a failed statement"));
        }
        let answer = sqlx::raw_sql("commit").execute(self.lease.start()?);
        let answer = self.watch.meter.wait(Part::Scope, answer).await;
        // A refused commit has ended the transaction too.
        self.lease.set_transaction(None);
        self.lease.settle(answer)?;
        Ok(())
    }
}

async fn collect(
    connection: &mut PgConnection,
    query: Query<'_, Postgres, PgArguments>,
) -> sqlx::Result<Answer> {
    let mut answer = Answer::default();
    let mut items = connection.fetch_many(query);
    while let Some(item) = items.try_next().await? {
        match item {
            Either::Left(done) => answer.done.extend([done]),
            Either::Right(row) => answer.rows.push(row),
        }
    }
    drop(items);
    Ok(answer)
}

/// Tells the audit logs of a request. Clients write part of it: as digits it cannot be anything but a text.
fn set_origin(asked: &str) -> String {
    let digits = asked.bytes().fold(String::with_capacity(asked.len() * 2), |mut digits, byte| {
        for half in [byte >> 4, byte & 15] {
            digits.extend(char::from_digit(half.into(), 16));
        }
        digits
    });
    format!("set_config('request.origin', convert_from(decode('{digits}', 'hex'), 'UTF8'), true)")
}

/// A text as an SQL literal, for places that take no arguments.
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_literal_cannot_be_left_by_its_text() {
        assert_eq!(literal("a'; drop table b; --"), "'a''; drop table b; --'");
        assert_eq!(
            set_origin("'\\"),
            "set_config('request.origin', convert_from(decode('275c', 'hex'), 'UTF8'), true)"
        );
    }
}
