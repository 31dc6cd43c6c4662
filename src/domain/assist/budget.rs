//! What an organization of Assist may spend: for its administrators alone, so its columns have no field.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value};
use sqlx::Row as _;
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::db::{Reads, Statement, WriteScope};
use crate::domain::operation::{
    Form, Given, Input, Kind, Operation, Output, Parameter, Run, optional, required,
};
use crate::error::{Error, Result};

const ORGANIZATION: Kind = Kind::Id("assist", "organizations");
/// As much as the column holds.
const BUDGET_MAX: i64 = 99_999_999;

const BUDGET: Parameter =
    optional("monthlyBudget", Kind::Decimal, "The most to spend in a month, in US dollars; null: no limit.");
const THRESHOLD: Parameter =
    optional("alertThreshold", Kind::Int, "At how many percent of it administrators are warned, 1 to 100.");
const LIMIT: Parameter =
    optional("hardLimit", Kind::Boolean, "Whether requests are refused once the budget is spent.");

const ASKED: &[Parameter] = &[required("organization", ORGANIZATION, "The organization.")];
const ANSWER: &[Parameter] = &[BUDGET, THRESHOLD, LIMIT];
const INPUT: &[Parameter] =
    &[required("organization", ORGANIZATION, "The organization."), BUDGET, THRESHOLD, LIMIT];
const OUTPUT: &[Parameter] = &[
    required("assistOrganization", Kind::Row("assist", "organizations"), "The organization."),
    BUDGET,
    THRESHOLD,
    LIMIT,
];

/// `assistOrganizationBudget`.
pub fn read() -> Operation {
    Operation {
        name: "assistOrganizationBudget",
        description: "What an organization may spend. For its administrators.",
        input: ASKED,
        form: Form::Arguments,
        output: ANSWER,
        run: Run::query(&(), asked),
    }
}

/// `assistOrganizationBudgetSet`.
pub const SET: Operation = Operation {
    name: "assistOrganizationBudgetSet",
    description: "Changes what an organization may spend; what is left out stays as it is. For its administrators.",
    input: INPUT,
    form: Form::Input,
    output: OUTPUT,
    run: Run::Transaction(set),
};

#[derive(Deserialize)]
struct Organization {
    organization: Uuid,
}

fn budget(organization: Uuid) -> Statement {
    Statement::new("select * from assist.organization_budget($1)").bind(organization)
}

fn given(row: Option<sqlx::postgres::PgRow>) -> Result<Output> {
    let row = row.ok_or_else(Error::no_such_row)?;
    let budget: Option<Decimal> = row.try_get("monthly_budget")?;
    Ok(vec![
        ("monthlyBudget", Given::Value(budget.map(|budget| budget.to_string()).into())),
        ("alertThreshold", Given::Value(row.try_get::<Option<i32>, _>("alert_threshold")?.into())),
        ("hardLimit", Given::Value(row.try_get::<bool, _>("hard_limit")?.into())),
    ])
}

async fn asked((): (), ctx: Ctx, input: Input) -> Result<Output> {
    let Organization { organization } = input.read()?;
    let mut scope = ctx.read(Reads::One).await?;
    let row = scope.fetch_optional(budget(organization)).await?;
    scope.finish();
    given(row)
}

fn set<'a>(_: &'a Ctx, scope: &'a mut WriteScope, input: &'a Input) -> BoxFuture<'a, Result<Output>> {
    async move {
        let Organization { organization } = input.read()?;
        let changes = changes(&input.0)?;
        let change = Statement::new("select assist.set_organization_budget($1, $2)");
        let row = scope.fetch_optional(change.bind(organization).bind(Value::Object(changes))).await?;
        if !row.map(|row| row.try_get(0)).transpose()?.unwrap_or(false) {
            return Err(Error::no_such_row());
        }
        let mut output = given(scope.fetch_optional(budget(organization)).await?)?;
        output.push(("assistOrganization", Given::Row(vec![organization.to_string()])));
        Ok(output)
    }
    .boxed()
}

/// What is to be changed, in its range.
fn changes(input: &Map<String, Value>) -> Result<Map<String, Value>> {
    let mut changes = input.clone();
    changes.remove("organization");
    if let Some(Value::String(text)) = changes.get("monthlyBudget") {
        let amount = text.parse::<Decimal>().ok().filter(|amount| {
            !amount.is_sign_negative() && *amount <= Decimal::from(BUDGET_MAX) && amount.scale() <= 2
        });
        if amount.is_none() {
            let message = format!("A budget is an amount from 0 to {BUDGET_MAX}, with two decimals at most.");
            return Err(Error::bad_user_input(message).field("input.monthlyBudget").with("max", BUDGET_MAX));
        }
    }
    for (name, place) in [("alertThreshold", "input.alertThreshold"), ("hardLimit", "input.hardLimit")] {
        if changes.get(name) == Some(&Value::Null) {
            return Err(Error::bad_user_input(format!("{name} cannot be null.")).field(place));
        }
    }
    let threshold = changes.get("alertThreshold").and_then(Value::as_i64);
    if threshold.is_some_and(|threshold| !(1..=100).contains(&threshold)) {
        let message = "A threshold is a number of percent from 1 to 100.";
        return Err(Error::bad_user_input(message).field("input.alertThreshold").with("max", 100));
    }
    Ok(changes)
}
