//! Workgraph: one GraphQL API over the work of five systems.

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
