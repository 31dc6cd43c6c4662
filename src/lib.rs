//! Workgraph: one GraphQL API over the work of five systems.
//!
//! # From above
//!
//! ```text
//! cli ─▶ http, stream::relay ─▶ app ─▶ graphql ─▶ domain ─▶ ctx ─▶ auth, db, clock ─▶ entity
//! ```
//!
//! An arrow reads "knows"; nothing points back. `config` is read by `cli`, which hands each room what it needs. The crates
//! `entity` and `migration` know nothing of this one.
//!
//! # A request
//!
//! `http` takes it and has `auth` make a principal of its token. `graphql` prepares the document, makes a plan, and opens
//! one read scope in the principal's name; one SQL statement for each relation and level later, it writes the answer. A
//! mutation is one write scope: checks, writes, commit. Row level security has the last word on both.
//!
//! # A change
//!
//! A row changes, by whomever. A trigger appends to the change log in the same transaction. The relay of `stream` reads the
//! log in one order for all nodes; its broker finds the subscriptions whom the change may concern. `graphql` re-reads the
//! row in each reader's scope and writes the item; `http` sends it.
//!
//! # What always holds
//!
//! - PostgreSQL decides who sees what. There is no connection but through a scope, which carries a role and claims.
//! - `graphql` names no table, `domain` no GraphQL type, and nothing imports `http` but the commands.
//! - `app` starts nothing; what runs is started, and stopped, by `cli::serve` or by a test.
//! - Only `config` reads the environment, only `clock` the time, and both are given to the rest.

pub mod app;
pub mod auth;
pub mod cli;
pub mod clock;
pub mod config;
pub mod ctx;
pub mod db;
pub mod domain;
pub mod error;
pub mod graphql;
pub mod http;
pub mod stream;
pub mod telemetry;
