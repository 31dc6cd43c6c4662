//! @generated from the database by `migration entities`. Do not edit.
//!
//! Tables of the schema `taskjuggler`.

pub mod actors;
pub mod ai_tool_configs;
pub mod ai_tool_executions;
pub mod appointment_types;
pub mod appointments;
pub mod assistant_channels;
pub mod availability_slots;
pub mod cache;
pub mod cache_locks;
pub mod claim_codes;
pub mod contact_list_members;
pub mod contact_lists;
pub mod conversations;
pub mod delegation_rules;
pub mod direct_messages;
pub mod inbox_items;
pub mod issues;
pub mod job_batches;
pub mod jobs;
pub mod marketplace_bids;
pub mod marketplace_listings;
pub mod marketplace_vendors;
pub mod messages;
pub mod notifications;
pub mod password_reset_tokens;
pub mod personal_access_tokens;
pub mod profiles;
pub mod relationship_history;
pub mod relationships;
pub mod routing_rules;
pub mod scans;
pub mod scheduled_scans;
pub mod sessions;
pub mod sites;
pub mod task_actions;
pub mod task_invitations;
pub mod task_message_reads;
pub mod task_messages;
pub mod tasks;
pub mod team_invitations;
pub mod team_members;
pub mod teams;
pub mod transactions;
pub mod users;
