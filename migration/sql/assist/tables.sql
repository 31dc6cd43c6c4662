-- Assist: organizations, spaces, areas, tasks, pages, documents, conversations, arena.

CREATE TABLE assist.area_memberships (
    id         text        NOT NULL,
    area_id    text        NOT NULL,
    user_id    text,
    group_id   uuid,
    role       text        NOT NULL DEFAULT 'member', -- owner, admin, member, viewer
    invited_by text,
    created_at timestamptz          DEFAULT now(),

    CONSTRAINT area_memberships_pkey PRIMARY KEY (id),
    CONSTRAINT area_memberships_user_xor_group CHECK ((user_id IS NOT NULL AND group_id IS NULL) OR (user_id IS NULL AND group_id IS NOT NULL))
);

CREATE TABLE assist.areas (
    id            text        NOT NULL,
    space_id      text        NOT NULL,
    name          text        NOT NULL,
    order_index   integer              DEFAULT 0,
    user_id       text        NOT NULL,
    created_at    timestamptz          DEFAULT now(),
    updated_at    timestamptz          DEFAULT now(),
    deleted_at    timestamptz,
    is_general    boolean              DEFAULT false,
    slug          text,
    user_uuid     uuid,
    is_restricted boolean     NOT NULL DEFAULT false,
    created_by    text,

    CONSTRAINT areas_pkey PRIMARY KEY (id)
);

CREATE TABLE assist.arena_battle_models (
    battle_id text    NOT NULL,
    model_id  text    NOT NULL,
    position  integer NOT NULL,

    CONSTRAINT arena_battle_models_pkey PRIMARY KEY (battle_id, model_id)
);

CREATE TABLE assist.arena_battles (
    id         text        NOT NULL,
    prompt     text        NOT NULL,
    models     jsonb       NOT NULL DEFAULT '[]',
    responses  jsonb       NOT NULL DEFAULT '[]',
    settings   jsonb       NOT NULL DEFAULT '{}',
    status     text        NOT NULL DEFAULT 'pending',
    pinned     boolean     NOT NULL DEFAULT false,
    user_id    text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    deleted_at timestamptz,
    user_uuid  uuid,
    team_id    text,

    CONSTRAINT arena_battles_pkey PRIMARY KEY (id)
);

CREATE TABLE assist.audit_events (
    id            uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id       text        NOT NULL,
    event_type    text        NOT NULL,
    resource_type text        NOT NULL,
    resource_id   text        NOT NULL,
    action        text        NOT NULL,
    created_at    timestamptz          DEFAULT now(),

    CONSTRAINT audit_events_pkey PRIMARY KEY (id)
);

CREATE TABLE assist.conversations (
    id                   text        NOT NULL,
    user_id              text        NOT NULL,
    title                text        NOT NULL DEFAULT 'New Conversation',
    model                text        NOT NULL DEFAULT 'claude-sonnet-4-20250514',
    messages             jsonb       NOT NULL DEFAULT '[]',
    pinned               boolean     NOT NULL DEFAULT false,
    continued_from_id    text,
    continuation_summary text,
    refreshed_at         timestamptz,
    team_id              text,
    tags                 text[]               DEFAULT '{}',
    created_at           timestamptz NOT NULL DEFAULT now(),
    updated_at           timestamptz NOT NULL DEFAULT now(),
    deleted_at           timestamptz,
    space_id             text,
    last_viewed_at       timestamptz,
    user_uuid            uuid,
    focus_area_id        text,
    task_id              text,

    CONSTRAINT conversations_pkey PRIMARY KEY (id)
);

CREATE TABLE assist.document_area_shares (
    id                 text        NOT NULL,
    document_id        text        NOT NULL,
    area_id            text        NOT NULL,
    shared_by          text        NOT NULL,
    shared_at          timestamptz          DEFAULT now(),
    notifications_sent boolean              DEFAULT false,

    CONSTRAINT document_area_shares_pkey PRIMARY KEY (id),
    CONSTRAINT document_area_shares_document_id_area_id_key UNIQUE (document_id, area_id)
);

