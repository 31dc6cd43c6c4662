//! Scopes and sign-in against a real PostgreSQL.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod demo;
mod logins;
mod scope;
mod sign_in;
mod support;
