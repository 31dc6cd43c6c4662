-- What tables and columns hold. The API shows the texts of users.

COMMENT ON TABLE auth.users IS 'Accounts. One sign-in for all five systems: the account''s rows there bear its id.';
COMMENT ON COLUMN auth.users.email IS 'Address to sign in with, unique whatever its letter case.';
COMMENT ON COLUMN auth.users.display_name IS 'Name as shown to others.';
COMMENT ON COLUMN auth.users.avatar_url IS 'Address of a picture.';
COMMENT ON COLUMN auth.users.password_hash IS 'Argon2id, or bcrypt of an imported account until its next sign-in. Null: no sign-in by password.';
COMMENT ON COLUMN auth.users.last_sign_in_at IS 'When the account last signed in with its password.';
COMMENT ON COLUMN auth.users.disabled_at IS 'Set: the account may not sign in, and its sessions are over.';

COMMENT ON TABLE auth.sessions IS 'Sign-ins. Revoking one ends its tokens and its open connections.';
COMMENT ON COLUMN auth.sessions.last_used_at IS 'When a refresh token of the session was last exchanged.';

COMMENT ON TABLE auth.refresh_tokens IS 'Refresh tokens, kept as hashes. Each is used once and replaced.';
COMMENT ON COLUMN auth.refresh_tokens.hash IS 'SHA-256 of the token.';
COMMENT ON COLUMN auth.refresh_tokens.used_at IS 'When it was exchanged. A second use ends the session.';
COMMENT ON COLUMN auth.refresh_tokens.replaced_by IS 'The token it was exchanged for.';

COMMENT ON TABLE auth.identities IS 'Accounts by the names that other issuers of tokens have for them.';
COMMENT ON COLUMN auth.identities.issuer IS 'As in the settings and in the claim iss.';
COMMENT ON COLUMN auth.identities.subject IS 'As in the claim sub.';

COMMENT ON TABLE auth.signing_keys IS 'Keys that sign access tokens. The newest one whose time has come signs; all of them verify, also before.';
COMMENT ON COLUMN auth.signing_keys.kid IS 'Name of the key in token headers and in the published key set.';
COMMENT ON COLUMN auth.signing_keys.private_key IS 'PKCS #8, sealed with the key of the environment.';
COMMENT ON COLUMN auth.signing_keys.signs_from IS 'Some time after it was made, so that everybody who verifies has it by then.';
COMMENT ON COLUMN auth.signing_keys.retired_at IS 'When it stopped signing. Its tokens stay valid until they expire.';

COMMENT ON TABLE auth.password_reset_tokens IS 'Links to set a new password, kept as hashes. Each is used once.';
COMMENT ON COLUMN auth.password_reset_tokens.hash IS 'SHA-256 of the token.';
COMMENT ON COLUMN auth.password_reset_tokens.used_at IS 'When the password was set.';

COMMENT ON TABLE auth.second_factors IS 'Authenticator apps. One for an account; asked for at sign-in once confirmed.';
COMMENT ON COLUMN auth.second_factors.secret IS 'Sealed with a key of the server''s environment.';
COMMENT ON COLUMN auth.second_factors.last_step IS 'Time step of the last code that was used. No code of it or an earlier one is taken.';

COMMENT ON TABLE auth.recovery_codes IS 'Codes for when the authenticator app is lost, kept as hashes. Each is used once.';
COMMENT ON COLUMN auth.recovery_codes.hash IS 'SHA-256 of the code in capital letters, without hyphens.';

COMMENT ON TABLE auth.attempts IS 'How often something was tried of late: sign-ins and sign-ups by address and e-mail, passwords and codes by account.';
COMMENT ON COLUMN auth.attempts.bucket IS 'Hash of what is counted.';
COMMENT ON COLUMN auth.attempts.ends_at IS 'When counting begins anew.';