CREATE TABLE assist.documents (
    id           text        NOT NULL,
    user_id      text        NOT NULL,
    filename     text        NOT NULL,
    mime_type    text        NOT NULL,
    file_size    integer     NOT NULL,
    char_count   integer     NOT NULL,
    page_count   integer,
    content      text        NOT NULL,
    content_hash text        NOT NULL,
    truncated    boolean              DEFAULT false,
    created_at   timestamptz          DEFAULT now(),
    updated_at   timestamptz          DEFAULT now(),
    deleted_at   timestamptz,
    user_uuid    uuid,
    visibility   text        NOT NULL DEFAULT 'private', -- private, areas, space
    space_id     text,

    CONSTRAINT documents_pkey PRIMARY KEY (id)
);

CREATE TABLE assist.email_logs (
    id                  uuid        NOT NULL DEFAULT gen_random_uuid(),
    org_id              uuid,
    user_id             uuid,
    email_type          text        NOT NULL,
    recipient_email     text        NOT NULL,
    subject             text        NOT NULL,
    sendgrid_message_id text,
    status              text        NOT NULL DEFAULT 'pending',
    error_message       text,
    metadata            jsonb                DEFAULT '{}',
    created_at          timestamptz          DEFAULT now(),
    sent_at             timestamptz,

    CONSTRAINT email_logs_pkey PRIMARY KEY (id)
);

CREATE TABLE assist.focus_areas (
    id          text        NOT NULL,
    space_id    text        NOT NULL,
    name        text        NOT NULL,
    order_index integer              DEFAULT 0,
    user_id     text        NOT NULL,
    created_at  timestamptz          DEFAULT now(),
    updated_at  timestamptz          DEFAULT now(),
    deleted_at  timestamptz,
    is_general  boolean              DEFAULT false,
    slug        text,

    CONSTRAINT focus_areas_pkey PRIMARY KEY (id)
);

CREATE TABLE assist.group_memberships (
    group_id  uuid        NOT NULL,
    user_id   uuid        NOT NULL,
    role      text                 DEFAULT 'member',
    joined_at timestamptz          DEFAULT now(),

    CONSTRAINT group_memberships_pkey PRIMARY KEY (group_id, user_id)
);

CREATE TABLE assist.groups (
    id              uuid        NOT NULL DEFAULT gen_random_uuid(),
    organization_id uuid        NOT NULL,
    name            text        NOT NULL,
    description     text,
    system_prompt   text,
    litellm_team_id text,
    allowed_tiers   text[],
    settings        jsonb                DEFAULT '{}',
    created_at      timestamptz          DEFAULT now(),
    updated_at      timestamptz          DEFAULT now(),

    CONSTRAINT groups_pkey PRIMARY KEY (id)
);

CREATE TABLE assist.llm_usage (
    id                        uuid        NOT NULL DEFAULT gen_random_uuid(),
    organization_id           uuid        NOT NULL,
    user_id                   uuid        NOT NULL,
    conversation_id           text,
    model                     text        NOT NULL,
    request_type              text        NOT NULL DEFAULT 'chat', -- chat, arena, second-opinion
    prompt_tokens             integer     NOT NULL DEFAULT 0,
    completion_tokens         integer     NOT NULL DEFAULT 0,
    total_tokens              integer     NOT NULL DEFAULT 0,
    cache_creation_tokens     integer              DEFAULT 0,
    cache_read_tokens         integer              DEFAULT 0,
    estimated_cost_millicents integer              DEFAULT 0,
    created_at                timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT llm_usage_pkey PRIMARY KEY (id)
);

