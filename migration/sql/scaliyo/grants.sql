-- What row level security guards in Scaliyo, and what a policy may open at all; who may do it is in policies.sql.
--
-- What the server keeps is in no list: times, counters, usage, plans, roles and states of profiles, states with a
-- lifecycle (but that a waiting mail is cancelled), what jobs and other
-- services report. Ids, and columns that say whose a row is, can be given once, never changed. Rows
-- that jobs and operations make cannot be written: subscriptions, usage, executions, events, support, teams, boards.
-- For nobody: sender_account_secrets, and the materialized view email_analytics_summary.
-- Where a table keeps a secret, the readable columns are listed; such a list must name xmin, the version of a row.

ALTER TABLE scaliyo.ai_prompts               ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.ai_usage_logs            ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.audit_logs               ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.blog_categories          ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.blog_posts               ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.config_settings          ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.email_events             ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.email_links              ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.email_messages           ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.email_provider_configs   ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.email_templates          ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.guest_contributors       ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.guest_post_outreach      ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.import_batches           ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.integrations             ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.invoice_line_items       ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.invoice_package_items    ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.invoice_packages         ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.invoices                 ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.lead_color_overrides     ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.lead_stage_colors        ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.leads                    ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.outbound_usage           ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.plans                    ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.profiles                 ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.scheduled_emails         ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.sender_account_secrets   ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.sender_accounts          ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.social_accounts          ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.social_post_events       ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.social_post_targets      ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.social_posts             ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.strategy_notes           ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.strategy_tasks           ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.subscriptions            ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.support_audit_logs       ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.support_sessions         ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.team_invites             ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.team_members             ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teamhub_activity         ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teamhub_boards           ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teamhub_card_members     ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teamhub_cards            ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teamhub_comments         ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teamhub_flow_members     ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teamhub_flow_templates   ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teamhub_invites          ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teamhub_item_leads       ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teamhub_lists            ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.teams                    ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.tracking_events          ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.tracking_links           ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.user_prompt_versions     ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.user_prompts             ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.webhooks                 ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.workflow_executions      ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.workflows                ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.workspace_ai_usage       ENABLE ROW LEVEL SECURITY;
ALTER TABLE scaliyo.workspace_usage_counters ENABLE ROW LEVEL SECURITY;

GRANT SELECT ON scaliyo.ai_prompts, scaliyo.ai_usage_logs, scaliyo.audit_logs, scaliyo.blog_categories,
                scaliyo.blog_posts, scaliyo.config_settings, scaliyo.email_events, scaliyo.email_links,
                scaliyo.email_messages, scaliyo.email_templates, scaliyo.guest_contributors,
                scaliyo.guest_post_outreach, scaliyo.import_batches, scaliyo.invoice_line_items,
                scaliyo.invoice_package_items, scaliyo.invoice_packages, scaliyo.invoices,
                scaliyo.lead_color_overrides, scaliyo.lead_stage_colors, scaliyo.leads, scaliyo.outbound_usage,
                scaliyo.plans, scaliyo.profiles, scaliyo.scheduled_emails, scaliyo.sender_accounts,
                scaliyo.social_post_events, scaliyo.social_post_targets, scaliyo.social_posts,
                scaliyo.strategy_notes, scaliyo.strategy_tasks, scaliyo.subscriptions, scaliyo.support_audit_logs,
                scaliyo.support_sessions, scaliyo.team_invites, scaliyo.team_members, scaliyo.teamhub_activity,
                scaliyo.teamhub_boards, scaliyo.teamhub_card_members, scaliyo.teamhub_cards,
                scaliyo.teamhub_comments, scaliyo.teamhub_flow_members, scaliyo.teamhub_flow_templates,
                scaliyo.teamhub_invites, scaliyo.teamhub_item_leads, scaliyo.teamhub_lists, scaliyo.teams,
                scaliyo.tracking_events, scaliyo.tracking_links, scaliyo.user_prompt_versions,
                scaliyo.user_prompts, scaliyo.workflow_executions, scaliyo.workflows, scaliyo.workspace_ai_usage,
                scaliyo.workspace_usage_counters TO authenticated;
GRANT SELECT ON scaliyo.blog_categories, scaliyo.blog_posts, scaliyo.email_templates, scaliyo.plans,
                scaliyo.teamhub_flow_templates, scaliyo.user_prompts TO anon;
GRANT SELECT (xmin, id, owner_id, provider, is_active, from_email, smtp_host)
                ON scaliyo.email_provider_configs TO authenticated;
