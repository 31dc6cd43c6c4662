//! `schema.graphql` as a contract with those who wrote clients for the last release, whose schema is in `tests/contract`.

use std::path::Path;
use std::process::Command;

use crate::support::{Directory, stderr};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// Whether what was ordered is allowed, and what is told.
fn contract(order: &str, schema: &Path, folder: &Path) -> (bool, String) {
    let oracle = Path::new(ROOT).join("tests/oracle");
    assert!(oracle.join("node_modules").exists(), "run `npm ci` in {}, or `make test`", oracle.display());
    let mut command = Command::new("node");
    command.arg("contract.mjs").arg(order).arg(schema).arg(folder).current_dir(oracle);
    let output = command.output().expect("Node.js is needed");
    assert_eq!(stderr(&output), "");
    (output.status.success(), String::from_utf8(output.stdout).unwrap())
}

#[test]
fn the_schema_keeps_to_the_contract_of_the_last_release() {
    let root = Path::new(ROOT);
    let (allowed, told) = contract("compare", &root.join("schema.graphql"), &root.join("tests/contract"));
    assert!(allowed, "a break must be accepted in tests/contract/accepted.txt\n{told}");
}

const OLD: &str = r#"
    type Query { task(id: ID!, first: Int! = 10, last: Int): Task, find(filter: Filter, by: Order = TITLE): [Task] }
    type Task { title: String, body: String, state: State }
    enum State { OPEN, DONE }
    enum Order { TITLE, STATE }
    input Filter { text: String! = "", limit: Int = 1, state: State }
    input Choice { id: ID, name: String }
    type Board { tasks: [Task!] }
"#;

/// A contract of its own, with `OLD` as the last release.
struct Contract(Directory);

impl Contract {
    fn new() -> Self {
        let contract = Self(Directory::new());
        contract.accept("# The head stays.\n");
        assert_eq!(contract.order("release", OLD), (true, String::new()));
        contract
    }

    fn accept(&self, lines: &str) {
        std::fs::write(self.0.0.join("accepted.txt"), lines).unwrap();
    }

    fn order(&self, order: &str, schema: &str) -> (bool, String) {
        let file = self.0.0.join("schema.graphql");
        std::fs::write(&file, schema).unwrap();
        contract(order, &file, &self.0.0)
    }

    /// What is not allowed.
    fn faults(&self, schema: &str) -> Vec<String> {
        let (allowed, told) = self.order("compare", schema);
        let faults = told.lines().filter_map(|line| line.strip_prefix("not allowed: "));
        let faults: Vec<String> = faults.map(str::to_owned).collect();
        assert_eq!(allowed, faults.is_empty(), "{told}");
        faults
    }
}

#[test]
fn every_kind_of_break_is_found() {
    let new = r#"
        schema { query: Root }
        type Root { query: Query }
        type Query { task(id: ID!, first: Int!, last: Int, of: ID!): Task, find(filter: Filter): [Task] }
        type Task { title: Int, state: State }
        enum State { OPEN }
        enum Order { TITLE, STATE }
        input Filter { text: String!, limit: Int = 1, state: State, of: ID! }
        input Choice @oneOf { id: ID, name: String }
    "#;
    let mut faults = Contract::new().faults(new);
    faults.sort();
    let told = faults.join("\n").replace("breaks clients, and is not in accepted.txt: ", "");
    insta::assert_snapshot!(told, @"
    A required arg of on Query.task was added.
    A required field of on input type Filter was added.
    Board was removed.
    Choice takes one field only.
    DONE was removed from enum type State.
    Filter.text has become required.
    Query is no root type any more.
    Query.find arg by was removed.
    Query.task arg first has become required.
    Task.body was removed.
    Task.title changed type from String to Int.
    ");
}

#[test]
fn what_is_dangerous_or_safe_is_told_and_allowed() {
    let new = r#"
        type Query { task(id: ID!, first: Int! = 10, last: Int = 5): Task, find(filter: Filter, by: Order = STATE): [Task] }
        type Task { title: String, body: String @deprecated(reason: "Use `text`. Until 2027-06-30."), text: String, state: State }
        enum State { OPEN, DONE, LATE }
        enum Order { TITLE, STATE }
        input Filter { text: String! = "", limit: Int = 2, state: State, of: ID }
        input Choice { id: ID, name: String }
        type Board { tasks: [Task!], name: String }
        type Lane { name: String }
    "#;
    let (allowed, told) = Contract::new().order("compare", new);
    assert!(allowed);
    insta::assert_snapshot!(told, @"
    breaking: 0
    dangerous: 5
      An optional field of on input type Filter was added.
      Filter.limit has changed its default from 1 to 2.
      LATE was added to enum type State.
      Query.find arg by has changed defaultValue from TITLE to STATE.
      Query.task arg last has changed its default from none to 5.
    safe: 1 types added
    safe: 2 fields added
    safe: 0 directives added
    safe: 1 deprecated
    ");
}

#[test]
fn a_break_is_allowed_by_a_line_with_a_reason_and_no_line_may_be_idle() {
    let contract = Contract::new();
    let schema = OLD.replace("body: String, ", "");
    contract.accept("Task.body was removed. # it was always empty\n");
    assert_eq!(contract.faults(&schema), [""; 0]);
    assert_eq!(contract.faults(OLD), ["accepts nothing: Task.body was removed."]);
    for line in ["Task.body was removed.", "Task.body was removed. # "] {
        contract.accept(line);
        assert_eq!(contract.faults(&schema), ["is accepted without a reason: Task.body was removed."]);
    }
}

#[test]
fn a_deprecation_says_until_when() {
    let contract = Contract::new();
    let what = "is deprecated without a date such as `Until 2027-06-30.`:";
    for (reason, allowed) in [
        (r#"(reason: "Use `title`. Until 2027-06-30.")"#, true),
        (r#"(reason: "Use `title`.")"#, false),
        (r#"(reason: "Until soon.")"#, false),
        (r#"(reason: "Until 2027-02-31.")"#, false),
        ("", false),
    ] {
        let mut schema = OLD.to_owned();
        for place in ["body: String", "DONE", "limit: Int = 1", "by: Order = TITLE"] {
            schema = schema.replacen(place, &format!("{place} @deprecated{reason}"), 1);
        }
        let places =
            if allowed { &[][..] } else { &["Filter.limit", "Query.find(by:)", "State.DONE", "Task.body"] };
        let expected: Vec<_> = places.iter().map(|place| format!("{what} {place}")).collect();
        let mut faults = contract.faults(&schema);
        faults.sort();
        assert_eq!(faults, expected, "{reason}");
    }
}

#[test]
fn a_release_is_no_way_around_acceptance_and_forgets_what_was_accepted() {
    let contract = Contract::new();
    let schema = OLD.replace("body: String, ", "");
    assert!(!contract.order("release", &schema).0);
    assert!(!contract.faults(&schema).is_empty());
    contract.accept("# The head stays.\nTask.body was removed. # it was always empty\n");
    assert!(contract.order("release", &schema).0);
    assert_eq!(std::fs::read_to_string(contract.0.0.join("accepted.txt")).unwrap(), "# The head stays.\n");
    assert_eq!(contract.faults(&schema), [""; 0]);
    assert_eq!(contract.order("compare", OLD).1.lines().last(), Some("safe: 0 deprecated"));
}
