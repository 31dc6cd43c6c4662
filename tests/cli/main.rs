//! The binary from outside: starting, being killed, starting again, and what it says when it cannot.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod backup;
mod contract;
mod cost;
mod deploy;
mod doctor;
mod embedded;
mod faults;
mod import;
mod log;
mod readiness;
mod schema;
mod seed;
mod support;
mod traces;
