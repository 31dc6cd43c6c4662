//! @generated from the database by `migration entities`. Do not edit.
//!
//! Tables of the schema `auth`.

pub mod users;
