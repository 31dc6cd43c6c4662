-- Scaliyo, publishing: social media, blog, guest posts.

-- Social Media ------------------------------------------------------------------------------------

CREATE TABLE scaliyo.social_accounts (
    id                               uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id                          uuid        NOT NULL,
    provider                         text        NOT NULL,
    meta_page_id                     text,
    meta_page_name                   text,
    meta_page_access_token_encrypted text,
    meta_ig_user_id                  text,
    meta_ig_username                 text,
    linkedin_member_urn              text,
    linkedin_org_urn                 text,
    linkedin_org_name                text,
    linkedin_access_token_encrypted  text,
    token_expires_at                 timestamptz,
    created_at                       timestamptz          DEFAULT now(),

    CONSTRAINT social_accounts_pkey PRIMARY KEY (id),
    CONSTRAINT social_accounts_provider_check CHECK (provider IN ('meta', 'linkedin'))
);

CREATE TABLE scaliyo.social_posts (
    id           uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id      uuid        NOT NULL,
    content_text text        NOT NULL,
    link_url     text,
    media_paths  jsonb,
    scheduled_at timestamptz,
    timezone     text                 DEFAULT 'Asia/Karachi',
    status       text        NOT NULL DEFAULT 'draft', -- draft, scheduled, processing, completed, failed
    created_at   timestamptz          DEFAULT now(),

    CONSTRAINT social_posts_pkey PRIMARY KEY (id)
);

CREATE TABLE scaliyo.social_post_targets (
    id             uuid        NOT NULL DEFAULT gen_random_uuid(),
    post_id        uuid        NOT NULL,
    user_id        uuid        NOT NULL,
    channel        text        NOT NULL,                   -- facebook_page, instagram, linkedin_member, linkedin_org
    target_id      text        NOT NULL,
    target_label   text,
    status         text        NOT NULL DEFAULT 'pending', -- pending, scheduled, processing, published, failed
    remote_post_id text,
    error_code     text,
    error_message  text,
    published_at   timestamptz,
    created_at     timestamptz          DEFAULT now(),

    CONSTRAINT social_post_targets_pkey PRIMARY KEY (id)
);

CREATE TABLE scaliyo.social_post_events (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id    uuid        NOT NULL,
    post_id    uuid        NOT NULL,
    target_id  uuid,
    event_type text        NOT NULL, -- scheduled, started, published, failed, retry
    payload    jsonb                DEFAULT '{}',
    created_at timestamptz          DEFAULT now(),

    CONSTRAINT social_post_events_pkey PRIMARY KEY (id)
);

CREATE TABLE scaliyo.tracking_links (
    id              uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id         uuid        NOT NULL,
    post_id         uuid,
    slug            text        NOT NULL,
    destination_url text        NOT NULL,
    channel         text,
    created_at      timestamptz          DEFAULT now(),

    CONSTRAINT tracking_links_pkey PRIMARY KEY (id),
    CONSTRAINT tracking_links_slug_key UNIQUE (slug)
);

CREATE TABLE scaliyo.tracking_events (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    link_id    uuid        NOT NULL,
    user_id    uuid        NOT NULL,
    referrer   text,
    user_agent text,
    ip_hash    text,
    created_at timestamptz          DEFAULT now(),

    CONSTRAINT tracking_events_pkey PRIMARY KEY (id)
);

-- Blog & Content ----------------------------------------------------------------------------------

CREATE TABLE scaliyo.blog_categories (
    id          uuid        NOT NULL DEFAULT gen_random_uuid(),
    name        text        NOT NULL,
    slug        text        NOT NULL,
    description text,
    created_at  timestamptz          DEFAULT now(),

    CONSTRAINT blog_categories_pkey PRIMARY KEY (id),
    CONSTRAINT blog_categories_name_key UNIQUE (name),
    CONSTRAINT blog_categories_slug_key UNIQUE (slug)
);

