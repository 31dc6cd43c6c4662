//! The page at `/graphiql`, whether its bundle has been built or not.

use reqwest::StatusCode;

use super::support::Server;
use crate::support::web;

#[tokio::test]
async fn the_page_allows_no_other_host_and_is_revalidated() {
    let server = Server::start().await;
    let response = web().get(server.url("/graphiql")).send().await.unwrap();
    assert_eq!(response.headers()["content-type"], "text/html; charset=utf-8");
    assert!(
        response.headers()["content-security-policy"].to_str().unwrap().starts_with("default-src 'none'")
    );
    let etag = response.headers()["etag"].clone();
    let again = web().get(server.url("/graphiql")).header("if-none-match", etag);
    assert_eq!(again.send().await.unwrap().status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn every_file_that_the_page_names_is_there_for_ever_and_compressed() {
    let server = Server::start().await;
    let page = web().get(server.url("/graphiql")).send().await.unwrap().text().await.unwrap();
    for path in page.split('"').filter(|text| text.starts_with("/graphiql/")) {
        let file =
            web().get(server.url(path)).header("accept-encoding", "br, gzip;q=0.5").send().await.unwrap();
        assert_eq!(file.headers()["content-encoding"], "gzip");
        assert_eq!(file.headers()["cache-control"], "public, max-age=31536000, immutable");
    }
}

#[tokio::test]
async fn a_file_that_is_not_there_is_not_found() {
    let server = Server::start().await;
    for name in ["main.js", "..%2fCargo.toml", "index.html.gz"] {
        let response = web().get(server.url(&format!("/graphiql/{name}"))).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{name}");
    }
}
