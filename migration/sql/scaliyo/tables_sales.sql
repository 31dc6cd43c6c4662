-- Scaliyo, selling: accounts and plans, leads, email, automation, usage, invoices.

-- Core --------------------------------------------------------------------------------------------

CREATE TABLE scaliyo.profiles (
    id                uuid        NOT NULL,
    email             text        NOT NULL,
    name              text        NOT NULL DEFAULT '',
    role              text        NOT NULL DEFAULT 'CLIENT', -- ADMIN, CLIENT, GUEST
    status            text        NOT NULL DEFAULT 'active', -- active, disabled
    plan              text                 DEFAULT 'Starter',
    credits_total     integer              DEFAULT 100,
    credits_used      integer              DEFAULT 0,
    "businessProfile" jsonb,
    is_super_admin    boolean              DEFAULT false,
    ui_preferences    jsonb                DEFAULT '{}',
    "createdAt"       timestamptz          DEFAULT now(),
    created_at        timestamptz          DEFAULT now(),
    updated_at        timestamptz          DEFAULT now(),

    CONSTRAINT profiles_pkey PRIMARY KEY (id),
    CONSTRAINT profiles_email_key UNIQUE (email)
);

CREATE TABLE scaliyo.subscriptions (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id    uuid        NOT NULL,
    plan_name  text                 DEFAULT 'Starter',
    plan       text                 DEFAULT 'Starter',
    status     text        NOT NULL DEFAULT 'active', -- active, past_due, canceled
    created_at timestamptz          DEFAULT now(),
    expires_at timestamptz,

    CONSTRAINT subscriptions_pkey PRIMARY KEY (id),
    CONSTRAINT subscriptions_user_id_key UNIQUE (user_id)
);

CREATE TABLE scaliyo.plans (
    id          uuid    NOT NULL DEFAULT gen_random_uuid(),
    name        text    NOT NULL,
    price       text    NOT NULL DEFAULT '$0',
    credits     integer NOT NULL DEFAULT 0,
    description text,
    features    text[]           DEFAULT '{}',

    CONSTRAINT plans_pkey PRIMARY KEY (id)
);

CREATE TABLE scaliyo.config_settings (
    key        text        NOT NULL,
    value      text,
    updated_at timestamptz          DEFAULT now(),

    CONSTRAINT config_settings_pkey PRIMARY KEY (key)
);

-- Leads -------------------------------------------------------------------------------------------

CREATE TABLE scaliyo.leads (
    id              uuid        NOT NULL DEFAULT gen_random_uuid(),
    client_id       uuid        NOT NULL,
    name            text        NOT NULL,
    email           text        NOT NULL DEFAULT '',
    first_name      text,
    last_name       text,
    company         text        NOT NULL DEFAULT '',
    title           text,
    score           integer     NOT NULL DEFAULT 0,
    status          text        NOT NULL DEFAULT 'New', -- New, Contacted, Qualified, Converted, Lost
    "lastActivity"  text                 DEFAULT '',
    insights        text                 DEFAULT '',
    "knowledgeBase" jsonb,
    primary_email   text,
    emails          text[]               DEFAULT '{}',
    primary_phone   text,
    phones          text[]               DEFAULT '{}',
    linkedin_url    text,
    location        text,
    source          text                 DEFAULT 'manual',
    industry        text,
    company_size    text,
    import_batch_id uuid,
    imported_at     timestamptz,
    custom_fields   jsonb                DEFAULT '{}',
    created_at      timestamptz          DEFAULT now(),
    updated_at      timestamptz          DEFAULT now(),

    CONSTRAINT leads_pkey PRIMARY KEY (id)
);

CREATE TABLE scaliyo.import_batches (
    id             uuid        NOT NULL DEFAULT gen_random_uuid(),
    workspace_id   uuid        NOT NULL,
    file_name      text        NOT NULL,
    file_type      text        NOT NULL DEFAULT 'csv',
    total_rows     integer     NOT NULL DEFAULT 0,
    imported_count integer     NOT NULL DEFAULT 0,
    updated_count  integer     NOT NULL DEFAULT 0,
    skipped_count  integer     NOT NULL DEFAULT 0,
    skipped_rows   jsonb                DEFAULT '[]',
    column_mapping jsonb                DEFAULT '{}',
    options        jsonb                DEFAULT '{}',
    status         text        NOT NULL DEFAULT 'pending',
    created_at     timestamptz          DEFAULT now(),
    completed_at   timestamptz,

    CONSTRAINT import_batches_pkey PRIMARY KEY (id)
);

