-- Foreign keys, after all tables exist.

ALTER TABLE auth.sessions
    ADD CONSTRAINT sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES auth.users (id) ON DELETE CASCADE;

ALTER TABLE auth.identities
    ADD CONSTRAINT identities_account_id_fkey FOREIGN KEY (account_id) REFERENCES auth.users (id) ON DELETE CASCADE;

-- The successor goes with the session; checked at commit, so that a chain can be deleted in any order.
ALTER TABLE auth.refresh_tokens
    ADD CONSTRAINT refresh_tokens_session_id_fkey  FOREIGN KEY (session_id)  REFERENCES auth.sessions (id)         ON DELETE CASCADE,
    ADD CONSTRAINT refresh_tokens_replaced_by_fkey FOREIGN KEY (replaced_by) REFERENCES auth.refresh_tokens (hash) ON DELETE SET NULL
        DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE auth.password_reset_tokens
    ADD CONSTRAINT password_reset_tokens_account_id_fkey FOREIGN KEY (account_id) REFERENCES auth.users (id) ON DELETE CASCADE;
ALTER TABLE auth.second_factors
    ADD CONSTRAINT second_factors_account_id_fkey FOREIGN KEY (account_id) REFERENCES auth.users (id) ON DELETE CASCADE;

-- They stand in for the second factor, and go with it.
ALTER TABLE auth.recovery_codes
    ADD CONSTRAINT recovery_codes_account_id_fkey FOREIGN KEY (account_id) REFERENCES auth.second_factors (account_id) ON DELETE CASCADE;
