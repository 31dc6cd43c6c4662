//! A leased connection in somebody's name: how role and claims get there, and how statements run.
//!
//! Settings come from an [`Identity`], that is from typed fields, never from the text of a token.

use std::time::Instant;

use futures::TryStreamExt;
use sqlx::postgres::{PgArguments, PgConnection, PgQueryResult, PgRow};
use sqlx::query::Query;
use sqlx::{AssertSqlSafe, Either, Executor as _, Postgres};

use super::connection::{Identity, is_lost};
use super::pool::{COMMIT, Lease};
use super::replica::{BELIEVED_FOR, Mark, Shown};
use super::rows::Rows;
use super::scope::Statement;
use super::watch::Watch;
use super::{Door, Reads};
use crate::cost::Part;
use crate::error::{Error, Result};
use crate::telemetry::metric;

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
            Self::Read => COMMIT,
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
pub(super) struct Answer<C> {
    pub(super) rows: C,
    pub(super) done: PgQueryResult,
    /// There are more rows than were wanted; they were left where they are.
    pub(super) cut: bool,
}

/// Takes the rows of a statement as they come.
pub(super) trait Collect {
    /// One more; `false`: no more are wanted.
    fn take(&mut self, row: PgRow) -> sqlx::Result<bool>;

    /// How many there are.
    fn count(&self) -> usize;

    /// Forgets them: they will come once more.
    fn clear(&mut self);
}

impl Collect for Vec<PgRow> {
    fn take(&mut self, row: PgRow) -> sqlx::Result<bool> {
        self.push(row);
        Ok(true)
    }

    fn count(&self) -> usize {
        self.len()
    }

    fn clear(&mut self) {
        self.clear();
    }
}

/// Rows up to so many bytes.
pub(super) struct Bounded {
    pub(super) rows: Rows,
    pub(super) bytes_max: usize,
}

impl Collect for Bounded {
    fn take(&mut self, row: PgRow) -> sqlx::Result<bool> {
        self.rows.push(&row)?;
        Ok(self.rows.bytes() <= self.bytes_max)
    }

    fn count(&self) -> usize {
        self.rows.len()
    }

    fn clear(&mut self) {
        self.rows = Rows::default();
    }
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

    /// As many reads need it: outside any transaction, or on one snapshot.
    pub(super) async fn read(door: &Door, reads: Reads) -> Result<Self> {
        match reads {
            Reads::One if !door.pool.rules().transactions_only => Self::enter(door).await,
            Reads::One | Reads::Many => Self::begin(door, Transaction::Read).await,
        }
    }

    /// How far the server has come. Asked before anything else is, so that what is read later shows at least that; not
    /// asked if the connection has just said so, or has said all that `mark` wants.
    pub(super) async fn show(&mut self, mark: &Mark) -> Result<Shown> {
        if self.persistent
            && let Some((shown, at)) = self.lease.shown()
            && shown.has(mark)
            && at.elapsed() < BELIEVED_FOR
        {
            // A statement that is not answered is not sent again over another connection, which could lead elsewhere.
            self.unproven = false;
            return Ok(shown);
        }
        let asked = match (self.ask_how_far().await, std::mem::take(&mut self.unproven)) {
            (Err(error), true) => {
                self.replace_dead(error).await?;
                self.set_identity().await?;
                self.ask_how_far().await
            }
            (asked, _) => asked,
        };
        self.note_failure(asked.is_err());
        let shown = asked?;
        self.lease.set_shown(shown);
        Ok(shown)
    }

    async fn ask_how_far(&mut self) -> sqlx::Result<Shown> {
        let sql = "select system, timeline, database, tick, replica from auth.replayed()";
        let query = sqlx::query_as(sql).persistent(self.persistent);
        let answer = query.fetch_one(self.lease.start()?).await;
        let (system, timeline, database, tick, is_replica) = self.lease.settle(answer)?;
        Ok(Shown { log: (system, timeline, database), tick, is_replica })
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
        let role = self.lease.role();
        self.lease.set_label(None);
        let sql = settings(&self.identity, role, false);
        let answer = sqlx::raw_sql(AssertSqlSafe(sql)).execute(self.lease.start()?).await;
        self.lease.settle(answer).inspect_err(|_| self.lease.condemn())?;
        self.lease.set_label(Some(self.identity));
        Ok(())
    }

