-- The people and rows of a loss test, and its own notes of what is written, beside the change log and independent of it.
--
-- Each row that is followed bears a number in its title, a new one with every write, by whomever. Numbers of one row rise in
-- the order of its writes, since each is drawn while the row is locked. A trigger notes the write in the writer's own
-- transaction: so what was committed is known in the end, also where nobody was told.

CREATE SCHEMA loss;

CREATE SEQUENCE loss.numbers;

-- Ids that this program can tell as well: a kind of row and a number, both in decimal.
CREATE FUNCTION loss.id(kind integer, number integer) RETURNS uuid
LANGUAGE sql IMMUTABLE
RETURN format('10550000-0000-4000-8%s-%s', lpad(kind::text, 3, '0'), lpad(number::text, 12, '0'))::uuid;

CREATE FUNCTION loss.timeline() RETURNS integer
LANGUAGE sql VOLATILE
RETURN ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::integer;

CREATE TABLE loss.writes (
    number    bigint  NOT NULL PRIMARY KEY,
    xid       xid8    NOT NULL DEFAULT pg_current_xact_id(),
    timeline  integer NOT NULL DEFAULT loss.timeline(),
    relation  text    NOT NULL,
    key       uuid    NOT NULL,
    label     text    NOT NULL,
    operation text    NOT NULL,
    archived  boolean NOT NULL,
    -- Who may see the row after the write, in words of the test's own; nobody, if it is gone or archived.
    readers   text[]  NOT NULL
);

-- What an account sees by: one row each time it comes or goes.
CREATE TABLE loss.sights (
    id       bigint  NOT NULL PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    xid      xid8    NOT NULL DEFAULT pg_current_xact_id(),
    timeline integer NOT NULL DEFAULT loss.timeline(),
    relation text    NOT NULL,
    key      text    NOT NULL,
    account  uuid    NOT NULL,
    sees     text    NOT NULL,
    holds    boolean NOT NULL
);

CREATE FUNCTION loss.readers(relation text, subject jsonb) RETURNS text[]
LANGUAGE sql IMMUTABLE
RETURN CASE WHEN subject ->> 'deleted_at' IS NOT NULL THEN '{}' ELSE array_remove(CASE relation
    WHEN 'taskjuggler.tasks' THEN
        ARRAY['user:' || (subject ->> 'requestor_id'), 'user:' || (subject ->> 'owner_id'), 'team:' || (subject ->> 'team_id')]
    WHEN 'taskjuggler.notifications'  THEN ARRAY['user:' || (subject ->> 'user_id')]
    WHEN 'internal.tasks'             THEN ARRAY['internal']
    WHEN 'internal.approval_requests' THEN ARRAY['internal']
    WHEN 'core.decisions'             THEN ARRAY['tenant:' || (subject ->> 'tenant_id')]
    WHEN 'scaliyo.teamhub_cards'      THEN ARRAY['board:' || (subject ->> 'board_id')]
    WHEN 'assist.tasks'               THEN ARRAY['user:' || (subject ->> 'user_id'), 'space:' || (subject ->> 'space_id')]
END, NULL) END;

CREATE FUNCTION loss.number() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    new.title := split_part(new.title, ' #', 1) || ' #' || nextval('loss.numbers');
    RETURN new;
END
$$;

CREATE FUNCTION loss.note() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    named   CONSTANT text := tg_table_schema || '.' || tg_table_name;
    is_gone CONSTANT boolean := tg_op = 'DELETE';
    subject CONSTANT jsonb := to_jsonb(CASE tg_op WHEN 'DELETE' THEN old ELSE new END);
BEGIN
    INSERT INTO loss.writes (number, relation, key, label, operation, archived, readers)
    SELECT CASE WHEN is_gone THEN nextval('loss.numbers') ELSE split_part(subject ->> 'title', ' #', 2)::bigint END,
           named, (subject ->> 'id')::uuid, split_part(subject ->> 'title', ' #', 1), lower(tg_op), subject ->> 'deleted_at' IS NOT NULL,
           CASE WHEN is_gone THEN '{}' ELSE loss.readers(named, subject) END;
    RETURN NULL;
END
$$;

CREATE FUNCTION loss.note_sight() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    subject CONSTANT jsonb := to_jsonb(CASE tg_op WHEN 'DELETE' THEN old ELSE new END);
BEGIN
    INSERT INTO loss.sights (relation, key, account, sees, holds)
    SELECT tg_table_schema || '.' || tg_table_name, subject ->> 'id', (subject ->> 'user_id')::uuid,
           CASE tg_table_name WHEN 'teamhub_flow_members' THEN 'board:' || (subject ->> 'flow_id')
                WHEN 'space_memberships' THEN 'space:' || (subject ->> 'space_id')
                ELSE coalesce('team:' || (subject ->> 'team_id'), 'internal') END,
           tg_op <> 'DELETE' AND coalesce(subject ->> 'status', 'active') = 'active';
    RETURN NULL;
END
$$;

-- The note comes before what else happens after a write, so that nothing can be captured without one.
DO $$
DECLARE
    target text;