CREATE TABLE scaliyo.lead_stage_colors (
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    owner_id    uuid        NOT NULL,
    stage       text        NOT NULL,
    color_token text        NOT NULL,
    updated_at  timestamptz          DEFAULT now(),

    CONSTRAINT lead_stage_colors_pkey PRIMARY KEY (id),
    CONSTRAINT lead_stage_colors_owner_id_stage_key UNIQUE (owner_id, stage)
);

CREATE TABLE scaliyo.lead_color_overrides (
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    owner_id    uuid        NOT NULL,
    lead_id     uuid        NOT NULL,
    color_token text        NOT NULL,
    created_at  timestamptz          DEFAULT now(),

    CONSTRAINT lead_color_overrides_pkey PRIMARY KEY (id),
    CONSTRAINT lead_color_overrides_owner_id_lead_id_key UNIQUE (owner_id, lead_id)
);

-- Email Sending & Tracking ------------------------------------------------------------------------

CREATE TABLE scaliyo.sender_accounts (
    id                   uuid        NOT NULL DEFAULT gen_random_uuid(),
    workspace_id         uuid        NOT NULL,
    provider             text        NOT NULL,                     -- gmail, smtp, sendgrid, mailchimp
    display_name         text        NOT NULL DEFAULT '',
    from_email           text        NOT NULL,
    from_name            text        NOT NULL DEFAULT '',
    status               text        NOT NULL DEFAULT 'connected', -- connected, needs_reauth, disabled
    is_default           boolean     NOT NULL DEFAULT false,
    use_for_outreach     boolean     NOT NULL DEFAULT true,
    metadata             jsonb       NOT NULL DEFAULT '{}',
    daily_sent_today     integer     NOT NULL DEFAULT 0,
    daily_sent_date      date        NOT NULL DEFAULT current_date,
    warmup_enabled       boolean     NOT NULL DEFAULT false,
    warmup_daily_sent    integer     NOT NULL DEFAULT 0,
    last_health_check_at timestamptz,
    health_score         integer              DEFAULT 100,
    created_at           timestamptz NOT NULL DEFAULT now(),
    updated_at           timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT sender_accounts_pkey PRIMARY KEY (id),
    CONSTRAINT sender_accounts_health_score_check CHECK (health_score >= 0 AND health_score <= 100)
);

CREATE TABLE scaliyo.sender_account_secrets (
    id                  uuid        NOT NULL DEFAULT gen_random_uuid(),
    sender_account_id   uuid        NOT NULL,
    oauth_access_token  text,
    oauth_refresh_token text,
    oauth_expires_at    timestamptz,
    smtp_host           text,
    smtp_port           integer              DEFAULT 587,
    smtp_user           text,
    smtp_pass           text,
    api_key             text,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT sender_account_secrets_pkey PRIMARY KEY (id),
    CONSTRAINT sender_account_secrets_sender_account_id_key UNIQUE (sender_account_id)
);

CREATE TABLE scaliyo.email_messages (
    id                  uuid        NOT NULL DEFAULT gen_random_uuid(),
    lead_id             uuid        NOT NULL,
    owner_id            uuid        NOT NULL,
    provider            text        NOT NULL,
    provider_message_id text,
    subject             text,
    to_email            text        NOT NULL,
    from_email          text,
    status              text        NOT NULL DEFAULT 'sent',
    track_opens         boolean     NOT NULL DEFAULT true,
    track_clicks        boolean     NOT NULL DEFAULT true,
    created_at          timestamptz NOT NULL DEFAULT now(),
    updated_at          timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT email_messages_pkey PRIMARY KEY (id),
    CONSTRAINT email_messages_provider_check CHECK (provider IN ('sendgrid', 'mailchimp', 'gmail', 'smtp', 'manual')),
    CONSTRAINT email_messages_status_check CHECK (status IN ('sent', 'delivered', 'bounced', 'failed'))
);

CREATE TABLE scaliyo.email_links (
    id              uuid        NOT NULL DEFAULT gen_random_uuid(),
    message_id      uuid        NOT NULL,
    destination_url text        NOT NULL,
    link_label      text,
    link_index      integer     NOT NULL DEFAULT 0,
    click_count     integer     NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT email_links_pkey PRIMARY KEY (id)
);

