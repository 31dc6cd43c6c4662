-- Foreign keys, after all tables exist. Without ON DELETE the parent may not go while it is referred to.
-- Links to auth.users tie the row to the account that signs in.

ALTER TABLE taskjuggler.users
    ADD CONSTRAINT users_id_fkey FOREIGN KEY (id) REFERENCES auth.users (id) ON DELETE CASCADE;

ALTER TABLE taskjuggler.profiles
    ADD CONSTRAINT profiles_user_id_fkey FOREIGN KEY (user_id) REFERENCES taskjuggler.users (id) ON DELETE CASCADE;

ALTER TABLE taskjuggler.assistant_channels
    ADD CONSTRAINT assistant_channels_user_id_fkey FOREIGN KEY (user_id) REFERENCES taskjuggler.users (id) ON DELETE CASCADE;

ALTER TABLE taskjuggler.inbox_items
    ADD CONSTRAINT inbox_items_user_id_fkey           FOREIGN KEY (user_id)           REFERENCES taskjuggler.users (id)              ON DELETE CASCADE,
    ADD CONSTRAINT inbox_items_channel_id_fkey        FOREIGN KEY (channel_id)        REFERENCES taskjuggler.assistant_channels (id),
    ADD CONSTRAINT inbox_items_routed_to_task_id_fkey FOREIGN KEY (routed_to_task_id) REFERENCES taskjuggler.tasks (id)              ON DELETE SET NULL,
    ADD CONSTRAINT inbox_items_routing_rule_id_fkey   FOREIGN KEY (routing_rule_id)   REFERENCES taskjuggler.routing_rules (id)      ON DELETE SET NULL;

ALTER TABLE taskjuggler.routing_rules
    ADD CONSTRAINT routing_rules_user_id_fkey FOREIGN KEY (user_id) REFERENCES taskjuggler.users (id) ON DELETE CASCADE;

ALTER TABLE taskjuggler.tasks
    ADD CONSTRAINT tasks_requestor_id_fkey           FOREIGN KEY (requestor_id)           REFERENCES taskjuggler.users (id),
    ADD CONSTRAINT tasks_owner_id_fkey               FOREIGN KEY (owner_id)               REFERENCES taskjuggler.users (id),
    ADD CONSTRAINT tasks_team_id_fkey                FOREIGN KEY (team_id)                REFERENCES taskjuggler.teams (id),
    ADD CONSTRAINT tasks_team_member_id_fkey         FOREIGN KEY (team_member_id)         REFERENCES taskjuggler.team_members (id),
    ADD CONSTRAINT tasks_marketplace_vendor_id_fkey  FOREIGN KEY (marketplace_vendor_id)  REFERENCES taskjuggler.marketplace_vendors (id),
    ADD CONSTRAINT tasks_marketplace_listing_id_fkey FOREIGN KEY (marketplace_listing_id) REFERENCES taskjuggler.marketplace_listings (id),
    ADD CONSTRAINT tasks_source_channel_id_fkey      FOREIGN KEY (source_channel_id)      REFERENCES taskjuggler.assistant_channels (id);

ALTER TABLE taskjuggler.task_messages
    ADD CONSTRAINT task_messages_task_id_fkey FOREIGN KEY (task_id) REFERENCES taskjuggler.tasks (id) ON DELETE CASCADE,
    ADD CONSTRAINT task_messages_user_id_fkey FOREIGN KEY (user_id) REFERENCES taskjuggler.users (id);

ALTER TABLE taskjuggler.task_message_reads
    ADD CONSTRAINT task_message_reads_message_id_fkey FOREIGN KEY (message_id) REFERENCES taskjuggler.task_messages (id) ON DELETE CASCADE,
    ADD CONSTRAINT task_message_reads_user_id_fkey    FOREIGN KEY (user_id)    REFERENCES taskjuggler.users (id);

ALTER TABLE taskjuggler.task_actions
    ADD CONSTRAINT task_actions_task_id_fkey FOREIGN KEY (task_id) REFERENCES taskjuggler.tasks (id) ON DELETE CASCADE,
    ADD CONSTRAINT task_actions_user_id_fkey FOREIGN KEY (user_id) REFERENCES taskjuggler.users (id);

ALTER TABLE taskjuggler.task_invitations
    ADD CONSTRAINT task_invitations_task_id_fkey    FOREIGN KEY (task_id)    REFERENCES taskjuggler.tasks (id) ON DELETE CASCADE,
    ADD CONSTRAINT task_invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES taskjuggler.users (id);

ALTER TABLE taskjuggler.teams
    ADD CONSTRAINT teams_created_by_fkey FOREIGN KEY (created_by) REFERENCES taskjuggler.users (id);

