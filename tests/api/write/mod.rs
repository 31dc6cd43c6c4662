//! What changes rows: the generic writes, and the operations. `tables.tsv` says which table has which writes, or why it has
//! none; it is reviewed. `each` goes through the life of a row in every table, `bad` tries what no table takes.

mod archive;
mod bad;
mod caller;
mod change;
mod each;
mod faults;
mod line;
mod many;
mod nested;
mod once;
mod tables;
mod update;
mod upsert;
mod whole;
