-- Scaliyo: crew, board and lead are the owner's; the invitations are for the member. The admin administers the crew, the board
-- and, so that two kinds of rights need no seventh person, the platform; the rival owns a crew, a board and a lead elsewhere.

INSERT INTO scaliyo.profiles (id, email, role, is_super_admin)
SELECT id(who), who || '@example.org', CASE who WHEN 'admin' THEN 'ADMIN' ELSE 'CLIENT' END, who = 'admin'
FROM unnest(ARRAY['stranger', 'rival', 'member', 'owner', 'admin']) who;
INSERT INTO scaliyo.teams (id, name, owner_id) VALUES (id('crew'), 'x', id('owner')), (id('other crew'), 'x', id('rival'));
INSERT INTO scaliyo.team_members (id, team_id, user_id, role)
SELECT id('place of ' || who || ' in the crew'), id('crew'), id(who), who FROM unnest(ARRAY['member', 'owner', 'admin']) who;
INSERT INTO scaliyo.team_members (team_id, user_id, role) VALUES (id('other crew'), id('rival'), 'owner');
INSERT INTO scaliyo.team_invites (id, team_id, email, invited_by) VALUES (id('crew invitation'), id('crew'), 'Member@example.org', id('owner'));
INSERT INTO scaliyo.teamhub_boards (id, created_by) VALUES (id('board'), id('owner')), (id('other board'), id('rival'));
INSERT INTO scaliyo.teamhub_flow_members (id, flow_id, user_id, role)
SELECT id('place of ' || who || ' at the board'), id('board'), id(who), who FROM unnest(ARRAY['member', 'owner', 'admin']) who;
INSERT INTO scaliyo.teamhub_flow_members (flow_id, user_id, role) VALUES (id('other board'), id('rival'), 'owner');
INSERT INTO scaliyo.teamhub_invites (id, flow_id, email, invited_by) VALUES (id('board invitation'), id('board'), 'Member@example.org', id('owner'));
INSERT INTO scaliyo.teamhub_lists (id, board_id) VALUES (id('list'), id('board')), (id('other list'), id('other board'));
INSERT INTO scaliyo.teamhub_cards (id, board_id, list_id, title, created_by) VALUES (id('card'), id('board'), id('list'), 'x', id('owner'));
INSERT INTO scaliyo.leads (id, client_id, name) VALUES (id('lead'), id('owner'), 'x'), (id('other lead'), id('rival'), 'x');
INSERT INTO scaliyo.email_messages (id, lead_id, owner_id, provider, to_email) VALUES (id('mail'), id('lead'), id('owner'), 'manual', 'x');
INSERT INTO scaliyo.workflows (id, user_id) VALUES (id('workflow'), id('owner'));
INSERT INTO scaliyo.invoices (id, owner_id, lead_id) VALUES (id('invoice'), id('owner'), id('lead'));
INSERT INTO scaliyo.invoice_packages (id, owner_id, name) VALUES (id('package'), id('owner'), 'x');
INSERT INTO scaliyo.social_posts (id, user_id, content_text) VALUES (id('post'), id('owner'), 'x');
INSERT INTO scaliyo.tracking_links (id, user_id, slug, destination_url) VALUES (id('link'), id('owner'), 'x', 'x');
INSERT INTO scaliyo.blog_posts (id, author_id, title, slug, status) VALUES (id('article'), id('owner'), 'x', 'x', 'published');
INSERT INTO scaliyo.user_prompts (id, owner_id, prompt_key, category, display_name) VALUES (id('prompt'), id('owner'), 'x', 'email', 'x');
