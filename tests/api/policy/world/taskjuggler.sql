-- TaskJuggler: the other side of what is between two is always the member. The rival has everything of its own.

INSERT INTO taskjuggler.users (id, email, password, name)
SELECT id(who), who, 'x', who FROM unnest(ARRAY['stranger', 'rival', 'member', 'owner', 'admin']) who;
INSERT INTO taskjuggler.teams (id, name, created_by) VALUES (id('team'), 'x', id('owner')), (id('other team'), 'x', id('rival'));
INSERT INTO taskjuggler.team_members (id, team_id, user_id, is_admin)
SELECT id('place of ' || who), id('team'), id(who), who <> 'member' FROM unnest(ARRAY['member', 'owner', 'admin']) who;
INSERT INTO taskjuggler.team_members (id, team_id, user_id, is_admin) VALUES (id('place of rival'), id('other team'), id('rival'), true);
-- Three people have an actor and a vendor; in the rows of all but the member those of the owner stand.
INSERT INTO taskjuggler.actors (id, actor_type, display_name, user_id)
SELECT id('actor of ' || who), 'HUMAN', who, id(who) FROM unnest(ARRAY['owner', 'member', 'rival']) who;
INSERT INTO taskjuggler.marketplace_vendors (id, vendor_type, user_id, name)
SELECT id('vendor of ' || who), 'human', id(who), who FROM unnest(ARRAY['owner', 'member', 'rival']) who;
INSERT INTO taskjuggler.tasks (id, title, requestor_id, team_id) VALUES (id('task'), 'x', id('owner'), id('team')), (id('other task'), 'x', id('rival'), id('other team'));
INSERT INTO taskjuggler.task_messages (id, task_id, user_id, message) VALUES (id('message'), id('task'), id('owner'), 'x');
INSERT INTO taskjuggler.marketplace_listings (id, title, requestor_id) VALUES (id('listing'), 'x', id('owner'));
INSERT INTO taskjuggler.marketplace_bids (id, listing_id, vendor_id, amount) VALUES (id('bid'), id('listing'), id('vendor of member'), 1);
INSERT INTO taskjuggler.ai_tool_configs (id, vendor_id, tool_name, tool_type, config) VALUES (id('tool'), id('vendor of owner'), 'x', 'api', '{}');
INSERT INTO taskjuggler.contact_lists (id, user_id, name) VALUES (id('contacts'), id('owner'), 'x');
INSERT INTO taskjuggler.sites (id, user_id, name, url) VALUES (1, id('owner'), 'x', 'x');
INSERT INTO taskjuggler.scans (id, site_id, started_at) VALUES (1, 1, now());
SELECT setval('taskjuggler.sites_id_seq', 1), setval('taskjuggler.scans_id_seq', 1);
INSERT INTO taskjuggler.relationships (id, actor_a_id, actor_b_id, relationship_type, established_via)
VALUES (id('relationship'), id('actor of owner'), id('actor of member'), 'PEER', 'API');
INSERT INTO taskjuggler.conversations (id, actor_a_id, actor_b_id) VALUES (id('conversation'), id('actor of owner'), id('actor of member'));
INSERT INTO taskjuggler.appointment_types (id, user_id, name, booking_slug) VALUES (id('appointment type'), id('owner'), 'x', 'x');
INSERT INTO taskjuggler.appointments (id, appointment_type_id, user_id, start_time, end_time)
VALUES (id('appointment'), id('appointment type'), id('member'), '2026-01-01', '2026-01-01');
