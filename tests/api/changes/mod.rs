//! Streams of single tables: what is told of a row that meets a filter, of one whose parent decides who sees it, of one that
//! is archived, and how often rows are read.
//!
//! To prove that something does not come, a later change that must come is waited for.

mod children;
mod filters;
mod kinds;
mod shares;

use std::time::Duration;

use futures::StreamExt as _;
use serde_json::Value;
use workgraph::auth::Principal;
use workgraph::db::Recorder;
use workgraph::graphql::{Items, Request};

use crate::support::reader::account;
use crate::support::{Person, TestApp};

/// A subscription past HTTP. What is written once it has begun is told, and nothing of before.
pub struct Follower {
    items: Items,
    pub recorder: Recorder,
}

impl Follower {
    pub async fn start(app: &TestApp, person: &Person, field: &str, row: &str) -> Self {
        Self::of(app, account(person.id), field, row).await.unwrap()
    }

    /// Or the error with which it is refused.
    pub async fn of(app: &TestApp, principal: Principal, field: &str, row: &str) -> Result<Self, Value> {
        app.settled().await;
        let recorder = Recorder::default();
        let ctx = app.app.ctx(principal, "changes").with_recorder(recorder.clone());
        let query = format!("subscription {{ {field} {{ kind cursor entityId changedFields {row} }} }}");
        match app.app.engine.subscribe(&ctx, Request { query, ..Request::default() }).await {
            Ok(items) => Ok(Self { items, recorder }),
            Err(response) => {
                let body: Value = serde_json::from_slice(&response.body).unwrap();
                Err(body["errors"][0].clone())
            }
        }
    }

    /// The next item, or the error with which it ends.
    pub async fn item(&mut self) -> Result<Value, Value> {
        let next = tokio::time::timeout(Duration::from_secs(20), self.items.next()).await;
        let response = next.expect("a stream says nothing").expect("a stream ends without a word");
        let body: Value = serde_json::from_slice(&response.body).unwrap();
        match body["data"].as_object() {
            Some(data) if body.get("errors").is_none() => Ok(data.values().next().unwrap().clone()),
            _ => Err(body["errors"][0].clone()),
        }
    }

    /// The next item as its kind and the only text of its row, such as `UPDATED New title`; or the code with which it ends.
    pub async fn told(&mut self) -> String {
        let item = match self.item().await {
            Ok(item) => item,
            Err(error) => return error["extensions"]["code"].as_str().unwrap().to_owned(),
        };
        let row = item.as_object().unwrap().values().find_map(Value::as_object);
        let text = row.map_or("-", |row| row.values().next().unwrap().as_str().unwrap());
        format!("{} {text}", item["kind"].as_str().unwrap())
    }
}
