-- Foreign keys, after all tables exist. Without ON DELETE the parent may not go while it is referred to.
-- Links to auth.users tie the row to the account that signs in.

ALTER TABLE assist.area_memberships
    ADD CONSTRAINT area_memberships_area_id_fkey  FOREIGN KEY (area_id)  REFERENCES assist.areas (id)  ON DELETE CASCADE,
    ADD CONSTRAINT area_memberships_group_id_fkey FOREIGN KEY (group_id) REFERENCES assist.groups (id) ON DELETE CASCADE;

ALTER TABLE assist.areas
    ADD CONSTRAINT areas_space_id_fkey  FOREIGN KEY (space_id)  REFERENCES assist.spaces (id) ON DELETE CASCADE,
    ADD CONSTRAINT areas_user_uuid_fkey FOREIGN KEY (user_uuid) REFERENCES assist.users (id)  ON DELETE SET NULL;

ALTER TABLE assist.arena_battle_models
    ADD CONSTRAINT arena_battle_models_battle_id_fkey FOREIGN KEY (battle_id) REFERENCES assist.arena_battles (id) ON DELETE CASCADE;

ALTER TABLE assist.arena_battles
    ADD CONSTRAINT arena_battles_user_uuid_fkey FOREIGN KEY (user_uuid) REFERENCES assist.users (id) ON DELETE SET NULL;

ALTER TABLE assist.conversations
    ADD CONSTRAINT conversations_continued_from_id_fkey FOREIGN KEY (continued_from_id) REFERENCES assist.conversations (id) ON DELETE SET NULL,
    ADD CONSTRAINT conversations_space_id_fkey          FOREIGN KEY (space_id)          REFERENCES assist.spaces (id)        ON DELETE SET NULL,
    ADD CONSTRAINT conversations_user_uuid_fkey         FOREIGN KEY (user_uuid)         REFERENCES assist.users (id)         ON DELETE SET NULL,
    ADD CONSTRAINT conversations_focus_area_id_fkey     FOREIGN KEY (focus_area_id)     REFERENCES assist.areas (id)         ON DELETE SET NULL,
    ADD CONSTRAINT conversations_task_id_fkey           FOREIGN KEY (task_id)           REFERENCES assist.tasks (id)         ON DELETE SET NULL;

ALTER TABLE assist.document_area_shares
    ADD CONSTRAINT document_area_shares_document_id_fkey FOREIGN KEY (document_id) REFERENCES assist.documents (id) ON DELETE CASCADE,
    ADD CONSTRAINT document_area_shares_area_id_fkey     FOREIGN KEY (area_id)     REFERENCES assist.areas (id)     ON DELETE CASCADE;

ALTER TABLE assist.documents
    ADD CONSTRAINT documents_user_uuid_fkey FOREIGN KEY (user_uuid) REFERENCES assist.users (id)  ON DELETE SET NULL,
    ADD CONSTRAINT documents_space_id_fkey  FOREIGN KEY (space_id)  REFERENCES assist.spaces (id) ON DELETE SET NULL;

ALTER TABLE assist.email_logs
    ADD CONSTRAINT email_logs_org_id_fkey  FOREIGN KEY (org_id)  REFERENCES assist.organizations (id) ON DELETE SET NULL,
    ADD CONSTRAINT email_logs_user_id_fkey FOREIGN KEY (user_id) REFERENCES assist.users (id)         ON DELETE SET NULL;

ALTER TABLE assist.focus_areas
    ADD CONSTRAINT focus_areas_space_id_fkey FOREIGN KEY (space_id) REFERENCES assist.spaces (id) ON DELETE CASCADE;

ALTER TABLE assist.group_memberships
    ADD CONSTRAINT group_memberships_group_id_fkey FOREIGN KEY (group_id) REFERENCES assist.groups (id) ON DELETE CASCADE,
    ADD CONSTRAINT group_memberships_user_id_fkey  FOREIGN KEY (user_id)  REFERENCES assist.users (id)  ON DELETE CASCADE;

ALTER TABLE assist.groups
    ADD CONSTRAINT groups_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES assist.organizations (id) ON DELETE CASCADE;

ALTER TABLE assist.llm_usage
    ADD CONSTRAINT llm_usage_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES assist.organizations (id),
    ADD CONSTRAINT llm_usage_user_id_fkey         FOREIGN KEY (user_id)         REFERENCES assist.users (id),
    ADD CONSTRAINT llm_usage_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES assist.conversations (id) ON DELETE SET NULL;

ALTER TABLE assist.model_rankings
    ADD CONSTRAINT model_rankings_user_uuid_fkey FOREIGN KEY (user_uuid) REFERENCES assist.users (id) ON DELETE SET NULL;

ALTER TABLE assist.org_memberships
    ADD CONSTRAINT org_memberships_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES assist.organizations (id) ON DELETE CASCADE,
    ADD CONSTRAINT org_memberships_user_id_fkey         FOREIGN KEY (user_id)         REFERENCES assist.users (id)         ON DELETE CASCADE;

