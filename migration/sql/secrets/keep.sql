-- Secrets that people give and nobody reads back: passwords, tokens and keys of other services. The server seals them before
-- they come here; what is stored opens with a key that the database does not have.
--
-- Who may change a row may set its secret: the policies of the tables hold. The columns cannot be read, as before.

GRANT UPDATE (secret)      ON scaliyo.webhooks               TO authenticated;
GRANT UPDATE (credentials) ON scaliyo.integrations           TO authenticated;
GRANT UPDATE (api_key)     ON scaliyo.email_provider_configs TO authenticated;

-- The secrets of a sender account are a table of their own, which has no policy and no privilege for anybody: this is the only
-- way to it. `wanted` has the columns that are to change, null for those that are to be empty. Gives the word of what refused,
-- or null.
CREATE FUNCTION scaliyo.set_sender_account_secrets(account uuid, wanted jsonb) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    known scaliyo.sender_account_secrets;
BEGIN
    -- Locked, so that of two who set secrets for the first time the second changes what the first has made.
    PERFORM FROM scaliyo.sender_accounts a WHERE a.id = account AND a.workspace_id = scaliyo.account_id() FOR UPDATE;
    IF NOT found OR NOT auth.permits('scaliyo', 'write') THEN
        RETURN 'forbidden';
    END IF;
    INSERT INTO scaliyo.sender_account_secrets (sender_account_id) VALUES (account) ON CONFLICT (sender_account_id) DO NOTHING;
    SELECT * INTO known FROM scaliyo.sender_account_secrets s WHERE s.sender_account_id = account FOR UPDATE;
    known := jsonb_populate_record(known, wanted - ARRAY['id', 'sender_account_id', 'created_at', 'updated_at']);
    UPDATE scaliyo.sender_account_secrets s
    SET oauth_access_token = known.oauth_access_token, oauth_refresh_token = known.oauth_refresh_token,
        oauth_expires_at = known.oauth_expires_at, smtp_host = known.smtp_host, smtp_port = known.smtp_port,
        smtp_user = known.smtp_user, smtp_pass = known.smtp_pass, api_key = known.api_key, updated_at = now()
    WHERE s.sender_account_id = account;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION scaliyo.set_sender_account_secrets(uuid, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION scaliyo.set_sender_account_secrets(uuid, jsonb) TO authenticated;

-- That they were changed is noted, without saying to what: nobody may read a column.
SELECT audit.watch('scaliyo.sender_account_secrets', 'sender_account_secrets', 'sender_account_id');
