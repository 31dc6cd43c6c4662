//! @generated from the database by `migration entities`. Do not edit.
//!
//! Tables of the schema `internal`.

pub mod ai_audit_log;
pub mod approval_outcomes;
pub mod approval_policies;
pub mod approval_requests;
pub mod approval_votes;
pub mod confidence_calibration;
pub mod documentation_chunks;
pub mod documentation_manifest;
pub mod error_occurrences;
pub mod errors;
pub mod git_events;
pub mod git_repos;
pub mod git_trust_config;
pub mod health_checks;
pub mod incidents;
pub mod monitored_services;
pub mod saved_views;
pub mod task_activities;
pub mod task_attachments;
pub mod task_comments;
pub mod task_links;
pub mod task_time_entries;
pub mod tasks;
pub mod team_audit_log;
pub mod team_capabilities;
pub mod team_email_accounts;
pub mod team_members;
pub mod team_roles;
