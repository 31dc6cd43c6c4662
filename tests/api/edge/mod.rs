//! The edge over the wire: a real server on a port of its own, before a scripted engine that can be slow, endless or
//! wrong on demand. What the real engine answers is tested by the other rooms.

mod event_stream;
mod graphql;
mod limits;
mod page;
mod support;
mod websocket;
