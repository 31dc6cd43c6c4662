-- Who may hand which rows to whom. A giver's rule opens no more than the UPDATE policies of the table; the receiver's is what
-- the INSERT policies ask of who makes such a row.
--
-- Not here, because changing the column leaves the row in sight, so that policies allow it: assignees of Selify internal,
-- owners and assignees of CodeOps (everybody reads the team, or the tenant), places of tasks within a space of Assist.
-- Not here, because nothing says that it may be: rows of one tenant to another; conversations and battles of Assist, which are
-- with nobody else; leads of Scaliyo and what hangs from them (messages, invoices, colours belong to the same account);
-- mailboxes, channels, sites, contacts and rules, which are the account's own.

-- Selify internal: a view, to any active member.
SELECT handover.offer('internal.saved_views', ARRAY['owner_id'],
    giver    => $$ owner_id = internal.member_id() $$,
    target   => $$ EXISTS (SELECT FROM internal.team_members m WHERE m.id = saved_views.owner_id AND m.status = 'active') $$);

-- Assist: by its owner, or who administers the place, to somebody who could have made it there. Personal spaces stay.
SELECT handover.offer('assist.tasks', ARRAY['user_id', 'user_uuid'],
    giver    => $$ user_id = ANY (assist.own_ids()) OR area_id = ANY (assist.area_ids('admin')) OR area_id IS NULL AND space_id = ANY (assist.space_ids('admin')) $$,
    receiver => $$ user_id = assist.user_id()::text AND user_uuid = assist.user_id()
               AND (area_id = ANY (assist.area_ids('member')) OR area_id IS NULL AND space_id = ANY (assist.space_ids('member'))) $$);
SELECT handover.offer('assist.areas', ARRAY['user_id', 'user_uuid'],
    giver    => $$ user_id = ANY (assist.own_ids()) AND space_id = ANY (assist.space_ids('member')) OR id = ANY (assist.area_ids('owner')) $$,
    receiver => $$ user_id = assist.user_id()::text AND user_uuid = assist.user_id() AND space_id = ANY (assist.space_ids('member')) $$);
SELECT handover.offer('assist.spaces', ARRAY['user_id', 'user_uuid'],
    giver    => $$ space_type <> 'personal' AND (user_id = ANY (assist.own_ids()) OR id = ANY (assist.space_ids('owner'))) $$,
    receiver => $$ user_id = assist.user_id()::text AND user_uuid = assist.user_id() AND id = ANY (assist.space_ids('member')) $$);
SELECT handover.offer('assist.pages', ARRAY['user_id'],
    giver    => $$ user_id = ANY (assist.own_ids()) $$,
    receiver => $$ user_id = assist.user_id()::text AND area_id = ANY (assist.area_ids('member')) $$);
SELECT handover.offer('assist.documents', ARRAY['user_id', 'user_uuid'],
    giver    => $$ user_id = ANY (assist.own_ids()) $$,
    target   => $$ EXISTS (SELECT FROM assist.users u WHERE u.id = documents.user_uuid
                           AND (u.organization_id = ANY (assist.organization_ids('member')) OR u.id = ANY (assist.outside_user_ids()))) $$,
    receiver => $$ user_id = assist.user_id()::text AND user_uuid = assist.user_id() AND (space_id IS NULL OR space_id = ANY (assist.space_ids('member'))) $$);

-- Scaliyo: a task, by its user or the team that has it, to colleagues; a team, by its owner to one of its administrators.
SELECT handover.offer('scaliyo.strategy_tasks', ARRAY['assigned_to', 'team_id'],
    giver    => $$ user_id = scaliyo.account_id() OR team_id = ANY (scaliyo.team_ids('owner', 'admin', 'member')) $$,
    target   => $$ (assigned_to IS NULL OR assigned_to = old_row.assigned_to OR assigned_to = ANY (scaliyo.colleague_ids()))
               AND (team_id IS NULL OR team_id = old_row.team_id OR team_id = ANY (scaliyo.team_ids('owner', 'admin', 'member'))) $$);
SELECT handover.offer('scaliyo.teams', ARRAY['owner_id'],
    giver    => $$ owner_id = scaliyo.account_id() $$,
    receiver => $$ owner_id = scaliyo.account_id() AND id = ANY (scaliyo.team_ids('admin')) $$,
    also     => $$ UPDATE scaliyo.team_members m SET role = CASE m.user_id WHEN new_row.owner_id THEN 'owner' ELSE 'admin' END
                   WHERE m.team_id = old_row.id AND m.user_id IN (old_row.owner_id, new_row.owner_id); $$);

-- TaskJuggler: a task, by who asked for it, does it or has it in the team, to people and teams of the caller; a vendor gets it
-- by a bid. A team, by its creator to one of its administrators.
SELECT handover.offer('taskjuggler.tasks', ARRAY['owner_id', 'team_id', 'team_member_id'],
    giver    => $$ requestor_id = auth.uid() OR owner_id = auth.uid() OR team_id = ANY (taskjuggler.team_ids()) OR team_member_id = ANY (taskjuggler.team_member_ids()) $$,
    target   => $$ (owner_id IS NULL OR owner_id = old_row.owner_id OR owner_id = ANY (taskjuggler.contact_ids()))
               AND (team_id IS NULL OR team_id = old_row.team_id OR team_id = ANY (taskjuggler.team_ids()))
               AND (team_member_id IS NULL OR EXISTS (
                       SELECT FROM taskjuggler.team_members m
                       WHERE m.id = tasks.team_member_id AND m.team_id = coalesce(tasks.team_id, m.team_id)
                         AND (m.id = old_row.team_member_id OR m.team_id = ANY (taskjuggler.team_ids())))) $$);
SELECT handover.offer('taskjuggler.teams', ARRAY['created_by'],
    giver    => $$ created_by = auth.uid() $$,
    receiver => $$ created_by = auth.uid() AND id = ANY (taskjuggler.admin_team_ids()) $$);
