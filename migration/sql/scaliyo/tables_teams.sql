-- Scaliyo, working together: teams, boards, integrations, strategy, support, audit.

-- Teams -------------------------------------------------------------------------------------------

CREATE TABLE scaliyo.teams (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    name       text        NOT NULL,
    owner_id   uuid        NOT NULL,
    created_at timestamptz          DEFAULT now(),

    CONSTRAINT teams_pkey PRIMARY KEY (id)
);

CREATE TABLE scaliyo.team_members (
    id        uuid        NOT NULL DEFAULT gen_random_uuid(),
    team_id   uuid        NOT NULL,
    user_id   uuid        NOT NULL,
    role      text        NOT NULL DEFAULT 'member', -- owner, admin, member
    joined_at timestamptz          DEFAULT now(),

    CONSTRAINT team_members_pkey PRIMARY KEY (id),
    CONSTRAINT team_members_team_id_user_id_key UNIQUE (team_id, user_id)
);

CREATE TABLE scaliyo.team_invites (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    team_id    uuid        NOT NULL,
    email      text        NOT NULL,
    invited_by uuid        NOT NULL,
    role       text        NOT NULL DEFAULT 'member',
    status     text        NOT NULL DEFAULT 'pending', -- pending, accepted, declined
    created_at timestamptz          DEFAULT now(),
    expires_at timestamptz          DEFAULT now() + interval '7 days',

    CONSTRAINT team_invites_pkey PRIMARY KEY (id),
    CONSTRAINT team_invites_team_id_email_key UNIQUE (team_id, email)
);

-- Team Hub (Kanban) -------------------------------------------------------------------------------

CREATE TABLE scaliyo.teamhub_boards (
    id           uuid        NOT NULL DEFAULT gen_random_uuid(),
    workspace_id uuid,
    name         text        NOT NULL DEFAULT 'Untitled Board',
    created_by   uuid        NOT NULL,
    template_id  uuid,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT teamhub_boards_pkey PRIMARY KEY (id)
);

CREATE TABLE scaliyo.teamhub_lists (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    board_id   uuid        NOT NULL,
    name       text        NOT NULL DEFAULT 'Untitled List',
    position   integer     NOT NULL DEFAULT 0,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT teamhub_lists_pkey PRIMARY KEY (id)
);

CREATE TABLE scaliyo.teamhub_cards (
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    board_id    uuid        NOT NULL,
    list_id     uuid        NOT NULL,
    title       text        NOT NULL,
    description text,
    position    integer     NOT NULL DEFAULT 0,
    due_date    date,
    priority    text,
    labels      jsonb                DEFAULT '[]',
    is_archived boolean     NOT NULL DEFAULT false,
    created_by  uuid        NOT NULL,
    card_color  text,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT teamhub_cards_pkey PRIMARY KEY (id),
    CONSTRAINT teamhub_cards_priority_check CHECK (priority IN ('low', 'medium', 'high'))
);

CREATE TABLE scaliyo.teamhub_comments (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    card_id    uuid        NOT NULL,
    user_id    uuid        NOT NULL,
    body       text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT teamhub_comments_pkey PRIMARY KEY (id)
);

CREATE TABLE scaliyo.teamhub_activity (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    board_id   uuid        NOT NULL,
    card_id    uuid,
    user_id    uuid,
    action     text        NOT NULL,
    details    jsonb                DEFAULT '{}',
    created_at timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT teamhub_activity_pkey PRIMARY KEY (id)
);

CREATE TABLE scaliyo.teamhub_card_members (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    card_id    uuid        NOT NULL,
    user_id    uuid        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT teamhub_card_members_pkey PRIMARY KEY (id),
    CONSTRAINT teamhub_card_members_card_id_user_id_key UNIQUE (card_id, user_id)
);

CREATE TABLE scaliyo.teamhub_flow_members (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    flow_id    uuid        NOT NULL,
    user_id    uuid        NOT NULL,
    role       text        NOT NULL DEFAULT 'viewer', -- owner, admin, member, viewer
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT teamhub_flow_members_pkey PRIMARY KEY (id),
    CONSTRAINT teamhub_flow_members_flow_id_user_id_key UNIQUE (flow_id, user_id)
);

CREATE TABLE scaliyo.teamhub_invites (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    flow_id    uuid        NOT NULL,
    email      text        NOT NULL,
    role       text        NOT NULL DEFAULT 'member',  -- admin, member, viewer
    invited_by uuid        NOT NULL,
    status     text        NOT NULL DEFAULT 'pending', -- pending, accepted
    created_at timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT teamhub_invites_pkey PRIMARY KEY (id),
    CONSTRAINT teamhub_invites_flow_id_email_key UNIQUE (flow_id, email)
);

