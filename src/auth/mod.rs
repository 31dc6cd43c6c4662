//! Who is asking, and how they prove it.
//!
//! `principal` is the plain value that everything else passes on. What a principal may see or do is not decided here:
//! row level security in the database has the only word.

mod principal;

pub use self::principal::Principal;
