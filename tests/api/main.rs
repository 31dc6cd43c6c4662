//! The whole API from outside: a real server, a real PostgreSQL, real sockets. Each test has a database of its own.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod access;
mod account;
mod across;
mod at_least;
mod audit;
mod budget;
mod cases;
mod changes;
mod closed;
mod cost;
mod demo;
mod doctor;
mod documentation;
mod drift;
mod edge;
mod explain;
mod fairness;
mod floods;
mod handover;
mod injection;
mod invitation;
mod lifecycle;
mod limits;
mod live;
mod logins;
mod operator;
mod oracle;
mod page;
mod policy;
mod reading;
mod replica;
mod scale;
mod scope;
mod search;
mod secrets;
mod slow;
mod stored;
mod stream;
mod subscription;
mod support;
mod token;
mod write;
