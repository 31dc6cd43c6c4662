//! Subscriptions that the engine refuses: over both transports the same code, and the socket goes on.

use serde_json::{Value, json};
use workgraph::stream::Cursor;

use crate::support::{ADA, Client, Socket, TestApp};

/// Documents that are refused, with the code.
fn refused(future: &str, elsewhere: &str) -> Vec<(String, &'static str)> {
    let changed = |arguments: &str| format!("subscription {{ taskChanged{arguments} {{ kind }} }}");
    vec![
        ("subscription {".into(), "GRAPHQL_PARSE_FAILED"),
        ("subscription { nothing }".into(), "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { __typename }".into(), "GRAPHQL_VALIDATION_FAILED"),
        ("subscription { __typename taskChanged { kind } }".into(), "GRAPHQL_VALIDATION_FAILED"),
        (
            "subscription { taskChanged { kind } approvalChanged { kind } }".into(),
            "GRAPHQL_VALIDATION_FAILED",
        ),
        (
            "subscription { ...A ...B } fragment A on Subscription { taskChanged { kind } } \
             fragment B on Subscription { approvalChanged { kind } }"
                .into(),
            "GRAPHQL_VALIDATION_FAILED",
        ),
        (
            "subscription { ... { a: taskChanged { kind } } ... { b: taskChanged { kind } } }".into(),
            "GRAPHQL_VALIDATION_FAILED",
        ),
        (changed("(snapshot: 1)"), "GRAPHQL_VALIDATION_FAILED"),
        (changed("(nothing: 1)"), "GRAPHQL_VALIDATION_FAILED"),
        (
            "subscription { live { internalTasks(filter: {status: {eq: NOTHING}}) { totalCount } } }".into(),
            "GRAPHQL_VALIDATION_FAILED",
        ),
        ("subscription { live(throttleMs: 1) { viewer { overdueTasks } } }".into(), "BAD_USER_INPUT"),
        (changed("(after: \"nonsense\")"), "CURSOR_INVALID"),
        (changed(&format!("(after: \"{elsewhere}\")")), "RESYNC_REQUIRED"),
        (changed(&format!("(after: \"{future}\")")), "RESYNC_REQUIRED"),
    ]
}

/// A cursor of another database, and one that this database has not reached.
async fn cursors(client: &Client) -> (String, String) {
    let written = client.run("mutation { internalTaskCreate(input: {title: \"Here\"}) { cursor } }").await;
    let here = &written["internalTaskCreate"]["cursor"];
    let here: Cursor = here.as_str().unwrap().parse().unwrap();
    let (mut elsewhere, mut future) = (here, here);
    elsewhere.log.database += 1;
    future.position.tick += 1_000_000;
    (elsewhere.to_string(), future.to_string())
}

async fn code(socket: &mut Socket) -> Value {
    let answer = socket.receive().await;
    assert_eq!((&answer["id"], &answer["type"]), (&json!("a"), &json!("error")), "{answer:#}");
    answer["payload"][0]["extensions"]["code"].clone()
}

#[tokio::test]
async fn what_cannot_be_followed_is_refused_alike_on_sockets_and_event_streams() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let (elsewhere, future) = cursors(&ada).await;
    app.settled().await;
    let mut witness = ada.subscribe("subscription { taskChanged { task { headline } } }").await;
    let mut socket = ada.connect().await;
    assert_eq!(socket.receive().await, json!({"type": "connection_ack"}));
    for (query, expected) in refused(&future, &elsewhere) {
        socket.subscribe("a", &query).await;
        assert_eq!(code(&mut socket).await, expected, "{query}");
        assert_eq!(ada.follow(&query).await.ended().await, expected, "{query}");
    }
    app.as_owner("insert into internal.tasks (title) values ('Still here')").await;
    assert_eq!(witness.next().await["task"]["headline"], "Still here");
    // What was refused last is struck off a moment after it was told.
    while app.app.roll.running().len() > 1 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn variables_that_do_not_fit_are_refused() {
    let app = TestApp::demo().await;
    let mut socket = app.client(&ADA).connect().await;
    assert_eq!(socket.receive().await, json!({"type": "connection_ack"}));
    let query = "subscription ($filter: InternalTaskFilter) { live { internalTasks(filter: $filter) { totalCount } } }";
    for variables in
        [json!({"filter": 1}), json!({"filter": {"nothing": {}}}), json!({"filter": {"status": {"eq": 1}}})]
    {
        let payload = json!({"query": query, "variables": variables});
        socket.send(json!({"id": "a", "type": "subscribe", "payload": payload})).await;
        assert_eq!(code(&mut socket).await, "BAD_USER_INPUT", "{variables}");
    }
}

#[tokio::test]
async fn a_fragment_at_the_root_is_followed_as_what_it_stands_for() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let query = "subscription { ...Changes } \
                 fragment Changes on Subscription { taskChanged { ...Title } } \
                 fragment Title on TaskChange { task { headline } }";
    let (mut socket, mut events) = (ada.subscribe(query).await, ada.follow(query).await);
    while app.app.roll.running().len() < 2 {
        tokio::task::yield_now().await;
    }
    let fields: Vec<_> = app.app.roll.running().iter().map(|it| it.about.field.clone()).collect();
    assert_eq!(fields, [Some("taskChanged".to_owned()), Some("taskChanged".to_owned())]);
    // Both have begun once they have shown something; what they may have missed before is not asked for.
    let writing = async {
        loop {
            app.as_owner("insert into internal.tasks (title) values ('Again')").await;
        }
    };
    let (of_socket, of_events) = tokio::select! {
        first = futures::future::join(socket.next(), events.next()) => first,
        () = writing => unreachable!("it writes on and on"),
    };
    assert_eq!(of_socket["task"]["headline"], "Again");
    assert_eq!(of_events["data"]["taskChanged"]["task"]["headline"], "Again");
}
