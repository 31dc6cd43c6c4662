//! What people make at once.

use serde_json::{Value, json};
use workgraph::db::Recorder;
use workgraph::graphql::Request;

use crate::support::reader::account;
use crate::support::{ADA, BEN, STRANGER, TestApp};

async fn text(app: &TestApp, sql: &str) -> String {
    sqlx::Row::get(&app.as_owner(sql).await[0], 0)
}

async fn count(app: &TestApp, sql: &str) -> i64 {
    sqlx::Row::get(&app.as_owner(&format!("select count(*) from {sql}")).await[0], 0)
}

const TASK: &str = "mutation ($input: InternalTaskCreateInput!, $dry: Boolean = false) {
    internalTaskCreate(input: $input, dryRun: $dry) {
        internalTask {
            title
            taskLinksBySourceIssue(orderBy: [{targetTitle: ASC}]) { nodes { targetTitle sourceIssue { title } createdById } }
            taskAttachments(orderBy: [{filename: ASC}]) { nodes { filename fileSize } }
            taskComments { nodes { content taskAttachments { nodes { filename issue { title } } } } }
        }
        cursor
    }
}";

#[tokio::test]
async fn a_task_is_made_with_links_attachments_and_comments() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let me =
        text(&app, &format!("select id::text from internal.team_members where user_id = '{}'", ADA.id)).await;
    let file = |name: &str| json!({"filename": name, "fileType": "text/plain", "fileSize": 7, "storagePath": name, "url": "https://example.org/", "uploadedById": me});
    let link = |title: &str| json!({"linkType": "relates_to", "targetUrl": "https://example.org/", "targetTitle": title, "createdById": me});
    let input = json!({
        "title": "nested",
        "taskLinksBySourceIssue": [link("a"), link("b")],
        "taskAttachments": [file("one.txt"), file("two.txt")],
        "taskComments": [{"authorId": me, "authorType": "human", "content": "said", "taskAttachments": [file("three.txt")]}],
    });
    let rows = "(select id from internal.tasks where title = 'nested' union all select id from internal.task_links where target_title in ('a', 'b')) t";
    let mut stream = ada.subscribe("subscription { taskChanged { kind task { headline } } }").await;
    let dry = ada.run_with(TASK, json!({"input": input, "dry": true})).await;
    let made = &dry["internalTaskCreate"]["internalTask"];
    assert_eq!((made["title"].as_str(), count(&app, rows).await), (Some("nested"), 0));

    // Sent twice, it is made once.
    let body = json!({"query": TASK, "variables": {"input": input}});
    let first = ada.send(&body, &[("idempotency-key", "nested")]).await;
    let second = ada.send(&body, &[("idempotency-key", "nested")]).await;
    assert_eq!((first.body == second.body, count(&app, rows).await), (true, 3));
    let linked =
        |title: &str| json!({"targetTitle": title, "sourceIssue": {"title": "nested"}, "createdById": me});
    let expected = json!({
        "title": "nested",
        "taskLinksBySourceIssue": {"nodes": [linked("a"), linked("b")]},
        "taskAttachments": {"nodes": [
            {"filename": "one.txt", "fileSize": 7}, {"filename": "three.txt", "fileSize": 7}, {"filename": "two.txt", "fileSize": 7}
        ]},
        "taskComments": {"nodes": [
            {"content": "said", "taskAttachments": {"nodes": [{"filename": "three.txt", "issue": {"title": "nested"}}]}}
        ]},
    });
    assert_eq!(first["internalTaskCreate"]["internalTask"], expected);
    assert_eq!(stream.next().await["task"], json!({"headline": "nested"}));

    let refused = app.client(&STRANGER).run_with(TASK, json!({"input": input})).await;
    assert_eq!((refused.code(), count(&app, rows).await), ("FORBIDDEN", 3));
}

const INVOICE: &str = "mutation ($input: [ScaliyoInvoiceCreateInput!]!) {
    scaliyoInvoiceCreateMany(input: $input) {
        count
        scaliyoInvoices {
            notes
            invoiceLineItems(orderBy: [{unitPriceCents: ASC}]) { totalCount nodes { description quantity amountCents } }
        }
    }
}";

