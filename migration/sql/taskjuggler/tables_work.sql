-- TaskJuggler, the work: accounts, inbox, routing, tasks, teams.

CREATE TABLE taskjuggler.users (
    id                 uuid         NOT NULL DEFAULT gen_random_uuid(),
    email              varchar(255) NOT NULL,
    password           varchar(255) NOT NULL,
    name               varchar(255) NOT NULL,
    phone              varchar(20),
    timezone           varchar(50)           DEFAULT 'America/New_York',
    -- Subscription
    plan               varchar(50)           DEFAULT 'free', -- free, pro, enterprise
    plan_expires_at    timestamptz,
    stripe_customer_id varchar(255),
    -- Settings (JSONB)
    settings           jsonb                 DEFAULT '{}',

    created_at         timestamptz           DEFAULT now(),
    updated_at         timestamptz           DEFAULT now(),

    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_email_key UNIQUE (email)
);

CREATE TABLE taskjuggler.profiles (
    id           uuid         NOT NULL DEFAULT gen_random_uuid(),
    user_id      uuid,
    type         varchar(50)           DEFAULT 'personal', -- personal, organization, company
    display_name varchar(255),
    bio          text,
    avatar_url   varchar(500),
    website      varchar(255),
    metadata     jsonb                 DEFAULT '{}',
    created_at   timestamptz           DEFAULT now(),
    updated_at   timestamptz           DEFAULT now(),

    CONSTRAINT profiles_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.password_reset_tokens (
    email      varchar(255) NOT NULL,
    token      varchar(255) NOT NULL,
    created_at timestamp,

    CONSTRAINT password_reset_tokens_pkey PRIMARY KEY (email)
);

CREATE TABLE taskjuggler.sessions (
    id            varchar(255) NOT NULL,
    user_id       uuid,
    ip_address    varchar(45),
    user_agent    text,
    payload       text         NOT NULL,
    last_activity integer      NOT NULL,

    CONSTRAINT sessions_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.personal_access_tokens (
    id             bigserial    NOT NULL,
    tokenable_type varchar(255) NOT NULL,
    tokenable_id   uuid         NOT NULL,
    name           varchar(255) NOT NULL,
    token          varchar(64)  NOT NULL,
    abilities      text[],
    last_used_at   timestamptz,
    expires_at     timestamptz,
    created_at     timestamptz,
    updated_at     timestamptz,

    CONSTRAINT personal_access_tokens_pkey PRIMARY KEY (id),
    CONSTRAINT personal_access_tokens_token_key UNIQUE (token)
);

CREATE TABLE taskjuggler.assistant_channels (
    id                 uuid         NOT NULL DEFAULT gen_random_uuid(),
    user_id            uuid         NOT NULL,
    channel_type       varchar(20)  NOT NULL, -- phone, email, sms
    -- Phone (Twilio)
    phone_number       varchar(20),
    twilio_sid         varchar(50),
    -- Email (SendGrid)
    email_address      varchar(255),
    -- Settings
    is_active          boolean               DEFAULT true,
    greeting_message   text,
    voicemail_greeting text,

    created_at         timestamptz           DEFAULT now(),

    CONSTRAINT assistant_channels_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.inbox_items (
    id                 uuid         NOT NULL DEFAULT gen_random_uuid(),
    user_id            uuid         NOT NULL,
    -- Source
    source_type        varchar(20)  NOT NULL,                       -- phone, email, sms
    source_id          varchar(255),
    channel_id         uuid,
    -- Sender
    from_identifier    varchar(255) NOT NULL,
    from_name          varchar(255),
    -- Content
    subject            varchar(500),
    body               text         NOT NULL,
    attachments        jsonb                 DEFAULT '[]',
    -- AI Processing
    extracted_data     jsonb,
    processing_status  varchar(20)           DEFAULT 'pending',     -- pending, processing, completed, failed
    processing_error   text,
    -- Routing
    routed_to_task_id  uuid,
    routing_rule_id    uuid,
    -- Auto-response
    auto_response_sent boolean               DEFAULT false,
    auto_response_text text,
    -- Status
    status             varchar(20)           DEFAULT 'unprocessed', -- unprocessed, processed, dismissed, created_task

    received_at        timestamptz  NOT NULL,
    processed_at       timestamptz,
    created_at         timestamptz           DEFAULT now(),

    CONSTRAINT inbox_items_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.routing_rules (
    id              uuid         NOT NULL DEFAULT gen_random_uuid(),
    user_id         uuid         NOT NULL,
    name            varchar(100) NOT NULL,
    description     text,
    priority        integer               DEFAULT 100,
    is_active       boolean               DEFAULT true,
    -- Conditions (JSONB)
    conditions      jsonb        NOT NULL,
    -- Actions (JSONB)
    actions         jsonb        NOT NULL,
    -- Stats
    times_matched   integer               DEFAULT 0,
    last_matched_at timestamptz,

    created_at      timestamptz           DEFAULT now(),
    updated_at      timestamptz           DEFAULT now(),

    CONSTRAINT routing_rules_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.tasks (
    id                     uuid         NOT NULL DEFAULT gen_random_uuid(),
    title                  varchar(500) NOT NULL,
    description            text,
    status                 varchar(20)           DEFAULT 'pending', -- pending, in_progress, completed, cancelled
    priority               varchar(20)           DEFAULT 'normal',  -- low, normal, high, urgent
    -- Ownership
    requestor_id           uuid         NOT NULL,
    owner_id               uuid,
    team_id                uuid,
    team_member_id         uuid,
    marketplace_vendor_id  uuid,
    marketplace_listing_id uuid,
    -- Source tracking
    source_type            varchar(20),                             -- phone, email, sms, web, api
    source_channel_id      uuid,
    source_channel         varchar(50),
    source_channel_ref     text,
    metadata               jsonb                 DEFAULT '{}',
    tags                   jsonb                 DEFAULT '[]',
    -- Process/Project integration
    process_id             uuid,
    process_step_id        varchar(255),
    project_id             uuid,
    -- Dates
    due_date               timestamptz,
    started_at             timestamptz,
    completed_at           timestamptz,

    created_at             timestamptz           DEFAULT now(),
    updated_at             timestamptz           DEFAULT now(),
    deleted_at             timestamptz,

    CONSTRAINT tasks_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.task_messages (
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    task_id     uuid        NOT NULL,
    user_id     uuid        NOT NULL,
    message     text        NOT NULL,
    attachments jsonb                DEFAULT '[]',
    created_at  timestamptz          DEFAULT now(),
    updated_at  timestamptz          DEFAULT now(),

    CONSTRAINT task_messages_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.task_message_reads (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    message_id uuid        NOT NULL,
    user_id    uuid        NOT NULL,
    read_at    timestamptz          DEFAULT now(),

    CONSTRAINT task_message_reads_pkey PRIMARY KEY (id),
    CONSTRAINT task_message_reads_message_id_user_id_key UNIQUE (message_id, user_id)
);

CREATE TABLE taskjuggler.task_actions (
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    task_id     uuid        NOT NULL,
    user_id     uuid,
    action_type varchar(50) NOT NULL,
    action_data jsonb                DEFAULT '{}',
    created_at  timestamptz          DEFAULT now(),

    CONSTRAINT task_actions_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.task_invitations (
    id          uuid         NOT NULL DEFAULT gen_random_uuid(),
    task_id     uuid         NOT NULL,
    email       varchar(255),
    phone       varchar(20),
    invite_code varchar(32)  NOT NULL,
    invited_by  uuid         NOT NULL,
    status      varchar(20)           DEFAULT 'pending', -- pending, accepted, declined, expired
    expires_at  timestamptz,
    created_at  timestamptz           DEFAULT now(),
    updated_at  timestamptz           DEFAULT now(),

    CONSTRAINT task_invitations_pkey PRIMARY KEY (id),
    CONSTRAINT task_invitations_invite_code_key UNIQUE (invite_code)
);

CREATE TABLE taskjuggler.teams (
    id          uuid         NOT NULL DEFAULT gen_random_uuid(),
    name        varchar(255) NOT NULL,
    description varchar(500),
    avatar_url  varchar(500),
    created_by  uuid,
    created_at  timestamptz           DEFAULT now(),
    updated_at  timestamptz           DEFAULT now(),

    CONSTRAINT teams_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.team_members (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    team_id    uuid        NOT NULL,
    user_id    uuid        NOT NULL,
    is_admin   boolean              DEFAULT false,
    joined_at  timestamptz          DEFAULT now(),
    created_at timestamptz          DEFAULT now(),
    updated_at timestamptz          DEFAULT now(),

    CONSTRAINT team_members_pkey PRIMARY KEY (id),
    CONSTRAINT team_members_team_id_user_id_key UNIQUE (team_id, user_id)
);

CREATE TABLE taskjuggler.team_invitations (
    id          uuid         NOT NULL DEFAULT gen_random_uuid(),
    team_id     uuid         NOT NULL,
    email       varchar(255),
    phone       varchar(20),
    invite_code varchar(32)  NOT NULL,
    invited_by  uuid         NOT NULL,
    status      varchar(20)           DEFAULT 'pending', -- pending, accepted, declined, expired
    expires_at  timestamptz,
    created_at  timestamptz           DEFAULT now(),
    updated_at  timestamptz           DEFAULT now(),

    CONSTRAINT team_invitations_pkey PRIMARY KEY (id),
    CONSTRAINT team_invitations_invite_code_key UNIQUE (invite_code)
);
