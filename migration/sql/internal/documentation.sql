-- The documentation is under no policy, so nobody is granted its two tables. This function is the way in for active
-- members of the team; for everybody else it finds nothing.

CREATE FUNCTION internal.search_documentation(query text, size integer)
RETURNS TABLE (
    title text, file_path text, section_path text, chunk_index integer, doc_type text, category text, content text,
    highlight text, rank real, updated_at timestamptz
)
LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
    SELECT chunk.title, chunk.file_path, chunk.section_path, chunk.chunk_index, chunk.doc_type, chunk.category,
           chunk.content,
           ts_headline('english', chunk.content, words, 'StartSel=**, StopSel=**, MaxFragments=2'),
           ts_rank(to_tsvector('english', chunk.title || ' ' || chunk.content), words),
           coalesce(chunk.source_updated_at, manifest.updated_at)
    FROM websearch_to_tsquery('english', query) words
    JOIN internal.documentation_chunks chunk ON to_tsvector('english', chunk.title || ' ' || chunk.content) @@ words
    LEFT JOIN internal.documentation_manifest manifest ON manifest.file_path = chunk.file_path
    WHERE (SELECT internal.is_member()) AND (SELECT auth.permits('internal', 'read'))
    ORDER BY 9 DESC, chunk.file_path, chunk.chunk_index
    LIMIT size
$$;

COMMENT ON FUNCTION internal.search_documentation(text, integer) IS 'Passages of the documentation that have these words, the best first.';

REVOKE EXECUTE ON FUNCTION internal.search_documentation(text, integer) FROM PUBLIC;
GRANT  EXECUTE ON FUNCTION internal.search_documentation(text, integer) TO authenticated;