CREATE TABLE scaliyo.email_events (
    id               uuid        NOT NULL DEFAULT gen_random_uuid(),
    message_id       uuid        NOT NULL,
    link_id          uuid,
    event_type       text        NOT NULL,
    ip_address       text,
    user_agent       text,
    is_bot           boolean              DEFAULT false,
    is_apple_privacy boolean              DEFAULT false,
    metadata         jsonb                DEFAULT '{}',
    created_at       timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT email_events_pkey PRIMARY KEY (id),
    CONSTRAINT email_events_event_type_check CHECK (event_type IN ('open', 'click', 'delivered', 'bounced', 'unsubscribe', 'spam_report'))
);

CREATE TABLE scaliyo.email_provider_configs (
    id         uuid    NOT NULL DEFAULT gen_random_uuid(),
    owner_id   uuid,
    provider   text,
    is_active  boolean,
    from_email text,
    api_key    text,
    smtp_host  text,

    CONSTRAINT email_provider_configs_pkey PRIMARY KEY (id),
    CONSTRAINT email_provider_configs_owner_id_provider_key UNIQUE (owner_id, provider)
);

CREATE TABLE scaliyo.email_templates (
    id               uuid        NOT NULL DEFAULT gen_random_uuid(),
    owner_id         uuid,
    name             text        NOT NULL,
    category         text        NOT NULL, -- welcome, follow_up, case_study, demo_invite, nurture, custom
    subject_template text        NOT NULL DEFAULT '',
    body_template    text        NOT NULL DEFAULT '',
    is_default       boolean     NOT NULL DEFAULT false,
    created_at       timestamptz NOT NULL DEFAULT now(),
    updated_at       timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT email_templates_pkey PRIMARY KEY (id)
);

CREATE TABLE scaliyo.scheduled_emails (
    id            uuid        NOT NULL DEFAULT gen_random_uuid(),
    owner_id      uuid        NOT NULL,
    lead_id       uuid,
    to_email      text        NOT NULL,
    subject       text        NOT NULL,
    html_body     text        NOT NULL,
    scheduled_at  timestamptz NOT NULL,
    status        text        NOT NULL DEFAULT 'pending',
    block_index   integer     NOT NULL DEFAULT 0,
    sequence_id   text,
    error_message text,
    sent_at       timestamptz,
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT scheduled_emails_pkey PRIMARY KEY (id),
    CONSTRAINT scheduled_emails_status_check CHECK (status IN ('pending', 'processing', 'sent', 'failed', 'cancelled'))
);

-- Automation --------------------------------------------------------------------------------------

CREATE TABLE scaliyo.workflows (
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id     uuid        NOT NULL,
    team_id     uuid,
    name        text        NOT NULL DEFAULT 'Untitled Workflow',
    description text                 DEFAULT '',
    status      text        NOT NULL DEFAULT 'draft', -- active, paused, draft
    nodes       jsonb       NOT NULL DEFAULT '[]',
    stats       jsonb       NOT NULL DEFAULT '{"leadsProcessed":0,"conversionRate":0,"timeSavedHrs":0,"roi":0}',
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT workflows_pkey PRIMARY KEY (id)
);

CREATE TABLE scaliyo.workflow_executions (
    id            uuid        NOT NULL DEFAULT gen_random_uuid(),
    workflow_id   uuid        NOT NULL,
    user_id       uuid        NOT NULL,
    lead_id       uuid,
    status        text        NOT NULL DEFAULT 'running', -- running, success, failed, skipped
    current_node  text,
    steps         jsonb       NOT NULL DEFAULT '[]',
    started_at    timestamptz NOT NULL DEFAULT now(),
    completed_at  timestamptz,
    error_message text,

    CONSTRAINT workflow_executions_pkey PRIMARY KEY (id)
);

-- Usage & Quota Tracking --------------------------------------------------------------------------

CREATE TABLE scaliyo.workspace_ai_usage (
    id            uuid        NOT NULL DEFAULT gen_random_uuid(),
    workspace_id  uuid        NOT NULL,
    month_year    text        NOT NULL,
    credits_used  integer     NOT NULL DEFAULT 0,
    tokens_used   bigint      NOT NULL DEFAULT 0,
    credits_limit integer     NOT NULL DEFAULT 0,
    created_at    timestamptz          DEFAULT now(),
    updated_at    timestamptz          DEFAULT now(),

    CONSTRAINT workspace_ai_usage_pkey PRIMARY KEY (id),
    CONSTRAINT workspace_ai_usage_workspace_id_month_year_key UNIQUE (workspace_id, month_year)
);

