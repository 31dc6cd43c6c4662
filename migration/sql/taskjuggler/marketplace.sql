-- The marketplace: bids are decided by who asked for the work, listings ended by them. One decision changes rows of both
-- sides, and what is set here (states, vendors, the vendor's sight of the task) has no privilege, so these functions do it
-- past the policies. Each locks the listing first: of two decisions at the same moment the second finds what the first did.
-- They give the word of what refused, or null. What is not there reads like what is not the caller's to decide.

CREATE FUNCTION taskjuggler.decide_bid(bid uuid, decision text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    listing taskjuggler.marketplace_listings;
    offer   taskjuggler.marketplace_bids;
BEGIN
    SELECT l.* INTO listing FROM taskjuggler.marketplace_listings l
    WHERE l.id = (SELECT b.listing_id FROM taskjuggler.marketplace_bids b WHERE b.id = bid) FOR UPDATE;
    SELECT b.* INTO offer FROM taskjuggler.marketplace_bids b WHERE b.id = bid FOR UPDATE;
    IF NOT auth.permits('taskjuggler', 'write') OR (CASE
        WHEN decision IN ('accepted', 'rejected') THEN listing.requestor_id = auth.uid()
        WHEN decision = 'withdrawn'               THEN offer.vendor_id = ANY (taskjuggler.vendor_ids())
    END) IS NOT TRUE THEN
        RETURN 'forbidden';
    ELSIF offer.status <> 'pending' OR decision <> 'withdrawn' AND listing.status <> 'open' THEN
        RETURN 'conflict';
    END IF;
    UPDATE taskjuggler.marketplace_bids b SET status = decision, updated_at = now() WHERE b.id = bid;
    IF decision = 'accepted' THEN
        UPDATE taskjuggler.marketplace_bids b SET status = 'rejected', updated_at = now() WHERE b.listing_id = listing.id AND b.status = 'pending';
        UPDATE taskjuggler.marketplace_listings l SET status = 'assigned', assigned_vendor_id = offer.vendor_id, assigned_at = now(), updated_at = now() WHERE l.id = listing.id;
        UPDATE taskjuggler.tasks t SET marketplace_vendor_id = offer.vendor_id, marketplace_listing_id = listing.id, updated_at = now()
        WHERE t.id = listing.task_id AND t.requestor_id = auth.uid();
    END IF;
    RETURN NULL;
END
$$;

CREATE FUNCTION taskjuggler.end_listing(listing uuid, outcome text) RETURNS text
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    known taskjuggler.marketplace_listings;
BEGIN
    SELECT l.* INTO known FROM taskjuggler.marketplace_listings l WHERE l.id = listing FOR UPDATE;
    IF NOT auth.permits('taskjuggler', 'write') OR known.requestor_id IS DISTINCT FROM auth.uid() THEN
        RETURN 'forbidden';
    ELSIF (CASE outcome WHEN 'completed' THEN known.status = 'assigned' WHEN 'cancelled' THEN known.status IN ('open', 'assigned') END) IS NOT TRUE THEN
        RETURN 'conflict';
    END IF;
    UPDATE taskjuggler.marketplace_listings l SET status = outcome, updated_at = now() WHERE l.id = listing;
    IF outcome = 'cancelled' THEN
        UPDATE taskjuggler.marketplace_bids b SET status = 'rejected', updated_at = now() WHERE b.listing_id = listing AND b.status = 'pending';
        UPDATE taskjuggler.tasks t SET marketplace_vendor_id = NULL, updated_at = now() WHERE t.marketplace_listing_id = listing AND t.marketplace_vendor_id IS NOT NULL;
    END IF;
    RETURN NULL;
END
$$;

COMMENT ON FUNCTION taskjuggler.decide_bid(uuid, text)  IS 'Accepts or rejects a bid on a listing of the caller, or withdraws one of the caller.';
COMMENT ON FUNCTION taskjuggler.end_listing(uuid, text) IS 'Completes or cancels a listing of the caller.';

REVOKE EXECUTE ON FUNCTION taskjuggler.decide_bid(uuid, text), taskjuggler.end_listing(uuid, text) FROM PUBLIC;
GRANT  EXECUTE ON FUNCTION taskjuggler.decide_bid(uuid, text), taskjuggler.end_listing(uuid, text) TO authenticated;
