-- Who sees accounts: everybody the own one, and those of the people whom they see as users or members of a system. The
-- questions below are asked under the policies of those systems. All other tables are for nobody.
-- The readable columns are listed, without password_hash; such a list must name xmin, the version of a row.

ALTER TABLE auth.users                 ENABLE ROW LEVEL SECURITY;
ALTER TABLE auth.sessions              ENABLE ROW LEVEL SECURITY;
ALTER TABLE auth.refresh_tokens        ENABLE ROW LEVEL SECURITY;
ALTER TABLE auth.identities            ENABLE ROW LEVEL SECURITY;
ALTER TABLE auth.signing_keys          ENABLE ROW LEVEL SECURITY;
ALTER TABLE auth.password_reset_tokens ENABLE ROW LEVEL SECURITY;
ALTER TABLE auth.second_factors        ENABLE ROW LEVEL SECURITY;
ALTER TABLE auth.recovery_codes        ENABLE ROW LEVEL SECURITY;
ALTER TABLE auth.attempts              ENABLE ROW LEVEL SECURITY;
ALTER TABLE auth.invitations           ENABLE ROW LEVEL SECURITY;
ALTER TABLE auth.sign_ups              ENABLE ROW LEVEL SECURITY;
ALTER TABLE auth.idempotency_keys      ENABLE ROW LEVEL SECURITY;

GRANT SELECT (xmin, id, email, display_name, avatar_url, created_at, updated_at) ON auth.users TO authenticated;
GRANT UPDATE (display_name, avatar_url, updated_at)                              ON auth.users TO authenticated;

CREATE POLICY users_update_own     ON auth.users FOR UPDATE TO authenticated USING (id = (SELECT auth.uid()));
CREATE POLICY users_select_visible ON auth.users FOR SELECT TO authenticated USING (
    id = (SELECT auth.uid())
    OR EXISTS (SELECT FROM internal.team_members m        WHERE m.user_id = users.id)
    OR EXISTS (SELECT FROM taskjuggler.users u            WHERE u.id = users.id)
    OR EXISTS (SELECT FROM core.users u                   WHERE u.id = users.id)
    OR EXISTS (SELECT FROM assist.users u                 WHERE u.id = users.id)
    OR EXISTS (SELECT FROM scaliyo.profiles p             WHERE p.id = users.id)
    OR EXISTS (SELECT FROM scaliyo.team_members m         WHERE m.user_id = users.id)
    OR EXISTS (SELECT FROM scaliyo.teamhub_flow_members m WHERE m.user_id = users.id)
);
