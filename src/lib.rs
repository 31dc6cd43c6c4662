//! Workgraph: one GraphQL API over the work of five systems.
//!
//! # The map
//!
//! Dependencies point one way, downwards in this list:
//!
//! | Room | What it is for | What it does not know |
//! |---|---|---|
//! | [`cli`] | the commands; starts the long-running tasks and stops them in order | what they do |
//! | [`http`] | bytes to requests and answers to bytes: HTTP, websockets, GraphiQL | tables, policies, connections |
//! | [`doctor`] | what would keep a server from working, looked at from outside | how to mend it |
//! | [`app`] | the parts, put together once, for `serve` and for tests | how they are run |
//! | [`graphql`] | the engine: tables in, one schema and the answers to its operations out | any table by name, who may see what |
//! | [`domain`] | what the systems are, their operations, what they have in common | GraphQL, HTTP |
//! | [`idempotency`] | writes that a client names with a key happen once | what a request or an answer is |
//! | [`stream`] | the change log, from a writer's transaction to those whom it may concern | GraphQL, what a row contains |
//! | [`ctx`] | who asks, when, and with which database | |
//! | [`access`] | what the policies of the database say, as values to be asked beforehand | tables by name |
//! | [`indexes`] | which pages the database reads from an index as they are | tables by name |
//! | [`auth`] | who somebody is: accounts, sessions, tokens | what they may see |
//! | [`limits`], [`budget`] | what a request may ask for, and everybody in a minute | who asks for what |
//! | [`roll`] | who is connected to this node, and which subscriptions run, counted and listed | how they are served |
//! | [`mail`] | letters on their way to a mail server | accounts |
//! | [`db`] | connections that carry somebody's role and claims | queries |
//! | [`error`], [`clock`], [`config`], [`cost`], [`secret`], [`telemetry`] | one of each | |
//!
//! Beside them stand two crates that know nothing of this one: `entity`, the tables as generated SeaORM entities, and
//! `migration`, the database in SQL: tables, policies, triggers, demo data.
//!
//! # A request
//!
//! `http` takes it, and `auth` makes a principal of its token. The engine bounds, parses and validates the document, or
//! finds it prepared, and turns it into a plan: table reads and the shape of the answer. The plan runs in one read scope,
//! on a replica if there is one that has come far enough, with one SQL statement for each relation and level, and the answer
//! is written from the rows. A mutation opens a write scope
//! for each root field: checks, write, the rows of its payload, commit. Row level security has the last word in both.
//!
//! # A change
//!
//! A row changes by any path. A trigger appends an event to the change log in the same transaction. A node takes a tick,
//! which closes a batch; the relay reads it and the broker finds the subscriptions that it may concern. For those the row
//! is read again, each in its reader's scope, and goes out over the websocket. What a query would not show, a stream does
//! not show. A live query is asked again when a table that it rests on has changed, and its answer goes out if it is
//! another.
//!
//! # What always holds
//!
//! - A connection exists only inside a scope of `db`; there is no other way to the database, and no statement without a
//!   role and claims.
//! - Who may see a row is decided in the database, for every path alike. There is no check of access in this crate to
//!   forget.
//! - The number of statements depends on the shape of a query, never on the number of rows.
//! - Nothing of a change is lost silently: a stream goes on without a gap, or says that it cannot.
//! - Every queue, page, list, body and wait has a limit; what is beyond it gets an error with a code.
//!
//! Where to begin: `graphql/mod.rs` for the engine, `migration/sql/<schema>/policies.sql` for access, `stream/mod.rs` for
//! streams, `domain/mod.rs` to add an operation.

pub mod access;
pub mod app;
pub mod auth;
pub mod budget;
pub mod cli;
pub mod clock;
pub mod config;
pub mod cost;
pub mod ctx;
pub mod db;
pub mod doctor;
pub mod domain;
pub mod error;
pub mod graphql;
pub mod http;
pub mod idempotency;
pub mod indexes;
pub mod limits;
pub mod mail;
pub mod roll;
pub mod secret;
pub mod stream;
pub mod telemetry;
