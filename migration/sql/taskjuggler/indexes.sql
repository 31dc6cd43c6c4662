-- Indexes. idx_… are those of the documents; …_idx are ours: one for every foreign key without a usable index
-- (a partial one does not serve a cascade) and for columns that the policies ask for. Those of tables that grow end in the
-- key: a page of children is then read from the index in its order, however many there are.

-- users
CREATE INDEX idx_users_email ON taskjuggler.users (email);
CREATE INDEX idx_users_plan  ON taskjuggler.users (plan);

-- profiles
CREATE INDEX idx_profiles_user_id ON taskjuggler.profiles (user_id);
CREATE INDEX idx_profiles_type    ON taskjuggler.profiles (type);

-- sessions
CREATE INDEX idx_sessions_user_id       ON taskjuggler.sessions (user_id);
CREATE INDEX idx_sessions_last_activity ON taskjuggler.sessions (last_activity);

-- personal_access_tokens
CREATE INDEX personal_access_tokens_tokenable_id_idx ON taskjuggler.personal_access_tokens (tokenable_id);
CREATE INDEX idx_pat_tokenable ON taskjuggler.personal_access_tokens (tokenable_type, tokenable_id);
CREATE INDEX idx_pat_token     ON taskjuggler.personal_access_tokens (token);

-- assistant_channels
CREATE INDEX idx_channels_user_id ON taskjuggler.assistant_channels (user_id);
CREATE INDEX idx_channels_type    ON taskjuggler.assistant_channels (channel_type);

-- inbox_items
CREATE INDEX idx_inbox_user_status             ON taskjuggler.inbox_items (user_id, status);
CREATE INDEX idx_inbox_received                ON taskjuggler.inbox_items (received_at);
CREATE INDEX idx_inbox_channel                 ON taskjuggler.inbox_items (channel_id);
CREATE INDEX inbox_items_routed_to_task_id_idx ON taskjuggler.inbox_items (routed_to_task_id);
CREATE INDEX inbox_items_routing_rule_id_idx   ON taskjuggler.inbox_items (routing_rule_id);

-- routing_rules
CREATE INDEX idx_routing_rules_user ON taskjuggler.routing_rules (user_id, is_active, priority);

-- tasks
CREATE INDEX idx_tasks_requestor              ON taskjuggler.tasks (requestor_id);
CREATE INDEX idx_tasks_owner                  ON taskjuggler.tasks (owner_id);
CREATE INDEX idx_tasks_team                   ON taskjuggler.tasks (team_id);
CREATE INDEX idx_tasks_status                 ON taskjuggler.tasks (status);
CREATE INDEX idx_tasks_process                ON taskjuggler.tasks (process_id);
CREATE INDEX idx_tasks_project                ON taskjuggler.tasks (project_id);
CREATE INDEX tasks_requestor_id_id_idx        ON taskjuggler.tasks (requestor_id, id);
CREATE INDEX tasks_owner_id_id_idx            ON taskjuggler.tasks (owner_id, id);
CREATE INDEX tasks_team_id_id_idx             ON taskjuggler.tasks (team_id, id);
CREATE INDEX tasks_team_member_id_idx         ON taskjuggler.tasks (team_member_id, id);
CREATE INDEX tasks_marketplace_vendor_id_idx  ON taskjuggler.tasks (marketplace_vendor_id, id);
CREATE INDEX tasks_marketplace_listing_id_idx ON taskjuggler.tasks (marketplace_listing_id, id);
CREATE INDEX tasks_source_channel_id_idx      ON taskjuggler.tasks (source_channel_id, id);

-- task_messages
CREATE INDEX idx_task_messages_task ON taskjuggler.task_messages (task_id);
CREATE INDEX idx_task_messages_user ON taskjuggler.task_messages (user_id);
CREATE INDEX task_messages_task_id_id_idx ON taskjuggler.task_messages (task_id, id);

-- task_message_reads
CREATE INDEX task_message_reads_user_id_idx ON taskjuggler.task_message_reads (user_id);

-- task_actions
CREATE INDEX idx_task_actions_task ON taskjuggler.task_actions (task_id);
CREATE INDEX idx_task_actions_user ON taskjuggler.task_actions (user_id);

