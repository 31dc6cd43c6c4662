//! Rows with a life: which state follows which, what is noted on the way. The documents list the states; which may follow
//! which is said by the descriptions in the systems' rooms, and nowhere else.
//!
//! A transition runs in the caller's scope, so the policies say who may. Two at the same moment do not both happen: the row
//! changes only if it still is in the state that was looked at.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use sqlx::Row as _;

use super::operation::{Form, Given, Input, Operation, Output, Parameter, Run};
use crate::ctx::Ctx;
use crate::db::{Statement, WriteScope};
use crate::error::{Error, Result};

/// How rows of a table go from one state to another.
pub struct Transition {
    /// The operation's name.
    pub name: &'static str,
    /// What it does, and who may.
    pub description: &'static str,
    /// The table; its state is the column `status`.
    pub table: &'static str,
    /// The type of its key.
    pub key: &'static str,
    /// The caller, as the columns of the table name people, in SQL.
    pub caller: &'static str,
    /// What it takes: `id`, what the stamps name, and `status` unless there is but one move.
    pub input: &'static [Parameter],
    /// What it gives: the row.
    pub output: &'static [Parameter],
    /// The states that can be reached, each with those before it.
    pub moves: &'static [(&'static str, &'static [&'static str])],
    /// Inputs without which a state cannot be reached.
    pub needs: &'static [(&'static str, &'static str)],
    /// What is noted in which columns on reaching one of these states; any, if none is named.
    pub stamps: &'static [(&'static [&'static str], &'static str, Stamp)],
}

/// What is noted.
#[derive(Debug, Clone, Copy)]
pub enum Stamp {
    /// The time.
    Now,
    /// The time, unless one is noted already.
    First,
    /// Who did it.
    Caller,
    /// This input, or nothing.
    Input(&'static str),
    /// Nothing any more.
    Nothing,
}

/// The operations of these descriptions.
pub fn operations(transitions: &'static [Transition]) -> impl Iterator<Item = Operation> {
    transitions.iter().map(|transition| Operation {
        name: transition.name,
        description: transition.description,
        input: transition.input,
        form: Form::Input,
        output: transition.output,
        run: Run::described(transition, carry_out),
    })
}

/// Takes a row to a state.
fn carry_out<'a>(
    transition: &'static Transition,
    ctx: &'a Ctx,
    scope: &'a mut WriteScope,
    input: &'a Input,
) -> BoxFuture<'a, Result<Output>> {
    async move {
        let id = input.text("id").unwrap_or_default();
        let (to, before) = transition.wanted(input)?;
        if let Some((_, needed)) =
            transition.needs.iter().find(|(state, name)| *state == to && input.text(name).is_none())
        {
            let message = format!("To become {to}, it needs {needed}.");
            return Err(Error::bad_user_input(message).field(format!("input.{needed}")));
        }
        let known = transition.state(scope, id).await?;
        if !known.as_deref().is_some_and(|known| before.contains(&known)) {
            return Err(transition.refusal(to, known));
        }
        if scope.execute(transition.update(ctx, input, id, to, known.as_deref())).await? > 0 {
            let output = transition.output.iter().map(|row| (row.name, Given::Row(vec![id.to_owned()])));
            return Ok(output.collect());
        }
        // Who goes on at the same moment has waited for the row.
        let now = transition.state(scope, id).await?;
        Err(if now == known {
            Error::forbidden("You may see this row, but not change its state.")
        } else {
            transition.refusal(to, now)
        })
    }
    .boxed()
}

impl Transition {
    /// The state to be reached, and those before it.
    fn wanted(&self, input: &Input) -> Result<(&'static str, &'static [&'static str])> {
        let status = input.text("status");
        let wanted = self.moves.iter().find(|(to, _)| status.is_none_or(|status| status == *to)).copied();
        wanted.ok_or_else(|| {
            let states = self.moves.iter().map(|(to, _)| *to).collect::<Vec<_>>().join(", ");
            Error::bad_user_input(format!("This operation leads to {states}.")).field("input.status")
        })
    }

    /// The state of a row that the caller sees.
    async fn state(&self, scope: &mut WriteScope, id: &str) -> Result<Option<String>> {
        let read = format!("select t.status::text from {} t where t.id = $1::{}", self.table, self.key);
        let row = scope.fetch_optional(Statement::new(read).bind(id.to_owned())).await?;
        Ok(row.ok_or_else(Error::no_such_row)?.try_get(0)?)
    }

    fn refusal(&self, to: &str, known: Option<String>) -> Error {
        let known = known.unwrap_or_default();
        let next = self.moves.iter().filter(|(_, before)| before.contains(&known.as_str()));
        let next: Vec<_> = next.map(|(to, _)| *to).collect();
        let next = if next.is_empty() { "nothing else here".to_owned() } else { next.join(" or ") };
        let message = format!("It is {known} and cannot become {to}: from there it becomes {next}.");
        Error::conflict(message).with("status", known)
    }

    fn update(&self, ctx: &Ctx, input: &Input, id: &str, to: &str, known: Option<&str>) -> Statement {
        let mut set = String::from("status = $2, updated_at = $4");
        let mut texts = Vec::new();
        for (_, column, stamp) in
            self.stamps.iter().filter(|(states, ..)| states.is_empty() || states.contains(&to))
        {
            let value = match stamp {
                Stamp::Now => "$4".to_owned(),
                Stamp::First => format!("coalesce(t.{column}, $4)"),
                Stamp::Caller => self.caller.to_owned(),
                Stamp::Nothing => "null".to_owned(),
                Stamp::Input(name) => {
                    texts.push(input.text(name).map(str::to_owned));
                    format!("${}", 4 + texts.len())
                }
            };
            set.push_str(&format!(", {column} = {value}"));
        }
        let sql = format!(
            "update {} t set {set} where t.id = $1::{} and t.status is not distinct from $3",
            self.table, self.key
        );
        let statement = Statement::new(sql).bind(id.to_owned()).bind(to.to_owned());
        let statement = statement.bind(known.map(str::to_owned)).bind(ctx.now());
        texts.into_iter().fold(statement, Statement::bind)
    }
}

#[cfg(test)]
mod tests {
    use crate::domain;

    #[test]
    fn what_a_transition_names_is_among_its_inputs_and_columns() {
        for transition in domain::TRANSITIONS.iter().copied().flatten() {
            let takes = |name: &str| transition.input.iter().any(|input| input.name == name);
            assert!(takes("id") && (takes("status") || transition.moves.len() == 1), "{}", transition.name);
            let (schema, table) = transition.table.split_once('.').unwrap();
            let meta = entity::tables().into_iter().find(|meta| meta.schema == schema && meta.name == table);
            let columns: Vec<_> = meta.unwrap().columns.iter().map(|column| column.name).collect();
            for (states, column, stamp) in transition.stamps {
                assert!(columns.contains(column), "{}: {column}", transition.name);
                assert!(
                    !matches!(stamp, super::Stamp::Input(name) if !takes(name)),
                    "{}: {column}",
                    transition.name
                );
                let reached = |state| transition.moves.iter().any(|(to, _)| to == state);
                assert!(states.iter().all(reached), "{}: {states:?}", transition.name);
            }
        }
    }
}
