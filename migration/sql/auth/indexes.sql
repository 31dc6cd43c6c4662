-- One account for an address, whatever its letter case. Sign-in asks with lower(email).
CREATE UNIQUE INDEX users_email_key ON auth.users (lower(email));

CREATE INDEX sessions_account_id_idx        ON auth.sessions (account_id);
CREATE INDEX sessions_expires_at_idx        ON auth.sessions (expires_at);
CREATE INDEX identities_account_id_idx      ON auth.identities (account_id);
CREATE INDEX refresh_tokens_session_id_idx  ON auth.refresh_tokens (session_id);
CREATE INDEX refresh_tokens_replaced_by_idx ON auth.refresh_tokens (replaced_by);
CREATE INDEX refresh_tokens_expires_at_idx  ON auth.refresh_tokens (expires_at);
CREATE INDEX password_reset_tokens_account_id_idx ON auth.password_reset_tokens (account_id);
