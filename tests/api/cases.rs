//! `tests/cases/<topic>/<case>.graphql`: what is asked, in whose name, what comes back, and the SQL that it takes.
//!
//! The head of a case says what it shows and, in further lines of comment, what it needs:
//!
//! ```text
//! # The pages of a nested list are cut in SQL.
//! # as: ada
//! # variables: {"first": 2}
//! # owner: update internal.tasks set title = 'x'
//! ```
//!
//! `as` is a person of the demo data or `anonymous`. `owner` is run before, past all policies, in a database that no other
//! case sees. graphql-js answers each case as well, and has to agree (`oracle`). The answer is in the `.json` beside it; the executed statements are in the `.sql`, which makes a statement
//! too many show up in review.

use std::path::{Path, PathBuf};

use chrono::TimeDelta;
use serde_json::{Value, json};
use workgraph::auth::Principal;
use workgraph::db::Recorder;
use workgraph::graphql::Request;

use crate::oracle::Oracle;
use crate::support::{TestApp, snapshot};

/// Cases that graphql-js answers otherwise: what it would run and the engine refuses; and lists that are closed to those
/// who are not signed in, which are empty with an error, so that it does not take their parents with it.
const OWN_WAYS: &[&str] = &["fragment_bomb", "too_deep", "anonymous_relations"];

struct Case {
    path: PathBuf,
    text: String,
}

impl Case {
    /// All of them, in the order of their names.
    fn all() -> Vec<Self> {
        let mut paths = files("graphql");
        paths.sort();
        paths.into_iter().map(|path| Self { text: std::fs::read_to_string(&path).unwrap(), path }).collect()
    }

    fn head(&self, key: &str) -> Option<&str> {
        let lines = self.text.lines().map_while(|line| line.strip_prefix("# "));
        lines.filter_map(|line| line.strip_prefix(key)?.strip_prefix(": ")).next()
    }

    /// What the answer has to do with other answers: graphql-js makes the same of it, save where we refuse what it does not.
    async fn compare(&self, app: &TestApp, oracle: &mut Oracle) -> Result<(), String> {
        let name = self.path.file_stem().unwrap().to_str().unwrap();
        let principal = principal(app, self.head("as").unwrap_or("anonymous")).await;
        let variables = self.head("variables").map(|json| serde_json::from_str::<Value>(json).unwrap());
        let document = json!({"topic": name, "query": self.text, "variables": variables});
        let ctx = app.app.ctx(principal, "case");
        match oracle.difference(&app.app.engine, &ctx, &document).await {
            Some(difference) if !OWN_WAYS.contains(&name) => Err(difference),
            _ => Ok(()),
        }
    }

    async fn run(&self, app: &TestApp) -> Result<(), String> {
        let recorder = Recorder::default();
        let principal = principal(app, self.head("as").unwrap_or("anonymous")).await;
        let variables = self.head("variables").map(|json| serde_json::from_str(json).unwrap());
        let request = Request {
            query: self.text.clone(),
            variables: variables.unwrap_or_default(),
            ..Request::default()
        };
        let ctx = app.app.ctx(principal, "case").with_recorder(recorder.clone());
        let response = app.app.engine.execute(&ctx, request).await;
        let answer: Value = serde_json::from_slice(&response.body).unwrap();
        snapshot::json(&self.path.with_extension("json"), &answer)?;
        let statements = recorder.take().into_iter().map(|sql| format!("{sql};\n"));
        snapshot::text(&self.path.with_extension("sql"), &statements.collect::<Vec<_>>().join("\n"))
    }
}

fn files(extension: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let topics = std::fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path());
    let files = topics.flat_map(|topic| std::fs::read_dir(topic).unwrap()).map(|entry| entry.unwrap().path());
    files.filter(|path| path.extension().is_some_and(|found| found == extension)).collect()
}

async fn principal(app: &TestApp, name: &str) -> Principal {
    if name == "anonymous" {
        return Principal::Anonymous;
    }
    let accounts = &app.app.accounts;
    let token = accounts.issue_for(&format!("{name}@example.com"), TimeDelta::hours(1)).await.unwrap();
    accounts.authenticate(&token).await.unwrap()
}

#[tokio::test]
async fn cases_are_answered_as_their_files_say() {
    let (shared, mut oracle, mut faults) = (TestApp::demo().await, Oracle::start(), Vec::new());
    oracle.ask(&json!({"sdl": shared.app.engine.sdl()}));
    for case in Case::all() {
        let run = match case.head("owner") {
            None => [case.run(&shared).await, case.compare(&shared, &mut oracle).await],
            Some(sql) => {
                let own = TestApp::demo().await;
                own.as_owner(sql).await;
                [case.run(&own).await, case.compare(&own, &mut oracle).await]
            }
        };
        faults.extend(run.into_iter().filter_map(Result::err));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn every_snapshot_belongs_to_a_case() {
    let snapshots = ["json", "sql"].into_iter().flat_map(files);
    let orphans: Vec<_> = snapshots.filter(|path| !path.with_extension("graphql").exists()).collect();
    assert!(orphans.is_empty(), "{orphans:?}");
}
