-- Invitations into the systems. Each lets one address in, once. The token is sent by mail and kept as a hash; who may
-- invite, and what an invitation gives, is said in the invitations.sql of each system, how it is used in invite.sql.
--
--   kind              target                      role
--   internal          internal.team_members       -; the member's row has it
--   core              core.tenants                core.roles.id
--   assist            assist.organizations        owner, admin, member
--   scaliyo_team      scaliyo.teams               admin, member
--   scaliyo_board     scaliyo.teamhub_boards      admin, member, viewer
--   taskjuggler_team  taskjuggler.teams           admin, member
--   taskjuggler_task  taskjuggler.tasks           -

CREATE TABLE auth.invitations (
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    kind        text        NOT NULL,
    target      uuid        NOT NULL,
    email       text        NOT NULL,
    role        text,
    details     jsonb       NOT NULL DEFAULT '{}',
    token_hash  bytea       NOT NULL,
    letters     integer     NOT NULL DEFAULT 1,
    invited_by  uuid,
    created_at  timestamptz NOT NULL DEFAULT now(),
    expires_at  timestamptz NOT NULL,
    accepted_at timestamptz,
    accepted_by uuid,
    revoked_at  timestamptz,

    CONSTRAINT invitations_pkey PRIMARY KEY (id),
    CONSTRAINT invitations_token_hash_key UNIQUE (token_hash),
    CONSTRAINT invitations_kind_check CHECK (kind IN (
        'internal', 'core', 'assist', 'scaliyo_team', 'scaliyo_board', 'taskjuggler_team', 'taskjuggler_task')),
    CONSTRAINT invitations_email_check CHECK (email = lower(email)),
    CONSTRAINT invitations_accepted_check CHECK (accepted_by IS NULL OR accepted_at IS NOT NULL),
    CONSTRAINT invitations_invited_by_fkey  FOREIGN KEY (invited_by)  REFERENCES auth.users (id) ON DELETE SET NULL,
    CONSTRAINT invitations_accepted_by_fkey FOREIGN KEY (accepted_by) REFERENCES auth.users (id) ON DELETE SET NULL
);

-- An address has one open invitation to a place: inviting again renews it.
CREATE UNIQUE INDEX invitations_open_key ON auth.invitations (target, kind, email) WHERE accepted_at IS NULL AND revoked_at IS NULL;

CREATE INDEX invitations_invited_by_idx  ON auth.invitations (invited_by, created_at);
CREATE INDEX invitations_accepted_by_idx ON auth.invitations (accepted_by);

-- Who asks for an account of their own accord, and has yet to show that the address is theirs. So no address is taken by
-- somebody who cannot read its mail.
CREATE TABLE auth.sign_ups (
    token_hash    bytea       NOT NULL,
    email         text        NOT NULL,
    display_name  text        NOT NULL,
    password_hash text        NOT NULL,
    created_at    timestamptz NOT NULL DEFAULT now(),
    expires_at    timestamptz NOT NULL,

    CONSTRAINT sign_ups_pkey PRIMARY KEY (token_hash)
);

CREATE INDEX sign_ups_email_idx      ON auth.sign_ups (email);
CREATE INDEX sign_ups_expires_at_idx ON auth.sign_ups (expires_at);

COMMENT ON TABLE auth.invitations IS 'Invitations into the five systems. Each lets one address in, once.';
COMMENT ON COLUMN auth.invitations.kind IS 'What the invitation is to.';
COMMENT ON COLUMN auth.invitations.target IS 'Key of the row that it is to; the kind says of which table.';
COMMENT ON COLUMN auth.invitations.email IS 'Whom it is for, in small letters.';
COMMENT ON COLUMN auth.invitations.role IS 'What the newcomer will be there.';
COMMENT ON COLUMN auth.invitations.details IS 'What the inviter said of the newcomer, for the row that is made of it.';
COMMENT ON COLUMN auth.invitations.token_hash IS 'SHA-256 of the token in the mail.';
COMMENT ON COLUMN auth.invitations.letters IS 'Mails sent within a day.';
COMMENT ON COLUMN auth.invitations.created_at IS 'When it was made, or last renewed.';
COMMENT ON COLUMN auth.invitations.revoked_at IS 'When it was taken back, or what it gave was.';
COMMENT ON TABLE auth.sign_ups IS 'Accounts that were asked for. They come to be when the address is confirmed.';
