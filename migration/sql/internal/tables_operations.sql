-- Selify internal, what work comes from: AI actions, documentation, errors, git, monitoring.

CREATE TABLE internal.ai_audit_log (
    id                uuid        NOT NULL DEFAULT gen_random_uuid(),
    workspace_id      uuid        NOT NULL,
    action            text        NOT NULL,
    agent_type        text,
    persona_id        uuid,
    input_summary     text,
    output_summary    text,
    autonomous        boolean              DEFAULT false,
    approval_required boolean              DEFAULT false,
    approval_id       uuid,
    success           boolean,
    error_message     text,
    tokens_used       integer,
    cost_micro_units  integer,
    latency_ms        integer,
    created_at        timestamptz          DEFAULT now(),

    CONSTRAINT ai_audit_log_pkey PRIMARY KEY (id)
);

CREATE TABLE internal.documentation_chunks (
    id                uuid        NOT NULL DEFAULT gen_random_uuid(),
    file_path         text        NOT NULL,
    section_path      text,
    chunk_index       integer     NOT NULL,
    title             text        NOT NULL,
    content           text        NOT NULL,
    content_hash      text        NOT NULL,
    doc_type          text        NOT NULL,
    category          text,
    tags              text[]               DEFAULT '{}',
    embedding         real[],
    source_updated_at timestamptz,
    indexed_at        timestamptz          DEFAULT now(),

    CONSTRAINT documentation_chunks_pkey PRIMARY KEY (id),
    CONSTRAINT documentation_chunks_file_path_chunk_index_key UNIQUE (file_path, chunk_index)
);

CREATE TABLE internal.documentation_manifest (
    file_path       text        NOT NULL,
    content_hash    text        NOT NULL,
    doc_type        text        NOT NULL,
    category        text,
    generator       text,
    chunk_count     integer              DEFAULT 0,
    file_size_bytes integer,
    generated_at    timestamptz,
    updated_at      timestamptz          DEFAULT now(),

    CONSTRAINT documentation_manifest_pkey PRIMARY KEY (file_path)
);

CREATE TABLE internal.error_occurrences (
    id              uuid        NOT NULL DEFAULT gen_random_uuid(),
    error_id        uuid        NOT NULL,
    event_id        text        NOT NULL,
    message         text,
    stacktrace      jsonb,
    frames          jsonb,
    user_id         text,
    user_email      text,
    user_ip         text,
    request_url     text,
    request_method  text,
    request_headers jsonb,
    request_data    jsonb,
    browser         text,
    browser_version text,
    os              text,
    device          text,
    breadcrumbs     jsonb,
    contexts        jsonb,
    extra           jsonb,
    raw_event       jsonb,
    created_at      timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT error_occurrences_pkey PRIMARY KEY (id),
    CONSTRAINT error_occurrences_event_id_key UNIQUE (event_id)
);

CREATE TABLE internal.errors (
    id               uuid        NOT NULL DEFAULT gen_random_uuid(),
    fingerprint      text        NOT NULL,
    title            text        NOT NULL,
    culprit          text,
    error_type       text        NOT NULL,
    service          text        NOT NULL,
    environment      text        NOT NULL DEFAULT 'production',
    platform         text,
    release          text,
    status           text        NOT NULL DEFAULT 'unresolved',
    resolved_at      timestamptz,
    resolved_by      uuid,
    task_id          uuid,
    auto_resolved    boolean              DEFAULT false,
    ai_analysis      jsonb,
    suggested_fix    text,
    occurrence_count integer     NOT NULL DEFAULT 1,
    user_count       integer     NOT NULL DEFAULT 0,
    first_seen       timestamptz NOT NULL DEFAULT now(),
    last_seen        timestamptz NOT NULL DEFAULT now(),
    tags             jsonb                DEFAULT '{}',
    metadata         jsonb                DEFAULT '{}',
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT errors_pkey PRIMARY KEY (id),
    CONSTRAINT errors_fingerprint_key UNIQUE (fingerprint)
);

CREATE TABLE internal.git_events (
    id                   uuid                 NOT NULL DEFAULT gen_random_uuid(),
    created_at           timestamptz                   DEFAULT now(),
    repo_id              uuid,
    repo_name            text                 NOT NULL,
    event_type           text                 NOT NULL,
    ref                  text,
    branch               text,
    old_rev              text,
    new_rev              text,
    commit_count         integer,
    commit_message       text,
    author_name          text,
    author_email         text,
    files_changed        integer,
    lines_added          integer,
    lines_removed        integer,
    ai_analysis          jsonb,
    ai_risk_level        text,
    ai_confidence        numeric(3, 2),
    ai_recommendation    text,
    trust_level_applied  internal.trust_level,
    auto_approved        boolean                       DEFAULT false,
    temporal_workflow_id text,
    approval_request_id  uuid,
    outcome              text,
    outcome_at           timestamptz,
    outcome_by           uuid,

    CONSTRAINT git_events_pkey PRIMARY KEY (id)
);