#[tokio::test]
async fn invoices_are_made_with_their_lines_and_all_faults_are_told_with_their_places() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let lead =
        text(&app, &format!("select id::text from scaliyo.leads where client_id = '{}' limit 1", ADA.id))
            .await;
    let line = |number: i64| json!({"description": format!("line {number}"), "unitPriceCents": number, "amountCents": number});
    let invoice = |notes: &str, lines: Value| json!({"ownerId": ADA.id, "leadId": lead, "notes": notes, "invoiceLineItems": lines});

    let input = json!([
        invoice("nested 1", json!([line(1), line(2)])),
        invoice("nested 2", json!([])),
        invoice("nested 3", json!([line(3)]))
    ]);
    let made = ada.run_with(INVOICE, json!({"input": input})).await;
    let made = &made["scaliyoInvoiceCreateMany"];
    let lines = |at: usize| made["scaliyoInvoices"][at]["invoiceLineItems"]["totalCount"].as_i64();
    assert_eq!((made["count"].as_i64(), lines(0), lines(1), lines(2)), (Some(3), Some(2), Some(0), Some(1)));
    assert_eq!(
        made["scaliyoInvoices"][0]["invoiceLineItems"]["nodes"][1],
        json!({"description": "line 2", "quantity": 1, "amountCents": 2})
    );

    let mut bad = line(1);
    bad["description"] = json!("b\u{7}d");
    let mut worse = line(1);
    worse["id"] = json!("x");
    let input = json!([invoice("bad", json!([line(1), bad])), invoice("b\u{7}d", json!([worse]))]);
    let refused = ada.run_with(INVOICE, json!({"input": input})).await;
    let places: Vec<_> = refused.error()["extensions"]["fields"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fault| fault["field"].as_str().unwrap())
        .collect();
    assert_eq!(
        (refused.code(), places),
        (
            "BAD_USER_INPUT",
            vec!["input.0.invoiceLineItems.1.description", "input.1.notes", "input.1.invoiceLineItems.0.id"]
        )
    );

    // A rule of the lines undoes the invoices.
    let mut taken = line(1);
    taken["id"] = json!("7d444840-9dc0-11d1-b245-5ffdce74fad2");
    let refused = ada.run_with(INVOICE, json!({"input": [invoice("bad", json!([taken, taken]))]})).await;
    assert_eq!(
        (refused.code(), &refused.error()["extensions"]["field"]),
        ("UNIQUE_VIOLATION", &json!("input.invoiceLineItems.id"))
    );

    let many: Vec<_> = (0..499).map(line).collect();
    let refused = ada
        .run_with(INVOICE, json!({"input": [invoice("bad", json!(many)), invoice("bad", json!([]))]}))
        .await;
    assert_eq!((refused.code(), &refused.error()["extensions"]["max"]), ("BAD_USER_INPUT", &json!(500)));
    let made = ada.run_with(INVOICE, json!({"input": [invoice("all", json!(many))]})).await;
    assert_eq!(made["scaliyoInvoiceCreateMany"]["scaliyoInvoices"][0]["invoiceLineItems"]["totalCount"], 499);

    // The lead is not Ben's.
    let mut by_ben = invoice("bad", json!([line(1)]));
    by_ben["ownerId"] = json!(BEN.id);
    let refused = app.client(&BEN).run_with(INVOICE, json!({"input": [by_ben]})).await;
    assert_eq!(refused.code(), "FORBIDDEN");
    assert_eq!(count(&app, "scaliyo.invoices where notes = 'bad'").await, 0);
}

#[tokio::test]
async fn a_board_is_made_with_its_lists_and_their_cards_and_is_its_makers() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let card = |title: &str| json!({"title": title, "createdById": ADA.id});
    let input = json!({
        "name": "nested", "createdById": ADA.id,
        "teamhubLists": [
            {"name": "To do", "position": 0, "teamhubCards": [card("a"), card("b")]},
            {"name": "Done", "position": 1, "teamhubCards": [card("c")]},
        ],
    });
    let query = "mutation ($input: ScaliyoTeamhubBoardCreateInput!) {
        scaliyoTeamhubBoardCreate(input: $input) {
            scaliyoTeamhubBoard {
                id name can { delete }
                teamhubFlowMembers { nodes { userId role } }
                teamhubLists(orderBy: [{position: ASC}]) { nodes { name teamhubCards(orderBy: [{title: ASC}]) { nodes { title } } } }
                teamhubCards { totalCount }
            }
        }
    }";
    let made = ada.run_with(query, json!({"input": input})).await;
    let mut board = made["scaliyoTeamhubBoardCreate"]["scaliyoTeamhubBoard"].clone();
    let id = board["id"].take();
    let cards = |titles: &[&str]| json!({"nodes": titles.iter().map(|title| json!({"title": title})).collect::<Vec<_>>()});
    let expected = json!({
        "id": null, "name": "nested", "can": {"delete": true},
        "teamhubFlowMembers": {"nodes": [{"userId": ADA.id, "role": "OWNER"}]},
        "teamhubLists": {"nodes": [
            {"name": "To do", "teamhubCards": cards(&["a", "b"])}, {"name": "Done", "teamhubCards": cards(&["c"])}
        ]},
        "teamhubCards": {"totalCount": 3},
    });
    assert_eq!(board, expected);
    let read = app
        .client(&BEN)
        .run_with("query ($id: ID!) { scaliyoTeamhubBoard(id: $id) { name } }", json!({"id": id}))
        .await;
    assert_eq!(read["scaliyoTeamhubBoard"], Value::Null);
    let refused = app.client(&BEN).run_with(query, json!({"input": input})).await;
    assert_eq!(
        (refused.code(), count(&app, "scaliyo.teamhub_boards where name = 'nested'").await),
        ("FORBIDDEN", 1)
    );
}