-- task_invitations
CREATE INDEX idx_task_invitations_task       ON taskjuggler.task_invitations (task_id);
CREATE INDEX idx_task_invitations_code       ON taskjuggler.task_invitations (invite_code);
CREATE INDEX task_invitations_invited_by_idx ON taskjuggler.task_invitations (invited_by);

-- teams
CREATE INDEX idx_teams_created_by ON taskjuggler.teams (created_by);

-- team_members
CREATE INDEX idx_team_members_team ON taskjuggler.team_members (team_id);
CREATE INDEX idx_team_members_user ON taskjuggler.team_members (user_id);

-- team_invitations
CREATE INDEX idx_team_invitations_team       ON taskjuggler.team_invitations (team_id);
CREATE INDEX idx_team_invitations_code       ON taskjuggler.team_invitations (invite_code);
CREATE INDEX idx_team_invitations_email      ON taskjuggler.team_invitations (email);
CREATE INDEX team_invitations_invited_by_idx ON taskjuggler.team_invitations (invited_by);

-- marketplace_vendors
CREATE INDEX idx_vendors_type ON taskjuggler.marketplace_vendors (vendor_type, is_active);
CREATE INDEX idx_vendors_user ON taskjuggler.marketplace_vendors (user_id);

-- marketplace_listings
CREATE INDEX idx_listings_status                         ON taskjuggler.marketplace_listings (status);
CREATE INDEX idx_listings_category                       ON taskjuggler.marketplace_listings (category);
CREATE INDEX idx_listings_requestor                      ON taskjuggler.marketplace_listings (requestor_id);
CREATE INDEX marketplace_listings_task_id_idx            ON taskjuggler.marketplace_listings (task_id);
CREATE INDEX marketplace_listings_assigned_vendor_id_idx ON taskjuggler.marketplace_listings (assigned_vendor_id);

-- marketplace_bids
CREATE INDEX idx_bids_listing ON taskjuggler.marketplace_bids (listing_id);
CREATE INDEX idx_bids_vendor  ON taskjuggler.marketplace_bids (vendor_id);
CREATE INDEX idx_bids_status  ON taskjuggler.marketplace_bids (status);

-- ai_tool_configs
CREATE INDEX idx_ai_tools_vendor ON taskjuggler.ai_tool_configs (vendor_id);

-- ai_tool_executions
CREATE INDEX idx_ai_executions_task                ON taskjuggler.ai_tool_executions (task_id);
CREATE INDEX idx_ai_executions_vendor              ON taskjuggler.ai_tool_executions (vendor_id);
CREATE INDEX idx_ai_executions_status              ON taskjuggler.ai_tool_executions (status);
CREATE INDEX ai_tool_executions_tool_config_id_idx ON taskjuggler.ai_tool_executions (tool_config_id);

-- transactions
CREATE INDEX idx_transactions_task       ON taskjuggler.transactions (task_id);
CREATE INDEX idx_transactions_vendor     ON taskjuggler.transactions (vendor_id);
CREATE INDEX idx_transactions_requestor  ON taskjuggler.transactions (requestor_id);
CREATE INDEX idx_transactions_status     ON taskjuggler.transactions (status);
CREATE INDEX transactions_listing_id_idx ON taskjuggler.transactions (listing_id);

-- contact_lists
CREATE INDEX idx_contact_lists_user ON taskjuggler.contact_lists (user_id);

-- contact_list_members
CREATE INDEX idx_contact_members_list ON taskjuggler.contact_list_members (contact_list_id);

-- sites
CREATE INDEX idx_sites_user_id ON taskjuggler.sites (user_id);
CREATE INDEX idx_sites_url     ON taskjuggler.sites (url);

-- scans
CREATE INDEX idx_scans_site_id    ON taskjuggler.scans (site_id);
CREATE INDEX idx_scans_status     ON taskjuggler.scans (status);
CREATE INDEX idx_scans_started_at ON taskjuggler.scans (started_at);

-- issues
CREATE INDEX idx_issues_scan_id  ON taskjuggler.issues (scan_id);
CREATE INDEX idx_issues_site_id  ON taskjuggler.issues (site_id);
CREATE INDEX idx_issues_category ON taskjuggler.issues (category);
CREATE INDEX idx_issues_severity ON taskjuggler.issues (severity);
CREATE INDEX idx_issues_status   ON taskjuggler.issues (status);

