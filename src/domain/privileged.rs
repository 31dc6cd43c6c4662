//! Operations that a function of the database does past the policies, since one act changes rows that its caller has no
//! privilege on. The function asks who may; here is what it is called, and what its words mean to a client.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use sqlx::Row as _;

use super::operation::{Form, Given, Input, Operation, Output, Parameter, Run};
use crate::ctx::Ctx;
use crate::db::{Statement, WriteScope};
use crate::error::{Error, Result};

/// An act on one row.
pub struct Privileged {
    /// The operation's name.
    pub name: &'static str,
    /// What it does, and who may.
    pub description: &'static str,
    /// The table of the row, which the caller must see.
    pub table: &'static str,
    /// What it takes: `id`, and the word if that is not fixed.
    pub input: &'static [Parameter],
    /// What it gives: the row.
    pub output: &'static [Parameter],
    /// The function: it takes the key, a `uuid`, and a word, and gives the word of what refused, or null.
    pub function: &'static str,
    /// The word.
    pub word: Word,
    /// Why the state of a row can be in the way.
    pub conflict: &'static str,
}

/// What the function is told.
#[derive(Debug, Clone, Copy)]
pub enum Word {
    /// This.
    Fixed(&'static str),
    /// The value of this input.
    Input(&'static str),
}

/// The operations of these descriptions.
pub fn operations(acts: &'static [Privileged]) -> impl Iterator<Item = Operation> {
    acts.iter().map(|act| Operation {
        name: act.name,
        description: act.description,
        input: act.input,
        form: Form::Input,
        output: act.output,
        run: Run::described(act, carry_out),
    })
}

fn carry_out<'a>(
    act: &'static Privileged,
    _: &'a Ctx,
    scope: &'a mut WriteScope,
    input: &'a Input,
) -> BoxFuture<'a, Result<Output>> {
    async move {
        let id = input.text("id").unwrap_or_default().to_owned();
        let word = match act.word {
            Word::Fixed(word) => word.to_owned(),
            Word::Input(name) => input.text(name).unwrap_or_default().to_owned(),
        };
        let seen = Statement::new(format!("select from {} where id = $1::uuid", act.table)).bind(id.clone());
        scope.fetch_optional(seen).await?.ok_or_else(Error::no_such_row)?;
        let run =
            Statement::new(format!("select {}($1::uuid, $2)", act.function)).bind(id.clone()).bind(word);
        let refusal = scope.fetch_optional(run).await?.map(|row| row.try_get::<Option<String>, _>(0));
        match refusal.transpose()?.flatten().as_deref() {
            None => Ok(act.output.iter().map(|row| (row.name, Given::Row(vec![id.clone()]))).collect()),
            Some("conflict") => Err(Error::conflict(act.conflict)),
            Some(_) => Err(Error::forbidden("You may see this row, but not do this with it.")),
        }
    }
    .boxed()
}