#[tokio::test]
async fn how_many_rows_are_made_changes_no_statement() {
    let app = TestApp::demo().await;
    let board = |lists: usize, cards: usize| {
        let cards: Vec<_> =
            (0..cards).map(|at| json!({"title": at.to_string(), "createdById": ADA.id})).collect();
        let lists: Vec<_> =
            (0..lists).map(|at| json!({"name": at.to_string(), "teamhubCards": cards})).collect();
        json!({"input": {"name": "nested", "createdById": ADA.id, "teamhubLists": lists}})
    };
    let query = "mutation ($input: ScaliyoTeamhubBoardCreateInput!) {
        scaliyoTeamhubBoardCreate(input: $input) { cursor }
    }";
    let statements = async |variables: Value| {
        let recorder = Recorder::default();
        let ctx = app.app.ctx(account(ADA.id), "nested").with_recorder(recorder.clone());
        let variables = variables.as_object().cloned().unwrap();
        let request = Request { query: query.to_owned(), variables, ..Request::default() };
        let answer = app.app.engine.execute(&ctx, request).await.body;
        assert!(answer.starts_with(b"{\"data\""), "{answer:?}");
        recorder.take().into_iter().filter(|sql| sql.starts_with("insert into ")).collect::<Vec<_>>()
    };
    let few = statements(board(2, 2)).await;
    assert_eq!(few, statements(board(9, 50)).await);
    assert_eq!(few.len(), 3, "{few:#?}");
}

#[tokio::test]
async fn an_email_is_noted_with_its_links() {
    let app = TestApp::demo().await;
    let lead =
        text(&app, &format!("select id::text from scaliyo.leads where client_id = '{}' limit 1", ADA.id))
            .await;
    let query = "mutation ($input: ScaliyoEmailMessageCreateInput!) {
        scaliyoEmailMessageCreate(input: $input) {
            scaliyoEmailMessage { subject emailLinks(orderBy: [{linkIndex: ASC}]) { nodes { destinationUrl clickCount } } }
        }
    }";
    let link = |at: usize| json!({"destinationUrl": format!("https://example.org/{at}"), "linkIndex": at});
    let mut input = json!({
        "ownerId": ADA.id, "leadId": lead, "provider": "MANUAL", "subject": "nested", "toEmail": "a@example.org",
        "emailLinks": [link(0), link(1)],
    });
    let made = app.client(&ADA).run_with(query, json!({"input": input})).await;
    let links =
        [0, 1].map(|at| json!({"destinationUrl": format!("https://example.org/{at}"), "clickCount": 0}));
    assert_eq!(
        made["scaliyoEmailMessageCreate"]["scaliyoEmailMessage"],
        json!({"subject": "nested", "emailLinks": {"nodes": links}})
    );
    input["emailLinks"][1]["destinationUrl"] = json!("javascript:x");
    let refused = app.client(&ADA).run_with(query, json!({"input": input})).await;
    assert_eq!(refused.error()["extensions"]["field"], "input.emailLinks.1.destinationUrl");
    assert_eq!(count(&app, "scaliyo.email_messages where subject = 'nested'").await, 1);
}

#[tokio::test]
async fn a_listing_brings_the_task_that_it_is_about() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let query = "mutation ($input: TaskjugglerMarketplaceListingCreateInput!) {
        taskjugglerMarketplaceListingCreate(input: $input) {
            taskjugglerMarketplaceListing { title task { title taskMessages { nodes { message } } } }
        }
    }";
    let mut input = json!({
        "title": "nested", "description": "x", "category": "x", "budgetType": "FIXED", "requestorId": ADA.id,
        "task": {"title": "nested", "requestorId": ADA.id, "taskMessages": [{"userId": ADA.id, "message": "first"}]},
    });
    let made = ada.run_with(query, json!({"input": input})).await;
    assert_eq!(
        made["taskjugglerMarketplaceListingCreate"]["taskjugglerMarketplaceListing"],
        json!({"title": "nested", "task": {"title": "nested", "taskMessages": {"nodes": [{"message": "first"}]}}})
    );
    input["taskId"] = json!("7d444840-9dc0-11d1-b245-5ffdce74fad2");
    let both = ada.run_with(query, json!({"input": input})).await;
    assert_eq!(
        (both.code(), &both.error()["extensions"]["field"]),
        ("BAD_USER_INPUT", &json!("input.taskId"))
    );
    let mut refused = input.clone();
    refused["taskId"].take();
    refused["budgetMin"] = json!("-1e40");
    assert_eq!(ada.run_with(query, json!({"input": refused})).await.code(), "BAD_USER_INPUT");
    let mut in_bens_name = input;
    in_bens_name["taskId"].take();
    in_bens_name["requestorId"] = json!(BEN.id);
    assert_eq!(ada.run_with(query, json!({"input": in_bens_name})).await.code(), "FORBIDDEN");
    assert_eq!(count(&app, "taskjuggler.tasks where title = 'nested'").await, 1);
}