ALTER TABLE assist.page_conversations
    ADD CONSTRAINT page_conversations_page_id_fkey         FOREIGN KEY (page_id)         REFERENCES assist.pages (id)         ON DELETE CASCADE,
    ADD CONSTRAINT page_conversations_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES assist.conversations (id) ON DELETE CASCADE;

ALTER TABLE assist.page_group_shares
    ADD CONSTRAINT page_group_shares_page_id_fkey  FOREIGN KEY (page_id)  REFERENCES assist.pages (id)  ON DELETE CASCADE,
    ADD CONSTRAINT page_group_shares_group_id_fkey FOREIGN KEY (group_id) REFERENCES assist.groups (id) ON DELETE CASCADE;

ALTER TABLE assist.page_user_shares
    ADD CONSTRAINT page_user_shares_page_id_fkey FOREIGN KEY (page_id) REFERENCES assist.pages (id) ON DELETE CASCADE;

ALTER TABLE assist.page_versions
    ADD CONSTRAINT page_versions_page_id_fkey FOREIGN KEY (page_id) REFERENCES assist.pages (id) ON DELETE CASCADE;

ALTER TABLE assist.pages
    ADD CONSTRAINT pages_area_id_fkey FOREIGN KEY (area_id) REFERENCES assist.areas (id) ON DELETE CASCADE,
    ADD CONSTRAINT pages_task_id_fkey FOREIGN KEY (task_id) REFERENCES assist.tasks (id) ON DELETE SET NULL;

ALTER TABLE assist.password_reset_tokens
    ADD CONSTRAINT password_reset_tokens_user_id_fkey FOREIGN KEY (user_id) REFERENCES assist.users (id) ON DELETE CASCADE;

ALTER TABLE assist.related_tasks
    ADD CONSTRAINT related_tasks_source_task_id_fkey FOREIGN KEY (source_task_id) REFERENCES assist.tasks (id) ON DELETE CASCADE,
    ADD CONSTRAINT related_tasks_target_task_id_fkey FOREIGN KEY (target_task_id) REFERENCES assist.tasks (id) ON DELETE CASCADE;

ALTER TABLE assist.routing_decisions
    ADD CONSTRAINT routing_decisions_user_id_fkey         FOREIGN KEY (user_id)         REFERENCES assist.users (id)         ON DELETE CASCADE,
    ADD CONSTRAINT routing_decisions_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES assist.organizations (id) ON DELETE CASCADE;

ALTER TABLE assist.space_memberships
    ADD CONSTRAINT space_memberships_space_id_fkey   FOREIGN KEY (space_id)   REFERENCES assist.spaces (id) ON DELETE CASCADE,
    ADD CONSTRAINT space_memberships_user_id_fkey    FOREIGN KEY (user_id)    REFERENCES assist.users (id)  ON DELETE CASCADE,
    ADD CONSTRAINT space_memberships_group_id_fkey   FOREIGN KEY (group_id)   REFERENCES assist.groups (id) ON DELETE CASCADE,
    ADD CONSTRAINT space_memberships_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES assist.users (id);

ALTER TABLE assist.spaces
    ADD CONSTRAINT spaces_user_uuid_fkey       FOREIGN KEY (user_uuid)       REFERENCES assist.users (id)         ON DELETE SET NULL,
    ADD CONSTRAINT spaces_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES assist.organizations (id) ON DELETE CASCADE;

ALTER TABLE assist.task_documents
    ADD CONSTRAINT task_documents_task_id_fkey     FOREIGN KEY (task_id)     REFERENCES assist.tasks (id)     ON DELETE CASCADE,
    ADD CONSTRAINT task_documents_document_id_fkey FOREIGN KEY (document_id) REFERENCES assist.documents (id) ON DELETE CASCADE;

ALTER TABLE assist.tasks
    ADD CONSTRAINT tasks_source_conversation_id_fkey FOREIGN KEY (source_conversation_id) REFERENCES assist.conversations (id) ON DELETE SET NULL,
    ADD CONSTRAINT tasks_parent_task_id_fkey         FOREIGN KEY (parent_task_id)         REFERENCES assist.tasks (id)         ON DELETE CASCADE,
    ADD CONSTRAINT tasks_area_id_fkey                FOREIGN KEY (area_id)                REFERENCES assist.areas (id)         ON DELETE SET NULL,
    ADD CONSTRAINT tasks_space_id_fkey               FOREIGN KEY (space_id)               REFERENCES assist.spaces (id)        ON DELETE CASCADE,
    ADD CONSTRAINT tasks_user_uuid_fkey              FOREIGN KEY (user_uuid)              REFERENCES assist.users (id)         ON DELETE SET NULL;

ALTER TABLE assist.tool_result_cache
    ADD CONSTRAINT tool_result_cache_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES assist.conversations (id) ON DELETE CASCADE;

ALTER TABLE assist.user_id_mappings
    ADD CONSTRAINT user_id_mappings_user_id_fkey FOREIGN KEY (user_id) REFERENCES assist.users (id) ON DELETE CASCADE;

ALTER TABLE assist.users
    ADD CONSTRAINT users_id_fkey              FOREIGN KEY (id)              REFERENCES auth.users (id)           ON DELETE CASCADE,
    ADD CONSTRAINT users_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES assist.organizations (id);