    /// In a transaction, in one round trip.
    pub(super) async fn begin(door: &Door, transaction: Transaction) -> Result<Self> {
        let mut session = Self::lease(door).await?;
        session.writes = transaction == Transaction::Write;
        let (identity, rules) = (session.identity, door.pool.rules());
        let with_settings = |role| {
            let settings = settings(&identity, role, rules.transactions_only);
            format!("{}; {settings}{}", transaction.begin(), rules.local_settings())
        };
        let origin = door.asked.as_ref().filter(|_| session.writes);
        let origin = origin.map(|asked| set_origin(asked)).unwrap_or_default();
        let mut sql = if session.lease.carries(&identity) {
            transaction.begin().to_owned()
        } else {
            with_settings(session.lease.role().filter(|_| !rules.transactions_only))
        };
        sql.push_str(&origin);
        if let Err(error) = session.open_transaction(&sql, transaction.end()).await {
            session.replace_dead(error).await?;
            let sql = with_settings(None) + &origin;
            session.open_transaction(&sql, transaction.end()).await?;
        }
        Ok(session)
    }

    async fn open_transaction(&mut self, sql: &str, at_end: &'static str) -> sqlx::Result<()> {
        // Settings made in a transaction are undone by a rollback: only a commit proves them. Behind a transaction pooler
        // there is nothing to prove, as they are local.
        let proven_by_commit = self.persistent && !self.lease.carries(&self.identity);
        if proven_by_commit {
            self.lease.set_label(None);
        }
        let answer = sqlx::raw_sql(AssertSqlSafe(sql)).execute(self.lease.start()?).await;
        self.lease.settle(answer).inspect_err(|_| self.lease.condemn())?;
        self.lease.set_transaction(Some(at_end), proven_by_commit.then_some(self.identity));
        Ok(())
    }

    /// Goes on with a new connection if the old one had died in the pool; any other error stands.
    async fn replace_dead(&mut self, error: sqlx::Error) -> sqlx::Result<()> {
        if self.lease.had_died(&error) { self.lease.reconnect().await } else { Err(error) }
    }

    /// Runs a statement and hands its rows to `rows`. Where that wants no more, the statement is abandoned, and the
    /// session with it.
    pub(super) async fn run<C: Collect>(&mut self, statement: Statement, rows: C) -> sqlx::Result<Answer<C>> {
        self.watch.note(&statement);
        let meter = self.watch.meter.clone();
        let question = self.watch.explainer.as_ref().and_then(|it| it.question(&statement, !self.writes));
        let text = self.watch.trail.as_ref().map(|_| statement.sql.clone());
        let span = meter.trace().statement(&statement.sql);
        let began = Instant::now();
        let answer = meter.wait(Part::Sql, self.answer(statement, rows)).await;
        let answer = match answer {
            Ok(answer) => answer,
            Err(error) => {
                let sqlstate = error.as_database_error().and_then(|error| error.code());
                span.fail(sqlstate.as_deref().unwrap_or("connection"));
                return Err(error);
            }
        };
        span.bring(answer.rows.count());
        meter.count_rows(answer.rows.count());
        let time = began.elapsed();
        metric::statement(time, answer.rows.count());
        if let (Some(trail), Some(text)) = (&self.watch.trail, text) {
            trail.push(text, time);
        }
        if let (Some(question), false) = (question, answer.cut) {
            self.explain(question).await?;
        }
        Ok(answer)
    }

    async fn explain(&mut self, question: Statement) -> sqlx::Result<()> {
        let text = question.sql.clone();
        let mut answer = Answer { rows: Vec::new(), done: PgQueryResult::default(), cut: false };
        let sent = self.send(question, false, &mut answer).await;
        self.note_failure(sent.is_err());
        match &self.watch.explainer {
            Some(explainer) => explainer.tell(&text, sent.map(|()| answer.rows)?.as_slice()),
            None => Ok(()),
        }
    }

