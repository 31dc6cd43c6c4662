-- What tables and columns hold, in the words of the documents. The API shows these texts.

COMMENT ON TABLE assist.area_memberships IS 'Explicit access grants for areas. Supports both user and group invites (XOR).';
COMMENT ON COLUMN assist.area_memberships.role IS 'Access level: owner (full), admin (manage), member (participate), viewer (read-only)';

COMMENT ON TABLE assist.areas IS 'Areas: the lasting topics inside a space that tasks and pages belong to.';
COMMENT ON COLUMN assist.areas.is_restricted IS 'If true, requires explicit area_memberships. If false, space access grants area access.';
COMMENT ON COLUMN assist.areas.created_by IS 'Original creator of the area. Has implicit owner access.';

COMMENT ON TABLE assist.arena_battle_models IS 'Junction table for efficient model-to-battle lookups';

COMMENT ON TABLE assist.arena_battles IS 'Model Arena battles with full response content and judgments';
COMMENT ON COLUMN assist.arena_battles.models IS 'Array of participating models: [{id, displayName, provider}]';
COMMENT ON COLUMN assist.arena_battles.responses IS 'Full response content: [{id, modelId, content, thinking?, metrics?, sources?, error?, startedAt, completedAt, durationMs}]';
COMMENT ON COLUMN assist.arena_battles.settings IS 'Battle configuration: {webSearchEnabled, extendedThinkingEnabled, thinkingBudgetTokens, temperature, reasoningEffort, blindMode}';
COMMENT ON COLUMN assist.arena_battles.user_id IS 'UUID reference to users table';

COMMENT ON TABLE assist.audit_events IS 'Who did what to which resource.';

COMMENT ON TABLE assist.conversations IS 'Chat conversations with embedded JSONB messages. Supports soft deletes and multi-tenant access patterns.';
COMMENT ON COLUMN assist.conversations.user_id IS 'UUID reference to users table';
COMMENT ON COLUMN assist.conversations.messages IS 'Array of message objects: [{id, role, content, timestamp, thinking?, attachments?, sources?}]';
COMMENT ON COLUMN assist.conversations.space_id IS 'Foreign key to spaces table. For system spaces, equals the slug (work, research, random, personal). For custom spaces, is the UUID.';
COMMENT ON COLUMN assist.conversations.last_viewed_at IS 'Timestamp when user last opened/viewed this conversation. Used for Recent Conversations sorting.';

COMMENT ON TABLE assist.document_area_shares IS 'Junction table for area-level document sharing when visibility=areas';
COMMENT ON COLUMN assist.document_area_shares.shared_by IS 'User ID who shared the document with this area';
COMMENT ON COLUMN assist.document_area_shares.notifications_sent IS 'Whether area members have been notified about this share';

COMMENT ON TABLE assist.documents IS 'Uploaded documents and their extracted content, shared by visibility.';
COMMENT ON COLUMN assist.documents.user_id IS 'UUID reference to users table';
COMMENT ON COLUMN assist.documents.content IS 'Extracted text content, NOT raw binary. This is what gets injected into AI prompts.';
COMMENT ON COLUMN assist.documents.content_hash IS 'SHA256 hash of content for deduplication';
COMMENT ON COLUMN assist.documents.visibility IS 'Access scope: private (owner only), areas (specific areas via document_area_shares), space (all space members)';

COMMENT ON TABLE assist.email_logs IS 'Audit trail for all emails sent through the system';
COMMENT ON COLUMN assist.email_logs.sendgrid_message_id IS 'SendGrid X-Message-Id for delivery tracking';

COMMENT ON TABLE assist.focus_areas IS 'Focus areas: the former name of areas, still referred to by conversations of that time.';

COMMENT ON TABLE assist.group_memberships IS 'Members of groups.';

COMMENT ON TABLE assist.groups IS 'Groups of users within an organization, with their own prompt, model tiers and settings.';

COMMENT ON TABLE assist.llm_usage IS 'Token usage tracking per LLM request for analytics and cost monitoring';
COMMENT ON COLUMN assist.llm_usage.request_type IS 'Type of request: chat (main chat), arena (model arena), second-opinion (comparison)';
COMMENT ON COLUMN assist.llm_usage.cache_creation_tokens IS 'Tokens used to create new cache entries (Anthropic prompt caching)';
COMMENT ON COLUMN assist.llm_usage.cache_read_tokens IS 'Tokens read from cache (90% cost savings)';
COMMENT ON COLUMN assist.llm_usage.estimated_cost_millicents IS 'Estimated cost in millicents (1000 millicents = 1 cent)';

COMMENT ON TABLE assist.model_rankings IS 'Per-user model performance rankings with Elo ratings';
COMMENT ON COLUMN assist.model_rankings.user_id IS 'UUID reference to users table (part of composite PK)';

COMMENT ON TABLE assist.org_memberships IS 'User roles within an organization';