ALTER TABLE taskjuggler.team_members
    ADD CONSTRAINT team_members_team_id_fkey FOREIGN KEY (team_id) REFERENCES taskjuggler.teams (id) ON DELETE CASCADE,
    ADD CONSTRAINT team_members_user_id_fkey FOREIGN KEY (user_id) REFERENCES taskjuggler.users (id) ON DELETE CASCADE;

ALTER TABLE taskjuggler.team_invitations
    ADD CONSTRAINT team_invitations_team_id_fkey    FOREIGN KEY (team_id)    REFERENCES taskjuggler.teams (id) ON DELETE CASCADE,
    ADD CONSTRAINT team_invitations_invited_by_fkey FOREIGN KEY (invited_by) REFERENCES taskjuggler.users (id);

ALTER TABLE taskjuggler.marketplace_vendors
    ADD CONSTRAINT marketplace_vendors_user_id_fkey FOREIGN KEY (user_id) REFERENCES taskjuggler.users (id);

ALTER TABLE taskjuggler.marketplace_listings
    ADD CONSTRAINT marketplace_listings_task_id_fkey            FOREIGN KEY (task_id)            REFERENCES taskjuggler.tasks (id),
    ADD CONSTRAINT marketplace_listings_requestor_id_fkey       FOREIGN KEY (requestor_id)       REFERENCES taskjuggler.users (id),
    ADD CONSTRAINT marketplace_listings_assigned_vendor_id_fkey FOREIGN KEY (assigned_vendor_id) REFERENCES taskjuggler.marketplace_vendors (id);

ALTER TABLE taskjuggler.marketplace_bids
    ADD CONSTRAINT marketplace_bids_listing_id_fkey FOREIGN KEY (listing_id) REFERENCES taskjuggler.marketplace_listings (id) ON DELETE CASCADE,
    ADD CONSTRAINT marketplace_bids_vendor_id_fkey  FOREIGN KEY (vendor_id)  REFERENCES taskjuggler.marketplace_vendors (id);

ALTER TABLE taskjuggler.ai_tool_configs
    ADD CONSTRAINT ai_tool_configs_vendor_id_fkey FOREIGN KEY (vendor_id) REFERENCES taskjuggler.marketplace_vendors (id) ON DELETE CASCADE;

ALTER TABLE taskjuggler.ai_tool_executions
    ADD CONSTRAINT ai_tool_executions_task_id_fkey        FOREIGN KEY (task_id)        REFERENCES taskjuggler.tasks (id),
    ADD CONSTRAINT ai_tool_executions_tool_config_id_fkey FOREIGN KEY (tool_config_id) REFERENCES taskjuggler.ai_tool_configs (id),
    ADD CONSTRAINT ai_tool_executions_vendor_id_fkey      FOREIGN KEY (vendor_id)      REFERENCES taskjuggler.marketplace_vendors (id);

ALTER TABLE taskjuggler.transactions
    ADD CONSTRAINT transactions_task_id_fkey      FOREIGN KEY (task_id)      REFERENCES taskjuggler.tasks (id),
    ADD CONSTRAINT transactions_listing_id_fkey   FOREIGN KEY (listing_id)   REFERENCES taskjuggler.marketplace_listings (id),
    ADD CONSTRAINT transactions_vendor_id_fkey    FOREIGN KEY (vendor_id)    REFERENCES taskjuggler.marketplace_vendors (id),
    ADD CONSTRAINT transactions_requestor_id_fkey FOREIGN KEY (requestor_id) REFERENCES taskjuggler.users (id);

ALTER TABLE taskjuggler.contact_lists
    ADD CONSTRAINT contact_lists_user_id_fkey FOREIGN KEY (user_id) REFERENCES taskjuggler.users (id) ON DELETE CASCADE;

ALTER TABLE taskjuggler.contact_list_members
    ADD CONSTRAINT contact_list_members_contact_list_id_fkey FOREIGN KEY (contact_list_id) REFERENCES taskjuggler.contact_lists (id) ON DELETE CASCADE;

ALTER TABLE taskjuggler.sites
    ADD CONSTRAINT sites_user_id_fkey FOREIGN KEY (user_id) REFERENCES taskjuggler.users (id) ON DELETE CASCADE;

ALTER TABLE taskjuggler.scans
    ADD CONSTRAINT scans_site_id_fkey FOREIGN KEY (site_id) REFERENCES taskjuggler.sites (id) ON DELETE CASCADE;

ALTER TABLE taskjuggler.issues
    ADD CONSTRAINT issues_scan_id_fkey FOREIGN KEY (scan_id) REFERENCES taskjuggler.scans (id) ON DELETE CASCADE,
    ADD CONSTRAINT issues_site_id_fkey FOREIGN KEY (site_id) REFERENCES taskjuggler.sites (id) ON DELETE CASCADE;

