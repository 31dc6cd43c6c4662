//! Somebody who asks the engine for many things at once, and what the tests know of its tables beforehand: the catalog,
//! which says how tables are joined, and how an id is written.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::DateTime;
use serde_json::{Value, json};
use uuid::Uuid;
use workgraph::auth::Principal;
use workgraph::domain;
use workgraph::graphql::Request;
use workgraph::graphql::catalog::{Catalog, Table};

use super::TestApp;

/// Root fields of one document, at most, and their length in bytes: less than what the bounds of documents allow.
const FIELDS_MAX: usize = 250;
const BYTES_MAX: usize = 40_000;

pub fn catalog() -> Catalog {
    Catalog::build(
        entity::tables(),
        &entity::enum_types(),
        domain::SYSTEMS,
        domain::INTERFACES,
        &domain::SEARCH,
    )
    .unwrap()
}

/// Whoever has signed in to this account.
pub fn account(account_id: Uuid) -> Principal {
    Principal::Account { account_id, session_id: None, expires_at: DateTime::UNIX_EPOCH }
}

/// The table as it is named in lists of tables.
pub fn path(table: &Table) -> String {
    format!("{}.{}", table.schema, table.name)
}

/// The id of a row by the parts of its key.
pub fn global_id(table: &Table, key: &[String]) -> String {
    let parts = [std::slice::from_ref(&table.names.type_name), key].concat();
    format!("wg_{}", BASE64_URL_SAFE_NO_PAD.encode(json!(parts).to_string()))
}

/// The ids of a list's nodes, or of a row.
pub fn ids(found: &Value) -> Vec<&str> {
    match &found["nodes"] {
        Value::Array(nodes) => nodes.iter().filter_map(|node| node["id"].as_str()).collect(),
        _ => found["id"].as_str().into_iter().collect(),
    }
}

/// Asks in somebody's name, past HTTP.
pub struct Reader<'a> {
    pub app: &'a TestApp,
    pub principal: Principal,
}

impl Reader<'_> {
    /// One document. The whole answer.
    pub async fn run(&self, query: &str) -> Value {
        self.run_with(query, json!({})).await
    }

    /// One document with these variables. The whole answer.
    pub async fn run_with(&self, query: &str, variables: Value) -> Value {
        let ctx = self.app.app.ctx(self.principal, "reader");
        let Value::Object(variables) = variables else { panic!("variables are an object") };
        let request = Request { query: query.to_owned(), variables, ..Request::default() };
        serde_json::from_slice(&self.app.app.engine.execute(&ctx, request).await.body).unwrap()
    }

    /// The values of root fields, in their order. Whoever is signed in gets them without an error: what is not theirs is
    /// not there. To nobody a field that is closed answers so, and is null.
    pub async fn ask(&self, fields: &[String]) -> Vec<Value> {
        let mut values = Vec::with_capacity(fields.len());
        let mut rest = fields;
        while !rest.is_empty() {
            let (now, later) = rest.split_at(self.share(rest));
            let aliased = now.iter().enumerate().map(|(at, field)| format!("a{at}: {field}\n"));
            let mut answer = self.run(&format!("{{ {} }}", aliased.collect::<String>())).await;
            let refused = answer["errors"].as_array().is_some_and(|errors| {
                errors.iter().all(|error| error["extensions"]["code"] == "UNAUTHENTICATED")
            });
            let may_be_refused = self.principal == Principal::Anonymous && refused;
            assert!(may_be_refused || answer.get("errors").is_none(), "{}: {now:?}", answer["errors"]);
            values.extend((0..now.len()).map(|at| answer["data"][format!("a{at}")].take()));
            rest = later;
        }
        values
    }

    /// How many of the fields fit into a document. For nobody one: one that is closed closes all that are read with it.
    fn share(&self, fields: &[String]) -> usize {
        let fields_max = if self.principal == Principal::Anonymous { 1 } else { FIELDS_MAX };
        let mut bytes = 0;
        let fit = fields.iter().take(fields_max).take_while(|field| {
            bytes += field.len();
            bytes <= BYTES_MAX
        });
        fit.count().max(1)
    }
}
