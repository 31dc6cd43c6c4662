//! Workgraph: one GraphQL API over the work of five systems.

pub mod graphql;
