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

CREATE TABLE auth.signing_keys (
    kid         text        NOT NULL,
    algorithm   text        NOT NULL,
    private_key bytea       NOT NULL,
    public_key  bytea       NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    signs_from  timestamptz NOT NULL DEFAULT now(),
    retired_at  timestamptz,

    CONSTRAINT signing_keys_pkey PRIMARY KEY (kid),
    CONSTRAINT signing_keys_algorithm_check CHECK (algorithm IN ('EdDSA'))
);