GRANT SELECT (xmin, id, user_id, provider, meta_page_id, meta_page_name, meta_ig_user_id, meta_ig_username, linkedin_member_urn, linkedin_org_urn, linkedin_org_name, token_expires_at, created_at)
                ON scaliyo.social_accounts TO authenticated;
GRANT SELECT (xmin, id, owner_id, provider, category, status, metadata, created_at, updated_at)
                ON scaliyo.integrations TO authenticated;
GRANT SELECT (xmin, id, owner_id, name, url, trigger_event, is_active, last_fired, success_rate, fire_count, fail_count, created_at, updated_at)
                ON scaliyo.webhooks TO authenticated;

GRANT INSERT (id, name, template, version, is_active) ON scaliyo.ai_prompts TO authenticated;
GRANT INSERT (id, user_id, team_id, action, details) ON scaliyo.audit_logs TO authenticated;
GRANT INSERT (id, name, slug, description) ON scaliyo.blog_categories TO authenticated;
GRANT INSERT (id, author_id, category_id, contributor_id, title, slug, content, excerpt, featured_image, visibility,
              seo_settings) ON scaliyo.blog_posts TO authenticated;
GRANT INSERT (key, value) ON scaliyo.config_settings TO authenticated;
GRANT INSERT (id, message_id, destination_url, link_label, link_index) ON scaliyo.email_links TO authenticated;
GRANT INSERT (id, lead_id, owner_id, provider, subject, to_email, from_email, track_opens, track_clicks) ON scaliyo.email_messages TO authenticated;
GRANT INSERT (id, owner_id, provider, is_active, from_email, smtp_host) ON scaliyo.email_provider_configs TO authenticated;
GRANT INSERT (id, owner_id, name, category, subject_template, body_template) ON scaliyo.email_templates TO authenticated;
GRANT INSERT (id, user_id, name, email, bio, website, status) ON scaliyo.guest_contributors TO authenticated;
GRANT INSERT (id, user_id, blog_name, blog_url, contact_name, contact_email, domain_authority, monthly_traffic, status,
              pitch_subject, pitch_body, notes, target_publish_date, published_url) ON scaliyo.guest_post_outreach TO authenticated;
GRANT INSERT (id, workspace_id, file_name, file_type, column_mapping, options) ON scaliyo.import_batches TO authenticated;
GRANT INSERT (id, owner_id, provider, category, metadata) ON scaliyo.integrations TO authenticated;
GRANT INSERT (id, invoice_id, description, quantity, unit_price_cents, amount_cents) ON scaliyo.invoice_line_items TO authenticated;
GRANT INSERT (id, package_id, description, quantity, unit_price_cents) ON scaliyo.invoice_package_items TO authenticated;
GRANT INSERT (id, owner_id, name, description) ON scaliyo.invoice_packages TO authenticated;
GRANT INSERT (id, owner_id, lead_id, invoice_number, currency, due_date, notes) ON scaliyo.invoices TO authenticated;
GRANT INSERT (id, owner_id, lead_id, color_token) ON scaliyo.lead_color_overrides TO authenticated;
GRANT INSERT (id, owner_id, stage, color_token) ON scaliyo.lead_stage_colors TO authenticated;
GRANT INSERT (id, client_id, name, email, first_name, last_name, company, title, score, status, primary_email, emails,
              primary_phone, phones, linkedin_url, location, source, industry, company_size, custom_fields) ON scaliyo.leads TO authenticated;
