//! Reading, whatever is asked of whichever table: the engine's answers against what plain Rust makes of the same rows.
//!
//! Nothing here is listed by hand: tables, columns and relations come from the catalog, the rows from the demo data and
//! copies of them with nulls, equal values and extremes (`variety.sql`). `sight` reads what somebody sees with plain SQL
//! into `plain` values; `terms` finds values of other rows among them, as orders and groups go by them.
//!
//! - `tables`: each table by list, id and relation; `walks`: each column as an order, page by page from either end;
//!   `statements`: how many SQL statements each takes, against `statements.tsv`.
//! - `cursors`, `filters` (by `holds`) and `aggregates` (by `zone`) are properties: random questions, made from the rolls of
//!   `dice`, against a naive evaluation.
//! - `bounds`: what no client should send, each with its code, its path and an end.

mod aggregates;
mod bounds;
mod cursors;
mod dice;
mod filters;
mod holds;
mod plain;
mod sight;
mod statements;
mod tables;
mod terms;
mod walks;
mod zone;
