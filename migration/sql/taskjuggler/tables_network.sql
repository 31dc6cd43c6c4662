-- TaskJuggler, the surroundings: marketplace, contacts, site health, actors, appointments, notifications, queues.

CREATE TABLE taskjuggler.marketplace_vendors (
    id                uuid           NOT NULL DEFAULT gen_random_uuid(),
    -- Type
    vendor_type       varchar(20)    NOT NULL, -- human, ai, hybrid
    -- Human vendors
    user_id           uuid,
    business_name     varchar(255),
    -- AI vendors
    ai_provider       varchar(50),             -- internal, botjob, alphasite, external
    ai_config         jsonb,
    -- Profile
    name              varchar(255)   NOT NULL,
    description       text,
    logo_url          varchar(500),
    -- Services
    categories        jsonb,
    services          jsonb                   DEFAULT '[]',
    -- Location (for human vendors)
    address           varchar(500),
    -- Pricing
    pricing_model     varchar(20),             -- fixed, hourly, quote, per_task
    base_rate         numeric(10, 2),
    currency          varchar(3)              DEFAULT 'USD',
    -- Status
    is_active         boolean                 DEFAULT true,
    is_verified       boolean                 DEFAULT false,
    -- Stats
    total_jobs        integer                 DEFAULT 0,
    completed_jobs    integer                 DEFAULT 0,
    average_rating    numeric(3, 2),
    -- Stripe Connect
    stripe_account_id varchar(255),

    created_at        timestamptz             DEFAULT now(),
    updated_at        timestamptz             DEFAULT now(),

    CONSTRAINT marketplace_vendors_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.marketplace_listings (
    id                    uuid           NOT NULL DEFAULT gen_random_uuid(),
    task_id               uuid,
    requestor_id          uuid           NOT NULL,
    -- Listing details
    title                 varchar(500)   NOT NULL,
    description           text,
    category              varchar(100),
    -- Requirements
    location_required     boolean                 DEFAULT false,
    location              jsonb,
    location_radius_miles integer,
    -- Budget
    budget_type           varchar(20),                            -- fixed, hourly, quote
    budget_min            numeric(10, 2),
    budget_max            numeric(10, 2),
    -- Status
    status                varchar(20)             DEFAULT 'open', -- open, assigned, completed, cancelled
    -- Assignment
    assigned_vendor_id    uuid,
    assigned_at           timestamptz,
    -- Timing
    needed_by             timestamptz,
    expires_at            timestamptz,

    created_at            timestamptz             DEFAULT now(),
    updated_at            timestamptz             DEFAULT now(),

    CONSTRAINT marketplace_listings_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.marketplace_bids (
    id                        uuid           NOT NULL DEFAULT gen_random_uuid(),
    listing_id                uuid           NOT NULL,
    vendor_id                 uuid           NOT NULL,
    -- Bid details
    amount                    numeric(10, 2) NOT NULL,
    currency                  varchar(3)              DEFAULT 'USD',
    message                   text,
    estimated_completion_days integer,
    -- Status
    status                    varchar(20)             DEFAULT 'pending', -- pending, accepted, rejected, withdrawn

    created_at                timestamptz             DEFAULT now(),
    updated_at                timestamptz             DEFAULT now(),

    CONSTRAINT marketplace_bids_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.ai_tool_configs (
    id         uuid         NOT NULL DEFAULT gen_random_uuid(),
    vendor_id  uuid         NOT NULL,
    tool_name  varchar(255) NOT NULL,
    tool_type  varchar(50)  NOT NULL, -- api, webhook, function
    config     jsonb        NOT NULL,
    is_active  boolean               DEFAULT true,
    created_at timestamptz           DEFAULT now(),
    updated_at timestamptz           DEFAULT now(),

    CONSTRAINT ai_tool_configs_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.ai_tool_executions (
    id             uuid        NOT NULL DEFAULT gen_random_uuid(),
    task_id        uuid        NOT NULL,
    tool_config_id uuid        NOT NULL,
    vendor_id      uuid        NOT NULL,
    -- Execution
    status         varchar(20)          DEFAULT 'pending', -- pending, running, completed, failed
    input_data     jsonb       NOT NULL,
    output_data    jsonb,
    error_message  text,
    -- Timing
    started_at     timestamptz,
    completed_at   timestamptz,

    created_at     timestamptz          DEFAULT now(),
    updated_at     timestamptz          DEFAULT now(),

    CONSTRAINT ai_tool_executions_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.transactions (
    id                       uuid           NOT NULL DEFAULT gen_random_uuid(),
    task_id                  uuid,
    listing_id               uuid,
    vendor_id                uuid           NOT NULL,
    requestor_id             uuid           NOT NULL,
    -- Payment
    amount                   numeric(10, 2) NOT NULL,
    currency                 varchar(3)              DEFAULT 'USD',
    payment_method           varchar(50)    NOT NULL,                   -- stripe_connect, stripe, manual
    stripe_payment_intent_id varchar(255),
    stripe_transfer_id       varchar(255),
    -- Status
    status                   varchar(20)             DEFAULT 'pending', -- pending, processing, completed, failed, refunded
    -- Metadata
    metadata                 jsonb                   DEFAULT '{}',

    created_at               timestamptz             DEFAULT now(),
    updated_at               timestamptz             DEFAULT now(),

    CONSTRAINT transactions_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.contact_lists (
    id          uuid         NOT NULL DEFAULT gen_random_uuid(),
    user_id     uuid         NOT NULL,
    name        varchar(255) NOT NULL,
    description text,
    created_at  timestamptz           DEFAULT now(),
    updated_at  timestamptz           DEFAULT now(),

    CONSTRAINT contact_lists_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.contact_list_members (
    id              uuid         NOT NULL DEFAULT gen_random_uuid(),
    contact_list_id uuid         NOT NULL,
    name            varchar(255) NOT NULL,
    email           varchar(255),
    phone           varchar(20),
    notes           text,
    metadata        jsonb                 DEFAULT '{}',
    created_at      timestamptz           DEFAULT now(),

    CONSTRAINT contact_list_members_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.sites (
    id           bigserial    NOT NULL,
    user_id      uuid         NOT NULL,
    name         varchar(255) NOT NULL,
    url          varchar(500) NOT NULL,
    auth_type    varchar(50)           DEFAULT 'none', -- none, basic, bearer, cookie
    auth_config  json,
    max_pages    integer,
    checks       json,
    last_scan_at timestamptz,
    created_at   timestamptz           DEFAULT now(),
    updated_at   timestamptz           DEFAULT now(),

    CONSTRAINT sites_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.scans (
    id              bigserial   NOT NULL,
    site_id         bigint      NOT NULL,
    status          varchar(50)          DEFAULT 'pending', -- pending, running, completed, failed
    started_at      timestamptz NOT NULL,
    completed_at    timestamptz,
    pages_scanned   integer              DEFAULT 0,
    total_pages     integer,
    health_score    integer              DEFAULT 0,
    category_scores json,
    issue_count     integer              DEFAULT 0,
    error           text,
    created_at      timestamptz          DEFAULT now(),
    updated_at      timestamptz          DEFAULT now(),

    CONSTRAINT scans_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.issues (
    id              bigserial     NOT NULL,
    scan_id         bigint        NOT NULL,
    site_id         bigint        NOT NULL,
    category        varchar(50)   NOT NULL,                -- accessibility, seo, performance, security
    severity        varchar(20)   NOT NULL,                -- critical, high, medium, low
    status          varchar(20)            DEFAULT 'open', -- open, fixed, ignored, false_positive
    title           varchar(500)  NOT NULL,
    message         text          NOT NULL,
    page_url        varchar(1000) NOT NULL,
    selector        varchar(500),
    html_context    text,
    wcag_criteria   json,
    fix_code        text,
    fix_explanation text,
    fix_confidence  integer,
    screenshot_url  varchar(500),
    created_at      timestamptz            DEFAULT now(),
    updated_at      timestamptz            DEFAULT now(),

    CONSTRAINT issues_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.scheduled_scans (
    id              bigserial   NOT NULL,
    site_id         bigint      NOT NULL,
    schedule_type   varchar(50) NOT NULL, -- daily, weekly, monthly, custom
    schedule_config json,
    is_active       boolean              DEFAULT true,
    next_scan_at    timestamptz,
    last_run_at     timestamptz,
    created_at      timestamptz          DEFAULT now(),
    updated_at      timestamptz          DEFAULT now(),

    CONSTRAINT scheduled_scans_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.actors (
    id              uuid         NOT NULL DEFAULT gen_random_uuid(),
    actor_type      varchar(50)  NOT NULL,                  -- HUMAN, AI_AGENT, TEAM, IOT_DEVICE, IOT_GATEWAY
    display_name    varchar(255) NOT NULL,
    capabilities    jsonb                 DEFAULT '[]',
    contact_methods json                  DEFAULT '[]',
    metadata        json                  DEFAULT '{}',
    authentication  json                  DEFAULT '{}',
    status          varchar(50)           DEFAULT 'ACTIVE', -- PENDING_CLAIM, ACTIVE, SUSPENDED, DELETED
    organization_id uuid,
    user_id         uuid,
    created_at      timestamptz           DEFAULT now(),
    updated_at      timestamptz           DEFAULT now(),

    CONSTRAINT actors_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.relationships (
    id                uuid          NOT NULL DEFAULT gen_random_uuid(),
    actor_a_id        uuid          NOT NULL,
    actor_b_id        uuid          NOT NULL,
    relationship_type varchar(50)   NOT NULL, -- OWNER, PEER, DELEGATE, WATCHER, VENDOR
    permissions       json                   DEFAULT '{}',
    established_via   varchar(50)   NOT NULL, -- CLAIM_CODE, INVITATION, ORGANIZATION, API
    trust_score       numeric(5, 2)          DEFAULT 50.00,
    task_count        integer                DEFAULT 0,
    expires_at        timestamptz,
    created_at        timestamptz            DEFAULT now(),
    updated_at        timestamptz            DEFAULT now(),

    CONSTRAINT relationships_pkey PRIMARY KEY (id),
    CONSTRAINT relationships_actor_a_id_actor_b_id_key UNIQUE (actor_a_id, actor_b_id)
);

CREATE TABLE taskjuggler.conversations (
    id         uuid         NOT NULL DEFAULT gen_random_uuid(),
    actor_a_id uuid         NOT NULL,
    actor_b_id uuid         NOT NULL,
    subject    varchar(500),
    status     varchar(50)           DEFAULT 'active', -- active, archived, closed
    created_at timestamptz           DEFAULT now(),
    updated_at timestamptz           DEFAULT now(),

    CONSTRAINT conversations_pkey PRIMARY KEY (id),
    CONSTRAINT conversations_actor_a_id_actor_b_id_key UNIQUE (actor_a_id, actor_b_id)
);

CREATE TABLE taskjuggler.messages (
    id              uuid        NOT NULL DEFAULT gen_random_uuid(),
    conversation_id uuid        NOT NULL,
    sender_actor_id uuid        NOT NULL,
    message_type    varchar(50)          DEFAULT 'text', -- text, task, file, system
    content         text        NOT NULL,
    metadata        json                 DEFAULT '{}',
    created_at      timestamptz          DEFAULT now(),

    CONSTRAINT messages_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.relationship_history (
    id                  uuid        NOT NULL DEFAULT gen_random_uuid(),
    relationship_id     uuid        NOT NULL,
    changed_by_actor_id uuid,
    change_type         varchar(50) NOT NULL, -- created, updated, permissions_changed, trust_updated
    old_values          json,
    new_values          json,
    created_at          timestamptz          DEFAULT now(),

    CONSTRAINT relationship_history_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.delegation_rules (
    id                 uuid        NOT NULL DEFAULT gen_random_uuid(),
    delegator_actor_id uuid        NOT NULL,
    delegatee_actor_id uuid        NOT NULL,
    conditions         json        NOT NULL,
    is_active          boolean              DEFAULT true,
    priority           integer              DEFAULT 100,
    created_at         timestamptz          DEFAULT now(),
    updated_at         timestamptz          DEFAULT now(),

    CONSTRAINT delegation_rules_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.claim_codes (
    id                 uuid        NOT NULL DEFAULT gen_random_uuid(),
    actor_id           uuid        NOT NULL,
    code               varchar(32) NOT NULL,
    claimed_by_user_id uuid,
    expires_at         timestamptz,
    is_used            boolean              DEFAULT false,
    created_at         timestamptz          DEFAULT now(),

    CONSTRAINT claim_codes_pkey PRIMARY KEY (id),
    CONSTRAINT claim_codes_code_key UNIQUE (code)
);

CREATE TABLE taskjuggler.appointment_types (
    id                    uuid           NOT NULL DEFAULT gen_random_uuid(),
    user_id               uuid           NOT NULL,
    name                  varchar(255)   NOT NULL,
    description           text,
    duration_minutes      integer                 DEFAULT 30,
    color                 varchar(7)              DEFAULT '#3B82F6',
    is_active             boolean                 DEFAULT true,
    -- Booking settings
    buffer_before_minutes integer                 DEFAULT 0,
    buffer_after_minutes  integer                 DEFAULT 0,
    advance_booking_days  integer                 DEFAULT 30,
    cancellation_hours    integer                 DEFAULT 24,
    -- Pricing
    price                 numeric(10, 2),
    currency              varchar(3)              DEFAULT 'USD',
    -- Public booking
    booking_slug          varchar(100)   NOT NULL,
    is_public             boolean                 DEFAULT true,

    created_at            timestamptz             DEFAULT now(),
    updated_at            timestamptz             DEFAULT now(),

    CONSTRAINT appointment_types_pkey PRIMARY KEY (id),
    CONSTRAINT appointment_types_booking_slug_key UNIQUE (booking_slug)
);

CREATE TABLE taskjuggler.availability_slots (
    id                  uuid        NOT NULL DEFAULT gen_random_uuid(),
    appointment_type_id uuid        NOT NULL,
    start_time          timestamptz NOT NULL,
    end_time            timestamptz NOT NULL,
    is_available        boolean              DEFAULT true,
    is_recurring        boolean              DEFAULT false,
    recurrence_pattern  json,
    created_at          timestamptz          DEFAULT now(),
    updated_at          timestamptz          DEFAULT now(),

    CONSTRAINT availability_slots_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.appointments (
    id                  uuid        NOT NULL DEFAULT gen_random_uuid(),
    appointment_type_id uuid        NOT NULL,
    user_id             uuid,
    start_time          timestamptz NOT NULL,
    end_time            timestamptz NOT NULL,
    status              varchar(20)          DEFAULT 'scheduled', -- scheduled, completed, cancelled, no_show
    notes               text,
    cancelled_at        timestamptz,
    cancellation_reason text,
    created_at          timestamptz          DEFAULT now(),
    updated_at          timestamptz          DEFAULT now(),

    CONSTRAINT appointments_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.direct_messages (
    id           uuid        NOT NULL DEFAULT gen_random_uuid(),
    sender_id    uuid        NOT NULL,
    recipient_id uuid        NOT NULL,
    message      text        NOT NULL,
    attachments  jsonb                DEFAULT '[]',
    is_read      boolean              DEFAULT false,
    read_at      timestamptz,
    created_at   timestamptz          DEFAULT now(),
    updated_at   timestamptz          DEFAULT now(),

    CONSTRAINT direct_messages_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.notifications (
    id         uuid         NOT NULL DEFAULT gen_random_uuid(),
    user_id    uuid         NOT NULL,
    type       varchar(50)  NOT NULL,
    title      varchar(255) NOT NULL,
    message    text         NOT NULL,
    data       jsonb                 DEFAULT '{}',
    is_read    boolean               DEFAULT false,
    read_at    timestamptz,
    created_at timestamptz           DEFAULT now(),

    CONSTRAINT notifications_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.cache (
    key        varchar(255) NOT NULL,
    value      text         NOT NULL,
    expiration integer      NOT NULL,

    CONSTRAINT cache_pkey PRIMARY KEY (key)
);

CREATE TABLE taskjuggler.cache_locks (
    key        varchar(255) NOT NULL,
    owner      varchar(255) NOT NULL,
    expiration integer      NOT NULL,

    CONSTRAINT cache_locks_pkey PRIMARY KEY (key)
);

CREATE TABLE taskjuggler.jobs (
    id           bigserial    NOT NULL,
    queue        varchar(255) NOT NULL,
    payload      text         NOT NULL,
    attempts     smallint     NOT NULL,
    reserved_at  integer,
    available_at integer      NOT NULL,
    created_at   integer      NOT NULL,

    CONSTRAINT jobs_pkey PRIMARY KEY (id)
);

CREATE TABLE taskjuggler.job_batches (
    id             varchar(255) NOT NULL,
    name           varchar(255) NOT NULL,
    total_jobs     integer      NOT NULL,
    pending_jobs   integer      NOT NULL,
    failed_jobs    integer      NOT NULL,
    failed_job_ids text         NOT NULL,
    options        text,
    cancelled_at   integer,
    created_at     integer      NOT NULL,
    finished_at    integer,

    CONSTRAINT job_batches_pkey PRIMARY KEY (id)
);
