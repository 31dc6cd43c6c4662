-- Writes that a client may send twice and that happen once: it names each with a key of its own choice.
--
-- The key's row is made first in the transaction of the write, and the answer is kept in it last. So whoever sends the same at
-- the same moment waits at the primary key until the first has ended, and a write that was undone leaves no key. No role
-- sees the table: a caller gets at the rows of the own account, through the two functions.

CREATE TABLE auth.idempotency_keys (
    account_id uuid        NOT NULL,
    key        text        NOT NULL,
    request    bytea       NOT NULL,
    answer     bytea,
    writer     xid8,
    expires_at timestamptz NOT NULL,

    CONSTRAINT idempotency_keys_pkey PRIMARY KEY (account_id, key),
    CONSTRAINT idempotency_keys_key_check CHECK (length(key) BETWEEN 1 AND 255),
    CONSTRAINT idempotency_keys_answer_check CHECK (octet_length(answer) <= 1048576),
    CONSTRAINT idempotency_keys_account_id_fkey FOREIGN KEY (account_id) REFERENCES auth.users (id) ON DELETE CASCADE
);

CREATE INDEX idempotency_keys_expires_at_idx ON auth.idempotency_keys (expires_at);

COMMENT ON TABLE  auth.idempotency_keys IS 'Writes that were named by their clients, so that sending one again does not do it again.';
COMMENT ON COLUMN auth.idempotency_keys.key IS 'What the client calls the write.';
COMMENT ON COLUMN auth.idempotency_keys.request IS 'SHA-256 of what was asked.';
COMMENT ON COLUMN auth.idempotency_keys.answer IS 'What was answered, without the place in the change log. Null only within the transaction that writes.';
COMMENT ON COLUMN auth.idempotency_keys.writer IS 'The transaction that wrote; by it the place in the change log is found.';

-- Takes a key for a request of the caller. Not claimed: it is taken, and here is the answer; none if it was for another request.
-- free_at: the caller has more keys than so many, and the first of them ends then.
CREATE FUNCTION auth.claim_key(
    wanted text, asked bytea, at timestamptz, most integer,
    OUT claimed boolean, OUT answer bytea, OUT writer xid8, OUT free_at timestamptz
)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    IF auth.uid() IS NULL OR NOT EXISTS (
        SELECT FROM unnest(ARRAY['internal', 'assist', 'core', 'scaliyo', 'taskjuggler']) AS system
        WHERE auth.permits(system, 'write'))
    THEN
        RAISE EXCEPTION 'the caller may write nothing' USING ERRCODE = 'insufficient_privilege';
    END IF;
    INSERT INTO auth.idempotency_keys AS known (account_id, key, request, expires_at)
    VALUES (auth.uid(), wanted, asked, at + interval '24 hours')
    ON CONFLICT ON CONSTRAINT idempotency_keys_pkey DO UPDATE SET
        request = excluded.request, answer = NULL, writer = NULL, expires_at = excluded.expires_at
    WHERE known.expires_at <= at;
    claimed := FOUND;
    IF claimed AND EXISTS (
        SELECT FROM auth.idempotency_keys known WHERE known.account_id = auth.uid() AND known.expires_at > at OFFSET most)
    THEN
        free_at := (
            SELECT min(known.expires_at) FROM auth.idempotency_keys known
            WHERE known.account_id = auth.uid() AND known.expires_at > at);
    END IF;
    IF NOT claimed THEN
        SELECT known.answer, known.writer INTO answer, writer
        FROM auth.idempotency_keys known
        WHERE known.account_id = auth.uid() AND known.key = wanted AND known.request = asked;
    END IF;
END
$$;

-- Keeps the answer with a key that this transaction has claimed.
CREATE FUNCTION auth.keep_answer(claimed text, given bytea, OUT writer xid8)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
    writer := pg_current_xact_id();
    -- Only in the transaction that has claimed it is a key without an answer.
    UPDATE auth.idempotency_keys known SET answer = given, writer = keep_answer.writer
    WHERE known.account_id = auth.uid() AND known.key = claimed AND known.answer IS NULL
      AND EXISTS (
          SELECT FROM unnest(ARRAY['internal', 'assist', 'core', 'scaliyo', 'taskjuggler']) AS system
          WHERE auth.permits(system, 'write'));
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this key was not claimed';
    END IF;
END
$$;

COMMENT ON FUNCTION auth.claim_key(text, bytea, timestamptz, integer) IS 'Takes a key for a request of the caller, or gives the answer that is kept with it.';
COMMENT ON FUNCTION auth.keep_answer(text, bytea) IS 'Keeps the answer to a request with the key that was claimed for it.';

REVOKE EXECUTE ON FUNCTION auth.claim_key(text, bytea, timestamptz, integer), auth.keep_answer(text, bytea) FROM PUBLIC;
GRANT  EXECUTE ON FUNCTION auth.claim_key(text, bytea, timestamptz, integer), auth.keep_answer(text, bytea) TO authenticated;
