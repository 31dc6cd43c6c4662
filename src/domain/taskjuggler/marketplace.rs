//! The marketplace of TaskJuggler: bids are accepted, rejected or withdrawn, listings completed or cancelled.
//! `taskjuggler.md` lists the states, and the vendor that a listing and its task are assigned to.

use crate::domain::operation::{Kind, Parameter, required};
use crate::domain::privileged::{Privileged, Word};

const BID: Parameter = required("id", Kind::Id("taskjuggler", "marketplace_bids"), "The bid.");
const BID_AFTER: &[Parameter] = &[required(
    "taskjugglerMarketplaceBid",
    Kind::Row("taskjuggler", "marketplace_bids"),
    "The bid in its new state.",
)];
const NOT_PENDING: &str = "The bid is no longer pending, or the listing no longer open.";

/// `taskjugglerMarketplaceBidDecide`, `taskjugglerMarketplaceBidWithdraw`, `taskjugglerMarketplaceListingEnd`.
pub static ACTS: [Privileged; 3] = [
    Privileged {
        name: "taskjugglerMarketplaceBidDecide",
        description: "Accepts or rejects a pending bid on a listing of yours. What is accepted assigns the listing and its task to the vendor, who then sees the task, and rejects all other bids. Refused with CONFLICT when the bid is no longer pending or the listing no longer open.",
        table: "taskjuggler.marketplace_bids",
        input: &[
            BID,
            required(
                "decision",
                Kind::Choice("TaskjugglerBidDecision", "How a bid is decided.", &["accepted", "rejected"]),
                "How it is decided.",
            ),
        ],
        output: BID_AFTER,
        function: "taskjuggler.decide_bid",
        word: Word::Input("decision"),
        conflict: NOT_PENDING,
    },
    Privileged {
        name: "taskjugglerMarketplaceBidWithdraw",
        description: "Takes back a bid of your vendor that is pending; else CONFLICT.",
        table: "taskjuggler.marketplace_bids",
        input: &[BID],
        output: BID_AFTER,
        function: "taskjuggler.decide_bid",
        word: Word::Fixed("withdrawn"),
        conflict: NOT_PENDING,
    },
    Privileged {
        name: "taskjugglerMarketplaceListingEnd",
        description: "Ends a listing of yours: completed, if it is assigned, or cancelled, which rejects pending bids and takes the task from the vendor. Refused with CONFLICT when it has ended.",
        table: "taskjuggler.marketplace_listings",
        input: &[
            required("id", Kind::Id("taskjuggler", "marketplace_listings"), "The listing."),
            required(
                "outcome",
                Kind::Choice("TaskjugglerListingOutcome", "How a listing ends.", &["completed", "cancelled"]),
                "How it ends.",
            ),
        ],
        output: &[required(
            "taskjugglerMarketplaceListing",
            Kind::Row("taskjuggler", "marketplace_listings"),
            "The listing in its new state.",
        )],
        function: "taskjuggler.end_listing",
        word: Word::Input("outcome"),
        conflict: "The listing has ended, or nobody does it yet.",
    },
];
