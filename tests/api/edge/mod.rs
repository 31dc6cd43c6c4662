//! The edge over the wire: a real server on a port of its own, before a scripted engine that can be slow, endless or
//! wrong on demand. What the real engine answers is tested by the other rooms, and here where it is about transports:
//! `refused`, `clients`, which has the usual clients follow it, and `audits`.

mod audits;
mod clients;
mod event_stream;
mod graphql;
mod hostile;
mod limits;
mod listen;
mod metrics;
mod page;
mod refused;
mod support;
mod websocket;