CREATE TABLE scaliyo.workspace_usage_counters (
    id                 uuid        NOT NULL DEFAULT gen_random_uuid(),
    workspace_id       uuid        NOT NULL,
    date_key           date        NOT NULL,
    month_key          text        NOT NULL,
    emails_sent        integer     NOT NULL DEFAULT 0,
    linkedin_actions   integer     NOT NULL DEFAULT 0,
    ai_credits_used    integer     NOT NULL DEFAULT 0,
    warmup_emails_sent integer     NOT NULL DEFAULT 0,
    updated_at         timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT workspace_usage_counters_pkey PRIMARY KEY (id),
    CONSTRAINT workspace_usage_counters_workspace_id_date_key_key UNIQUE (workspace_id, date_key)
);

CREATE TABLE scaliyo.outbound_usage (
    id           uuid        NOT NULL DEFAULT gen_random_uuid(),
    workspace_id uuid        NOT NULL,
    inbox_id     text,
    channel      text        NOT NULL,
    period_type  text        NOT NULL,
    period_key   text        NOT NULL,
    count        integer     NOT NULL DEFAULT 0,
    updated_at   timestamptz          DEFAULT now(),

    CONSTRAINT outbound_usage_pkey PRIMARY KEY (id),
    CONSTRAINT outbound_usage_workspace_id_inbox_id_channel_period_type_pe_key UNIQUE (workspace_id, inbox_id, channel, period_type, period_key),
    CONSTRAINT outbound_usage_channel_check CHECK (channel IN ('email', 'linkedin')),
    CONSTRAINT outbound_usage_period_type_check CHECK (period_type IN ('daily', 'monthly'))
);

CREATE TABLE scaliyo.ai_usage_logs (
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id     uuid        NOT NULL,
    tokens_used integer     NOT NULL DEFAULT 0,
    created_at  timestamptz          DEFAULT now(),

    CONSTRAINT ai_usage_logs_pkey PRIMARY KEY (id)
);

-- Invoicing ---------------------------------------------------------------------------------------

CREATE TABLE scaliyo.invoices (
    id                 uuid        NOT NULL DEFAULT gen_random_uuid(),
    owner_id           uuid        NOT NULL,
    lead_id            uuid        NOT NULL,
    stripe_customer_id text,
    stripe_invoice_id  text,
    invoice_number     text,
    status             text                 DEFAULT 'draft', -- draft, open, paid, void, uncollectible
    currency           text                 DEFAULT 'usd',
    subtotal_cents     integer              DEFAULT 0,
    total_cents        integer              DEFAULT 0,
    due_date           date,
    notes              text,
    stripe_hosted_url  text,
    stripe_pdf_url     text,
    sent_at            timestamptz,
    sent_via           text,
    paid_at            timestamptz,
    created_at         timestamptz          DEFAULT now(),
    updated_at         timestamptz          DEFAULT now(),

    CONSTRAINT invoices_pkey PRIMARY KEY (id)
);

CREATE TABLE scaliyo.invoice_line_items (
    id               uuid        NOT NULL DEFAULT gen_random_uuid(),
    invoice_id       uuid        NOT NULL,
    description      text        NOT NULL,
    quantity         integer              DEFAULT 1,
    unit_price_cents integer     NOT NULL,
    amount_cents     integer     NOT NULL,
    created_at       timestamptz          DEFAULT now(),

    CONSTRAINT invoice_line_items_pkey PRIMARY KEY (id)
);

CREATE TABLE scaliyo.invoice_packages (
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    owner_id    uuid        NOT NULL,
    name        text        NOT NULL,
    description text,
    created_at  timestamptz          DEFAULT now(),
    updated_at  timestamptz          DEFAULT now(),

    CONSTRAINT invoice_packages_pkey PRIMARY KEY (id)
);

CREATE TABLE scaliyo.invoice_package_items (
    id               uuid    NOT NULL DEFAULT gen_random_uuid(),
    package_id       uuid    NOT NULL,
    description      text    NOT NULL,
    quantity         integer          DEFAULT 1,
    unit_price_cents integer NOT NULL,

    CONSTRAINT invoice_package_items_pkey PRIMARY KEY (id)
);
