//! Why somebody may, or may not, do something with a row: `explainAccess`, for those who administer its system.
//!
//! The row is read as the asker, who must see it. Its policies are then evaluated one by one in a scope of the person
//! that is asked about, over the values just read: as that person it might not be there at all.

use std::sync::Arc;

use entity::TableMeta;
use serde::Deserialize;
use sqlx::Row as _;
use uuid::Uuid;

use super::operation::{Form, Given, Input, Kind, Operation, Output, Parameter, Run, optional, required};
use super::work::ACCOUNT_TABLE;
use crate::access::{Action, Policies, Policy, Rules};
use crate::auth::Principal;
use crate::ctx::Ctx;
use crate::db::{Reads, Statement};
use crate::error::{Error, Result};

const ACTION: Kind =
    Kind::Choice("AccessAction", "What somebody may want to do with a row.", &["read", "update", "delete"]);

const INPUT: &[Parameter] = &[
    required("id", Kind::Node, "The row."),
    required("action", ACTION, "What is to be done with it."),
    optional("account", Kind::Id(ACCOUNT_TABLE.0, ACCOUNT_TABLE.1), "By whom; by default by yourself."),
];

const OUTPUT: &[Parameter] = &[
    required(
        "allowed",
        Kind::Boolean,
        "Whether it is allowed: the privilege, and what the policies say together.",
    ),
    required("privilege", Kind::Boolean, "Whether anybody who is signed in may ever do this in the table."),
    required(
        "policies",
        Kind::Items("AccessPolicy", "A policy of a table, and what it says of a row.", POLICY),
        "The policies that have a say. Who may not see a row may do nothing with it, so those for reading always have.",
    ),
];

const POLICY: &[Parameter] = &[
    required("name", Kind::Text(63), "Its name in the database."),
    required("action", ACTION, "What it has a say in."),
    required(
        "permissive",
        Kind::Boolean,
        "Whether one such policy that holds is enough. Of the others, all have to hold.",
    ),
    required("holds", Kind::Boolean, "Whether its condition holds for the row."),
    required("condition", Kind::Text(100_000), "Its condition, as SQL over the row."),
];

/// `explainAccess`.
pub fn operation(policies: &Arc<Policies>) -> Operation {
    Operation {
        name: "explainAccess",
        description: "Why an account may, or may not, do something with a row. For administrators of the row's system who see it.",
        input: INPUT,
        form: Form::Arguments,
        output: OUTPUT,
        run: Run::query(policies, explain),
    }
}

#[derive(Deserialize)]
struct Question {
    id: (String, String, Vec<serde_json::Value>),
    action: String,
    account: Option<Uuid>,
}

async fn explain(policies: Arc<Policies>, ctx: Ctx, input: Input) -> Result<Output> {
    ctx.principal.require_unrestricted()?;
    let Question { id: (schema, table, key), action, account } = input.read()?;
    let described = entity::tables()
        .into_iter()
        .find(|meta| (meta.schema, meta.name) == (schema.as_str(), table.as_str()));
    let (Some(described), Some(rules)) = (described, policies.of(&schema, &table)) else {
        return Err(Error::bad_user_input("The rows of this table are not under policies.").field("id"));
    };
    let action = match action.as_str() {
        "update" => Action::Update,
        "delete" => Action::Delete,
        _ => Action::Read,
    };
    let values = row(&ctx, &described, rules, &key).await?;
    let subject = account.map_or(ctx.principal, |account_id| Principal::Account {
        account_id,
        session_id: None,
        expires_at: ctx.now(),
    });
    let asked: Vec<(Action, &Policy)> = [Action::Read, action]
        .into_iter()
        .take(if action == Action::Read { 1 } else { 2 })
        .flat_map(|action| rules.policies(action).map(move |policy| (action, policy)))
        .filter(|(_, policy)| policy.is_for_all())
        .collect();
    let holds = evaluate(&ctx.clone().with_principal(subject), &table, rules, values, &asked).await?;
    let verdicts: Vec<_> = asked.into_iter().zip(holds).collect();
    let privilege = rules.has_privilege(Action::Read) && rules.has_privilege(action);
    let passes = |action: Action| {
        let mut own = verdicts.iter().filter(|((about, _), _)| *about == action);
        let needed = own.clone().all(|((_, policy), holds)| policy.permissive || *holds);
        needed && own.any(|((_, policy), holds)| policy.permissive && *holds)
    };
    let allowed = privilege && passes(Action::Read) && passes(action);
    let items = verdicts.into_iter().map(|((about, policy), holds)| {
        vec![
            ("name", Given::Value(policy.name.as_str().into())),
            ("action", Given::Value(name(about).into())),
            ("permissive", Given::Value(policy.permissive.into())),
            ("holds", Given::Value(holds.into())),
            ("condition", Given::Value(policy.condition.as_str().into())),
        ]
    });
    Ok(vec![
        ("allowed", Given::Value(allowed.into())),
        ("privilege", Given::Value(privilege.into())),
        ("policies", Given::Items(items.collect())),
    ])
}

