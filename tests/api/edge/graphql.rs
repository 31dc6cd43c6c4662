//! GraphQL over HTTP: what is refused and how, then what is answered.

use std::time::Duration;

use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};
use workgraph::http::Check;

use super::support::Server;
use crate::support::web;

const GRAPHQL: &str = "application/graphql-response+json";
const JSON: &str = "application/json";

fn post(server: &Server, body: impl ToString) -> RequestBuilder {
    web().post(server.url("/graphql")).header("content-type", JSON).body(body.to_string())
}

fn get(server: &Server, query: &str) -> RequestBuilder {
    get_with(server, query, "{}")
}

fn get_with(server: &Server, query: &str, variables: &str) -> RequestBuilder {
    let escape = |text: &str| text.bytes().map(|byte| format!("%{byte:02x}")).collect::<String>();
    let path = format!("/graphql?query={}&variables={}", escape(query), escape(variables));
    web().get(server.url(&path))
}

/// The status and the code of the one error.
async fn refusal(request: RequestBuilder) -> (u16, String) {
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
    let body: Value = response.json().await.unwrap();
    assert_eq!(body["errors"][0]["extensions"]["requestId"], json!(id));
    assert!(body.get("data").is_none());
    (status, body["errors"][0]["extensions"]["code"].as_str().unwrap().to_owned())
}

fn content_type(response: &Response) -> &str {
    response.headers()["content-type"].to_str().unwrap()
}

#[tokio::test]
async fn a_malformed_body_is_refused_with_400() {
    let server = Server::start().await;
    for body in [
        "",
        "nonsense",
        "1",
        "{}",
        r#"[{"query":"{ a }"}]"#,
        r#"{"query":1}"#,
        r#"{"query":"{ a }","variables":"{}"}"#,
        r#"{"query":"{ a }","operationName":{}}"#,
        r#"{"query":"{ a }","extensions":[]}"#,
    ] {
        assert_eq!(refusal(post(&server, body)).await, (400, "BAD_USER_INPUT".into()), "{body}");
    }
}

#[tokio::test]
async fn a_body_of_another_type_is_refused_with_415() {
    let server = Server::start().await;
    let body = r#"{"query":"{ a }"}"#;
    for content_type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"]
    {
        let request = web().post(server.url("/graphql")).header("content-type", content_type).body(body);
        assert_eq!(refusal(request).await.0, 415, "{content_type}");
    }
    assert_eq!(refusal(web().post(server.url("/graphql")).body(body)).await.0, 415);
    assert_eq!(refusal(post(&server, body).header("content-encoding", "gzip")).await.0, 415);
}

#[tokio::test]
async fn a_body_that_is_too_large_is_refused_with_413() {
    let server = Server::with(|edge| edge.settings.body_bytes_max = 100).await;
    assert_eq!(refusal(post(&server, " ".repeat(101))).await, (413, "BAD_USER_INPUT".into()));
}

