-- Selify internal, the work: approvals, tasks, the team.

CREATE TABLE internal.approval_outcomes (
    id                         uuid          NOT NULL DEFAULT gen_random_uuid(),
    created_at                 timestamptz   NOT NULL DEFAULT now(),
    approval_request_id        uuid          NOT NULL,
    ai_recommendation          text,
    ai_confidence              numeric(3, 2),
    ai_tier_assigned           integer,
    ai_reasoning               text,
    human_decision             text,
    human_decision_at          timestamptz,
    human_decision_by          uuid,
    was_override               boolean                DEFAULT false,
    override_reason            text,
    outcome_correct            boolean,
    outcome_verified_at        timestamptz,
    outcome_verification_notes text,
    metadata                   jsonb                  DEFAULT '{}',

    CONSTRAINT approval_outcomes_pkey PRIMARY KEY (id),
    CONSTRAINT approval_outcomes_approval_request_id_key UNIQUE (approval_request_id)
);

CREATE TABLE internal.approval_policies (
    id                         uuid          NOT NULL DEFAULT gen_random_uuid(),
    created_at                 timestamptz   NOT NULL DEFAULT now(),
    updated_at                 timestamptz   NOT NULL DEFAULT now(),
    name                       text          NOT NULL,
    description                text,
    is_active                  boolean                DEFAULT true,
    context_type               text          NOT NULL,
    context_pattern            text,
    base_tier                  integer                DEFAULT 2,
    confidence_threshold_tier0 numeric(3, 2)          DEFAULT 0.98,
    confidence_threshold_tier1 numeric(3, 2)          DEFAULT 0.95,
    confidence_threshold_tier2 numeric(3, 2)          DEFAULT 0.85,
    auto_approve_low_risk      boolean                DEFAULT true,
    require_tests_pass         boolean                DEFAULT true,
    max_auto_approve_per_hour  integer                DEFAULT 10,
    escalation_after_minutes   integer                DEFAULT 60,
    notify_on_escalation       boolean                DEFAULT true,
    override_window_minutes    integer                DEFAULT 60,
    created_by                 uuid,

    CONSTRAINT approval_policies_pkey PRIMARY KEY (id),
    CONSTRAINT approval_policies_name_key UNIQUE (name)
);

CREATE TABLE internal.approval_requests (
    id                   uuid          NOT NULL DEFAULT gen_random_uuid(),
    workspace_id         uuid          NOT NULL,
    action               text          NOT NULL,
    context              jsonb         NOT NULL,
    reason               text          NOT NULL,
    status               text          NOT NULL DEFAULT 'pending',
    resolved_by          uuid,
    resolution_notes     text,
    resolved_at          timestamptz,
    expires_at           timestamptz            DEFAULT now() + interval '24 hours',
    created_at           timestamptz            DEFAULT now(),
    tier                 integer                DEFAULT 3,
    policy_id            uuid,
    auto_approved_at     timestamptz,
    override_window_ends timestamptz,
    escalated_at         timestamptz,
    escalation_reason    text,
    batch_id             uuid,
    request_type         text                   DEFAULT 'manual',
    title                text,
    description          text,
    source_system        text                   DEFAULT 'manual',
    source_id            text,
    source_url           text,
    ai_recommendation    text,
    ai_confidence        numeric(4, 3),
    ai_reasoning         text,
    ai_metadata          jsonb                  DEFAULT '{}',
    risk_level           text                   DEFAULT 'medium',
    required_approvals   integer                DEFAULT 1,
    current_approvals    integer                DEFAULT 0,
    temporal_workflow_id text,
    temporal_run_id      text,
    action_payload       jsonb                  DEFAULT '{}',
    metadata             jsonb                  DEFAULT '{}',
    updated_at           timestamptz            DEFAULT now(),

    CONSTRAINT approval_requests_pkey PRIMARY KEY (id)
);

CREATE TABLE internal.approval_votes (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    created_at timestamptz NOT NULL DEFAULT now(),
    request_id uuid        NOT NULL,
    voter_id   uuid        NOT NULL,
    vote       text        NOT NULL,
    comment    text,

    CONSTRAINT approval_votes_pkey PRIMARY KEY (id),
    CONSTRAINT approval_votes_request_id_voter_id_key UNIQUE (request_id, voter_id)
);

CREATE TABLE internal.confidence_calibration (
    id                      uuid          NOT NULL DEFAULT gen_random_uuid(),
    computed_at             timestamptz   NOT NULL DEFAULT now(),
    context_type            text          NOT NULL,
    context_pattern         text,
    period_start            timestamptz   NOT NULL,
    period_end              timestamptz   NOT NULL,
    total_decisions         integer                DEFAULT 0,
    correct_decisions       integer                DEFAULT 0,
    false_positives         integer                DEFAULT 0,
    false_negatives         integer                DEFAULT 0,
    human_overrides         integer                DEFAULT 0,
    calibration_score       numeric(5, 4),
    accuracy_rate           numeric(5, 4),
    override_rate           numeric(5, 4),
    avg_confidence          numeric(3, 2),
    confidence_distribution jsonb                  DEFAULT '{}',

    CONSTRAINT confidence_calibration_pkey PRIMARY KEY (id),
    CONSTRAINT confidence_calibration_context_type_context_pattern_period__key UNIQUE (context_type, context_pattern, period_start, period_end)
);