COMMENT ON TABLE assist.organizations IS 'Multi-tenant root entity. All data is scoped to an organization.';
COMMENT ON COLUMN assist.organizations.system_prompt IS 'Organization-wide AI context/instructions included in all conversations for this org';
COMMENT ON COLUMN assist.organizations.allowed_tiers IS 'Model tiers enabled for this organization (basic, standard, premium)';
COMMENT ON COLUMN assist.organizations.monthly_budget IS 'Monthly spending limit in USD, NULL means no limit';
COMMENT ON COLUMN assist.organizations.budget_alert_threshold IS 'Percentage threshold for budget alerts (default 80%)';
COMMENT ON COLUMN assist.organizations.budget_hard_limit IS 'If true, block requests when budget is exceeded';
COMMENT ON COLUMN assist.organizations.model_tier_assignments IS 'Per-model tier assignments. Keys are model IDs, values are tier names (basic/standard/premium) or null (disabled)';

COMMENT ON TABLE assist.page_conversations IS 'Junction table linking pages to conversations';
COMMENT ON COLUMN assist.page_conversations.relationship IS 'How conversation relates: source (created from), discussion (about page), reference (mentioned)';

COMMENT ON TABLE assist.page_group_shares IS 'Pages shared with a group.';

COMMENT ON TABLE assist.page_user_shares IS 'Pages shared with a single user.';

COMMENT ON TABLE assist.page_versions IS 'Version history for page content';

COMMENT ON TABLE assist.pages IS 'User-created rich text documents for knowledge management';
COMMENT ON COLUMN assist.pages.content IS 'TipTap/ProseMirror JSON document structure';
COMMENT ON COLUMN assist.pages.page_type IS 'Template type: general, meeting_notes, decision_record, proposal, project_brief, weekly_update, technical_spec';
COMMENT ON COLUMN assist.pages.visibility IS 'Access level: private (owner only) or shared (team visible)';

COMMENT ON TABLE assist.password_reset_attempts IS 'Rate limiting for password reset requests';

COMMENT ON TABLE assist.password_reset_tokens IS 'Secure password reset tokens (hashed)';
COMMENT ON COLUMN assist.password_reset_tokens.token_hash IS 'SHA256 hash - plain token sent via email';

COMMENT ON TABLE assist.related_tasks IS 'Junction table for peer task relationships (distinct from parent-child hierarchy)';
COMMENT ON COLUMN assist.related_tasks.relationship_type IS 'Type of relationship: related, blocks, depends_on, or informs';

COMMENT ON TABLE assist.routing_decisions IS 'AUTO mode routing decision log for analytics and tuning';
COMMENT ON COLUMN assist.routing_decisions.tier IS 'Complexity tier: simple (Haiku), medium (Sonnet), complex (Opus)';
COMMENT ON COLUMN assist.routing_decisions.score IS 'Complexity score 0-100 from query analysis';
COMMENT ON COLUMN assist.routing_decisions.confidence IS 'Router confidence in the classification (0.0-1.0)';

COMMENT ON TABLE assist.space_memberships IS 'Space-level access control. Users/groups can be members of spaces with role-based permissions.';
COMMENT ON COLUMN assist.space_memberships.role IS 'owner=full control, admin=manage members, member=standard access, guest=limited (only shared areas)';

COMMENT ON TABLE assist.spaces IS 'Spaces: the top level of a user''s work. System spaces are work, research, random and personal.';
COMMENT ON COLUMN assist.spaces.user_id IS 'UUID reference to users table';
COMMENT ON COLUMN assist.spaces.space_type IS 'personal=single owner, organization=org-wide, project=team project';

COMMENT ON TABLE assist.task_documents IS 'Junction table linking tasks to documents for context';
COMMENT ON COLUMN assist.task_documents.context_role IS 'How this document relates to the task: reference, input, or output';

COMMENT ON TABLE assist.tasks IS 'Tasks within a space, planned and worked on with the assistant, with subtasks.';
COMMENT ON COLUMN assist.tasks.planning_data IS 'JSONB storage for Plan Mode state including phase, proposedSubtasks, and conversation reference. NULL when not in planning status.';
COMMENT ON COLUMN assist.tasks.space_id IS 'Foreign key to spaces table. Required for all tasks.';
COMMENT ON COLUMN assist.tasks.user_id IS 'UUID reference to users table';
COMMENT ON COLUMN assist.tasks.description IS 'User-provided description/background context for the task. Injected into AI prompts for better planning quality.';
COMMENT ON COLUMN assist.tasks.stale_dismissed_at IS 'Timestamp when user dismissed the stale warning. Reset when there is new activity on the task.';
COMMENT ON COLUMN assist.tasks.estimated_effort IS 'Estimated effort: quick (<15m), short (<1h), medium (1-4h), long (4h+), multi_day';
COMMENT ON COLUMN assist.tasks.approach_chosen_at IS 'Timestamp when user chose work/plan approach via modal. NULL = show modal on first visit.';

COMMENT ON TABLE assist.tool_result_cache IS 'Full results of tool calls, kept for a day to avoid repeating them.';

COMMENT ON TABLE assist.user_id_mappings IS 'Backward compatibility: maps legacy TEXT user_ids to UUID user_ids';

COMMENT ON TABLE assist.users IS 'User accounts within an organization';
COMMENT ON COLUMN assist.users.preferences IS 'User preferences as JSON. Includes homePage settings, etc.';