#[tokio::test]
async fn a_refused_token_is_answered_with_401() {
    let server = Server::start().await;
    for authorization in ["Bearer bad", "Basic Z29vZA==", "good", "Bearer "] {
        let request = post(&server, r#"{"query":"{ a }"}"#).header("authorization", authorization);
        assert_eq!(refusal(request).await, (401, "UNAUTHENTICATED".into()), "{authorization}");
    }
}

#[tokio::test]
async fn a_mutation_by_get_is_refused_with_405() {
    let server = Server::start().await;
    let response = get(&server, "mutation { a }").send().await.unwrap();
    assert_eq!(
        (response.status(), &response.headers()["allow"]),
        (StatusCode::METHOD_NOT_ALLOWED, &"POST".parse().unwrap())
    );
    assert_eq!(refusal(get(&server, "mutation { a }")).await.0, 405);
}

#[tokio::test]
async fn a_subscription_for_plain_json_is_sent_elsewhere() {
    let server = Server::start().await;
    assert_eq!(refusal(get(&server, "subscription { three }")).await, (400, "BAD_USER_INPUT".into()));
    for accept in [GRAPHQL, JSON, "*/*"] {
        let request = post(&server, r#"{"query":"subscription { three }"}"#).header("accept", accept);
        let response: Value = request.send().await.unwrap().json().await.unwrap();
        let message = response["errors"][0]["message"].as_str().unwrap();
        assert!(message.contains("websocket") && message.contains("`text/event-stream`"), "{message}");
    }
}

#[tokio::test]
async fn an_answer_that_nobody_accepts_is_refused_with_406() {
    let server = Server::start().await;
    assert_eq!(refusal(post(&server, r#"{"query":"{ a }"}"#).header("accept", "text/html")).await.0, 406);
}

#[tokio::test]
async fn other_paths_and_methods_are_refused_in_the_same_words() {
    let server = Server::start().await;
    assert_eq!(refusal(web().get(server.url("/nothing"))).await, (404, "NOT_FOUND".into()));
    let response = web().put(server.url("/graphql")).send().await.unwrap();
    assert_eq!(response.headers()["allow"], "GET,HEAD,POST");
    assert_eq!(refusal(web().request(Method::DELETE, server.url("/graphql"))).await.0, 405);
    assert_eq!(refusal(web().get(server.url("/graphql")).header("upgrade", "websocket")).await.0, 400);
}

#[tokio::test]
async fn a_panic_is_answered_and_ends_nothing_else() {
    let server = Server::start().await;
    let expected = (500, "INTERNAL_SERVER_ERROR".into());
    assert_eq!(refusal(post(&server, r#"{"query":"{ panic }"}"#)).await, expected);
    assert!(post(&server, r#"{"query":"{ a }"}"#).send().await.unwrap().status().is_success());
}

#[tokio::test]
async fn the_type_of_the_answer_decides_the_status_of_an_invalid_document() {
    let server = Server::start().await;
    for (accept, status) in [(GRAPHQL, 400), (JSON, 200), ("*/*", 200)] {
        let request = post(&server, r#"{"query":"{ unknown }"}"#).header("accept", accept);
        let response = request.send().await.unwrap();
        assert_eq!(response.status().as_u16(), status);
        let expected = if accept == GRAPHQL { GRAPHQL } else { JSON };
        assert_eq!(content_type(&response), format!("{expected}; charset=utf-8"));
    }
}

#[tokio::test]
async fn a_query_that_takes_too_long_is_given_up() {
    let server = Server::with(|edge| edge.settings.query_timeout = Duration::from_millis(50)).await;
    let slow = json!({"query": "{ never }"});
    let response = post(&server, &slow).header("accept", GRAPHQL).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::GATEWAY_TIMEOUT);
    let body: Value = response.json().await.unwrap();
    let extensions = &body["errors"][0]["extensions"];
    assert_eq!((&extensions["code"], &extensions["max"]), (&json!("TIMEOUT"), &json!(50)));
    let mut socket = server.open().await;
    socket.subscribe("1", "{ never }").await;
    assert_eq!(socket.receive().await["payload"][0]["extensions"]["code"], "TIMEOUT");
}

#[tokio::test]
async fn no_answer_is_shown_in_a_frame_or_taken_for_a_script() {
    let server = Server::start().await;
    for path in ["/graphql?query=%7Ba%7D", "/graphiql", "/livez", "/nothing"] {
        let response = web().get(server.url(path)).send().await.unwrap();
        let header = |name: &str| response.headers()[name].to_str().unwrap().to_owned();
        assert_eq!(
            (header("x-frame-options"), header("x-content-type-options")),
            ("DENY".into(), "nosniff".into())
        );
        assert_eq!(header("referrer-policy"), "no-referrer");
    }
}

#[tokio::test]
async fn a_query_is_answered_by_post_and_get_alike() {
    let server = Server::start().await;
    let by_post = post(&server, r#"{"query":"{ a }","variables":{"n":1}}"#);
    let by_get = get_with(&server, "{ a }", r#"{"n":1}"#);
    for request in [by_post, by_get] {
        let response = request.bearer_auth("good").send().await.unwrap();
        let body: Value = response.json().await.unwrap();
        assert_eq!(body, json!({"data": {"signedIn": true, "variables": {"n": 1}}}));
    }
}

#[tokio::test]
async fn a_request_keeps_its_id_if_it_is_plain() {
    let server = Server::start().await;
    for (sent, kept) in [("deploy-1:42", true), ("a b", false), ("", false)] {
        let response = get(&server, "{ a }").header("x-request-id", sent).send().await.unwrap();
        assert_eq!(response.headers()["x-request-id"] == sent, kept, "{sent}");
    }
}

#[tokio::test]
async fn pages_of_listed_origins_may_call_and_no_others() {
    let server = Server::with(|edge| edge.settings.allowed_origins = vec!["https://app.test".into()]).await;
    for (origin, allowed) in [("https://app.test", true), ("https://evil.test", false)] {
        let asked = web()
            .request(Method::OPTIONS, server.url("/graphql"))
            .header("origin", origin)
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "content-type,authorization");
        let response = asked.send().await.unwrap();
        let answer = response.headers().get("access-control-allow-origin");
        assert_eq!(answer.is_some_and(|answer| answer == origin), allowed, "{origin}");
    }
}

#[tokio::test]
async fn ready_names_the_check_that_fails() {
    let failing = Check::new("relay", || async { anyhow::bail!("secret") });
    let server = Server::with(|edge| edge.checks.push(failing)).await;
    let response = web().get(server.url("/readyz")).send().await.unwrap();
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    let body: Value = response.json().await.unwrap();
    assert_eq!(body, json!({"ready": false, "checks": {"database": "ok", "relay": "failed"}}));
    assert_eq!(web().get(server.url("/livez")).send().await.unwrap().status(), StatusCode::OK);
}