CREATE TABLE internal.saved_views (
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    owner_id    uuid,
    name        text        NOT NULL,
    description text,
    icon        text,
    color       text,
    filters     jsonb       NOT NULL DEFAULT '{}',
    columns     text[]               DEFAULT '{title,status,priority,assignee_id}',
    sort_by     text                 DEFAULT 'created_at',
    sort_order  text                 DEFAULT 'desc',
    is_public   boolean              DEFAULT false,
    is_default  boolean              DEFAULT false,
    position    integer              DEFAULT 0,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT pm_saved_filters_pkey PRIMARY KEY (id)
);

CREATE TABLE internal.task_activities (
    id            uuid                      NOT NULL DEFAULT gen_random_uuid(),
    issue_id      uuid                      NOT NULL,
    actor_id      uuid,
    actor_type    text                      NOT NULL DEFAULT 'human',
    actor_name    text,
    activity_type internal.pm_activity_type NOT NULL,
    field_name    text,
    old_value     text,
    new_value     text,
    content       text,
    content_html  text,
    metadata      jsonb                              DEFAULT '{}',
    created_at    timestamptz               NOT NULL DEFAULT now(),

    CONSTRAINT pm_issue_activities_pkey PRIMARY KEY (id)
);

CREATE TABLE internal.task_attachments (
    id            uuid        NOT NULL DEFAULT gen_random_uuid(),
    issue_id      uuid        NOT NULL,
    comment_id    uuid,
    uploaded_by   uuid,
    filename      text        NOT NULL,
    file_type     text,
    file_size     integer,
    storage_path  text        NOT NULL,
    url           text,
    width         integer,
    height        integer,
    thumbnail_url text,
    metadata      jsonb                DEFAULT '{}',
    created_at    timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT pm_issue_attachments_pkey PRIMARY KEY (id)
);

CREATE TABLE internal.task_comments (
    id           uuid        NOT NULL DEFAULT gen_random_uuid(),
    issue_id     uuid        NOT NULL,
    author_id    uuid,
    author_type  text        NOT NULL DEFAULT 'human',
    author_name  text,
    content      text        NOT NULL,
    content_html text,
    parent_id    uuid,
    reactions    jsonb                DEFAULT '{}',
    edited_at    timestamptz,
    edit_count   integer              DEFAULT 0,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    deleted_at   timestamptz,

    CONSTRAINT pm_issue_comments_pkey PRIMARY KEY (id)
);

CREATE TABLE internal.task_links (
    id              uuid        NOT NULL DEFAULT gen_random_uuid(),
    source_issue_id uuid        NOT NULL,
    target_issue_id uuid,
    target_url      text,
    target_title    text,
    link_type       text        NOT NULL,
    created_by      uuid,
    created_at      timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT pm_issue_links_pkey PRIMARY KEY (id)
);

CREATE TABLE internal.task_time_entries (
    id          uuid          NOT NULL DEFAULT gen_random_uuid(),
    issue_id    uuid          NOT NULL,
    user_id     uuid,
    user_type   text                   DEFAULT 'human',
    hours       numeric(6, 2) NOT NULL,
    started_at  timestamptz,
    ended_at    timestamptz,
    description text,
    billable    boolean                DEFAULT false,
    created_at  timestamptz   NOT NULL DEFAULT now(),

    CONSTRAINT pm_issue_time_entries_pkey PRIMARY KEY (id)
);

