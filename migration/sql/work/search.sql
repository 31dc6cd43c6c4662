-- One search over the work of all systems: tasks, approvals, decisions, pages, documents, leads. Row level security of the
-- tables beneath decides what somebody finds, so there are no rules of access here.
--
-- Its time is bounded, whatever is looked for: a row is matched by an index, over its title and the first 100,000
-- characters of its body; of each table only the newest 200 matches go on, and are ranked by their title and the first
-- 10,000 characters of their body.

-- What a row is found by: a title, which weighs more, and what else it says.
-- In plpgsql, so that the planner does not look inside: as a whole it can be marked LEAKPROOF, and its indexes then serve
-- readers under policies (see auth/leakproof.sql).
CREATE FUNCTION work.words(VARIADIC texts text[]) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 1000
AS $$
BEGIN
    RETURN setweight(to_tsvector('english', coalesce(left(texts[1], 1000), '')), 'A')
        || setweight(to_tsvector('english', left(array_to_string(texts[2:], ' '), 100000)), 'D');
END
$$;

-- The text of an editor's document, whose nodes hold it under `text`.
CREATE FUNCTION work.prose(content jsonb) RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE COST 1000
AS $$
BEGIN
    RETURN (SELECT string_agg(node #>> '{}', ' ') FROM jsonb_path_query(content, 'strict $.**.text') AS node);
END
$$;

-- The best part of a text, or its beginning where no words are looked for, as safe HTML: all of it is escaped, and the only
-- markup is <mark> around words that were found. Two control characters stand for the marks until then; the text's own are
-- taken out.
CREATE FUNCTION work.highlight(body text, words tsquery) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE COST 10000
RETURN replace(replace(replace(replace(replace(replace(replace(
    coalesce(
        ts_headline('english', translate(left(body, 10000), E'\x01\x02', ''), words, E'StartSel=\x01, StopSel=\x02, MinWords=12, MaxWords=32'),
        translate(left(body, 200), E'\x01\x02', '')),
    '&', '&amp;'), '<', '&lt;'), '>', '&gt;'), '"', '&quot;'), '''', '&#39;'), E'\x01', '<mark>'), E'\x02', '</mark>');

DO $$
BEGIN
    -- Neither fails on, or tells of, a value of a row.
    IF (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        ALTER FUNCTION work.words(text[]) LEAKPROOF;
        ALTER FUNCTION work.prose(jsonb)  LEAKPROOF;
    END IF;
END
$$;

-- internal.tasks has an index of its words already.
CREATE INDEX tasks_words_idx             ON assist.tasks               USING gin (work.words(title, description, context_summary));
CREATE INDEX tasks_words_idx             ON taskjuggler.tasks          USING gin (work.words(title, description));
CREATE INDEX strategy_tasks_words_idx    ON scaliyo.strategy_tasks     USING gin (work.words(title));
CREATE INDEX teamhub_cards_words_idx     ON scaliyo.teamhub_cards      USING gin (work.words(title, description));
CREATE INDEX approval_requests_words_idx ON internal.approval_requests USING gin (work.words(title, action, reason, description));
CREATE INDEX decisions_words_idx         ON core.decisions             USING gin (work.words(title, description, context));
CREATE INDEX pages_words_idx             ON assist.pages               USING gin (work.words(title, work.prose(content)));
CREATE INDEX documents_words_idx         ON assist.documents           USING gin (work.words(filename, content));
CREATE INDEX leads_words_idx             ON scaliyo.leads              USING gin (work.words(name, company, title, email, industry, location, insights));

-- Rows of these tables, each as system.entity, that have what is looked for, in the syntax of web searches. Nothing to look
-- for (no word, only words like "the", only words that shall not be there) finds nothing. Deleted rows are left out.
--
-- Arms of internal ask accounts for their membership once more: as a condition of the query it spares everybody else the
-- search.
CREATE FUNCTION work.search(query text, tables text[])
RETURNS TABLE (system text, entity text, row_id text, title text, body text, words tsquery, rank double precision)
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
    SELECT found.system, found.entity, found.row_id, found.title, found.body, sought,
           ts_rank(work.words(found.title, found.body), sought, 1)::double precision
    FROM websearch_to_tsquery('english', query) AS sought, (
        (SELECT 'internal' AS system, 'tasks' AS entity, task.id::text AS row_id, task.title, left(task.description, 10000) AS body
         FROM internal.tasks task
         WHERE 'internal.tasks' = ANY (tables) AND task.deleted_at IS NULL AND (SELECT auth.uid() IS NULL OR internal.is_member())
           AND to_tsvector('english', task.title || ' ' || CASE WHEN task.description IS NULL THEN '' ELSE task.description END) @@ websearch_to_tsquery('english', query)
         ORDER BY task.created_at DESC, task.id LIMIT 200)
        UNION ALL
        (SELECT 'assist', 'tasks', task.id, task.title, left(concat_ws(' ', task.description, task.context_summary), 10000)
         FROM assist.tasks task
         WHERE 'assist.tasks' = ANY (tables) AND task.deleted_at IS NULL
           AND work.words(task.title, task.description, task.context_summary) @@ websearch_to_tsquery('english', query)
         ORDER BY task.created_at DESC, task.id LIMIT 200)
        UNION ALL
        (SELECT 'taskjuggler', 'tasks', task.id::text, task.title::text, left(task.description, 10000)
         FROM taskjuggler.tasks task
         WHERE 'taskjuggler.tasks' = ANY (tables) AND task.deleted_at IS NULL
           AND work.words(task.title, task.description) @@ websearch_to_tsquery('english', query)
         ORDER BY task.created_at DESC, task.id LIMIT 200)
        UNION ALL
        (SELECT 'scaliyo', 'strategy_tasks', task.id::text, task.title, NULL
         FROM scaliyo.strategy_tasks task
         WHERE 'scaliyo.strategy_tasks' = ANY (tables)
           AND work.words(task.title) @@ websearch_to_tsquery('english', query)
         ORDER BY task.created_at DESC, task.id LIMIT 200)
        UNION ALL
        (SELECT 'scaliyo', 'teamhub_cards', card.id::text, card.title, left(card.description, 10000)
         FROM scaliyo.teamhub_cards card
         WHERE 'scaliyo.teamhub_cards' = ANY (tables)
           AND work.words(card.title, card.description) @@ websearch_to_tsquery('english', query)
         ORDER BY card.created_at DESC, card.id LIMIT 200)
        UNION ALL
        (SELECT 'internal', 'approval_requests', request.id::text, coalesce(request.title, request.action), left(concat_ws(' ', request.reason, request.description), 10000)
         FROM internal.approval_requests request
         WHERE 'internal.approval_requests' = ANY (tables) AND (SELECT auth.uid() IS NULL OR internal.is_member())
           AND work.words(request.title, request.action, request.reason, request.description) @@ websearch_to_tsquery('english', query)
         ORDER BY request.created_at DESC, request.id LIMIT 200)
        UNION ALL
        (SELECT 'core', 'decisions', decision.id::text, decision.title::text, left(concat_ws(' ', decision.description, decision.context), 10000)
         FROM core.decisions decision
         WHERE 'core.decisions' = ANY (tables)
           AND work.words(decision.title, decision.description, decision.context) @@ websearch_to_tsquery('english', query)
         ORDER BY decision.created_at DESC, decision.id LIMIT 200)
        UNION ALL
        (SELECT 'assist', 'pages', page.id, page.title, left(work.prose(page.content), 10000)
         FROM assist.pages page
         WHERE 'assist.pages' = ANY (tables) AND page.deleted_at IS NULL
           AND work.words(page.title, work.prose(page.content)) @@ websearch_to_tsquery('english', query)
         ORDER BY page.created_at DESC, page.id LIMIT 200)
        UNION ALL
        (SELECT 'assist', 'documents', document.id, document.filename, left(document.content, 10000)
         FROM assist.documents document
         WHERE 'assist.documents' = ANY (tables) AND document.deleted_at IS NULL
           AND work.words(document.filename, document.content) @@ websearch_to_tsquery('english', query)
         ORDER BY document.created_at DESC, document.id LIMIT 200)
        UNION ALL
        (SELECT 'scaliyo', 'leads', lead.id::text, lead.name, left(concat_ws(' ', lead.company, lead.title, lead.email, lead.industry, lead.location, lead.insights), 10000)
         FROM scaliyo.leads lead
         WHERE 'scaliyo.leads' = ANY (tables)
           AND work.words(lead.name, lead.company, lead.title, lead.email, lead.industry, lead.location, lead.insights) @@ websearch_to_tsquery('english', query)
         ORDER BY lead.created_at DESC, lead.id LIMIT 200)
    ) AS found
    WHERE querytree(websearch_to_tsquery('english', query)) NOT IN ('', 'T');
END;

COMMENT ON FUNCTION work.words(text[])            IS 'What a row of a title and further texts is found by.';
COMMENT ON FUNCTION work.prose(jsonb)             IS 'The text of an editor''s document.';
COMMENT ON FUNCTION work.highlight(text, tsquery) IS 'The best part of a text as safe HTML, with <mark> around words that were found.';
COMMENT ON FUNCTION work.search(text, text[])     IS 'Rows of some tables that have what is looked for and that the caller sees.';

REVOKE EXECUTE ON FUNCTION work.words(text[]), work.prose(jsonb), work.highlight(text, tsquery), work.search(text, text[]) FROM PUBLIC;
GRANT  EXECUTE ON FUNCTION work.words(text[]), work.prose(jsonb), work.highlight(text, tsquery), work.search(text, text[])
    TO authenticated, service_role;
