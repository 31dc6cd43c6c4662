//! What the programs of this crate have in common. They use Workgraph from outside, as processes and over sockets.
//!
//! Rooms: `process` starts servers and reads their use of the machine, `build` makes the server that is started, `cluster` is
//! a throwaway PostgreSQL that may be killed and have a standby, `web` asks one question, `socket` is a client's end of a
//! subscription.

pub mod build;
pub mod cluster;
pub mod process;
pub mod socket;
pub mod web;