CREATE TABLE internal.tasks (
    id                      uuid                       NOT NULL DEFAULT gen_random_uuid(),
    issue_number            integer                    NOT NULL DEFAULT nextval('internal.pm_issues_issue_number_seq'),
    title                   text                       NOT NULL,
    description             text,
    issue_type              internal.pm_issue_type     NOT NULL DEFAULT 'task',
    status                  internal.pm_issue_status   NOT NULL DEFAULT 'backlog',
    priority                internal.pm_issue_priority NOT NULL DEFAULT 'medium',
    labels                  text[]                              DEFAULT '{}',
    assignee_id             uuid,
    assignee_type           text                                DEFAULT 'human',
    ai_agent_id             text,
    reporter_id             uuid,
    source                  internal.pm_issue_source   NOT NULL DEFAULT 'manual',
    source_id               text,
    source_url              text,
    parent_id               uuid,
    due_date                timestamptz,
    started_at              timestamptz,
    completed_at            timestamptz,
    sla_deadline            timestamptz,
    sla_breached            boolean                             DEFAULT false,
    story_points            integer,
    estimated_hours         numeric(6, 2),
    actual_hours            numeric(6, 2),
    branch_name             text,
    pr_url                  text,
    pr_number               integer,
    pr_status               text,
    commit_sha              text,
    ai_analysis             jsonb                               DEFAULT '{}',
    ai_confidence           numeric(3, 2),
    ai_summary              text,
    ai_suggested_fix        text,
    ai_estimated_complexity text,
    ai_automatable          boolean,
    ai_requires_human       boolean                             DEFAULT false,
    ai_attempts             integer                             DEFAULT 0,
    ai_last_error           text,
    custom_fields           jsonb                               DEFAULT '{}',
    metadata                jsonb                               DEFAULT '{}',
    watchers                uuid[]                              DEFAULT '{}',
    environment             text,
    affected_services       text[],
    affected_repos          text[],
    resolution              text,
    resolution_type         text,
    duplicate_of            uuid,
    created_at              timestamptz                NOT NULL DEFAULT now(),
    updated_at              timestamptz                NOT NULL DEFAULT now(),
    deleted_at              timestamptz,
    deleted_by              uuid,
    git_event_id            uuid,
    backlog_position        integer,

    CONSTRAINT pm_issues_pkey PRIMARY KEY (id),
    CONSTRAINT pm_issues_issue_number_key UNIQUE (issue_number)
);

CREATE TABLE internal.team_audit_log (
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    actor_id    uuid,
    action      text        NOT NULL,
    target_id   uuid,
    target_type text,
    details     jsonb,
    ip_address  inet,
    user_agent  text,
    created_at  timestamptz          DEFAULT now(),

    CONSTRAINT team_audit_log_pkey PRIMARY KEY (id)
);

CREATE TABLE internal.team_capabilities (
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    name        text        NOT NULL,
    category    text        NOT NULL, -- admin, team, ops, infra
    description text,
    created_at  timestamptz          DEFAULT now(),

    CONSTRAINT team_capabilities_pkey PRIMARY KEY (id),
    CONSTRAINT team_capabilities_name_key UNIQUE (name)
);

CREATE TABLE internal.team_email_accounts (
    id                 uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id            uuid        NOT NULL,
    email              text        NOT NULL,
    display_name       text,
    color              text                 DEFAULT '#8b5cf6',
    imap_host          text        NOT NULL DEFAULT 'shadow.mxrouting.net',
    imap_port          integer     NOT NULL DEFAULT 993,
    imap_secure        boolean              DEFAULT true,
    smtp_host          text        NOT NULL DEFAULT 'shadow.mxrouting.net',
    smtp_port          integer     NOT NULL DEFAULT 465,
    smtp_secure        boolean              DEFAULT true,
    password_encrypted text        NOT NULL,
    is_active          boolean              DEFAULT true,
    last_sync_at       timestamptz,
    sync_error         text,
    created_at         timestamptz          DEFAULT now(),
    updated_at         timestamptz          DEFAULT now(),

    CONSTRAINT team_email_accounts_pkey PRIMARY KEY (id),
    CONSTRAINT team_email_accounts_user_id_email_key UNIQUE (user_id, email)
);

CREATE TABLE internal.team_members (
    id                  uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id             uuid,
    email               text        NOT NULL,
    personal_email      text,
    full_name           text        NOT NULL,
    role_id             uuid,
    custom_capabilities text[]               DEFAULT '{}',
    github_username     text,
    github_invited_at   timestamptz,
    plane_user_id       text,
    plane_invited_at    timestamptz,
    modal_access        boolean              DEFAULT false,
    cloudflare_access   boolean              DEFAULT false,
    kong_consumer_id    text,
    status              text                 DEFAULT 'pending', -- pending, active, suspended, offboarded
    onboarded_at        timestamptz,
    last_login_at       timestamptz,
    suspended_at        timestamptz,
    offboarded_at       timestamptz,
    notes               text,
    created_by          uuid,
    created_at          timestamptz          DEFAULT now(),
    updated_at          timestamptz          DEFAULT now(),
    display_name        text,
    role_name           text,
    avatar_url          text,

    CONSTRAINT team_members_pkey PRIMARY KEY (id),
    CONSTRAINT team_members_user_id_key UNIQUE (user_id),
    CONSTRAINT team_members_email_key UNIQUE (email)
);

CREATE TABLE internal.team_roles (
    id           uuid        NOT NULL DEFAULT gen_random_uuid(),
    name         text        NOT NULL,
    display_name text        NOT NULL,
    description  text,
    capabilities text[]      NOT NULL DEFAULT '{}',
    is_system    boolean              DEFAULT false,
    created_at   timestamptz          DEFAULT now(),
    updated_at   timestamptz          DEFAULT now(),

    CONSTRAINT team_roles_pkey PRIMARY KEY (id),
    CONSTRAINT team_roles_name_key UNIQUE (name)
);

ALTER SEQUENCE internal.pm_issues_issue_number_seq OWNED BY internal.tasks.issue_number;
