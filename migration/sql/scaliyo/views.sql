-- Figures for the email dashboard, refreshed every ten minutes by a job.
-- A materialized view knows no row level security, so nobody but the jobs may read it directly.

CREATE MATERIALIZED VIEW scaliyo.email_analytics_summary AS
SELECT em.owner_id,
       date(em.created_at)                                                                        AS analytics_date,
       count(DISTINCT em.id)                                                                      AS total_sent,
       count(DISTINCT ee.message_id) FILTER (WHERE ee.event_type = 'open'  AND ee.is_bot = false) AS unique_opens,
       count(DISTINCT ee.message_id) FILTER (WHERE ee.event_type = 'click' AND ee.is_bot = false) AS unique_clicks,
       count(*)                      FILTER (WHERE ee.event_type = 'open'  AND ee.is_bot = false) AS total_open_events,
       count(*)                      FILTER (WHERE ee.event_type = 'click' AND ee.is_bot = false) AS total_click_events
FROM scaliyo.email_messages em
LEFT JOIN scaliyo.email_events ee ON ee.message_id = em.id
GROUP BY em.owner_id, date(em.created_at);

COMMENT ON MATERIALIZED VIEW scaliyo.email_analytics_summary IS 'Pre-aggregated email analytics for fast dashboard queries.';

-- REFRESH … CONCURRENTLY needs a unique index.
CREATE UNIQUE INDEX email_analytics_summary_owner_id_analytics_date_idx
    ON scaliyo.email_analytics_summary (owner_id, analytics_date);