CREATE TABLE assist.model_rankings (
    user_id       text        NOT NULL,
    model_id      text        NOT NULL,
    wins          integer     NOT NULL DEFAULT 0,
    losses        integer     NOT NULL DEFAULT 0,
    ties          integer     NOT NULL DEFAULT 0,
    total_battles integer     NOT NULL DEFAULT 0,
    user_wins     integer     NOT NULL DEFAULT 0,
    user_losses   integer     NOT NULL DEFAULT 0,
    ai_wins       integer     NOT NULL DEFAULT 0,
    ai_losses     integer     NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),
    user_uuid     uuid,
    elo_rating    integer     NOT NULL DEFAULT 1500,

    CONSTRAINT model_rankings_pkey PRIMARY KEY (user_id, model_id)
);

CREATE TABLE assist.org_memberships (
    id              uuid        NOT NULL DEFAULT gen_random_uuid(),
    organization_id uuid        NOT NULL,
    user_id         uuid        NOT NULL,
    role            text                 DEFAULT 'member',
    created_at      timestamptz          DEFAULT now(),
    updated_at      timestamptz          DEFAULT now(),

    CONSTRAINT org_memberships_pkey PRIMARY KEY (id),
    CONSTRAINT org_memberships_organization_id_user_id_key UNIQUE (organization_id, user_id)
);

CREATE TABLE assist.organizations (
    id                     uuid           NOT NULL DEFAULT gen_random_uuid(),
    name                   text           NOT NULL,
    slug                   text           NOT NULL,
    settings               jsonb                   DEFAULT '{}',
    created_at             timestamptz             DEFAULT now(),
    updated_at             timestamptz             DEFAULT now(),
    deleted_at             timestamptz,
    system_prompt          text,
    allowed_tiers          text[]                  DEFAULT ARRAY['basic', 'standard', 'premium'], -- basic, standard, premium
    monthly_budget         numeric(10, 2),
    budget_alert_threshold integer                 DEFAULT 80,
    budget_hard_limit      boolean                 DEFAULT false,
    model_tier_assignments jsonb                   DEFAULT '{}',

    CONSTRAINT organizations_pkey PRIMARY KEY (id),
    CONSTRAINT organizations_slug_key UNIQUE (slug)
);

CREATE TABLE assist.page_conversations (
    id              text        NOT NULL,
    page_id         text        NOT NULL,
    conversation_id text        NOT NULL,
    relationship    text        NOT NULL, -- source, discussion, reference
    created_at      timestamptz          DEFAULT now(),

    CONSTRAINT page_conversations_pkey PRIMARY KEY (id),
    CONSTRAINT page_conversations_page_id_conversation_id_relationship_key UNIQUE (page_id, conversation_id, relationship)
);

CREATE TABLE assist.page_group_shares (
    id         text        NOT NULL,
    page_id    text        NOT NULL,
    group_id   uuid        NOT NULL,
    permission text        NOT NULL DEFAULT 'viewer',
    shared_by  text        NOT NULL,
    shared_at  timestamptz          DEFAULT now(),
    created_at timestamptz          DEFAULT now(),

    CONSTRAINT page_group_shares_pkey PRIMARY KEY (id)
);

CREATE TABLE assist.page_user_shares (
    id         text        NOT NULL,
    page_id    text        NOT NULL,
    user_id    text        NOT NULL,
    permission text        NOT NULL DEFAULT 'viewer',
    shared_by  text        NOT NULL,
    shared_at  timestamptz          DEFAULT now(),
    created_at timestamptz          DEFAULT now(),

    CONSTRAINT page_user_shares_pkey PRIMARY KEY (id)
);

CREATE TABLE assist.page_versions (
    id             text        NOT NULL,
    page_id        text        NOT NULL,
    content        jsonb       NOT NULL,
    content_text   text,
    title          text        NOT NULL,
    word_count     integer              DEFAULT 0,
    created_by     text        NOT NULL,
    version_number integer     NOT NULL,
    change_summary text,
    created_at     timestamptz          DEFAULT now(),

    CONSTRAINT page_versions_pkey PRIMARY KEY (id),
    CONSTRAINT page_versions_page_id_version_number_key UNIQUE (page_id, version_number)
);

