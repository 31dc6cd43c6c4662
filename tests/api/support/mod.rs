//! What every test needs: a server of its own, somebody to ask it, and a way to say what is expected.

mod app;
mod client;
mod cluster;
mod database;
mod events;
mod log;
mod mail;
pub mod make;
pub mod reader;
pub mod snapshot;
mod socket;
mod web;

pub use app::TestApp;
pub use client::{Answer, Client, Subscription};
pub use cluster::{Cluster, Standby};
pub use database::{Contents, Database};
pub use events::{Event, Events};
pub use log::Lines;
pub use mail::{MailServer, Manner};
pub use make::{ADA, BEN, CHLOE, DAN, HUGO, IRIS, KIRA, Person, STRANGER};
pub use socket::Socket;
pub use web::web;
