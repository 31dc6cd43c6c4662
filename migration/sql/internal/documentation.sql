-- The documentation is under no policy, so nobody is granted its two tables. This function is the way in for active
-- members of the team; for everybody else it finds nothing.

-- The cosine distance of two embeddings, from 0 to 2: by pgvector where the column is a vector (see vectors.sql), so that
-- its index can serve; else computed here. Nothing where one of them has no direction or another length.
DO $$
DECLARE
    column_type text := (SELECT format_type(atttypid, NULL) FROM pg_attribute
                         WHERE attrelid = 'internal.documentation_chunks'::regclass AND attname = 'embedding');
    -- Where the extension's operator is.
    home text := (SELECT extnamespace::regnamespace::text FROM pg_extension WHERE extname = 'vector');
BEGIN
    IF column_type = 'real[]' THEN
        CREATE FUNCTION internal.distance(embedding real[], near real[]) RETURNS double precision
        LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000
        RETURN (
            SELECT 1 - sum(one::double precision * other) / nullif(sqrt(sum(one::double precision ^ 2)) * sqrt(sum(other::double precision ^ 2)), 0)
            FROM unnest(embedding, near) AS pair (one, other)
            WHERE cardinality(embedding) = cardinality(near)
        );
    ELSE
        EXECUTE format(
            'CREATE FUNCTION internal.distance(embedding %1$s, near real[]) RETURNS double precision
             LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 100
             RETURN embedding OPERATOR(%2$s.<=>) near::%1$s', column_type, home);
    END IF;
END
$$;

-- Passages that have words, or lie near to something, or both. Of what is near the nearest come first, else the best.
CREATE FUNCTION internal.search_documentation(query text, near real[], distance_max double precision, size integer)
RETURNS TABLE (
    title text, file_path text, section_path text, chunk_index integer, doc_type text, category text, content text,
    highlight text, rank real, distance double precision, updated_at timestamptz
)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    words constant tsquery := websearch_to_tsquery('english', query);
BEGIN
    IF NOT (internal.is_member() AND auth.permits('internal', 'read')) THEN
        RETURN;
    END IF;

    -- The index of embeddings is approximate: asked for all its lists, it misses nothing. (One with more lists is faster
    -- and may.) Where there is no such index, nothing comes of it.
    PERFORM set_config('ivfflat.probes', '50', true);

    RETURN QUERY
    WITH found AS (
        SELECT chunk.id, NULL::double precision AS distance
        FROM internal.documentation_chunks chunk
        WHERE near IS NULL AND to_tsvector('english', chunk.title || ' ' || chunk.content) @@ words
        UNION ALL
        (SELECT chunk.id, internal.distance(chunk.embedding, near)
         FROM internal.documentation_chunks chunk
         WHERE near IS NOT NULL AND internal.distance(chunk.embedding, near) <= coalesce(distance_max, 2.000001)
           AND (query IS NULL OR to_tsvector('english', chunk.title || ' ' || chunk.content) @@ words)
         ORDER BY internal.distance(chunk.embedding, near), chunk.file_path, chunk.chunk_index
         LIMIT size)
    )
    SELECT chunk.title, chunk.file_path, chunk.section_path, chunk.chunk_index, chunk.doc_type, chunk.category,
           chunk.content,
           work.highlight(chunk.content, words),
           ts_rank(to_tsvector('english', chunk.title || ' ' || chunk.content), words),
           found.distance,
           coalesce(chunk.source_updated_at, manifest.updated_at)
    FROM found
    JOIN internal.documentation_chunks chunk ON chunk.id = found.id
    LEFT JOIN internal.documentation_manifest manifest ON manifest.file_path = chunk.file_path
    ORDER BY found.distance, 9 DESC, chunk.file_path, chunk.chunk_index
    LIMIT size;
END
$$;

COMMENT ON FUNCTION internal.distance IS 'The cosine distance of two embeddings.';
COMMENT ON FUNCTION internal.search_documentation(text, real[], double precision, integer)
    IS 'Passages of the documentation that have words or lie near to something, the nearest or the best first.';

REVOKE EXECUTE ON FUNCTION internal.distance FROM PUBLIC;
REVOKE EXECUTE ON FUNCTION internal.search_documentation(text, real[], double precision, integer) FROM PUBLIC;
GRANT  EXECUTE ON FUNCTION internal.search_documentation(text, real[], double precision, integer) TO authenticated;
