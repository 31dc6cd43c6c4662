-- Demo data, people first. The password of every account is password123.
--
-- Account               Internal            CodeOps                   TaskJuggler            Assist             Scaliyo
-- 001 ada@example.com   owner               Harbour, owner            Harbour, admin         Harbour, owner     admin
-- 002 ben@example.com   engineer            Harbour, engineering      Harbour                Harbour            -
-- 003 chloe@example.com operator            Harbour, product          Harbour                Harbour, admin     client
-- 004 dan@example.com   viewer, errors      Harbour, data             -                      Harbour            -
-- 005 emi@example.com   -                   Harbour, design           -                      -                  -
-- 006 iris@example.com  -                   Lumen, owner              Lumen, admin           Lumen, owner       client
-- 007 jonas@example.com -                   Lumen, engineering        Lumen                  Lumen              disabled
-- 008 farid@example.com -                   -                         vendor, no team        -                  -
-- 009 grace@example.com suspended           -                         -                      -                  -
-- 010 hugo@example.com  support             -                         -                      -                  -
-- 011 kira@example.com  -                   -                         -                      -                  guest
-- 012 stranger@example.com: an account, and nothing else.
--
-- Harbour and Lumen are two customers who must not see each other's rows; Farid works for both, and sees what he was
-- hired for. Open listings, vendors and public appointments are there for everybody signed in. Selify internal is one
-- team and has no tenants: who is active in it reads all of it; Grace is suspended, there and in Assist, and reads nothing.
--
-- Ids can be predicted. Account n is aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaa<nnn>; tenants are 1111…, 2222…, 3333…, 4444….
-- Any other row is <kind>-0000-4000-8000-<number in twelve decimal digits>, where kind is 0000 and four digits: the
-- system (1 internal, 2 core, 3 taskjuggler, 4 assist, 5 scaliyo), then the table. Ids that are text (assist) read
-- task_001; numbers count from 1.
--
-- All times are relative to the moment of loading, so that something is always due today and something overdue; all
-- else is fixed, and two databases loaded at the same moment are equal. Busy tables take their texts from lists, in turn.

CREATE FUNCTION pg_temp.row_id(kind integer, number bigint) RETURNS uuid
LANGUAGE sql IMMUTABLE
RETURN (lpad(kind::text, 8, '0') || '-0000-4000-8000-' || lpad(number::text, 12, '0'))::uuid;

-- The account of a person, by first name.
CREATE FUNCTION pg_temp.who(name text) RETURNS uuid
LANGUAGE sql IMMUTABLE
RETURN ('aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaa' || lpad(array_position(
    ARRAY['ada', 'ben', 'chloe', 'dan', 'emi', 'iris', 'jonas', 'farid', 'grace', 'hugo', 'kira', 'stranger'], name
)::text, 3, '0'))::uuid;

-- One of a list, in turn.
CREATE FUNCTION pg_temp.pick(list text[], number bigint) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN list[1 + number % array_length(list, 1)];

-- The moment of loading, so many days away; negative is past. In whole minutes, which read better.
CREATE FUNCTION pg_temp.day(days numeric) RETURNS timestamptz
LANGUAGE sql STABLE
RETURN date_trunc('minute', now()) + days * interval '1 day';

-- Each system has a column for a password. None of them is ever asked: sign-in reads auth.users. CodeOps' notes on seed
-- data want bcrypt of password123 there (the example that they print belongs to another password; this one is right).
CREATE FUNCTION pg_temp.bcrypt() RETURNS text
LANGUAGE sql IMMUTABLE
RETURN '$2a$10$N9qo8uLOickgx2ZMRZoMyeTfmMdmN8eFKxR3xiDBAJqt.vWQw1.JW';

INSERT INTO auth.users (id, email, display_name, password_hash, created_at, updated_at)
SELECT pg_temp.who(name), name || '@example.com', display_name,
       '$argon2id$v=19$m=19456,t=2,p=1$d29ya2dyYXBoLWRlbW8tMQ$MxXmt+eIS/TKVxzsPBEJesovB4UgMbzDkjh8NeL04wI',
       pg_temp.day(-days), pg_temp.day(-days)
FROM (VALUES
    ('ada',      'Ada Lindqvist',   400),
    ('ben',      'Ben Okafor',      380),
    ('chloe',    'Chloé Martin',    310),
    ('dan',      'Dan Whitaker',    250),
    ('emi',      'Emi Tanaka',      240),
    ('iris',     'Iris Castellano', 200),
    ('jonas',    'Jonas Weber',     190),
    ('farid',    'Farid Haddad',    150),
    ('grace',    'Grace Mbeki',     330),
    ('hugo',     'Hugo Pereira',    120),
    ('kira',     'Kira Novak',       60),
    ('stranger', 'Sam Stranger',      5)
) AS person (name, display_name, days);
