//! Rows with a life: operations take them from one state to another, and what has happened is noted. A file for each system
//! or noun; what is refused comes first.

mod approval;
mod core;
mod history;
mod internal;
mod market;
mod places;

use serde_json::{Value, json};
use sqlx::Row as _;

use crate::support::{Answer, Person, TestApp};

/// Calls an operation with this input.
async fn act(app: &TestApp, person: &Person, operation: &str, input: Value) -> Answer {
    app.client(person).run_with(&document(operation), json!({ "input": input })).await
}

fn document(operation: &str) -> String {
    let input_type = format!("{}{}Input", operation[..1].to_uppercase(), &operation[1..]);
    format!("mutation ($input: {input_type}!) {{ {operation}(input: $input) {{ cursor }} }}")
}

/// A row as it is in the database.
async fn row(app: &TestApp, table: &str, id: &str) -> Value {
    app.as_owner(&format!("select to_jsonb(t) from {table} t where id::text = '{id}'")).await[0].get(0)
}

/// Each of these steps is refused with this code, and none changes the table.
async fn refused(app: &TestApp, table: &str, steps: Vec<(Person, &str, Value, &str)>) {
    let sum = format!("select md5(string_agg(t::text, '' order by t::text)) from {table} t");
    let before: String = app.as_owner(&sum).await[0].get(0);
    for (person, operation, input, code) in steps {
        let answer = act(app, &person, operation, input.clone()).await;
        assert_eq!(answer.code(), code, "{operation} {input} by {}", person.email);
    }
    assert_eq!(app.as_owner(&sum).await[0].get::<String, _>(0), before);
}