-- scheduled_scans
CREATE INDEX idx_scheduled_scans_site_id   ON taskjuggler.scheduled_scans (site_id);
CREATE INDEX idx_scheduled_scans_next_scan ON taskjuggler.scheduled_scans (next_scan_at);

-- actors
CREATE INDEX idx_actors_type         ON taskjuggler.actors (actor_type);
CREATE INDEX idx_actors_status       ON taskjuggler.actors (status);
CREATE INDEX idx_actors_organization ON taskjuggler.actors (organization_id);
CREATE INDEX idx_actors_user         ON taskjuggler.actors (user_id);
CREATE INDEX idx_actors_capabilities ON taskjuggler.actors USING gin (capabilities);

-- relationships
CREATE INDEX idx_relationships_actor_a ON taskjuggler.relationships (actor_a_id);
CREATE INDEX idx_relationships_actor_b ON taskjuggler.relationships (actor_b_id);
CREATE INDEX idx_relationships_type    ON taskjuggler.relationships (relationship_type);

-- conversations
CREATE INDEX idx_conversations_actor_a ON taskjuggler.conversations (actor_a_id);
CREATE INDEX idx_conversations_actor_b ON taskjuggler.conversations (actor_b_id);

-- messages
CREATE INDEX idx_messages_conversation ON taskjuggler.messages (conversation_id);
CREATE INDEX idx_messages_sender       ON taskjuggler.messages (sender_actor_id);
CREATE INDEX idx_messages_created      ON taskjuggler.messages (created_at);
CREATE INDEX messages_conversation_id_id_idx ON taskjuggler.messages (conversation_id, id);

-- relationship_history
CREATE INDEX idx_rel_history_relationship                 ON taskjuggler.relationship_history (relationship_id);
CREATE INDEX idx_rel_history_created                      ON taskjuggler.relationship_history (created_at);
CREATE INDEX relationship_history_changed_by_actor_id_idx ON taskjuggler.relationship_history (changed_by_actor_id);

-- delegation_rules
CREATE INDEX idx_delegation_rules_delegator ON taskjuggler.delegation_rules (delegator_actor_id);
CREATE INDEX idx_delegation_rules_delegatee ON taskjuggler.delegation_rules (delegatee_actor_id);

-- claim_codes
CREATE INDEX idx_claim_codes_code               ON taskjuggler.claim_codes (code);
CREATE INDEX idx_claim_codes_actor              ON taskjuggler.claim_codes (actor_id);
CREATE INDEX claim_codes_claimed_by_user_id_idx ON taskjuggler.claim_codes (claimed_by_user_id);

-- appointment_types
CREATE INDEX idx_appointment_types_user ON taskjuggler.appointment_types (user_id, is_active);
CREATE INDEX idx_appointment_types_slug ON taskjuggler.appointment_types (booking_slug);

-- availability_slots
CREATE INDEX idx_availability_slots_type ON taskjuggler.availability_slots (appointment_type_id);
CREATE INDEX idx_availability_slots_time ON taskjuggler.availability_slots (start_time, end_time);

-- appointments
CREATE INDEX idx_appointments_type ON taskjuggler.appointments (appointment_type_id);
CREATE INDEX idx_appointments_user ON taskjuggler.appointments (user_id);
CREATE INDEX idx_appointments_time ON taskjuggler.appointments (start_time);

-- direct_messages
CREATE INDEX idx_direct_messages_sender    ON taskjuggler.direct_messages (sender_id);
CREATE INDEX idx_direct_messages_recipient ON taskjuggler.direct_messages (recipient_id);
CREATE INDEX idx_direct_messages_created   ON taskjuggler.direct_messages (created_at);

-- notifications
CREATE INDEX idx_notifications_user    ON taskjuggler.notifications (user_id);
CREATE INDEX idx_notifications_read    ON taskjuggler.notifications (user_id, is_read);
CREATE INDEX idx_notifications_created ON taskjuggler.notifications (created_at);
CREATE INDEX notifications_user_id_id_idx ON taskjuggler.notifications (user_id, id);

-- cache
CREATE INDEX idx_cache_expiration ON taskjuggler.cache (expiration);

-- jobs
CREATE INDEX idx_jobs_queue     ON taskjuggler.jobs (queue);
CREATE INDEX idx_jobs_available ON taskjuggler.jobs (available_at);
