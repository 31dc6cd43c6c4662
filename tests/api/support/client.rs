//! Somebody who asks the server, over HTTP and over websockets, as any client would.

use std::ops::Index;

use chrono::TimeDelta;
use serde_json::{Value, json};
use tokio::sync::OnceCell;
use workgraph::auth::Accounts;

use super::events::Events;
use super::socket::Socket;
use super::web::web;

/// How a client says who it is.
pub enum Bearer {
    Nobody,
    Token(String),
    /// By a token of its own session.
    Account(Box<Accounts>, String),
}

pub struct Client {
    address: String,
    bearer: Bearer,
    token: OnceCell<Option<String>>,
}

impl Client {
    pub fn new(address: &str, bearer: Bearer) -> Self {
        Self { address: address.to_owned(), bearer, token: OnceCell::new() }
    }

    pub async fn run(&self, query: &str) -> Answer {
        self.run_with(query, json!({})).await
    }

    pub async fn run_with(&self, query: &str, variables: Value) -> Answer {
        self.send(&json!({"query": query, "variables": variables}), &[]).await
    }

    /// Sends this body, with these headers beside its own.
    pub async fn send(&self, body: &Value, headers: &[(&str, &str)]) -> Answer {
        self.try_send(body, headers).await.unwrap()
    }

    /// The same; an error if the server went away meanwhile.
    pub async fn try_send(&self, body: &Value, headers: &[(&str, &str)]) -> reqwest::Result<Answer> {
        let mut request = web().post(format!("http://{}/graphql", self.address)).json(body);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(token) = self.token().await {
            request = request.bearer_auth(token);
        }
        let response = request.send().await?;
        let status = response.status().as_u16();
        Ok(Answer { status, body: response.json().await? })
    }

    /// Sends these bytes as they are, as a JSON body.
    pub async fn send_raw(&self, body: Vec<u8>) -> Answer {
        let request = web().post(format!("http://{}/graphql", self.address)).body(body);
        let mut request = request.header("content-type", "application/json");
        if let Some(token) = self.token().await {
            request = request.bearer_auth(token);
        }
        let response = request.send().await.unwrap();
        let status = response.status().as_u16();
        Answer { status, body: response.json().await.unwrap() }
    }

    /// On a socket of its own.
    pub async fn subscribe(&self, query: &str) -> Subscription {
        let mut socket = self.connect().await;
        assert_eq!(socket.receive().await, json!({"type": "connection_ack"}));
        socket.subscribe("1", query).await;
        Subscription { socket }
    }

    /// The same as a stream of events over HTTP.
    pub async fn follow(&self, query: &str) -> Events {
        let mut request =
            web().post(format!("http://{}/graphql", self.address)).json(&json!({"query": query}));
        if let Some(token) = self.token().await {
            request = request.bearer_auth(token);
        }
        Events::of(request).await
    }

    /// A socket that has said who it is and not listened yet.
    pub async fn connect(&self) -> Socket {
        let mut socket = Socket::connect(&self.address).await;
        let payload = match self.token().await {
            Some(token) => json!({"authorization": format!("Bearer {token}")}),
            None => json!({}),
        };
        socket.send(json!({"type": "connection_init", "payload": payload})).await;
        socket
    }

    pub async fn token(&self) -> Option<&str> {
        let token = self.token.get_or_init(async || match &self.bearer {
            Bearer::Nobody => None,
            Bearer::Token(token) => Some(token.clone()),
            Bearer::Account(accounts, email) => {
                Some(accounts.issue_for(email, TimeDelta::hours(1)).await.unwrap())
            }
        });
        token.await.as_deref()
    }
}

/// What came back. Indexing it reads the data, which must be without errors.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub body: Value,
}

impl Answer {
    /// Codes of all errors.
    pub fn codes(&self) -> Vec<&str> {
        let errors = self.body["errors"].as_array().into_iter().flatten();
        errors.map(|error| error["extensions"]["code"].as_str().unwrap_or("without a code")).collect()
    }

    /// The code of its only error.
    pub fn code(&self) -> &str {
        match self.codes()[..] {
            [code] => code,
            _ => panic!("expected one error: {:#}", self.body),
        }
    }

    /// Its only error.
    pub fn error(&self) -> &Value {
        self.code();
        &self.body["errors"][0]
    }

    pub fn data(&self) -> &Value {
        assert!(self.body.get("errors").is_none(), "expected no errors: {:#}", self.body);
        &self.body["data"]
    }
}

impl Index<&str> for Answer {
    type Output = Value;

    fn index(&self, key: &str) -> &Value {
        &self.data()[key]
    }
}

/// One subscription on a socket of its own.
pub struct Subscription {
    pub socket: Socket,
}

impl Subscription {
    /// The root field of the next item.
    pub async fn next(&mut self) -> Value {
        self.try_next().await.unwrap_or_else(|error| panic!("expected an item: {error:#}"))
    }

    /// The root field of the next item, or the error with which the stream ends.
    pub async fn try_next(&mut self) -> Result<Value, Value> {
        let message = self.socket.receive().await;
        if message["type"] == "error" {
            return Err(message["payload"][0].clone());
        }
        let data = message["payload"]["data"].as_object().unwrap_or_else(|| panic!("no data: {message:#}"));
        Ok(data.values().next().unwrap().clone())
    }

    /// The next so many items.
    pub async fn take(&mut self, count: usize) -> Vec<Value> {
        let mut items = Vec::with_capacity(count);
        while items.len() < count {
            items.push(self.next().await);
        }
        items
    }

    /// The code with which it ends; items before are passed over.
    pub async fn ended(&mut self) -> String {
        loop {
            if let Err(error) = self.try_next().await {
                return error["extensions"]["code"].as_str().unwrap().to_owned();
            }
        }
    }
}
