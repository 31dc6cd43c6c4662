-- Indexes. idx_… are those of the documents; …_idx are ours: one for every foreign key without a usable index
-- (a partial one does not serve a cascade) and for columns that the policies ask for.

-- area_memberships
CREATE UNIQUE INDEX idx_area_memberships_user_unique  ON assist.area_memberships (area_id, user_id) WHERE user_id IS NOT NULL;
CREATE UNIQUE INDEX idx_area_memberships_group_unique ON assist.area_memberships (area_id, group_id) WHERE group_id IS NOT NULL;
CREATE INDEX        idx_area_memberships_area         ON assist.area_memberships (area_id);
CREATE INDEX        idx_area_memberships_user         ON assist.area_memberships (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX        idx_area_memberships_group        ON assist.area_memberships (group_id) WHERE group_id IS NOT NULL;

-- areas
CREATE INDEX        idx_areas_user_space    ON assist.areas (user_id, space_id);
CREATE UNIQUE INDEX idx_areas_slug          ON assist.areas (space_id, slug, user_id) WHERE deleted_at IS NULL;
CREATE INDEX        idx_areas_is_restricted ON assist.areas (space_id, is_restricted) WHERE deleted_at IS NULL;
CREATE INDEX        areas_space_id_idx      ON assist.areas (space_id);
CREATE INDEX        areas_user_uuid_idx     ON assist.areas (user_uuid);
CREATE INDEX        areas_created_by_idx    ON assist.areas (created_by);

-- arena_battle_models
CREATE INDEX idx_battle_models_model ON assist.arena_battle_models (model_id);

-- arena_battles
CREATE INDEX idx_arena_battles_user_created  ON assist.arena_battles (user_id, created_at) WHERE deleted_at IS NULL;
CREATE INDEX idx_arena_battles_status        ON assist.arena_battles (user_id, status) WHERE deleted_at IS NULL;
CREATE INDEX idx_arena_battles_team          ON assist.arena_battles (team_id, created_at) WHERE deleted_at IS NULL AND team_id IS NOT NULL;
CREATE INDEX idx_arena_battles_pinned        ON assist.arena_battles (user_id, pinned, created_at) WHERE deleted_at IS NULL;
CREATE INDEX idx_arena_battles_responses_gin ON assist.arena_battles USING gin (responses);
CREATE INDEX arena_battles_user_uuid_idx     ON assist.arena_battles (user_uuid);
CREATE INDEX arena_battles_user_id_idx       ON assist.arena_battles (user_id);

-- audit_events
CREATE INDEX idx_audit_events_resource ON assist.audit_events (resource_type, resource_id, created_at);
CREATE INDEX idx_audit_events_user     ON assist.audit_events (user_id, created_at);
CREATE INDEX idx_audit_events_type     ON assist.audit_events (event_type, created_at);
CREATE INDEX idx_audit_events_created  ON assist.audit_events (created_at);

-- conversations
CREATE INDEX idx_conversations_user_updated      ON assist.conversations (user_id, updated_at) WHERE deleted_at IS NULL;
CREATE INDEX idx_conversations_pinned            ON assist.conversations (user_id, pinned, updated_at) WHERE deleted_at IS NULL AND pinned = true;
CREATE INDEX idx_conversations_team              ON assist.conversations (team_id, updated_at) WHERE deleted_at IS NULL;
CREATE INDEX idx_conversations_messages_gin      ON assist.conversations USING gin (messages);
CREATE INDEX idx_conversations_continued_from    ON assist.conversations (continued_from_id) WHERE continued_from_id IS NOT NULL;
CREATE INDEX idx_conversations_space_id          ON assist.conversations (user_id, space_id, updated_at) WHERE deleted_at IS NULL AND space_id IS NOT NULL;
CREATE INDEX idx_conversations_focus_area        ON assist.conversations (user_id, focus_area_id, updated_at) WHERE deleted_at IS NULL AND focus_area_id IS NOT NULL;
CREATE INDEX idx_conversations_task              ON assist.conversations (user_id, task_id, updated_at) WHERE deleted_at IS NULL AND task_id IS NOT NULL;
CREATE INDEX idx_conversations_tags              ON assist.conversations USING gin (tags) WHERE deleted_at IS NULL;
CREATE INDEX idx_conversations_last_viewed       ON assist.conversations (user_id, last_viewed_at) WHERE deleted_at IS NULL;
CREATE INDEX idx_conversations_space_last_viewed ON assist.conversations (user_id, space_id, last_viewed_at) WHERE deleted_at IS NULL AND space_id IS NOT NULL;
CREATE INDEX conversations_space_id_idx          ON assist.conversations (space_id, id);
CREATE INDEX conversations_user_uuid_idx         ON assist.conversations (user_uuid);
CREATE INDEX conversations_user_id_idx           ON assist.conversations (user_id, id);
CREATE INDEX conversations_focus_area_id_idx     ON assist.conversations (focus_area_id, id);
CREATE INDEX conversations_task_id_idx           ON assist.conversations (task_id, id);

-- document_area_shares
CREATE INDEX idx_doc_shares_document  ON assist.document_area_shares (document_id);
CREATE INDEX idx_doc_shares_area      ON assist.document_area_shares (area_id);
CREATE INDEX idx_doc_shares_shared_by ON assist.document_area_shares (shared_by);

-- documents
CREATE INDEX idx_documents_user           ON assist.documents (user_id) WHERE deleted_at IS NULL;
CREATE INDEX idx_documents_space_id       ON assist.documents (user_id, space_id) WHERE deleted_at IS NULL;
CREATE INDEX idx_documents_hash           ON assist.documents (user_id, content_hash) WHERE deleted_at IS NULL;
CREATE INDEX idx_documents_updated        ON assist.documents (user_id, updated_at) WHERE deleted_at IS NULL;
CREATE INDEX idx_documents_visibility     ON assist.documents (visibility) WHERE deleted_at IS NULL;
CREATE INDEX idx_documents_filename_space ON assist.documents (space_id, filename) WHERE deleted_at IS NULL;
CREATE INDEX documents_user_uuid_idx      ON assist.documents (user_uuid);
CREATE INDEX documents_user_id_idx        ON assist.documents (user_id);
CREATE INDEX documents_space_id_idx       ON assist.documents (space_id);

-- email_logs
CREATE INDEX idx_email_logs_org     ON assist.email_logs (org_id);
CREATE INDEX idx_email_logs_user    ON assist.email_logs (user_id);
CREATE INDEX idx_email_logs_type    ON assist.email_logs (email_type);
CREATE INDEX idx_email_logs_status  ON assist.email_logs (status);
CREATE INDEX idx_email_logs_created ON assist.email_logs (created_at);

-- focus_areas
CREATE INDEX        idx_focus_areas_space    ON assist.focus_areas (space_id, user_id) WHERE deleted_at IS NULL;
CREATE INDEX        idx_focus_areas_user     ON assist.focus_areas (user_id) WHERE deleted_at IS NULL;
CREATE INDEX        idx_focus_areas_order    ON assist.focus_areas (space_id, user_id, order_index) WHERE deleted_at IS NULL;
CREATE UNIQUE INDEX idx_focus_areas_slug     ON assist.focus_areas (space_id, slug, user_id) WHERE deleted_at IS NULL;
CREATE INDEX        idx_focus_areas_general  ON assist.focus_areas (space_id, user_id, is_general) WHERE is_general = true AND deleted_at IS NULL;
CREATE INDEX        focus_areas_space_id_idx ON assist.focus_areas (space_id);
CREATE INDEX        focus_areas_user_id_idx  ON assist.focus_areas (user_id);

-- group_memberships
CREATE INDEX idx_group_memberships_user ON assist.group_memberships (user_id);

-- groups
CREATE INDEX idx_groups_org ON assist.groups (organization_id);

-- llm_usage
CREATE INDEX idx_llm_usage_org_date        ON assist.llm_usage (organization_id, created_at);
CREATE INDEX idx_llm_usage_user_date       ON assist.llm_usage (user_id, created_at);
CREATE INDEX idx_llm_usage_model           ON assist.llm_usage (organization_id, model, created_at);
CREATE INDEX llm_usage_conversation_id_idx ON assist.llm_usage (conversation_id, id);

-- model_rankings
CREATE INDEX idx_model_rankings_elo       ON assist.model_rankings (user_id, elo_rating);
CREATE INDEX model_rankings_user_uuid_idx ON assist.model_rankings (user_uuid);

-- org_memberships
CREATE INDEX idx_org_memberships_user  ON assist.org_memberships (user_id);
CREATE INDEX idx_org_memberships_org   ON assist.org_memberships (organization_id);
CREATE INDEX idx_org_memberships_owner ON assist.org_memberships (organization_id) WHERE role = 'owner';

-- organizations
CREATE INDEX idx_organizations_slug ON assist.organizations (slug) WHERE deleted_at IS NULL;

-- page_conversations
CREATE INDEX idx_page_conversations_page ON assist.page_conversations (page_id);
CREATE INDEX idx_page_conversations_conv ON assist.page_conversations (conversation_id);

-- page_group_shares
CREATE UNIQUE INDEX idx_page_group_shares_unique    ON assist.page_group_shares (page_id, group_id);
CREATE INDEX        idx_page_group_shares_page      ON assist.page_group_shares (page_id);
CREATE INDEX        idx_page_group_shares_group     ON assist.page_group_shares (group_id);
CREATE INDEX        page_group_shares_shared_by_idx ON assist.page_group_shares (shared_by);

-- page_user_shares
CREATE UNIQUE INDEX idx_page_user_shares_unique    ON assist.page_user_shares (page_id, user_id);
CREATE INDEX        idx_page_user_shares_page      ON assist.page_user_shares (page_id);
CREATE INDEX        idx_page_user_shares_user      ON assist.page_user_shares (user_id);
CREATE INDEX        page_user_shares_shared_by_idx ON assist.page_user_shares (shared_by);

-- page_versions
CREATE INDEX idx_page_versions_page       ON assist.page_versions (page_id);
CREATE INDEX idx_page_versions_created    ON assist.page_versions (page_id, created_at);
CREATE INDEX page_versions_created_by_idx ON assist.page_versions (created_by);

-- pages
CREATE INDEX idx_pages_user    ON assist.pages (user_id) WHERE deleted_at IS NULL;
CREATE INDEX idx_pages_area    ON assist.pages (area_id) WHERE deleted_at IS NULL;
CREATE INDEX idx_pages_task    ON assist.pages (task_id) WHERE task_id IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX idx_pages_updated ON assist.pages (user_id, updated_at) WHERE deleted_at IS NULL;
CREATE INDEX pages_area_id_idx ON assist.pages (area_id, id);
CREATE INDEX pages_user_id_idx ON assist.pages (user_id, id);
CREATE INDEX pages_task_id_idx ON assist.pages (task_id, id);

-- password_reset_attempts
CREATE INDEX idx_password_reset_attempts_email ON assist.password_reset_attempts (email, attempted_at);
CREATE INDEX idx_password_reset_attempts_ip    ON assist.password_reset_attempts (ip_address, attempted_at) WHERE ip_address IS NOT NULL;
CREATE INDEX idx_password_reset_attempts_attempted_at ON assist.password_reset_attempts (attempted_at);

-- password_reset_tokens
CREATE INDEX idx_password_reset_tokens_user    ON assist.password_reset_tokens (user_id);
CREATE INDEX idx_password_reset_tokens_hash    ON assist.password_reset_tokens (token_hash);
CREATE INDEX idx_password_reset_tokens_expires ON assist.password_reset_tokens (expires_at) WHERE used_at IS NULL;

-- related_tasks
CREATE INDEX idx_related_tasks_source ON assist.related_tasks (source_task_id);
CREATE INDEX idx_related_tasks_target ON assist.related_tasks (target_task_id);

-- routing_decisions
CREATE INDEX idx_routing_decisions_created  ON assist.routing_decisions (created_at);
CREATE INDEX idx_routing_decisions_org      ON assist.routing_decisions (organization_id, created_at);
CREATE INDEX idx_routing_decisions_user     ON assist.routing_decisions (user_id, created_at);
CREATE INDEX idx_routing_decisions_tier     ON assist.routing_decisions (tier, created_at);
CREATE INDEX idx_routing_decisions_model    ON assist.routing_decisions (selected_model, created_at);
CREATE INDEX idx_routing_decisions_provider ON assist.routing_decisions (provider, created_at);

-- space_memberships
CREATE UNIQUE INDEX idx_space_memberships_user        ON assist.space_memberships (space_id, user_id) WHERE user_id IS NOT NULL;
CREATE UNIQUE INDEX idx_space_memberships_group       ON assist.space_memberships (space_id, group_id) WHERE group_id IS NOT NULL;
CREATE INDEX        idx_space_memberships_space       ON assist.space_memberships (space_id);
CREATE INDEX        idx_space_memberships_user_lookup ON assist.space_memberships (user_id) WHERE user_id IS NOT NULL;
CREATE INDEX        idx_space_memberships_role        ON assist.space_memberships (space_id, role);
CREATE INDEX        space_memberships_group_id_idx    ON assist.space_memberships (group_id);
CREATE INDEX        space_memberships_invited_by_idx  ON assist.space_memberships (invited_by);

-- spaces
CREATE UNIQUE INDEX idx_spaces_user_slug       ON assist.spaces (user_id, slug) WHERE deleted_at IS NULL;
CREATE INDEX        idx_spaces_user            ON assist.spaces (user_id) WHERE deleted_at IS NULL;
CREATE INDEX        idx_spaces_order           ON assist.spaces (user_id, order_index) WHERE deleted_at IS NULL;
CREATE INDEX        spaces_user_uuid_idx       ON assist.spaces (user_uuid);
CREATE INDEX        spaces_user_id_idx         ON assist.spaces (user_id);
CREATE INDEX        spaces_organization_id_idx ON assist.spaces (organization_id);

-- task_documents
CREATE INDEX idx_task_documents_task     ON assist.task_documents (task_id);
CREATE INDEX idx_task_documents_document ON assist.task_documents (document_id);

-- tasks
CREATE INDEX idx_tasks_user_space_id          ON assist.tasks (user_id, space_id) WHERE deleted_at IS NULL;
CREATE INDEX idx_tasks_user_status            ON assist.tasks (user_id, status) WHERE deleted_at IS NULL;
CREATE INDEX idx_tasks_active                 ON assist.tasks (user_id, space_id, status) WHERE deleted_at IS NULL AND status = 'active';
CREATE INDEX idx_tasks_parent                 ON assist.tasks (parent_task_id, subtask_order) WHERE parent_task_id IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX idx_tasks_has_subtasks           ON assist.tasks (parent_task_id) WHERE parent_task_id IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX idx_tasks_area                   ON assist.tasks (area_id) WHERE area_id IS NOT NULL AND deleted_at IS NULL;
CREATE INDEX idx_tasks_planning               ON assist.tasks (user_id, space_id) WHERE status = 'planning' AND deleted_at IS NULL;
CREATE INDEX idx_tasks_active_space_id        ON assist.tasks (user_id, space_id, status) WHERE deleted_at IS NULL AND status = 'active';
CREATE INDEX idx_tasks_estimated_effort       ON assist.tasks (estimated_effort) WHERE estimated_effort IS NOT NULL;
CREATE INDEX idx_tasks_user_space             ON assist.tasks (user_id, space_id);
CREATE INDEX idx_tasks_source_document        ON assist.tasks (source_assist_id) WHERE source_type = 'document' AND deleted_at IS NULL;
CREATE INDEX tasks_source_conversation_id_idx ON assist.tasks (source_conversation_id, id);
CREATE INDEX tasks_parent_task_id_idx         ON assist.tasks (parent_task_id, id);
CREATE INDEX tasks_area_id_idx                ON assist.tasks (area_id, id);
CREATE INDEX tasks_space_id_idx               ON assist.tasks (space_id, id);
CREATE INDEX tasks_user_uuid_idx              ON assist.tasks (user_uuid);

-- tool_result_cache
CREATE INDEX idx_tool_cache_lookup         ON assist.tool_result_cache (conversation_id, tool_name, params_hash);
CREATE INDEX idx_tool_cache_expires        ON assist.tool_result_cache (expires_at);
CREATE INDEX tool_result_cache_user_id_idx ON assist.tool_result_cache (user_id);

-- user_id_mappings
CREATE INDEX idx_user_id_mappings_user ON assist.user_id_mappings (user_id);

-- users
CREATE INDEX idx_users_org        ON assist.users (organization_id) WHERE deleted_at IS NULL;
CREATE INDEX idx_users_email      ON assist.users (email) WHERE deleted_at IS NULL;
CREATE INDEX idx_users_username   ON assist.users (username) WHERE deleted_at IS NULL;
CREATE INDEX idx_users_first_name ON assist.users (first_name);
CREATE INDEX idx_users_last_name  ON assist.users (last_name);