ALTER TABLE taskjuggler.scheduled_scans
    ADD CONSTRAINT scheduled_scans_site_id_fkey FOREIGN KEY (site_id) REFERENCES taskjuggler.sites (id) ON DELETE CASCADE;

ALTER TABLE taskjuggler.actors
    ADD CONSTRAINT actors_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES taskjuggler.profiles (id) ON DELETE SET NULL,
    ADD CONSTRAINT actors_user_id_fkey         FOREIGN KEY (user_id)         REFERENCES taskjuggler.users (id)    ON DELETE SET NULL;

ALTER TABLE taskjuggler.relationships
    ADD CONSTRAINT relationships_actor_a_id_fkey FOREIGN KEY (actor_a_id) REFERENCES taskjuggler.actors (id) ON DELETE CASCADE,
    ADD CONSTRAINT relationships_actor_b_id_fkey FOREIGN KEY (actor_b_id) REFERENCES taskjuggler.actors (id) ON DELETE CASCADE;

ALTER TABLE taskjuggler.conversations
    ADD CONSTRAINT conversations_actor_a_id_fkey FOREIGN KEY (actor_a_id) REFERENCES taskjuggler.actors (id) ON DELETE CASCADE,
    ADD CONSTRAINT conversations_actor_b_id_fkey FOREIGN KEY (actor_b_id) REFERENCES taskjuggler.actors (id) ON DELETE CASCADE;

ALTER TABLE taskjuggler.messages
    ADD CONSTRAINT messages_conversation_id_fkey FOREIGN KEY (conversation_id) REFERENCES taskjuggler.conversations (id) ON DELETE CASCADE,
    ADD CONSTRAINT messages_sender_actor_id_fkey FOREIGN KEY (sender_actor_id) REFERENCES taskjuggler.actors (id);

ALTER TABLE taskjuggler.relationship_history
    ADD CONSTRAINT relationship_history_relationship_id_fkey     FOREIGN KEY (relationship_id)     REFERENCES taskjuggler.relationships (id) ON DELETE CASCADE,
    ADD CONSTRAINT relationship_history_changed_by_actor_id_fkey FOREIGN KEY (changed_by_actor_id) REFERENCES taskjuggler.actors (id);

ALTER TABLE taskjuggler.delegation_rules
    ADD CONSTRAINT delegation_rules_delegator_actor_id_fkey FOREIGN KEY (delegator_actor_id) REFERENCES taskjuggler.actors (id) ON DELETE CASCADE,
    ADD CONSTRAINT delegation_rules_delegatee_actor_id_fkey FOREIGN KEY (delegatee_actor_id) REFERENCES taskjuggler.actors (id) ON DELETE CASCADE;

ALTER TABLE taskjuggler.claim_codes
    ADD CONSTRAINT claim_codes_actor_id_fkey           FOREIGN KEY (actor_id)           REFERENCES taskjuggler.actors (id) ON DELETE CASCADE,
    ADD CONSTRAINT claim_codes_claimed_by_user_id_fkey FOREIGN KEY (claimed_by_user_id) REFERENCES taskjuggler.users (id);

ALTER TABLE taskjuggler.appointment_types
    ADD CONSTRAINT appointment_types_user_id_fkey FOREIGN KEY (user_id) REFERENCES taskjuggler.users (id) ON DELETE CASCADE;

ALTER TABLE taskjuggler.availability_slots
    ADD CONSTRAINT availability_slots_appointment_type_id_fkey FOREIGN KEY (appointment_type_id) REFERENCES taskjuggler.appointment_types (id) ON DELETE CASCADE;

ALTER TABLE taskjuggler.appointments
    ADD CONSTRAINT appointments_appointment_type_id_fkey FOREIGN KEY (appointment_type_id) REFERENCES taskjuggler.appointment_types (id) ON DELETE CASCADE,
    ADD CONSTRAINT appointments_user_id_fkey             FOREIGN KEY (user_id)             REFERENCES taskjuggler.users (id);

ALTER TABLE taskjuggler.direct_messages
    ADD CONSTRAINT direct_messages_sender_id_fkey    FOREIGN KEY (sender_id)    REFERENCES taskjuggler.users (id) ON DELETE CASCADE,
    ADD CONSTRAINT direct_messages_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES taskjuggler.users (id) ON DELETE CASCADE;

ALTER TABLE taskjuggler.notifications
    ADD CONSTRAINT notifications_user_id_fkey FOREIGN KEY (user_id) REFERENCES taskjuggler.users (id) ON DELETE CASCADE;
