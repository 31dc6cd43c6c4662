//! The edge over the wire: a real server on a port of its own, before a scripted engine that can be slow, endless or
//! wrong on demand. What the real engine answers is tested with the rest of the API.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod graphql;
mod page;
mod support;
mod websocket;
