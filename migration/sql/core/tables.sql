-- CodeOps: tenants, outcomes, hypotheses, decisions, stakeholders.

CREATE TABLE core.tenants (
    id         uuid         NOT NULL,
    name       varchar(255) NOT NULL,
    slug       varchar(255) NOT NULL,
    logo_url   varchar(255),
    settings   text,
    status     varchar(255), -- ACTIVE, SUSPENDED, TRIAL, CANCELLED
    created_at timestamptz,
    updated_at timestamptz,

    CONSTRAINT tenants_pkey PRIMARY KEY (id),
    CONSTRAINT tenants_name_key UNIQUE (name),
    CONSTRAINT tenants_slug_key UNIQUE (slug)
);

CREATE TABLE core.roles (
    id             uuid         NOT NULL,
    tenant_id      uuid,
    code           varchar(255) NOT NULL,
    name           varchar(255) NOT NULL,
    description    varchar(255),
    category       varchar(255) NOT NULL, -- SYSTEM, EXECUTIVE, PRODUCT, ENGINEERING, UX, QA, DATA, BUSINESS, STAKEHOLDER, CUSTOM
    level          varchar(255) NOT NULL,
    is_system_role boolean,
    created_at     timestamptz,

    CONSTRAINT roles_pkey PRIMARY KEY (id),
    CONSTRAINT roles_tenant_id_code_key UNIQUE (tenant_id, code)
);

CREATE TABLE core.permissions (
    id          uuid         NOT NULL,
    code        varchar(255) NOT NULL,
    name        varchar(255) NOT NULL,
    description varchar(255),
    category    varchar(255) NOT NULL,

    CONSTRAINT permissions_pkey PRIMARY KEY (id),
    CONSTRAINT permissions_code_key UNIQUE (code)
);

CREATE TABLE core.role_permissions (
    role_id       uuid NOT NULL,
    permission_id uuid NOT NULL,

    CONSTRAINT role_permissions_pkey PRIMARY KEY (role_id, permission_id)
);

CREATE TABLE core.users (
    id            uuid         NOT NULL,
    tenant_id     uuid         NOT NULL,
    email         varchar(255) NOT NULL,
    password_hash varchar(255) NOT NULL,
    first_name    varchar(255) NOT NULL,
    last_name     varchar(255) NOT NULL,
    title         varchar(255),
    department    varchar(255),
    avatar_url    varchar(255),
    role_id       uuid         NOT NULL,
    manager_id    uuid,
    is_active     boolean,
    last_login_at timestamptz,
    refresh_token varchar(255),
    created_at    timestamptz,
    updated_at    timestamptz,

    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_tenant_id_email_key UNIQUE (tenant_id, email)
);

CREATE TABLE core.teams (
    id          uuid         NOT NULL,
    tenant_id   uuid         NOT NULL,
    name        varchar(255) NOT NULL,
    slug        varchar(255) NOT NULL,
    description varchar(255),
    icon_url    varchar(255),
    color       varchar(255),
    lead_id     uuid,
    is_active   boolean,
    settings    text,
    created_at  timestamptz,
    updated_at  timestamptz,

    CONSTRAINT teams_pkey PRIMARY KEY (id),
    CONSTRAINT teams_tenant_id_slug_key UNIQUE (tenant_id, slug)
);

CREATE TABLE core.team_members (
    id          uuid         NOT NULL,
    team_id     uuid         NOT NULL,
    user_id     uuid         NOT NULL,
    team_role   varchar(255) NOT NULL, -- LEAD, MEMBER, OBSERVER
    joined_at   timestamptz,
    added_by_id uuid,

    CONSTRAINT team_members_pkey PRIMARY KEY (id),
    CONSTRAINT team_members_team_id_user_id_key UNIQUE (team_id, user_id)
);

CREATE TABLE core.outcomes (
    id                uuid         NOT NULL,
    tenant_id         uuid         NOT NULL,
    title             varchar(500) NOT NULL,
    description       text,
    success_criteria  text,
    target_metrics    text,
    current_metrics   text,
    status            varchar(255) NOT NULL, -- DRAFT, NOT_STARTED, IN_PROGRESS, VALIDATING, VALIDATED, INVALIDATED, ABANDONED
    priority          varchar(255) NOT NULL, -- CRITICAL, HIGH, MEDIUM, LOW, BACKLOG
    team_id           uuid,
    owner_id          uuid,
    target_date       date,
    started_at        timestamptz,
    validated_at      timestamptz,
    invalidated_at    timestamptz,
    validation_notes  text,
    validated_by_id   uuid,
    invalidated_by_id uuid,
    external_refs     text,
    tags              text,
    created_at        timestamptz,
    updated_at        timestamptz,
    created_by_id     uuid,

    CONSTRAINT outcomes_pkey PRIMARY KEY (id)
);

