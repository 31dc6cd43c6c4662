//! A scope: a connection with the role and claims of one identity, for as long as it lives.
//!
//! One statement is its own snapshot and needs no transaction: its settings are made for the session, outside any
//! transaction. Everything else runs in a transaction. A connection that carries the caller's settings already needs no
//! others there; on any other they are made with its beginning, and count for the session only once it is committed,
//! because a rollback undoes them.
//!
//! Dropping a scope is always safe. A read ends quietly, off the caller's path; a write that was not committed is
//! rolled back; a statement that is still running is cancelled, and its connection thrown away.

use std::marker::PhantomData;

use sqlx::postgres::{PgArguments, PgQueryResult, PgRow};
use sqlx::{Arguments as _, Encode, Postgres, Type};

use super::replica::{Mark, Shown};
use super::rows::Rows;
use super::session::{Answer, Bounded, Session, Transaction};
use super::{Door, Reads};
use crate::cost::Part;
use crate::error::{Error, Result};

/// One SQL statement with its arguments. Texts must come from a bounded set, as each is prepared once per connection;
/// what varies belongs into the arguments.
#[derive(Debug, Clone)]
pub struct Statement {
    /// With `$1`, `$2`, … for the arguments.
    pub sql: String,
    /// The values of the placeholders.
    pub arguments: PgArguments,
}

impl Statement {
    /// A statement without arguments.
    pub fn new(sql: impl Into<String>) -> Self {
        Self { sql: sql.into(), arguments: PgArguments::default() }
    }

    /// Adds the value of the next placeholder.
    #[must_use]
    pub fn bind<'v>(mut self, value: impl Encode<'v, Postgres> + Type<Postgres>) -> Self {
        if let Err(error) = self.arguments.add(value) {
            // Left out; the server refuses the statement for lack of it.
            tracing::error!(%error, sql = self.sql, "an argument could not be encoded");
        }
        self
    }
}

/// Marks a [`Scope`] that reads.
#[derive(Debug)]
pub struct Read;

/// Marks a [`Scope`] that writes, in one transaction.
#[derive(Debug)]
pub struct Write;

/// A scope for reading. The server refuses writes in it.
pub type ReadScope = Scope<Read>;

/// A scope for writing: one `READ COMMITTED` transaction, kept only by [`commit`](Scope::commit).
pub type WriteScope = Scope<Write>;

/// The result of a transaction that was committed. Only [`Scope::commit_with`] makes one.
#[derive(Debug)]
pub struct Committed<T>(pub(super) T);

/// A connection with role and claims. SeaORM takes it as a connection.
pub struct Scope<K> {
    /// SeaORM asks through `&self`; statements follow one another all the same.
    session: tokio::sync::Mutex<Session>,
    kind: PhantomData<fn() -> K>,
}

impl<K> Scope<K> {
    fn new(session: Session) -> Self {
        Self { session: tokio::sync::Mutex::new(session), kind: PhantomData }
    }

    /// Runs a statement and returns all its rows.
    pub async fn fetch(&mut self, statement: Statement) -> Result<Vec<PgRow>> {
        Ok(self.session.get_mut().run(statement, Vec::new()).await?.rows)
    }

    /// Runs a statement and returns all its rows as they came.
    ///
    /// # Errors
    /// `QUERY_TOO_COMPLEX` for more bytes than `bytes_max`, at once, however many there would be; the scope is then of no
    /// more use. And what the database says.
    pub async fn fetch_rows(&mut self, statement: Statement, bytes_max: usize) -> Result<Rows> {
        let rows = Bounded { rows: Rows::default(), bytes_max };
        let answer = self.session.get_mut().run(statement, rows).await?;
        if answer.cut {
            return Err(Error::query_too_complex("The rows are too large. Ask for fewer at a time.")
                .with("limit", "bytes"));
        }
        Ok(answer.rows.rows)
    }

    /// Runs a statement and returns its only or first row.
    pub async fn fetch_optional(&mut self, statement: Statement) -> Result<Option<PgRow>> {
        Ok(self.fetch(statement).await?.into_iter().next())
    }

    /// Runs a statement and returns the number of rows that it changed.
    pub async fn execute(&mut self, statement: Statement) -> Result<u64> {
        Ok(self.session.get_mut().run(statement, Vec::new()).await?.done.rows_affected())
    }

    /// For SeaORM's traits.
    pub(super) async fn run_shared(&self, statement: Statement) -> sqlx::Result<Answer<Vec<PgRow>>> {
        self.session.lock().await.run(statement, Vec::new()).await
    }

    /// For SeaORM's traits.
    pub(super) async fn run_text_shared(&self, sql: &str) -> sqlx::Result<PgQueryResult> {
        self.session.lock().await.run_text(sql).await
    }
}

impl Scope<Read> {
    pub(super) async fn open(door: &Door, reads: Reads) -> Result<Self> {
        let session = Session::read(door, reads);
        Ok(Self::new(door.watch.meter.wait(Part::Scope, session).await?))
    }

    /// On a replica, with how far that has come as far as `mark` is concerned.
    pub(super) async fn open_on_replica(door: &Door, reads: Reads, mark: &Mark) -> Result<(Self, Shown)> {
        let session = async {
            let mut session = Session::read(door, reads).await?;
            let shown = session.show(mark).await?;
            Ok((session, shown))
        };
        let opened: Result<_> = door.watch.meter.wait(Part::Scope, session).await;
        let (session, shown) = opened?;
        Ok((Self::new(session), shown))
    }

    /// Ends the scope. Same as dropping it: what is left to do is done off the caller's path.
    pub fn finish(self) {}
}

impl Scope<Write> {
    pub(super) async fn open(door: &Door) -> Result<Self> {
        let session = Session::begin(door, Transaction::Write);
        Ok(Self::new(door.watch.meter.wait(Part::Scope, session).await?))
    }

    /// Keeps what was written. Refuses if a statement failed, even where its error was swallowed.
    pub async fn commit(self) -> Result<()> {
        self.session.into_inner().commit().await
    }

    /// Keeps what was written, and with it the result of a [transaction](super::Door::transact).
    pub async fn commit_with<T>(self, value: T) -> Result<Committed<T>> {
        self.commit().await?;
        Ok(Committed(value))
    }

    /// Undoes what was written, and keeps the result of a [transaction](super::Door::transact) that was only tried.
    pub fn undo_with<T>(self, value: T) -> Committed<T> {
        Committed(value)
    }

    /// Undoes everything. Same as dropping the scope.
    pub fn roll_back(self) {}
}
