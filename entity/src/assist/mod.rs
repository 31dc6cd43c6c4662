//! @generated from the database by `migration entities`. Do not edit.
//!
//! Tables of the schema `assist`.

pub mod area_memberships;
pub mod areas;
pub mod arena_battle_models;
pub mod arena_battles;
pub mod audit_events;
pub mod conversations;
pub mod document_area_shares;
pub mod documents;
pub mod email_logs;
pub mod focus_areas;
pub mod group_memberships;
pub mod groups;
pub mod llm_usage;
pub mod model_rankings;
pub mod org_memberships;
pub mod organizations;
pub mod page_conversations;
pub mod page_group_shares;
pub mod page_user_shares;
pub mod page_versions;
pub mod pages;
pub mod password_reset_attempts;
pub mod password_reset_tokens;
pub mod related_tasks;
pub mod routing_decisions;
pub mod space_memberships;
pub mod spaces;
pub mod task_documents;
pub mod tasks;
pub mod tool_result_cache;
pub mod user_id_mappings;
pub mod users;
