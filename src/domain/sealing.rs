//! Operations that keep secrets: passwords, tokens and keys of other services. They are sealed here, before the database
//! gets them, and have no field by which they could be read.
//!
//! What an operation does is described, one value for each, in the systems' rooms. It runs in the caller's scope, so the
//! policies say who may; a description that names a function of the database leaves that question to the function. Who
//! uses a secret opens it with the [`Place`] that its column and row make.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde_json::{Map, Value};
use uuid::Uuid;

use super::operation::{Form, Given, Input, Operation, Output, Parameter, Run};
use crate::ctx::Ctx;
use crate::db::{Statement, WriteScope};
use crate::error::{Error, Result};
use crate::secret::{Place, Secrets};

/// The longest text that may be kept secret, in characters: room for the tokens of other services.
pub const TEXT_MAX: usize = 8_192;
/// The longest JSON that may be kept secret, in bytes.
pub const JSON_BYTES_MAX: usize = 16_384;

/// An operation on the secrets of one row.
pub struct Sealing {
    /// The operation's name.
    pub name: &'static str,
    /// What it does, and who may.
    pub description: &'static str,
    /// The table of the row that it gives, which the caller must see.
    pub table: &'static str,
    /// The type of its key, the column `id`.
    pub key: &'static str,
    /// What it takes: secrets, and values beside them. What is not given stays as it is; null removes it.
    pub input: &'static [Parameter],
    /// What it gives: the row.
    pub output: &'static [Parameter],
    /// Which inputs are sealed, and where.
    pub secrets: &'static [(&'static str, Place)],
    /// Which inputs are stored as they are, and the columns.
    pub plain: &'static [(&'static str, &'static str)],
    /// Whether a change is dated in `updated_at`.
    pub dated: bool,
    /// How it writes.
    pub write: Write,
}

/// How secrets get into a row.
#[derive(Debug, Clone, Copy)]
pub enum Write {
    /// The row is there, and changed.
    Change,
    /// The row is made, with what is required, and the caller's account in this column if there is one.
    Make(Option<&'static str>),
    /// By a function past the policies. It takes the key and an object of columns, and gives the word of what refused, or
    /// null.
    Function(&'static str),
}

/// The operations of these descriptions.
pub fn operations(sealings: &'static [Sealing], secrets: &Secrets) -> impl Iterator<Item = Operation> {
    let secrets = secrets.clone();
    sealings.iter().map(move |sealing| {
        let secrets = secrets.clone();
        Operation {
            name: sealing.name,
            description: sealing.description,
            input: sealing.input,
            form: Form::Input,
            output: sealing.output,
            run: Run::Described(Box::new(move |ctx, scope, input| {
                keep(sealing, secrets.clone(), ctx, scope, input)
            })),
        }
    })
}

fn keep<'a>(
    sealing: &'static Sealing,
    secrets: Secrets,
    ctx: &'a Ctx,
    scope: &'a mut WriteScope,
    input: &'a Input,
) -> BoxFuture<'a, Result<Output>> {
    async move {
        let id = match (sealing.write, input.0.get("id")) {
            (Write::Make(_), _) => Uuid::new_v4().to_string(),
            (_, Some(Value::String(id))) => id.clone(),
            (_, id) => id.map(Value::to_string).unwrap_or_default(),
        };
        let row = sealing.row(&secrets, &id, input)?;
        match sealing.write {
            Write::Change => {
                sealing.require_seen(scope, &id).await?;
                sealing.change(scope, &id, row).await?;
            }
            Write::Make(owner) => sealing.make(scope, ctx, owner, &id, row).await?,
            Write::Function(function) => {
                sealing.require_seen(scope, &id).await?;
                sealing.call(scope, function, &id, row).await?;
            }
        }
        Ok(sealing.output.iter().map(|output| (output.name, Given::Row(vec![id.clone()]))).collect())
    }
    .boxed()
}

impl Sealing {
    /// What is given, by column; secrets are sealed for the row of this key.
    fn row(&self, secrets: &Secrets, id: &str, input: &Input) -> Result<Map<String, Value>> {
        let mut row = Map::new();
        for (name, place) in self.secrets {
            let Some(given) = input.0.get(*name) else { continue };
            let plain = match given {
                Value::Null => {
                    row.insert(place.column.to_owned(), Value::Null);
                    continue;
                }
                Value::String(text) if text.is_empty() => {
                    let message = format!("{name} is empty. Give null to have none.");
                    return Err(Error::bad_user_input(message).field(format!("input.{name}")));
                }
                Value::String(text) => text.clone().into_bytes(),
                json => serde_json::to_vec(json).map_err(Error::internal)?,
            };
            row.insert(place.column.to_owned(), secrets.seal(&place.of(id), &plain)?.into());
        }
        for (name, column) in self.plain {
            if let Some(value) = input.0.get(*name) {
                row.insert((*column).to_owned(), value.clone());
            }
        }
        if row.is_empty() {
            return Err(Error::bad_user_input("Nothing is given to be kept.").field("input"));
        }
        Ok(row)
    }

