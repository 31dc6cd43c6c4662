//! What a system says of inviting: what it takes, and what is read or written in the caller's scope before the invitation is
//! made. `domain::account::invitation` makes operations of it; who may invite is decided in the database.

use futures::future::BoxFuture;
use uuid::Uuid;

use super::operation::{Input, Kind, Parameter, required};
use crate::auth::Invitation;
use crate::ctx::Ctx;
use crate::db::{Statement, WriteScope};
use crate::error::{Error, Result};

/// The address of who is invited; a parameter of every kind.
pub const EMAIL: Parameter =
    required("email", Kind::Text(254), "For whom: the address of an account, or of one to be made.");

/// How a system invites.
#[derive(Clone, Copy)]
pub struct Inviting {
    /// The operation's name.
    pub name: &'static str,
    /// What it lets somebody into, and who may.
    pub description: &'static str,
    /// What it takes.
    pub input: &'static [Parameter],
    /// Finds the place and checks the values, in the caller's scope. It may run again if it met a deadlock.
    pub prepare: Prepare,
}

/// A function that finds the place.
pub type Prepare = for<'a> fn(&'a Ctx, &'a mut WriteScope, &'a Input) -> BoxFuture<'a, Result<Invitation>>;

/// Refuses a row that the caller does not see.
///
/// # Errors
/// `NOT_FOUND`.
pub async fn require_visible(scope: &mut WriteScope, table: &'static str, id: Uuid) -> Result<()> {
    let statement = Statement::new(format!("select from {table} where id = $1")).bind(id);
    scope.fetch_optional(statement).await?.map(drop).ok_or_else(Error::no_such_row)
}
