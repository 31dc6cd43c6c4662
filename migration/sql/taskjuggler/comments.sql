-- What tables and columns hold, in the words of the documents. The API shows these texts.

COMMENT ON TABLE taskjuggler.users IS 'Primary user accounts table.';
COMMENT ON COLUMN taskjuggler.users.id IS 'UUID primary key';
COMMENT ON COLUMN taskjuggler.users.email IS 'Unique email address';
COMMENT ON COLUMN taskjuggler.users.password IS 'Hashed password';
COMMENT ON COLUMN taskjuggler.users.name IS 'User''s full name';
COMMENT ON COLUMN taskjuggler.users.phone IS 'Phone number (optional)';
COMMENT ON COLUMN taskjuggler.users.timezone IS 'User''s timezone';
COMMENT ON COLUMN taskjuggler.users.plan IS 'Subscription plan (free, pro, enterprise)';
COMMENT ON COLUMN taskjuggler.users.plan_expires_at IS 'When plan expires';
COMMENT ON COLUMN taskjuggler.users.stripe_customer_id IS 'Stripe customer ID for billing';
COMMENT ON COLUMN taskjuggler.users.settings IS 'JSONB for user preferences (includes MCP API keys)';

COMMENT ON TABLE taskjuggler.profiles IS 'Extended user profiles (organizations, companies).';

COMMENT ON TABLE taskjuggler.password_reset_tokens IS 'Password reset token storage.';

COMMENT ON TABLE taskjuggler.sessions IS 'Laravel session storage.';

COMMENT ON TABLE taskjuggler.personal_access_tokens IS 'Laravel Sanctum API tokens.';

COMMENT ON TABLE taskjuggler.assistant_channels IS 'Communication channels (phone, email, SMS) for AI receptionist.';
COMMENT ON COLUMN taskjuggler.assistant_channels.email_address IS 'username@assistant.taskjuggler.com';

COMMENT ON TABLE taskjuggler.inbox_items IS 'Raw incoming communications before task creation.';
COMMENT ON COLUMN taskjuggler.inbox_items.source_id IS 'External ID (Twilio SID, email message ID)';
COMMENT ON COLUMN taskjuggler.inbox_items.from_identifier IS 'Phone or email';
COMMENT ON COLUMN taskjuggler.inbox_items.extracted_data IS 'Full AI extraction result';
COMMENT ON COLUMN taskjuggler.inbox_items.routed_to_task_id IS 'References tasks.id';
COMMENT ON COLUMN taskjuggler.inbox_items.routing_rule_id IS 'References routing_rules.id';

COMMENT ON TABLE taskjuggler.routing_rules IS 'Deterministic routing rules for task assignment.';
COMMENT ON COLUMN taskjuggler.routing_rules.priority IS 'Lower = evaluated first';
COMMENT ON COLUMN taskjuggler.routing_rules.conditions IS 'Array of condition objects';
COMMENT ON COLUMN taskjuggler.routing_rules.actions IS 'What to do when matched';

COMMENT ON TABLE taskjuggler.tasks IS 'Core task management table.';
COMMENT ON COLUMN taskjuggler.tasks.requestor_id IS 'Who needs it done';
COMMENT ON COLUMN taskjuggler.tasks.owner_id IS 'Who''s doing it (if user)';
COMMENT ON COLUMN taskjuggler.tasks.team_member_id IS 'If team member';
COMMENT ON COLUMN taskjuggler.tasks.marketplace_vendor_id IS 'If vendor';
COMMENT ON COLUMN taskjuggler.tasks.deleted_at IS 'Soft deletes';

COMMENT ON TABLE taskjuggler.task_messages IS 'Messages/comments on tasks.';

COMMENT ON TABLE taskjuggler.task_message_reads IS 'Read receipts for task messages.';

COMMENT ON TABLE taskjuggler.task_actions IS 'Action history for tasks.';

COMMENT ON TABLE taskjuggler.task_invitations IS 'Invitations to collaborate on tasks.';

COMMENT ON TABLE taskjuggler.teams IS 'Team/organization groups.';

COMMENT ON TABLE taskjuggler.team_members IS 'Membership in teams.';

COMMENT ON TABLE taskjuggler.team_invitations IS 'Team membership invitations.';

