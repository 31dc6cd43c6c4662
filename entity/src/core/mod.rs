//! @generated from the database by `migration entities`. Do not edit.
//!
//! Tables of the schema `core`.

pub mod audit_logs;
pub mod decision_comments;
pub mod decisions;
pub mod hypotheses;
pub mod outcomes;
pub mod permissions;
pub mod role_permissions;
pub mod roles;
pub mod stakeholders;
pub mod team_members;
pub mod teams;
pub mod tenants;
pub mod users;