CREATE TABLE internal.git_repos (
    id             uuid        NOT NULL DEFAULT gen_random_uuid(),
    name           text        NOT NULL,
    description    text,
    default_branch text                 DEFAULT 'main',
    created_at     timestamptz          DEFAULT now(),
    updated_at     timestamptz          DEFAULT now(),
    created_by     uuid,
    ssh_url        text                 GENERATED ALWAYS AS ('git@git.selify.ai:' || name || '.git') STORED,
    last_push_at   timestamptz,
    total_commits  integer              DEFAULT 0,
    total_branches integer              DEFAULT 0,
    has_claude_md  boolean              DEFAULT false,
    metadata       jsonb                DEFAULT '{}',

    CONSTRAINT git_repos_pkey PRIMARY KEY (id),
    CONSTRAINT git_repos_name_key UNIQUE (name)
);

CREATE TABLE internal.git_trust_config (
    id                 uuid                 NOT NULL DEFAULT gen_random_uuid(),
    repo_id            uuid,
    branch_pattern     text                          DEFAULT '*',
    trust_level        internal.trust_level NOT NULL DEFAULT 'ai_recommend',
    require_tests_pass boolean                       DEFAULT true,
    require_claude_md  boolean                       DEFAULT true,
    max_files_changed  integer                       DEFAULT 50,
    max_lines_changed  integer                       DEFAULT 500,
    blocked_paths      text[]                        DEFAULT '{}',
    created_at         timestamptz                   DEFAULT now(),
    updated_at         timestamptz                   DEFAULT now(),
    created_by         uuid,

    CONSTRAINT git_trust_config_pkey PRIMARY KEY (id),
    CONSTRAINT git_trust_config_repo_id_branch_pattern_key UNIQUE (repo_id, branch_pattern)
);

CREATE TABLE internal.health_checks (
    id               uuid        NOT NULL DEFAULT gen_random_uuid(),
    service_id       uuid        NOT NULL,
    status           text        NOT NULL,
    status_code      integer,
    response_time_ms integer,
    error_message    text,
    error_details    jsonb,
    metrics          jsonb                DEFAULT '{}',
    checked_at       timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT health_checks_pkey PRIMARY KEY (id)
);

CREATE TABLE internal.incidents (
    id                     uuid        NOT NULL DEFAULT gen_random_uuid(),
    service_id             uuid        NOT NULL,
    title                  text        NOT NULL,
    description            text,
    severity               text        NOT NULL DEFAULT 'medium',
    status                 text        NOT NULL DEFAULT 'investigating',
    started_at             timestamptz NOT NULL DEFAULT now(),
    identified_at          timestamptz,
    resolved_at            timestamptz,
    resolved_by            uuid,
    resolution_notes       text,
    root_cause             text,
    task_id                uuid,
    ai_analysis            jsonb,
    auto_resolved          boolean              DEFAULT false,
    total_downtime_seconds integer,
    checks_failed          integer              DEFAULT 0,
    created_at             timestamptz NOT NULL DEFAULT now(),
    updated_at             timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT incidents_pkey PRIMARY KEY (id)
);

CREATE TABLE internal.monitored_services (
    id                     uuid        NOT NULL DEFAULT gen_random_uuid(),
    name                   text        NOT NULL,
    display_name           text        NOT NULL,
    description            text,
    check_type             text        NOT NULL DEFAULT 'http',
    check_url              text,
    check_host             text,
    check_port             integer,
    check_query            text,
    check_interval_seconds integer     NOT NULL DEFAULT 60,
    timeout_seconds        integer     NOT NULL DEFAULT 10,
    expected_status_codes  integer[]            DEFAULT '{200,201,204}',
    expected_body_contains text,
    alert_after_failures   integer     NOT NULL DEFAULT 3,
    alert_channels         text[]               DEFAULT '{}',
    category               text                 DEFAULT 'internal',
    priority               integer              DEFAULT 1,
    tags                   jsonb                DEFAULT '{}',
    is_active              boolean     NOT NULL DEFAULT true,
    is_critical            boolean     NOT NULL DEFAULT false,
    created_at             timestamptz NOT NULL DEFAULT now(),
    updated_at             timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT monitored_services_pkey PRIMARY KEY (id),
    CONSTRAINT monitored_services_name_key UNIQUE (name)
);
