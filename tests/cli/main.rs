//! The binary from outside: starting, being killed, starting again, and what it says when it cannot.

mod embedded;
mod faults;
mod support;