GRANT INSERT (id, name, price, credits, description, features) ON scaliyo.plans TO authenticated;
GRANT INSERT (id, email, name, "businessProfile", ui_preferences) ON scaliyo.profiles TO authenticated;
GRANT INSERT (id, owner_id, lead_id, to_email, subject, html_body, scheduled_at, block_index, sequence_id) ON scaliyo.scheduled_emails TO authenticated;
GRANT INSERT (id, workspace_id, provider, display_name, from_email, from_name, is_default, use_for_outreach, warmup_enabled) ON scaliyo.sender_accounts TO authenticated;
GRANT INSERT (id, post_id, user_id, channel, target_id, target_label) ON scaliyo.social_post_targets TO authenticated;
GRANT INSERT (id, user_id, content_text, link_url, media_paths, scheduled_at, timezone) ON scaliyo.social_posts TO authenticated;
GRANT INSERT (id, user_id, content, lead_name, team_id, card_color) ON scaliyo.strategy_notes TO authenticated;
GRANT INSERT (id, user_id, title, priority, deadline, completed, lead_id, assigned_to, team_id, status, card_color) ON scaliyo.strategy_tasks TO authenticated;
GRANT INSERT (id, team_id, email, invited_by, role) ON scaliyo.team_invites TO authenticated;
GRANT INSERT (id, team_id, user_id, role) ON scaliyo.team_members TO authenticated;
GRANT INSERT (id, board_id, card_id, user_id, action, details) ON scaliyo.teamhub_activity TO authenticated;
GRANT INSERT (id, name, owner_id) ON scaliyo.teams TO authenticated;
GRANT INSERT (id, workspace_id, name, created_by, template_id) ON scaliyo.teamhub_boards TO authenticated;
GRANT INSERT (id, card_id, user_id) ON scaliyo.teamhub_card_members TO authenticated;
GRANT INSERT (id, board_id, list_id, title, description, position, due_date, priority, labels, created_by, card_color) ON scaliyo.teamhub_cards TO authenticated;
GRANT INSERT (id, card_id, user_id, body) ON scaliyo.teamhub_comments TO authenticated;
GRANT INSERT (id, flow_id, user_id, role) ON scaliyo.teamhub_flow_members TO authenticated;
GRANT INSERT (id, name, type, structure_json, created_by) ON scaliyo.teamhub_flow_templates TO authenticated;
GRANT INSERT (id, flow_id, email, role, invited_by) ON scaliyo.teamhub_invites TO authenticated;
GRANT INSERT (id, item_id, lead_id) ON scaliyo.teamhub_item_leads TO authenticated;
GRANT INSERT (id, board_id, name, position) ON scaliyo.teamhub_lists TO authenticated;
GRANT INSERT (id, user_id, post_id, slug, destination_url, channel) ON scaliyo.tracking_links TO authenticated;
GRANT INSERT (id, prompt_id, owner_id, version, system_instruction, prompt_template, temperature, top_p, change_note) ON scaliyo.user_prompt_versions TO authenticated;
GRANT INSERT (id, owner_id, prompt_key, category, display_name, description, system_instruction, prompt_template, temperature,
              top_p, is_active) ON scaliyo.user_prompts TO authenticated;
GRANT INSERT (id, owner_id, name, url, trigger_event, is_active) ON scaliyo.webhooks TO authenticated;
GRANT INSERT (id, user_id, team_id, name, description, status, nodes) ON scaliyo.workflows TO authenticated;

GRANT UPDATE (name, template, version, is_active) ON scaliyo.ai_prompts TO authenticated;
GRANT UPDATE (name, slug, description) ON scaliyo.blog_categories TO authenticated;
GRANT UPDATE (category_id, title, slug, content, excerpt, featured_image, visibility, seo_settings, updated_at) ON scaliyo.blog_posts TO authenticated;
GRANT UPDATE (value, updated_at) ON scaliyo.config_settings TO authenticated;
GRANT UPDATE (track_opens, track_clicks, updated_at) ON scaliyo.email_messages TO authenticated;
GRANT UPDATE (is_active, from_email, smtp_host) ON scaliyo.email_provider_configs TO authenticated;
GRANT UPDATE (name, category, subject_template, body_template, updated_at) ON scaliyo.email_templates TO authenticated;
GRANT UPDATE (name, email, bio, website, status, updated_at) ON scaliyo.guest_contributors TO authenticated;
GRANT UPDATE (blog_name, blog_url, contact_name, contact_email, domain_authority, monthly_traffic, status, pitch_subject,
              pitch_body, notes, target_publish_date, published_url, updated_at) ON scaliyo.guest_post_outreach TO authenticated;