    async fn answer<C: Collect>(&mut self, statement: Statement, rows: C) -> sqlx::Result<Answer<C>> {
        let mut answer = Answer { rows, done: PgQueryResult::default(), cut: false };
        // An unproven connection is in no transaction and its statement a read, so that it can be sent again.
        let again = std::mem::take(&mut self.unproven).then(|| statement.clone());
        let sent = match (self.send(statement, self.persistent, &mut answer).await, again) {
            (Err(error), Some(statement)) => {
                self.replace_dead(error).await?;
                self.set_identity().await?;
                answer.rows.clear();
                self.send(statement, self.persistent, &mut answer).await
            }
            (sent, _) => sent,
        };
        self.note_failure(sent.is_err() || answer.cut);
        sent.map(|()| answer)
    }

    async fn send<C: Collect>(
        &mut self,
        statement: Statement,
        persistent: bool,
        answer: &mut Answer<C>,
    ) -> sqlx::Result<()> {
        let query =
            sqlx::query_with(AssertSqlSafe(statement.sql), statement.arguments).persistent(persistent);
        let sent = collect(self.lease.start()?, query, answer).await;
        // What was not read to its end is cancelled when the lease ends.
        if answer.cut { sent } else { self.lease.settle(sent) }
    }

    /// Runs SQL text that takes no arguments and is not worth preparing.
    pub(super) async fn run_text(&mut self, sql: &str) -> sqlx::Result<PgQueryResult> {
        self.watch.note(&Statement::new(sql));
        let answer = sqlx::raw_sql(AssertSqlSafe(sql)).execute(self.lease.start()?);
        let answer = self.watch.meter.wait(Part::Sql, answer).await;
        let answer = self.lease.settle(answer);
        self.note_failure(answer.is_err());
        answer
    }

    /// PostgreSQL takes the `COMMIT` of a failed transaction for a `ROLLBACK`, which proves no settings.
    fn note_failure(&mut self, failed: bool) {
        if failed {
            self.failed = true;
            self.lease.forget_settings();
        }
    }

    pub(super) async fn commit(mut self) -> Result<()> {
        if self.failed {
            return Err(Error::internal("commit after a failed statement"));
        }
        let answer = sqlx::raw_sql(COMMIT).execute(self.lease.start()?);
        let answer = self.watch.meter.wait(Part::Scope, answer).await;
        match self.lease.settle_commit(answer) {
            // Nobody knows whether it was kept, so it must not be called an error after which nothing was done.
            Err(error) if is_lost(&error) => Err(Error::internal(error)),
            answer => Ok(answer.map(drop)?),
        }
    }
}

async fn collect<C: Collect>(
    connection: &mut PgConnection,
    query: Query<'_, Postgres, PgArguments>,
    answer: &mut Answer<C>,
) -> sqlx::Result<()> {
    let mut items = connection.fetch_many(query);
    while let Some(item) = items.try_next().await? {
        match item {
            Either::Left(done) => answer.done.extend([done]),
            Either::Right(row) => {
                if !answer.rows.take(row)? {
                    answer.cut = true;
                    return Ok(());
                }
            }
        }
    }
    Ok(())
}

/// Tells the audit logs of a request. Clients write part of it: as digits it cannot be anything but a text.
fn set_origin(asked: &str) -> String {
    let digits = asked.bytes().fold(String::with_capacity(asked.len() * 2), |mut digits, byte| {
        for half in [byte >> 4, byte & 15] {
            digits.extend(char::from_digit(half.into(), 16));
        }
        digits
    });
    format!("; set local \"request.origin\" = '{digits}'")
}

/// Role and claims of an identity, on a session that has this role already. As commands, not as calls of `set_config`:
/// those would have to be planned.
fn settings(identity: &Identity, role: Option<&str>, local: bool) -> String {
    let local = if local { "local " } else { "" };
    let claims = format!("set {local}\"request.jwt.claims\" = {}", literal(&identity.claims()));
    if role == Some(identity.role()) {
        return claims;
    }
    format!("set {local}role {}; {claims}", literal(identity.role()))
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
        assert_eq!(set_origin("'\\"), "; set local \"request.origin\" = '275c'");
    }
}