CREATE TABLE assist.pages (
    id         text        NOT NULL,
    user_id    text        NOT NULL,
    area_id    text        NOT NULL,
    title      text        NOT NULL,
    content    jsonb       NOT NULL DEFAULT '{"type":"doc","content":[]}',
    page_type  text        NOT NULL DEFAULT 'general',
    visibility text        NOT NULL DEFAULT 'private', -- private, shared
    word_count integer              DEFAULT 0,
    created_at timestamptz          DEFAULT now(),
    updated_at timestamptz          DEFAULT now(),
    deleted_at timestamptz,
    task_id    text,

    CONSTRAINT pages_pkey PRIMARY KEY (id)
);

CREATE TABLE assist.password_reset_attempts (
    id           uuid        NOT NULL DEFAULT gen_random_uuid(),
    email        text        NOT NULL,
    ip_address   text,
    attempted_at timestamptz          DEFAULT now(),

    CONSTRAINT password_reset_attempts_pkey PRIMARY KEY (id)
);

CREATE TABLE assist.password_reset_tokens (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id    uuid        NOT NULL,
    token_hash text        NOT NULL,
    expires_at timestamptz NOT NULL,
    created_at timestamptz          DEFAULT now(),
    used_at    timestamptz,

    CONSTRAINT password_reset_tokens_pkey PRIMARY KEY (id)
);

CREATE TABLE assist.related_tasks (
    id                text        NOT NULL,
    source_task_id    text        NOT NULL,
    target_task_id    text        NOT NULL,
    relationship_type text        NOT NULL DEFAULT 'related', -- related, blocks, depends_on, informs
    created_at        timestamptz          DEFAULT now(),

    CONSTRAINT related_tasks_pkey PRIMARY KEY (id),
    CONSTRAINT related_tasks_source_task_id_target_task_id_relationship_ty_key UNIQUE (source_task_id, target_task_id, relationship_type)
);

CREATE TABLE assist.routing_decisions (
    id                        uuid         NOT NULL DEFAULT gen_random_uuid(),
    created_at                timestamptz  NOT NULL DEFAULT now(),
    user_id                   uuid         NOT NULL,
    organization_id           uuid,
    conversation_id           uuid,
    provider                  varchar(50)  NOT NULL,
    conversation_turn         integer      NOT NULL DEFAULT 1,
    selected_model            varchar(100) NOT NULL,
    tier                      varchar(20)  NOT NULL, -- simple, medium, complex
    score                     integer      NOT NULL,
    confidence                real         NOT NULL,
    reasoning                 text,
    query_length              integer,
    request_succeeded         boolean,
    response_tokens           integer,
    estimated_cost_millicents integer,

    CONSTRAINT routing_decisions_pkey PRIMARY KEY (id)
);

CREATE TABLE assist.space_memberships (
    id         text        NOT NULL DEFAULT 'sm_' || gen_random_uuid()::text,
    space_id   text        NOT NULL,
    user_id    uuid,
    group_id   uuid,
    role       text        NOT NULL DEFAULT 'member', -- owner, admin, member, guest
    invited_by uuid,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT space_memberships_pkey PRIMARY KEY (id),
    CONSTRAINT space_memberships_user_xor_group CHECK ((user_id IS NOT NULL AND group_id IS NULL) OR (user_id IS NULL AND group_id IS NOT NULL))
);