CREATE TABLE core.hypotheses (
    id                   uuid         NOT NULL,
    tenant_id            uuid         NOT NULL,
    outcome_id           uuid         NOT NULL,
    title                varchar(500) NOT NULL,
    belief               text         NOT NULL,
    expected_result      text         NOT NULL,
    measurement_criteria text,
    status               varchar(255) NOT NULL,
    priority             varchar(255) NOT NULL, -- CRITICAL, HIGH, MEDIUM, LOW
    owner_id             uuid,
    experiment_config    text,
    experiment_results   text,
    blocked_reason       text,
    conclusion_notes     text,
    external_refs        text,
    tags                 text,
    started_at           timestamptz,
    deployed_at          timestamptz,
    measuring_started_at timestamptz,
    concluded_at         timestamptz,
    concluded_by_id      uuid,
    created_at           timestamptz,
    updated_at           timestamptz,
    created_by_id        uuid,

    CONSTRAINT hypotheses_pkey PRIMARY KEY (id)
);

CREATE TABLE core.decisions (
    id                 uuid         NOT NULL,
    tenant_id          uuid         NOT NULL,
    title              varchar(500) NOT NULL,
    description        text,
    context            text,
    options            text,
    status             varchar(255) NOT NULL, -- NEEDS_INPUT, UNDER_DISCUSSION, DECIDED, IMPLEMENTED, DEFERRED, CANCELLED
    priority           varchar(255) NOT NULL, -- BLOCKING, HIGH, NORMAL, LOW
    decision_type      varchar(255),
    owner_id           uuid,
    assigned_to_id     uuid,
    outcome_id         uuid,
    hypothesis_id      uuid,
    team_id            uuid,
    sla_hours          integer,
    due_at             timestamptz,
    escalation_level   integer,
    escalated_at       timestamptz,
    escalated_to_id    uuid,
    decided_by_id      uuid,
    decided_at         timestamptz,
    decision_rationale text,
    selected_option    text,
    blocked_items      text,
    external_refs      text,
    tags               text,
    created_at         timestamptz,
    updated_at         timestamptz,
    created_by_id      uuid,

    CONSTRAINT decisions_pkey PRIMARY KEY (id)
);

CREATE TABLE core.decision_comments (
    id          uuid         NOT NULL,
    decision_id uuid         NOT NULL,
    author_id   uuid         NOT NULL,
    parent_id   uuid,
    content     text         NOT NULL,
    option_id   varchar(255),
    is_edited   boolean,
    created_at  timestamptz,
    updated_at  timestamptz,

    CONSTRAINT decision_comments_pkey PRIMARY KEY (id)
);

CREATE TABLE core.stakeholders (
    id                       uuid             NOT NULL,
    tenant_id                uuid             NOT NULL,
    name                     varchar(255)     NOT NULL,
    email                    varchar(255)     NOT NULL,
    title                    varchar(255),
    organization             varchar(255),
    phone                    varchar(255),
    avatar_url               varchar(255),
    type                     varchar(255)     NOT NULL, -- INTERNAL, EXTERNAL, EXECUTIVE, CUSTOMER, REGULATORY, TECHNICAL
    user_id                  uuid,
    expertise                text,
    preferred_contact_method varchar(255),
    availability_notes       text,
    timezone                 varchar(255),
    decisions_pending        integer,
    decisions_completed      integer,
    decisions_escalated      integer,
    avg_response_time_hours  double precision,
    last_decision_at         timestamptz,
    is_active                boolean,
    notes                    text,
    external_refs            text,
    created_at               timestamptz,
    updated_at               timestamptz,
    created_by_id            uuid,

    CONSTRAINT stakeholders_pkey PRIMARY KEY (id)
);

CREATE TABLE core.audit_logs (
    id           uuid         NOT NULL,
    tenant_id    uuid         NOT NULL,
    actor_id     uuid,
    actor_name   varchar(255),
    actor_email  varchar(255),
    action       varchar(255) NOT NULL,
    entity_type  varchar(255) NOT NULL,
    entity_id    uuid         NOT NULL,
    entity_title varchar(255),
    description  text,
    old_values   text,
    new_values   text,
    ip_address   varchar(255),
    user_agent   varchar(255),
    request_id   varchar(255),
    timestamp    timestamptz  NOT NULL,

    CONSTRAINT audit_logs_pkey PRIMARY KEY (id)
);