    async fn require_seen(&self, scope: &mut WriteScope, id: &str) -> Result<()> {
        let seen = format!("select from {} where id = $1::text::{}", self.table, self.key);
        scope
            .fetch_optional(Statement::new(seen).bind(id.to_owned()))
            .await?
            .ok_or_else(Error::no_such_row)?;
        Ok(())
    }

    /// Changes what is given. Which secrets that is makes another text each time, since they cannot be read to be kept;
    /// there are few in a row.
    async fn change(&self, scope: &mut WriteScope, id: &str, row: Map<String, Value>) -> Result<()> {
        let Self { table, key, .. } = self;
        let sealed =
            self.secrets.iter().map(|(_, place)| place.column).filter(|column| row.contains_key(*column));
        let mut set: Vec<_> = sealed.map(|column| format!("{column} = given.{column}")).collect();
        let plain = self.plain.iter().filter(|(name, _)| !self.is_made_with(name));
        set.extend(plain.map(|(_, column)| {
            format!("{column} = case when $2 ? '{column}' then given.{column} else t.{column} end")
        }));
        if self.dated {
            set.push("updated_at = now()".to_owned());
        }
        let sql = format!(
            "update {table} t set {} from jsonb_populate_record(null::{table}, $2) given where t.id = $1::text::{key}",
            set.join(", ")
        );
        let statement = Statement::new(sql).bind(id.to_owned()).bind(Value::Object(row));
        match scope.execute(statement).await? {
            0 => Err(Error::forbidden("You may see this row, but not change its secrets.")),
            _ => Ok(()),
        }
    }

    /// Makes the row with all that must be given, then changes the rest, whose defaults hold where it is not.
    async fn make(
        &self,
        scope: &mut WriteScope,
        ctx: &Ctx,
        owner: Option<&str>,
        id: &str,
        mut row: Map<String, Value>,
    ) -> Result<()> {
        let table = self.table;
        let sealed = self.secrets.iter().map(|(name, place)| (*name, place.column));
        let needed = sealed.chain(self.plain.iter().copied()).filter(|(name, _)| self.is_made_with(name));
        let mut made = Map::from_iter([("id".to_owned(), Value::from(id))]);
        if let Some(owner) = owner {
            let account = ctx.principal.require_account()?;
            made.insert(owner.to_owned(), account.to_string().into());
        }
        for (_, column) in needed {
            made.extend(row.remove_entry(column));
        }
        let columns = made.keys().map(String::as_str).collect::<Vec<_>>().join(", ");
        let sql = format!(
            "insert into {table} ({columns}) select {columns} from jsonb_populate_record(null::{table}, $1)"
        );
        scope.execute(Statement::new(sql).bind(Value::Object(made))).await?;
        if row.is_empty() { Ok(()) } else { self.change(scope, id, row).await }
    }

    async fn call(
        &self,
        scope: &mut WriteScope,
        function: &str,
        id: &str,
        row: Map<String, Value>,
    ) -> Result<()> {
        let sql = format!("select {function}($1::text::{}, $2)", self.key);
        let statement = Statement::new(sql).bind(id.to_owned()).bind(Value::Object(row));
        let refusal = scope.fetch_optional(statement).await?;
        match refusal.map(|row| sqlx::Row::try_get::<Option<String>, _>(&row, 0)).transpose()?.flatten() {
            None => Ok(()),
            Some(_) => Err(Error::forbidden("You may see this row, but not change its secrets.")),
        }
    }

    /// Whether a new row is made with this input, rather than changed to have it.
    fn is_made_with(&self, name: &str) -> bool {
        let required = self.input.iter().any(|parameter| parameter.name == name && parameter.required);
        required && matches!(self.write, Write::Make(_))
    }
}

#[cfg(test)]
mod tests {
    use crate::domain;

    #[test]
    fn what_a_description_names_is_among_its_inputs_and_columns() {
        let tables = entity::tables();
        let columns = |path: &str| {
            let table = tables.iter().find(|meta| format!("{}.{}", meta.schema, meta.name) == path);
            table
                .unwrap_or_else(|| panic!("{path}"))
                .columns
                .iter()
                .map(|column| column.name)
                .collect::<Vec<_>>()
        };
        for sealing in domain::SEALINGS.iter().copied().flatten() {
            let takes = |name: &str| sealing.input.iter().any(|input| input.name == name);
            let own = columns(sealing.table);
            assert_eq!(takes("id"), !matches!(sealing.write, super::Write::Make(_)), "{}", sealing.name);
            assert_eq!(sealing.dated, own.contains(&"updated_at"), "{}", sealing.name);
            for (name, place) in sealing.secrets {
                assert!(
                    takes(name) && columns(place.table).contains(&place.column),
                    "{}: {name}",
                    sealing.name
                );
            }
            for (name, column) in sealing.plain {
                let table = sealing.secrets.first().unwrap().1.table;
                assert!(takes(name) && columns(table).contains(column), "{}: {name}", sealing.name);
            }
        }
    }
}
