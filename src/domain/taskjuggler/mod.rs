//! TaskJuggler.

pub mod table;