GRANT UPDATE (column_mapping, options) ON scaliyo.import_batches TO authenticated;
GRANT UPDATE (category, metadata, updated_at) ON scaliyo.integrations TO authenticated;
GRANT UPDATE (description, quantity, unit_price_cents, amount_cents) ON scaliyo.invoice_line_items TO authenticated;
GRANT UPDATE (description, quantity, unit_price_cents) ON scaliyo.invoice_package_items TO authenticated;
GRANT UPDATE (name, description, updated_at) ON scaliyo.invoice_packages TO authenticated;
GRANT UPDATE (invoice_number, currency, due_date, notes, updated_at) ON scaliyo.invoices TO authenticated;
GRANT UPDATE (color_token) ON scaliyo.lead_color_overrides TO authenticated;
GRANT UPDATE (stage, color_token, updated_at) ON scaliyo.lead_stage_colors TO authenticated;
GRANT UPDATE (name, email, first_name, last_name, company, title, score, status, primary_email, emails, primary_phone,
              phones, linkedin_url, location, source, industry, company_size, custom_fields, updated_at) ON scaliyo.leads TO authenticated;
GRANT UPDATE (name, price, credits, description, features) ON scaliyo.plans TO authenticated;
GRANT UPDATE (name, "businessProfile", ui_preferences, updated_at) ON scaliyo.profiles TO authenticated;
GRANT UPDATE (to_email, subject, html_body, scheduled_at, block_index, sequence_id, status, updated_at) ON scaliyo.scheduled_emails TO authenticated;
GRANT UPDATE (display_name, from_name, is_default, use_for_outreach, warmup_enabled, updated_at) ON scaliyo.sender_accounts TO authenticated;
GRANT UPDATE (target_label) ON scaliyo.social_post_targets TO authenticated;
GRANT UPDATE (content_text, link_url, media_paths, scheduled_at, timezone) ON scaliyo.social_posts TO authenticated;
GRANT UPDATE (content, lead_name, card_color) ON scaliyo.strategy_notes TO authenticated;
GRANT UPDATE (title, priority, deadline, completed, status, card_color) ON scaliyo.strategy_tasks TO authenticated;
GRANT UPDATE (status) ON scaliyo.team_invites TO authenticated;
GRANT UPDATE (name, updated_at) ON scaliyo.teamhub_boards TO authenticated;
GRANT UPDATE (list_id, title, description, position, due_date, priority, labels, is_archived, card_color, updated_at) ON scaliyo.teamhub_cards TO authenticated;
GRANT UPDATE (body, updated_at) ON scaliyo.teamhub_comments TO authenticated;
GRANT UPDATE (role, updated_at) ON scaliyo.teamhub_flow_members TO authenticated;
GRANT UPDATE (name, structure_json) ON scaliyo.teamhub_flow_templates TO authenticated;
GRANT UPDATE (is_active) ON scaliyo.teamhub_item_leads TO authenticated;
GRANT UPDATE (name, position, updated_at) ON scaliyo.teamhub_lists TO authenticated;
GRANT UPDATE (name) ON scaliyo.teams TO authenticated;
GRANT UPDATE (destination_url, channel) ON scaliyo.tracking_links TO authenticated;
GRANT UPDATE (category, display_name, description, system_instruction, prompt_template, temperature, top_p, is_active,
              updated_at) ON scaliyo.user_prompts TO authenticated;
GRANT UPDATE (name, url, trigger_event, is_active, updated_at) ON scaliyo.webhooks TO authenticated;
GRANT UPDATE (name, description, status, nodes, updated_at) ON scaliyo.workflows TO authenticated;

GRANT DELETE ON scaliyo.ai_prompts, scaliyo.blog_categories, scaliyo.blog_posts, scaliyo.config_settings,
                scaliyo.email_provider_configs, scaliyo.email_templates, scaliyo.guest_contributors,
                scaliyo.guest_post_outreach, scaliyo.import_batches, scaliyo.integrations,
                scaliyo.invoice_line_items, scaliyo.invoice_package_items, scaliyo.invoice_packages,
                scaliyo.lead_color_overrides, scaliyo.lead_stage_colors, scaliyo.leads, scaliyo.plans,
                scaliyo.sender_accounts, scaliyo.social_accounts, scaliyo.social_post_targets, scaliyo.social_posts,
                scaliyo.strategy_notes, scaliyo.strategy_tasks, scaliyo.team_members, scaliyo.teamhub_boards,
                scaliyo.teamhub_card_members, scaliyo.teamhub_cards, scaliyo.teamhub_comments,
                scaliyo.teamhub_flow_members, scaliyo.teamhub_flow_templates, scaliyo.teamhub_invites,
                scaliyo.teamhub_item_leads, scaliyo.teamhub_lists, scaliyo.tracking_links, scaliyo.user_prompts,
                scaliyo.webhooks, scaliyo.workflows TO authenticated;
