//! Selify internal.

pub mod approval;
pub mod documentation;
pub mod invitation;
pub mod lifecycle;
pub mod mailbox;
pub mod table;
