//! TaskJuggler.

pub mod invitation;
pub mod notification;
pub mod table;
