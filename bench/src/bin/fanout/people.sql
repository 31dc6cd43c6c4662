-- Accounts 1 to :accounts, each an active member of the internal team, so that all see its tasks, and with one task of
-- TaskJuggler that nobody else sees. Account 0 writes.

CREATE SCHEMA fanout;

CREATE TABLE fanout.people AS
SELECT number, md5('fanout ' || number)::uuid AS id, 'fanout-' || number || '@example.com' AS email
FROM generate_series(0, :accounts) AS number;
ALTER TABLE fanout.people ADD PRIMARY KEY (number);

INSERT INTO auth.users (id, email, display_name) SELECT id, email, 'Fanout ' || number FROM fanout.people;
INSERT INTO taskjuggler.users (id, email, password, name) SELECT id, email, '(none)', 'Fanout ' || number FROM fanout.people;
INSERT INTO internal.team_roles (id, name, display_name, capabilities) VALUES (md5('fanout role')::uuid, 'fanout', 'Fanout', '{ops.tasks.edit}');
INSERT INTO internal.team_members (user_id, email, full_name, role_id, status)
SELECT id, email, 'Fanout ' || number, md5('fanout role')::uuid, 'active' FROM fanout.people;

INSERT INTO internal.tasks (id, title) VALUES (md5('fanout hot')::uuid, 'hot');
INSERT INTO taskjuggler.tasks (id, title, requestor_id) SELECT id, 'own', id FROM fanout.people WHERE number > 0;

ANALYZE;
