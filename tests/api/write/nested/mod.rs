//! Rows that are made together: whatever a table owns, and the examples that people have.

mod each;
mod examples;
