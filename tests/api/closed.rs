//! A server in production shows its schema to those who have signed in.

use crate::support::{ADA, TestApp};

const SCHEMA: &str = "{ __schema { queryType { name } } }";
const TYPE: &str = "{ viewer { __typename } __type(name: \"InternalTask\") { name } }";
const SLIP: &str = "{ viewr { overdueTasks } }";

#[tokio::test]
async fn nobody_reads_the_schema_before_signing_in() {
    let app = TestApp::closed().await;
    let (nobody, ada) = (app.anonymous(), app.client(&ADA));
    for query in [SCHEMA, TYPE] {
        let refused = nobody.run(query).await;
        assert_eq!(refused.code(), "UNAUTHENTICATED");
        assert!(refused.body.get("data").is_none(), "{:#}", refused.body);
        ada.run(query).await.data();
    }
    assert_eq!(nobody.run("{ __typename }").await["__typename"], "Query");
}

#[tokio::test]
async fn what_is_refused_names_nothing_that_was_not_asked_for() {
    let app = TestApp::closed().await;
    for slip in [SLIP, "{ internalTasks { nodes { titl } } }", "{ internalTasks(filtr: {}) { totalCount } }"]
    {
        let refused = app.anonymous().run(slip).await;
        let text = refused.body["errors"].to_string();
        assert_eq!(refused.code(), "GRAPHQL_VALIDATION_FAILED");
        for name in ["viewer", "title", "filter\"", "mean"] {
            assert!(!text.contains(name), "{name} is in {text}");
        }
    }
}

#[tokio::test]
async fn in_development_everybody_reads_it() {
    let app = TestApp::demo().await;
    assert_eq!(app.anonymous().run(SCHEMA).await["__schema"]["queryType"]["name"], "Query");
}
