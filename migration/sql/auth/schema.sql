-- Sign-in: accounts, their sessions, refresh tokens and the keys that sign access tokens.
-- Nothing here is a table of the API; an account is shown through auth.users, without its password.

CREATE SCHEMA auth;
COMMENT ON SCHEMA auth IS 'Sign-in: accounts, sessions, refresh tokens, signing keys.';

-- Everybody calls the functions that tell who is asking.
GRANT USAGE ON SCHEMA auth TO anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES IN SCHEMA auth GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO service_role;