CREATE TABLE assist.spaces (
    id                   text        NOT NULL,
    user_id              text        NOT NULL,
    name                 text        NOT NULL,
    type                 text        NOT NULL,
    slug                 text        NOT NULL,
    context_document_ids text[]               DEFAULT '{}',
    order_index          integer     NOT NULL DEFAULT 0,
    created_at           timestamptz          DEFAULT now(),
    updated_at           timestamptz          DEFAULT now(),
    deleted_at           timestamptz,
    user_uuid            uuid,
    space_type           text                 DEFAULT 'personal', -- personal, organization, project
    organization_id      uuid,

    CONSTRAINT spaces_pkey PRIMARY KEY (id)
);

CREATE TABLE assist.task_documents (
    id           text        NOT NULL,
    task_id      text        NOT NULL,
    document_id  text        NOT NULL,
    context_role text        NOT NULL DEFAULT 'reference', -- reference, input, output
    context_note text,
    created_at   timestamptz          DEFAULT now(),

    CONSTRAINT task_documents_pkey PRIMARY KEY (id),
    CONSTRAINT task_documents_task_id_document_id_key UNIQUE (task_id, document_id)
);

CREATE TABLE assist.tasks (
    id                      text        NOT NULL,
    title                   text        NOT NULL,
    status                  text        NOT NULL DEFAULT 'active',
    priority                text                 DEFAULT 'normal',
    color                   text        NOT NULL,
    due_date                timestamptz,
    due_date_type           text,
    completed_at            timestamptz,
    completion_notes        text,
    source_type             text        NOT NULL DEFAULT 'manual',
    source_assist_id        text,
    source_conversation_id  text,
    linked_conversation_ids text[]               DEFAULT '{}',
    parent_task_id          text,
    subtask_type            text                 DEFAULT 'conversation',
    subtask_order           integer              DEFAULT 0,
    context_summary         text,
    area_id                 text,
    planning_data           jsonb,
    space_id                text        NOT NULL,
    user_id                 text        NOT NULL,
    last_activity_at        timestamptz          DEFAULT now(),
    created_at              timestamptz          DEFAULT now(),
    updated_at              timestamptz          DEFAULT now(),
    deleted_at              timestamptz,
    description             text,
    stale_dismissed_at      timestamptz,
    estimated_effort        varchar(20), -- quick, short, medium, long, multi_day
    approach_chosen_at      timestamptz,
    user_uuid               uuid,

    CONSTRAINT tasks_pkey PRIMARY KEY (id)
);

CREATE TABLE assist.tool_result_cache (
    id               text        NOT NULL,
    conversation_id  text        NOT NULL,
    user_id          text        NOT NULL,
    tool_name        text        NOT NULL,
    params_hash      text        NOT NULL,
    full_result      text        NOT NULL,
    access_count     integer              DEFAULT 1,
    created_at       timestamptz          DEFAULT now(),
    last_accessed_at timestamptz          DEFAULT now(),
    expires_at       timestamptz          DEFAULT now() + interval '24 hours',

    CONSTRAINT tool_result_cache_pkey PRIMARY KEY (id)
);

CREATE TABLE assist.user_id_mappings (
    legacy_id  text        NOT NULL,
    user_id    uuid        NOT NULL,
    created_at timestamptz          DEFAULT now(),

    CONSTRAINT user_id_mappings_pkey PRIMARY KEY (legacy_id)
);

CREATE TABLE assist.users (
    id              uuid         NOT NULL DEFAULT gen_random_uuid(),
    organization_id uuid         NOT NULL,
    email           text         NOT NULL,
    username        text         NOT NULL,
    display_name    text,
    password_hash   text,
    status          text                  DEFAULT 'active',
    last_login_at   timestamptz,
    settings        jsonb                 DEFAULT '{}',
    created_at      timestamptz           DEFAULT now(),
    updated_at      timestamptz           DEFAULT now(),
    deleted_at      timestamptz,
    preferences     jsonb                 DEFAULT '{}',
    first_name      varchar(100),
    last_name       varchar(100),

    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_organization_id_email_key UNIQUE (organization_id, email),
    CONSTRAINT users_organization_id_username_key UNIQUE (organization_id, username)
);