COMMENT ON TABLE taskjuggler.marketplace_vendors IS 'Vendors (human or AI) in the marketplace.';
COMMENT ON COLUMN taskjuggler.marketplace_vendors.categories IS 'Array of category strings';

COMMENT ON TABLE taskjuggler.marketplace_listings IS 'Job listings posted to marketplace.';
COMMENT ON COLUMN taskjuggler.marketplace_listings.location IS '{''lat'': 123.45, ''lng'': 67.89}';

COMMENT ON TABLE taskjuggler.marketplace_bids IS 'Bids on marketplace listings.';

COMMENT ON TABLE taskjuggler.ai_tool_configs IS 'Configuration for AI tools in marketplace.';
COMMENT ON COLUMN taskjuggler.ai_tool_configs.config IS 'Tool-specific configuration';

COMMENT ON TABLE taskjuggler.ai_tool_executions IS 'Execution history for AI tools.';

COMMENT ON TABLE taskjuggler.transactions IS 'Payment transactions for marketplace.';

COMMENT ON TABLE taskjuggler.contact_lists IS 'User-defined contact lists.';

COMMENT ON TABLE taskjuggler.contact_list_members IS 'Members of contact lists.';

COMMENT ON TABLE taskjuggler.sites IS 'Websites being monitored.';
COMMENT ON COLUMN taskjuggler.sites.checks IS 'Which checks to run';

COMMENT ON TABLE taskjuggler.scans IS 'Scan execution records.';
COMMENT ON COLUMN taskjuggler.scans.health_score IS '0-100';
COMMENT ON COLUMN taskjuggler.scans.category_scores IS '{''accessibility'': 85, ''seo'': 90, ''performance'': 75, ''security'': 95}';

COMMENT ON TABLE taskjuggler.issues IS 'Issues found during scans.';
COMMENT ON COLUMN taskjuggler.issues.selector IS 'CSS selector';
COMMENT ON COLUMN taskjuggler.issues.wcag_criteria IS 'WCAG criteria violated';
COMMENT ON COLUMN taskjuggler.issues.fix_code IS 'Generated fix code';
COMMENT ON COLUMN taskjuggler.issues.fix_explanation IS 'Explanation of fix';
COMMENT ON COLUMN taskjuggler.issues.fix_confidence IS '0-100 confidence in fix';

COMMENT ON TABLE taskjuggler.scheduled_scans IS 'Scheduled recurring scans.';
COMMENT ON COLUMN taskjuggler.scheduled_scans.schedule_config IS 'Cron expression or schedule details';

COMMENT ON TABLE taskjuggler.actors IS 'Actors in the TEF system (humans, AI agents, teams, IoT devices).';

COMMENT ON TABLE taskjuggler.relationships IS 'Relationships between actors.';

COMMENT ON TABLE taskjuggler.conversations IS 'Conversations between actors.';

COMMENT ON TABLE taskjuggler.messages IS 'Messages in conversations.';

COMMENT ON TABLE taskjuggler.relationship_history IS 'History of relationship changes.';

COMMENT ON TABLE taskjuggler.delegation_rules IS 'Rules for automatic task delegation.';

COMMENT ON TABLE taskjuggler.claim_codes IS 'Codes for claiming actors (TEF).';

COMMENT ON TABLE taskjuggler.appointment_types IS 'Types of appointments users can book.';
COMMENT ON COLUMN taskjuggler.appointment_types.color IS 'Hex color';

COMMENT ON TABLE taskjuggler.availability_slots IS 'Available time slots for appointments.';

COMMENT ON TABLE taskjuggler.appointments IS 'Booked appointments.';
COMMENT ON COLUMN taskjuggler.appointments.user_id IS 'Booked by';

COMMENT ON TABLE taskjuggler.direct_messages IS 'Direct messages between users.';

COMMENT ON TABLE taskjuggler.notifications IS 'User notifications.';
COMMENT ON COLUMN taskjuggler.notifications.data IS 'Additional data';

COMMENT ON TABLE taskjuggler.cache IS 'Laravel cache table.';

COMMENT ON TABLE taskjuggler.cache_locks IS 'Laravel cache locks.';

COMMENT ON TABLE taskjuggler.jobs IS 'Laravel queue jobs.';

COMMENT ON TABLE taskjuggler.job_batches IS 'Laravel job batches.';