fn name(action: Action) -> &'static str {
    match action {
        Action::Read => "read",
        Action::Update => "update",
        Action::Delete => "delete",
    }
}

/// The values that the policies look at, of a row that the caller sees and whose system it administers.
async fn row(
    ctx: &Ctx,
    table: &TableMeta,
    rules: &Rules,
    key: &[serde_json::Value],
) -> Result<Vec<Option<String>>> {
    let mut scope = ctx.read(Reads::Many).await?;
    let administers = Statement::new("select work.administers($1)").bind(table.schema);
    let answer = scope.fetch_optional(administers).await?;
    if !answer.map(|row| row.try_get::<bool, _>(0)).transpose()?.unwrap_or_default() {
        return Err(Error::forbidden("Only administrators of the row's system may ask this."));
    }
    let columns: Vec<_> = rules.columns.iter().map(|(name, _)| format!("\"{name}\"::text")).collect();
    let mut conditions = Vec::with_capacity(key.len());
    for (at, name) in table.primary_key.iter().enumerate() {
        let column = table.columns.iter().find(|column| column.name == *name);
        let ty = column.ok_or_else(|| Error::internal("a key without its column"))?.sql_type;
        conditions.push(format!("\"{name}\" = ${}::text::{ty}", at + 1));
    }
    let sql = format!(
        "select array[{}]::text[] from \"{}\".\"{}\" where {}",
        columns.join(", "),
        table.schema,
        table.name,
        conditions.join(" and ")
    );
    let statement = key.iter().fold(Statement::new(sql), |statement, part| match part {
        serde_json::Value::String(text) => statement.bind(text.clone()),
        other => statement.bind(other.to_string()),
    });
    let row = scope.fetch_optional(statement).await?.ok_or_else(Error::no_such_row)?;
    let values = row.try_get(0)?;
    scope.finish();
    Ok(values)
}

/// Whether each policy holds, as the caller of `ctx`, for a row of these values.
async fn evaluate(
    ctx: &Ctx,
    table: &str,
    rules: &Rules,
    values: Vec<Option<String>>,
    policies: &[(Action, &Policy)],
) -> Result<Vec<bool>> {
    let conditions: Vec<_> =
        policies.iter().map(|(_, policy)| format!("coalesce({}, false)", policy.sql())).collect();
    let columns = rules.columns.iter().enumerate();
    let columns: Vec<_> =
        columns.map(|(at, (name, ty))| format!("($1::text[])[{}]::{ty} as \"{name}\"", at + 1)).collect();
    let sql = format!(
        "select array[{}]::boolean[] from (select {}) \"{table}\" where $1::text[] is not null",
        conditions.join(", "),
        columns.join(", ")
    );
    let mut scope = ctx.read(Reads::One).await?;
    let row = scope.fetch_optional(Statement::new(sql).bind(values)).await?;
    let holds = row.ok_or_else(|| Error::internal("policies without a verdict"))?.try_get(0)?;
    scope.finish();
    Ok(holds)
}
