-- Takes invitations back, but for their table.

DROP TRIGGER forget_invitations ON taskjuggler.team_invitations;
DROP TRIGGER forget_invitations ON taskjuggler.task_invitations;

DROP FUNCTION
    auth.revoke_invitation(uuid, timestamptz), auth.accept_invitation(bytea, uuid, timestamptz),
    auth.invite(text, uuid, text, text, jsonb, bytea, timestamptz),
    auth.inviter_may(auth.invitations), auth.may_revoke(auth.invitations), auth.may_invite(text, uuid, text),
    taskjuggler.forget_invitations(), taskjuggler.admit_to_task(auth.invitations, auth.users, timestamptz),
    taskjuggler.admit_to_team(auth.invitations, auth.users, timestamptz), taskjuggler.make_user(auth.users, timestamptz),
    taskjuggler.note_task_invitation(auth.invitations), taskjuggler.note_team_invitation(auth.invitations),
    taskjuggler.may_clear_task(uuid), taskjuggler.may_invite_to_task(uuid), taskjuggler.may_invite_to_team(uuid, text),
    scaliyo.admit_to_board(auth.invitations, auth.users, timestamptz), scaliyo.admit_to_team(auth.invitations, auth.users, timestamptz),
    scaliyo.has_profile(auth.users, timestamptz), scaliyo.note_board_invite(auth.invitations),
    scaliyo.note_team_invite(auth.invitations), scaliyo.may_invite_to_board(uuid, text), scaliyo.may_invite_to_team(uuid, text),
    assist.admit(auth.invitations, auth.users, timestamptz), assist.may_invite(uuid, text),
    core.admit(auth.invitations, auth.users, timestamptz), core.may_invite(uuid, text),
    internal.admit(auth.invitations, auth.users, timestamptz), internal.may_invite(uuid);
