//! TaskJuggler.

pub mod marketplace;
pub mod notification;
pub mod scan;
pub mod secret;
pub mod table;
