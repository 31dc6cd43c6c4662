//! The marketplace and the scans of TaskJuggler.

use serde_json::json;
use uuid::Uuid;

use super::{act, refused, row};
use crate::support::make::row_id;
use crate::support::{ADA, BEN, CHLOE, IRIS, Person, STRANGER, TestApp};

/// Has a vendor that bids.
fn jonas() -> Person {
    Person { id: Uuid::from_u128(ADA.id.as_u128() + 6), email: "jonas@example.com".into() }
}

#[tokio::test]
async fn bids_and_listings_of_others_are_refused() {
    let app = TestApp::demo().await;
    // Chloe asks for the work, Jonas bids.
    let (bid, listing) = (row_id(3203, 1), row_id(3202, 1));
    let (decide, withdraw, end) = (
        "taskjugglerMarketplaceBidDecide",
        "taskjugglerMarketplaceBidWithdraw",
        "taskjugglerMarketplaceListingEnd",
    );
    refused(
        &app,
        "taskjuggler.marketplace_bids",
        vec![
            (STRANGER, decide, json!({"id": bid, "decision": "ACCEPTED"}), "NOT_FOUND"),
            (ADA, decide, json!({"id": bid, "decision": "ACCEPTED"}), "NOT_FOUND"),
            (jonas(), decide, json!({"id": bid, "decision": "ACCEPTED"}), "FORBIDDEN"),
            (CHLOE, withdraw, json!({ "id": bid }), "FORBIDDEN"),
            (BEN, decide, json!({"id": row_id(3203, 3), "decision": "ACCEPTED"}), "CONFLICT"),
        ],
    )
    .await;
    refused(
        &app,
        "taskjuggler.marketplace_listings",
        vec![
            (IRIS, end, json!({"id": listing, "outcome": "CANCELLED"}), "FORBIDDEN"),
            (CHLOE, end, json!({"id": listing, "outcome": "COMPLETED"}), "CONFLICT"),
            (ADA, end, json!({"id": row_id(3202, 3), "outcome": "CANCELLED"}), "CONFLICT"),
        ],
    )
    .await;
}

#[tokio::test]
async fn an_accepted_bid_assigns_the_listing_and_its_task() {
    let app = TestApp::demo().await;
    let (bid, other, listing, task) = (row_id(3203, 1), row_id(3203, 2), row_id(3202, 1), row_id(3101, 101));
    let see = format!("{{ taskjugglerTask(id: \"{task}\") {{ id }} }}");
    let accept = async |bid: Uuid| {
        act(&app, &CHLOE, "taskjugglerMarketplaceBidDecide", json!({"id": bid, "decision": "ACCEPTED"})).await
    };
    assert!(app.client(&jonas()).run(&see).await["taskjugglerTask"].is_null());
    // Of two who are accepted at the same moment one is.
    let (first, second) = tokio::join!(accept(bid), accept(bid));
    assert_eq!([first.codes(), second.codes()].concat(), ["CONFLICT"]);
    assert_eq!(accept(other).await.code(), "CONFLICT");
    let state = async |table: &str, id: Uuid| row(&app, table, &id.to_string()).await["status"].clone();
    assert_eq!(state("taskjuggler.marketplace_bids", bid).await, "accepted");
    assert_eq!(state("taskjuggler.marketplace_bids", other).await, "rejected");
    assert_eq!(state("taskjuggler.marketplace_listings", listing).await, "assigned");
    assert!(app.client(&jonas()).run(&see).await["taskjugglerTask"]["id"].is_string());

    let input = json!({"id": listing, "outcome": "CANCELLED"});
    act(&app, &CHLOE, "taskjugglerMarketplaceListingEnd", input).await.data();
    assert!(app.client(&jonas()).run(&see).await["taskjugglerTask"].is_null());
    let withdraw = json!({"id": row_id(3203, 10)});
    let vendor = Person { id: Uuid::from_u128(ADA.id.as_u128() + 7), email: "kim@example.com".into() };
    let vendor = Person { email: email_of(&app, vendor.id).await.into(), ..vendor };
    act(&app, &vendor, "taskjugglerMarketplaceBidWithdraw", withdraw).await.data();
    assert_eq!(state("taskjuggler.marketplace_bids", row_id(3203, 10)).await, "withdrawn");
}

async fn email_of(app: &TestApp, id: Uuid) -> String {
    sqlx::Row::get(&app.as_owner(&format!("select email from auth.users where id = '{id}'")).await[0], 0)
}

#[tokio::test]
async fn a_site_is_scanned_by_its_user_once_at_a_time() {
    let app = TestApp::demo().await;
    app.as_owner("update taskjuggler.scans set status = 'completed'").await;
    let scan = async |person: Person| act(&app, &person, "taskjugglerScanStart", json!({"site": "1"})).await;
    refused(
        &app,
        "taskjuggler.scans",
        vec![
            (IRIS, "taskjugglerScanStart", json!({"site": "1"}), "NOT_FOUND"),
            (ADA, "taskjugglerScanStart", json!({"site": "999999"}), "NOT_FOUND"),
        ],
    )
    .await;
    let (first, second) = tokio::join!(scan(ADA), scan(ADA));
    assert_eq!([first.codes(), second.codes()].concat(), ["CONFLICT"]);
    assert_eq!(
        app.as_owner("select from taskjuggler.scans where status = 'pending' and site_id = 1").await.len(),
        1
    );
}