CREATE TABLE scaliyo.teamhub_item_leads (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    item_id    uuid        NOT NULL,
    lead_id    uuid        NOT NULL,
    is_active  boolean     NOT NULL DEFAULT true,
    created_at timestamptz          DEFAULT now(),

    CONSTRAINT teamhub_item_leads_pkey PRIMARY KEY (id)
);

CREATE TABLE scaliyo.teamhub_flow_templates (
    id             uuid        NOT NULL DEFAULT gen_random_uuid(),
    name           text        NOT NULL,
    type           text        NOT NULL DEFAULT 'system', -- system, user
    structure_json jsonb       NOT NULL DEFAULT '{}',
    created_by     uuid,
    created_at     timestamptz          DEFAULT now(),

    CONSTRAINT teamhub_flow_templates_pkey PRIMARY KEY (id)
);

-- Integrations & Webhooks -------------------------------------------------------------------------

CREATE TABLE scaliyo.integrations (
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    owner_id    uuid        NOT NULL,
    provider    text        NOT NULL,
    category    text        NOT NULL,
    status      text        NOT NULL DEFAULT 'disconnected', -- connected, disconnected, error
    credentials jsonb       NOT NULL DEFAULT '{}',
    metadata    jsonb       NOT NULL DEFAULT '{}',
    created_at  timestamptz          DEFAULT now(),
    updated_at  timestamptz          DEFAULT now(),

    CONSTRAINT integrations_pkey PRIMARY KEY (id),
    CONSTRAINT integrations_owner_id_provider_key UNIQUE (owner_id, provider)
);

CREATE TABLE scaliyo.webhooks (
    id            uuid        NOT NULL DEFAULT gen_random_uuid(),
    owner_id      uuid        NOT NULL,
    name          text        NOT NULL,
    url           text        NOT NULL,
    trigger_event text        NOT NULL,
    is_active     boolean              DEFAULT true,
    secret        text,
    last_fired    timestamptz,
    success_rate  real                 DEFAULT 100.0,
    fire_count    integer              DEFAULT 0,
    fail_count    integer              DEFAULT 0,
    created_at    timestamptz          DEFAULT now(),
    updated_at    timestamptz          DEFAULT now(),

    CONSTRAINT webhooks_pkey PRIMARY KEY (id)
);

-- Strategy Hub ------------------------------------------------------------------------------------

CREATE TABLE scaliyo.strategy_tasks (
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id     uuid        NOT NULL,
    title       text        NOT NULL,
    priority    text        NOT NULL DEFAULT 'normal', -- urgent, high, normal, low
    deadline    date,
    completed   boolean     NOT NULL DEFAULT false,
    lead_id     uuid,
    assigned_to uuid,
    team_id     uuid,
    status      text        NOT NULL DEFAULT 'todo',   -- todo, in_progress, done
    card_color  text,
    created_at  timestamptz          DEFAULT now(),

    CONSTRAINT strategy_tasks_pkey PRIMARY KEY (id)
);

CREATE TABLE scaliyo.strategy_notes (
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id     uuid        NOT NULL,
    content     text        NOT NULL,
    lead_name   text,
    team_id     uuid,
    author_name text,
    card_color  text,
    created_at  timestamptz          DEFAULT now(),

    CONSTRAINT strategy_notes_pkey PRIMARY KEY (id)
);

-- Support (Super Admin) ---------------------------------------------------------------------------

CREATE TABLE scaliyo.support_sessions (
    id             uuid        NOT NULL DEFAULT gen_random_uuid(),
    admin_id       uuid        NOT NULL,
    target_user_id uuid        NOT NULL,
    reason         text        NOT NULL DEFAULT '',
    access_level   text        NOT NULL DEFAULT 'read_only',
    started_at     timestamptz NOT NULL DEFAULT now(),
    expires_at     timestamptz NOT NULL DEFAULT now() + interval '2 hours',
    ended_at       timestamptz,
    is_active      boolean     NOT NULL DEFAULT true,
    metadata       jsonb                DEFAULT '{}',
    created_at     timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT support_sessions_pkey PRIMARY KEY (id),
    CONSTRAINT support_sessions_access_level_check CHECK (access_level IN ('read_only', 'debug'))
);

CREATE TABLE scaliyo.support_audit_logs (
    id             uuid        NOT NULL DEFAULT gen_random_uuid(),
    session_id     uuid,
    admin_id       uuid        NOT NULL,
    target_user_id uuid        NOT NULL,
    action         text        NOT NULL,
    resource_type  text,
    resource_id    text,
    details        jsonb                DEFAULT '{}',
    created_at     timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT support_audit_logs_pkey PRIMARY KEY (id)
);

-- Audit -------------------------------------------------------------------------------------------

CREATE TABLE scaliyo.audit_logs (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id    uuid,
    team_id    uuid,
    action     text        NOT NULL,
    details    text,
    created_at timestamptz          DEFAULT now(),

    CONSTRAINT audit_logs_pkey PRIMARY KEY (id)
);