CREATE TABLE scaliyo.blog_posts (
    id             uuid        NOT NULL DEFAULT gen_random_uuid(),
    author_id      uuid,
    category_id    uuid,
    contributor_id uuid,
    title          text        NOT NULL,
    slug           text        NOT NULL,
    content        text                 DEFAULT '',
    excerpt        text,
    featured_image text,
    status         text        NOT NULL DEFAULT 'draft', -- draft, pending_review, published, archived
    visibility     text                 DEFAULT 'public',
    seo_settings   jsonb,
    ai_metadata    jsonb,
    published_at   timestamptz,
    created_at     timestamptz          DEFAULT now(),
    updated_at     timestamptz          DEFAULT now(),

    CONSTRAINT blog_posts_pkey PRIMARY KEY (id),
    CONSTRAINT blog_posts_slug_key UNIQUE (slug)
);

CREATE TABLE scaliyo.ai_prompts (
    id         uuid        NOT NULL DEFAULT gen_random_uuid(),
    name       text        NOT NULL,
    template   text        NOT NULL DEFAULT '',
    version    integer     NOT NULL DEFAULT 1,
    is_active  boolean              DEFAULT true,
    created_at timestamptz          DEFAULT now(),

    CONSTRAINT ai_prompts_pkey PRIMARY KEY (id)
);

CREATE TABLE scaliyo.user_prompts (
    id                 uuid        NOT NULL DEFAULT gen_random_uuid(),
    owner_id           uuid,
    prompt_key         text        NOT NULL,
    category           text        NOT NULL,
    display_name       text        NOT NULL,
    description        text        NOT NULL DEFAULT '',
    system_instruction text        NOT NULL DEFAULT '',
    prompt_template    text        NOT NULL DEFAULT '',
    temperature        real        NOT NULL DEFAULT 0.7,
    top_p              real        NOT NULL DEFAULT 0.9,
    version            integer     NOT NULL DEFAULT 1,
    is_active          boolean     NOT NULL DEFAULT true,
    is_default         boolean     NOT NULL DEFAULT false,
    last_tested_at     timestamptz,
    test_result        text,
    created_at         timestamptz NOT NULL DEFAULT now(),
    updated_at         timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT user_prompts_pkey PRIMARY KEY (id)
);

CREATE TABLE scaliyo.user_prompt_versions (
    id                 uuid        NOT NULL DEFAULT gen_random_uuid(),
    prompt_id          uuid        NOT NULL,
    owner_id           uuid,
    version            integer     NOT NULL,
    system_instruction text        NOT NULL DEFAULT '',
    prompt_template    text        NOT NULL DEFAULT '',
    temperature        real        NOT NULL DEFAULT 0.7,
    top_p              real        NOT NULL DEFAULT 0.9,
    change_note        text,
    created_at         timestamptz NOT NULL DEFAULT now(),

    CONSTRAINT user_prompt_versions_pkey PRIMARY KEY (id)
);

-- Guest Posting -----------------------------------------------------------------------------------

CREATE TABLE scaliyo.guest_post_outreach (
    id                  uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id             uuid        NOT NULL,
    blog_name           text        NOT NULL,
    blog_url            text,
    contact_name        text,
    contact_email       text,
    domain_authority    integer,
    monthly_traffic     text,
    status              text                 DEFAULT 'researching',
    pitch_subject       text,
    pitch_body          text,
    notes               text,
    target_publish_date date,
    published_url       text,
    created_at          timestamptz          DEFAULT now(),
    updated_at          timestamptz          DEFAULT now(),

    CONSTRAINT guest_post_outreach_pkey PRIMARY KEY (id),
    CONSTRAINT guest_post_outreach_domain_authority_check CHECK (domain_authority >= 0 AND domain_authority <= 100)
);

CREATE TABLE scaliyo.guest_contributors (
    id              uuid        NOT NULL DEFAULT gen_random_uuid(),
    user_id         uuid        NOT NULL,
    name            text        NOT NULL,
    email           text        NOT NULL,
    bio             text,
    website         text,
    status          text                 DEFAULT 'invited', -- invited, active, inactive
    posts_submitted integer              DEFAULT 0,
    posts_published integer              DEFAULT 0,
    invited_at      timestamptz          DEFAULT now(),
    created_at      timestamptz          DEFAULT now(),
    updated_at      timestamptz          DEFAULT now(),

    CONSTRAINT guest_contributors_pkey PRIMARY KEY (id)
);
