-- One line for each table: a row in the name of who inserts it, under the parents of the world. Where the row that all
-- try to reach is one of the world, a second line finds that: the inserted one would not be the owner's, or nobody's to see.
--
-- $me     who inserts
-- $new    a text that no row has yet
-- $side   whose actor or vendor it is: the member's for the member, else the owner's; $other is the other of the two

INSERT INTO taskjuggler.actors (actor_type, display_name, user_id) VALUES ('HUMAN', 'x', id('$me'));
SELECT * FROM taskjuggler.actors WHERE id = id('actor of owner');
INSERT INTO taskjuggler.ai_tool_configs (vendor_id, tool_name, tool_type, config) VALUES (id('vendor of owner'), 'x', 'api', '{}');
INSERT INTO taskjuggler.ai_tool_executions (task_id, tool_config_id, vendor_id, input_data) VALUES (id('task'), id('tool'), id('vendor of owner'), '{}');
INSERT INTO taskjuggler.appointment_types (user_id, name, booking_slug) VALUES (id('$me'), 'x', '$new');
INSERT INTO taskjuggler.appointments (appointment_type_id, user_id, start_time, end_time) VALUES (id('appointment type'), id('$me'), '2026-01-01', '2026-01-01');
SELECT * FROM taskjuggler.appointments WHERE id = id('appointment');
INSERT INTO taskjuggler.assistant_channels (user_id, channel_type) VALUES (id('$me'), 'phone');
INSERT INTO taskjuggler.availability_slots (appointment_type_id, start_time, end_time) VALUES (id('appointment type'), '2026-01-01', '2026-01-01');
INSERT INTO taskjuggler.claim_codes (actor_id, code) VALUES (id('actor of owner'), '$new');
INSERT INTO taskjuggler.contact_list_members (contact_list_id, name) VALUES (id('contacts'), 'x');
INSERT INTO taskjuggler.contact_lists (user_id, name) VALUES (id('$me'), 'x');
INSERT INTO taskjuggler.conversations (actor_a_id, actor_b_id) VALUES (id('actor of $side'), id('actor of $other'));
SELECT * FROM taskjuggler.conversations WHERE id = id('conversation');
INSERT INTO taskjuggler.delegation_rules (delegator_actor_id, delegatee_actor_id, conditions) VALUES (id('actor of $side'), id('actor of $other'), '{}');
INSERT INTO taskjuggler.direct_messages (sender_id, recipient_id, message) VALUES (id('$me'), id('member'), 'x');
INSERT INTO taskjuggler.inbox_items (user_id, source_type, from_identifier, body, received_at) VALUES (id('$me'), 'phone', 'x', 'x', '2026-01-01');
INSERT INTO taskjuggler.issues (scan_id, site_id, category, severity, title, message, page_url) VALUES (1, 1, 'seo', 'low', 'x', 'x', 'x');
INSERT INTO taskjuggler.marketplace_bids (listing_id, vendor_id, amount) VALUES (id('listing'), id('vendor of $side'), 1);
SELECT * FROM taskjuggler.marketplace_bids WHERE id = id('bid');
INSERT INTO taskjuggler.marketplace_listings (title, requestor_id) VALUES ('x', id('$me'));
INSERT INTO taskjuggler.marketplace_vendors (vendor_type, user_id, name) VALUES ('human', id('$me'), 'x');
SELECT * FROM taskjuggler.marketplace_vendors WHERE id = id('vendor of owner');
INSERT INTO taskjuggler.messages (conversation_id, sender_actor_id, content) VALUES (id('conversation'), id('actor of $side'), 'x');
INSERT INTO taskjuggler.notifications (user_id, type, title, message) VALUES (id('$me'), 'x', 'x', 'x');
INSERT INTO taskjuggler.personal_access_tokens (tokenable_type, tokenable_id, name, token) VALUES ('account', id('$me'), 'x', '$new');
INSERT INTO taskjuggler.profiles (user_id) VALUES (id('$me'));
INSERT INTO taskjuggler.relationship_history (relationship_id, change_type) VALUES (id('relationship'), 'created');
INSERT INTO taskjuggler.relationships (actor_a_id, actor_b_id, relationship_type, established_via) VALUES (id('actor of $side'), id('actor of $other'), 'PEER', 'API');
SELECT * FROM taskjuggler.relationships WHERE id = id('relationship');
INSERT INTO taskjuggler.routing_rules (user_id, name, conditions, actions) VALUES (id('$me'), 'x', '[]', '{}');
INSERT INTO taskjuggler.scans (site_id, started_at) VALUES (1, '2026-01-01');
INSERT INTO taskjuggler.scheduled_scans (site_id, schedule_type) VALUES (1, 'daily');
INSERT INTO taskjuggler.sites (user_id, name, url) VALUES (id('$me'), 'x', 'x');
INSERT INTO taskjuggler.task_actions (task_id, user_id, action_type) VALUES (id('task'), id('$me'), 'x');
INSERT INTO taskjuggler.task_invitations (task_id, invited_by, invite_code) VALUES (id('task'), id('$me'), '$new');
INSERT INTO taskjuggler.task_message_reads (message_id, user_id) VALUES (id('message'), id('$me'));
INSERT INTO taskjuggler.task_messages (task_id, user_id, message) VALUES (id('task'), id('$me'), 'x');
INSERT INTO taskjuggler.tasks (title, requestor_id, team_id) VALUES ('x', id('$me'), id('team'));
SELECT * FROM taskjuggler.tasks WHERE id = id('task');
INSERT INTO taskjuggler.team_invitations (team_id, invited_by, invite_code) VALUES (id('team'), id('$me'), '$new');
INSERT INTO taskjuggler.team_members (team_id, user_id) VALUES (id('team'), id('$me'));
SELECT * FROM taskjuggler.team_members WHERE id = id('place of owner');
INSERT INTO taskjuggler.teams (name, created_by) VALUES ('x', id('$me'));
SELECT * FROM taskjuggler.teams WHERE id = id('team');
INSERT INTO taskjuggler.transactions (requestor_id, vendor_id, amount, payment_method) VALUES (id('owner'), id('vendor of member'), 1, 'manual');
INSERT INTO taskjuggler.users (email, password, name) VALUES ('$new', 'x', 'x');
SELECT * FROM taskjuggler.users WHERE id = id('owner');
