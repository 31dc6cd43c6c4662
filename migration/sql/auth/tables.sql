-- An account signs in; its rows in the five systems bear the same id.

CREATE TABLE auth.users (
    id              uuid        NOT NULL DEFAULT gen_random_uuid(),
    email           text        NOT NULL,
    display_name    text        NOT NULL DEFAULT '',
    avatar_url      text,
    password_hash   text,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    last_sign_in_at timestamptz,
    disabled_at     timestamptz,

    CONSTRAINT users_pkey PRIMARY KEY (id)
);

CREATE TABLE auth.sessions (
    id           uuid        NOT NULL DEFAULT gen_random_uuid(),
    account_id   uuid        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    last_used_at timestamptz NOT NULL DEFAULT now(),
    expires_at   timestamptz NOT NULL,
    revoked_at   timestamptz,
    user_agent   text,
    ip           inet,

    CONSTRAINT sessions_pkey PRIMARY KEY (id)
);

-- A chain: using a token replaces it. A used token that comes again was stolen, and ends its session.
CREATE TABLE auth.refresh_tokens (
    hash        bytea       NOT NULL,
    session_id  uuid        NOT NULL,
    issued_at   timestamptz NOT NULL DEFAULT now(),
    expires_at  timestamptz NOT NULL,
    used_at     timestamptz,
    replaced_by bytea,

    CONSTRAINT refresh_tokens_pkey PRIMARY KEY (hash)
);

-- Whom another issuer means. A subject is one account's; an account may have several.
CREATE TABLE auth.identities (
    issuer     text        NOT NULL,
    subject    text        NOT NULL,
    account_id uuid        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT identities_pkey PRIMARY KEY (issuer, subject)
);

CREATE TABLE auth.signing_keys (
    kid         text        NOT NULL,
    algorithm   text        NOT NULL,
    private_key text        NOT NULL,
    public_key  bytea       NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    signs_from  timestamptz NOT NULL DEFAULT now(),
    retired_at  timestamptz,

    CONSTRAINT signing_keys_pkey PRIMARY KEY (kid),
    CONSTRAINT signing_keys_algorithm_check CHECK (algorithm IN ('EdDSA'))
);

-- A link in a mail, good for one use. Those of Assist, which its document has, could serve its users alone.
CREATE TABLE auth.password_reset_tokens (
    hash       bytea       NOT NULL,
    account_id uuid        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,

    CONSTRAINT password_reset_tokens_pkey PRIMARY KEY (hash)
);

CREATE TABLE auth.second_factors (
    account_id   uuid        NOT NULL,
    secret       text        NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    confirmed_at timestamptz,
    last_step    bigint      NOT NULL DEFAULT 0,

    CONSTRAINT second_factors_pkey PRIMARY KEY (account_id)
);

CREATE TABLE auth.recovery_codes (
    account_id uuid        NOT NULL,
    hash       bytea       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    used_at    timestamptz,

    CONSTRAINT recovery_codes_pkey PRIMARY KEY (account_id, hash)
);

-- Counted in a fixed number of buckets, so that the table cannot be filled. Room in each page lets counting stay there.
CREATE TABLE auth.attempts (
    kind    text        NOT NULL,
    bucket  integer     NOT NULL,
    count   integer     NOT NULL,
    ends_at timestamptz NOT NULL,

    CONSTRAINT attempts_pkey PRIMARY KEY (kind, bucket),
    CONSTRAINT attempts_kind_check CHECK (kind IN ('address', 'email', 'password', 'code', 'sign_up'))
) WITH (fillfactor = 70);
