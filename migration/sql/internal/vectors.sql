-- Semantic search over the documentation. Where the server has pgvector, and the owner may install it, the embedding
-- becomes a vector with an approximate index; elsewhere it stays an array of real, and search compares every row.
-- The extension is never dropped: others in the database may use it.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'vector') THEN
        RAISE NOTICE 'pgvector is not available: internal.documentation_chunks.embedding stays real[]';
        RETURN;
    END IF;

    CREATE EXTENSION IF NOT EXISTS vector;
    ALTER TABLE internal.documentation_chunks ALTER COLUMN embedding TYPE vector(1536);
    CREATE INDEX idx_doc_chunks_embedding ON internal.documentation_chunks
        USING ivfflat (embedding vector_cosine_ops) WITH (lists = 50);
EXCEPTION WHEN insufficient_privilege THEN
    RAISE NOTICE 'pgvector may not be installed by %: internal.documentation_chunks.embedding stays real[]', current_user;
END
$$;
