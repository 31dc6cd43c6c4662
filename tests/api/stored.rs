//! Documents that a client names instead of sending them.

use std::path::PathBuf;

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use workgraph::app::{App, Settings};
use workgraph::clock::Clock;
use workgraph::graphql::StoredSettings;

use crate::support::{ADA, Contents, Database, TestApp, web};

const QUERY: &str = "query Tasks($first: Int) { internalTasks(first: $first) { nodes { id } } }";

fn hash(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn by_hash(hash: &str, query: Option<&str>) -> Value {
    let extensions = json!({"persistedQuery": {"version": 1, "sha256Hash": hash}});
    json!({"query": query, "variables": {"first": 2}, "extensions": extensions})
}

/// A folder of documents, gone with the value.
struct Folder(PathBuf);

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = std::env::temp_dir().join(format!("workgraph-documents-{}", uuid::Uuid::new_v4()));
        std::fs::create_dir(&folder).unwrap();
        for (name, text) in files {
            std::fs::write(folder.join(name), text).unwrap();
        }
        Self(folder)
    }

    fn settings(&self, only: bool) -> StoredSettings {
        StoredSettings { folder: Some(self.0.clone()), only }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        std::fs::remove_dir_all(&self.0).unwrap();
    }
}

#[tokio::test]
async fn a_folder_with_a_document_that_does_not_fit_is_refused_at_the_start() {
    let database = Database::clone_of(Contents::Nothing).await;
    for (files, expected) in [
        (&[("good.graphql", QUERY), ("bad.graphql", "{\n  nothing { id }\n}")][..], "bad in line 2"),
        (&[("torn.json", "{\"a\": 1}")][..], "torn.json"),
        (&[("a.graphql", QUERY), ("b.json", "{\"a\": \"{ viewer { id } }\"}")][..], "\"a\" is there twice"),
    ] {
        let folder = Folder::with(files);
        let settings =
            Settings { stored: folder.settings(false), ..Settings::new(database.settings.clone()) };
        let fault = App::build(&settings, Clock::system()).await.err().unwrap();
        assert!(format!("{fault:#}").contains(expected), "{fault:#}");
    }
}

#[tokio::test]
async fn where_only_stored_documents_are_run_nothing_else_is_over_any_transport() {
    let folder = Folder::with(&[("tasks.graphql", QUERY), ("relay.json", &json!({"7": QUERY}).to_string())]);
    let app = TestApp::with_stored(folder.settings(true)).await;
    let ada = app.client(&ADA);
    for id in ["tasks", "7", &format!("sha256:{}", hash(QUERY))] {
        let answer = ada.send(&json!({"documentId": id, "variables": {"first": 2}}), &[]).await;
        assert_eq!(answer["internalTasks"]["nodes"].as_array().unwrap().len(), 2, "{id}");
    }
    assert_eq!(ada.send(&by_hash(&hash(QUERY), None), &[]).await.codes(), [""; 0]);
    assert_eq!(ada.run(QUERY).await.codes(), [""; 0], "it is sent in full, and is one of them");
    for query in ["{ viewer { id } }", "{ __schema { queryType { name } } }", "mutation { signOut }"] {
        assert_eq!(ada.run(query).await.code(), "FORBIDDEN", "{query}");
    }
    let other = "{ viewer { id } }";
    assert_eq!(ada.send(&by_hash(&hash(other), Some(other)), &[]).await.code(), "FORBIDDEN");
    let ended = ada.subscribe("subscription { taskChanged { cursor } }").await.ended().await;
    assert_eq!(ended, "FORBIDDEN");
    assert_eq!(ada.send(&json!({"documentId": "none"}), &[]).await.code(), "PERSISTED_QUERY_NOT_FOUND");
}

#[tokio::test]
async fn apollos_clients_send_a_document_once() {
    let app = TestApp::demo().await;
    let ada = app.client(&ADA);
    let unknown = ada.send(&by_hash(&hash(QUERY), None), &[]).await;
    assert_eq!(
        (unknown.code(), &unknown.error()["message"]),
        ("PERSISTED_QUERY_NOT_FOUND", &json!("PersistedQueryNotFound"))
    );
    let wrong = ada.send(&by_hash(&hash("{ a }"), Some(QUERY)), &[]).await;
    assert_eq!(wrong.code(), "BAD_USER_INPUT");
    let invalid = "{ nothing }";
    assert_eq!(
        ada.send(&by_hash(&hash(invalid), Some(invalid)), &[]).await.code(),
        "GRAPHQL_VALIDATION_FAILED"
    );
    assert_eq!(ada.send(&by_hash(&hash(invalid), None), &[]).await.code(), "PERSISTED_QUERY_NOT_FOUND");

    let sent = ada.send(&by_hash(&hash(QUERY), Some(QUERY)), &[]).await;
    let named = ada.send(&by_hash(&hash(QUERY), None), &[]).await;
    assert_eq!(sent["internalTasks"]["nodes"].as_array().unwrap().len(), 2);
    assert_eq!(sent.body, named.body);

    // As a cache between client and server would see it.
    let extensions = by_hash(&hash(QUERY), None)["extensions"].to_string();
    let mut url = url::Url::parse(&format!("http://{}/graphql", app.address)).unwrap();
    url.query_pairs_mut().append_pair("extensions", &extensions).append_pair("variables", "{\"first\": 2}");
    let got = web().get(url);
    let got: Value = got.bearer_auth(ada.token().await.unwrap()).send().await.unwrap().json().await.unwrap();
    assert_eq!(got, named.body);
}
