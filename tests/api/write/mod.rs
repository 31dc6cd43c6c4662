//! What changes rows: the generic writes, and the operations. `tables.tsv` says which table has which writes, or why it has
//! none; it is reviewed.

mod tables;
mod update;
