-- A secret in each table that is for nobody. What is shown of the other tables gets one in every hidden column, by the test.

INSERT INTO auth.sessions (account_id, user_agent, expires_at) VALUES (id('owner'), 'planted-secret', '2100-01-01');
INSERT INTO auth.refresh_tokens (hash, session_id, expires_at)
SELECT 'planted-secret'::bytea, session.id, '2100-01-01' FROM auth.sessions session LIMIT 1;

INSERT INTO auth.users (id, email) VALUES (id('somebody'), 'somebody@example.org');
INSERT INTO auth.identities (issuer, subject, account_id) VALUES ('planted-secret', 'planted-secret', id('somebody'));
INSERT INTO auth.signing_keys (kid, algorithm, private_key, public_key, retired_at)
VALUES ('retired', 'EdDSA', 'planted-secret', 'planted-secret', '2000-01-01');
INSERT INTO auth.password_reset_tokens (hash, account_id, expires_at) VALUES ('planted-secret', id('somebody'), '2100-01-01');
INSERT INTO auth.second_factors (account_id, secret) VALUES (id('somebody'), 'planted-secret');
INSERT INTO auth.recovery_codes (account_id, hash) VALUES (id('somebody'), 'planted-secret');
INSERT INTO auth.invitations (kind, target, email, role, details, token_hash, expires_at)
VALUES ('core', id('tenant'), 'planted-secret', 'planted-secret', '{"x": "planted-secret"}', 'planted-secret', '2100-01-01');
INSERT INTO auth.sign_ups (token_hash, email, display_name, password_hash, expires_at)
VALUES ('planted-secret', 'planted-secret', 'planted-secret', 'planted-secret', '2100-01-01');
INSERT INTO auth.idempotency_keys (account_id, key, request, answer, expires_at)
VALUES (id('somebody'), 'planted-secret', 'planted-secret', 'planted-secret', '2100-01-01');
INSERT INTO assist.organizations (id, name, slug) VALUES (id('house'), 'x', 'house');
INSERT INTO assist.users (id, organization_id, email, username) VALUES (id('somebody'), id('house'), 'somebody', 'somebody');
INSERT INTO assist.conversations (id, user_id, user_uuid) VALUES (id('talk'), id('somebody'), id('somebody'));
INSERT INTO assist.password_reset_attempts (email, ip_address) VALUES ('planted-secret', 'planted-secret');
INSERT INTO assist.password_reset_tokens (user_id, token_hash, expires_at) VALUES (id('somebody'), 'planted-secret', '2100-01-01');
INSERT INTO assist.tool_result_cache (id, conversation_id, user_id, tool_name, params_hash, full_result)
VALUES ('planted-secret', id('talk'), id('somebody'), 'planted-secret', 'planted-secret', 'planted-secret');
INSERT INTO assist.user_id_mappings (legacy_id, user_id) VALUES ('planted-secret', id('somebody'));

INSERT INTO scaliyo.sender_account_secrets (sender_account_id, oauth_access_token, oauth_refresh_token, smtp_host, smtp_user, smtp_pass, api_key)
SELECT id, 'planted-secret', 'planted-secret', 'planted-secret', 'planted-secret', 'planted-secret', 'planted-secret' FROM scaliyo.sender_accounts;

INSERT INTO taskjuggler.cache (key, value, expiration) VALUES ('planted-secret', 'planted-secret', 1);
INSERT INTO taskjuggler.cache_locks (key, owner, expiration) VALUES ('planted-secret', 'planted-secret', 1);
INSERT INTO taskjuggler.job_batches (id, name, total_jobs, pending_jobs, failed_jobs, failed_job_ids, options, created_at)
VALUES ('planted-secret', 'planted-secret', 1, 1, 1, 'planted-secret', 'planted-secret', 1);
INSERT INTO taskjuggler.jobs (queue, payload, attempts, available_at, created_at) VALUES ('planted-secret', 'planted-secret', 1, 1, 1);
INSERT INTO taskjuggler.password_reset_tokens (email, token) VALUES ('planted-secret', 'planted-secret');
INSERT INTO taskjuggler.personal_access_tokens (tokenable_type, tokenable_id, name, token, abilities)
VALUES ('planted-secret', id('owner'), 'planted-secret', 'planted-secret', '{planted-secret}');
INSERT INTO taskjuggler.sessions (id, user_id, ip_address, user_agent, payload, last_activity)
VALUES ('planted-secret', id('owner'), 'planted-secret', 'planted-secret', 'planted-secret', 1);
