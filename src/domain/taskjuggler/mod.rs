//! TaskJuggler.

pub mod notification;
pub mod table;