BEGIN
    FOREACH target IN ARRAY ARRAY['taskjuggler.tasks', 'taskjuggler.notifications', 'internal.tasks', 'internal.approval_requests',
                                  'core.decisions', 'scaliyo.teamhub_cards', 'assist.tasks'] LOOP
        EXECUTE format('CREATE TRIGGER loss_number BEFORE INSERT OR UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION loss.number()', target);
        EXECUTE format('CREATE TRIGGER loss_note AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION loss.note()', target);
    END LOOP;
    FOREACH target IN ARRAY ARRAY['taskjuggler.team_members', 'internal.team_members', 'scaliyo.teamhub_flow_members', 'assist.space_memberships'] LOOP
        EXECUTE format('CREATE TRIGGER loss_note AFTER INSERT OR UPDATE OR DELETE ON %s FOR EACH ROW EXECUTE FUNCTION loss.note_sight()', target);
    END LOOP;
END
$$;

-- Accounts: 0 owns what nobody else shall see by itself, 1 to :accounts read, the two behind them write through the API.
CREATE TABLE loss.people AS
SELECT number, loss.id(1, number) AS id, 'loss-' || number || '@example.com' AS email, number > :accounts AS is_author
FROM generate_series(0, :accounts + 2) AS number;

INSERT INTO auth.users (id, email, display_name) SELECT id, email, 'Loss ' || number FROM loss.people;

INSERT INTO taskjuggler.users (id, email, password, name) SELECT id, email, '(none)', 'Loss ' || number FROM loss.people;
-- Team 7 is that of the rows that are written in great numbers, with few readers.
INSERT INTO taskjuggler.teams (id, name, created_by) SELECT loss.id(2, n), 'Team ' || n, loss.id(1, 0) FROM generate_series(1, 7) n;
INSERT INTO taskjuggler.team_members (team_id, user_id)
SELECT loss.id(2, team), person.id
FROM loss.people person, generate_series(1, 7) team
WHERE person.number > 0 AND CASE WHEN team = 7 THEN person.number <= 2
                                 ELSE person.is_author OR team IN (person.number % 6 + 1, (person.number * 5 + 2) % 6 + 1) END;

INSERT INTO internal.team_roles (id, name, display_name, capabilities) VALUES (loss.id(3, 1), 'loss', 'Loss', '{ops.tasks.edit,ops.tasks.manage}');
INSERT INTO internal.team_members (user_id, email, full_name, role_id, status)
SELECT id, email, 'Loss ' || number, loss.id(3, 1), 'active' FROM loss.people WHERE number > 0 AND (is_author OR number % 3 = 1);

INSERT INTO core.tenants (id, name, slug, status) SELECT loss.id(4, n), 'Tenant ' || n, 'tenant-' || n, 'ACTIVE' FROM generate_series(1, 2) n;
INSERT INTO core.roles (id, code, name, category, level, is_system_role) VALUES (loss.id(5, 1), 'LOSS', 'Loss', 'CUSTOM', 'L1_INDIVIDUAL', true);
INSERT INTO core.users (id, tenant_id, email, password_hash, first_name, last_name, role_id, is_active)
SELECT id, loss.id(4, number % 2 + 1), email, '(none)', 'Loss', number::text, loss.id(5, 1), true FROM loss.people WHERE number > 0;

INSERT INTO scaliyo.profiles (id, email, name) SELECT id, email, 'Loss ' || number FROM loss.people;
INSERT INTO scaliyo.teamhub_boards (id, name, created_by) SELECT loss.id(6, n), 'Board ' || n, loss.id(1, 0) FROM generate_series(1, 4) n;
INSERT INTO scaliyo.teamhub_lists (id, board_id, name) SELECT loss.id(7, n), loss.id(6, (n - 1) / 2 + 1), 'List ' || n FROM generate_series(1, 8) n;
INSERT INTO scaliyo.teamhub_flow_members (flow_id, user_id, role) SELECT loss.id(6, number % 4 + 1), id, 'member' FROM loss.people WHERE number > 0;

INSERT INTO assist.organizations (id, name, slug) VALUES (loss.id(8, 1), 'Loss', 'loss');
INSERT INTO assist.users (id, organization_id, email, username) SELECT id, loss.id(8, 1), email, 'loss-' || number FROM loss.people;
INSERT INTO assist.spaces (id, user_id, name, type, slug, space_type)
SELECT loss.id(9, n)::text, loss.id(1, 0)::text, 'Space ' || n, 'project', 'space-' || n, 'project' FROM generate_series(1, 3) n;
INSERT INTO assist.space_memberships (space_id, user_id) SELECT loss.id(9, number % 3 + 1)::text, id FROM loss.people WHERE number > 0;

-- Marks: rows that stay in sight of their readers, by which these know how far they are.
INSERT INTO taskjuggler.tasks (id, title, requestor_id) SELECT loss.id(11, number), 'mark', id FROM loss.people;
INSERT INTO taskjuggler.notifications (id, user_id, type, title, message) SELECT loss.id(12, number), id, 'mark', 'mark', '' FROM loss.people;
INSERT INTO core.decisions (id, tenant_id, title, status, priority) SELECT loss.id(13, n), loss.id(4, n), 'mark', 'NEEDS_INPUT', 'NORMAL' FROM generate_series(1, 2) n;
-- By which the way from a commit to its readers is timed.
INSERT INTO internal.tasks (id, title) VALUES (loss.id(14, 1), 'pulse');
-- Written all together while somebody does not read.
INSERT INTO taskjuggler.tasks (id, title, requestor_id, team_id) SELECT loss.id(15, n), 'burst', loss.id(1, 0), loss.id(2, 7) FROM generate_series(1, 300) n;
