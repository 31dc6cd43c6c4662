//! `doctor` where there is little to look at. What it finds in a database is tested beside the API.

use std::fs;

use crate::support::Directory;

#[test]
fn before_the_first_start_it_makes_nothing() {
    let directory = Directory::new();
    let output = directory.run(&["doctor"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{text}");
    assert!(text.contains("warning  database: there is no private one yet"), "{text}");
    assert!(!directory.0.join("postgres").exists());
}

#[test]
fn faults_of_variables_are_told_with_the_names_that_do_not_exist() {
    let directory = Directory::new();
    let mut command = directory.command(&["doctor", "--json"]);
    command.env("WORKGRAPH_ADDR", "4000").env("WORKGRAPH_ORIGIN", "https://app.example.com");
    let output = command.output().unwrap();
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(!output.status.success() && report["healthy"] == false, "{report}");
    let [check] = &report["checks"].as_array().unwrap()[..] else { panic!("expected one check: {report}") };
    let message = check["message"].as_str().unwrap();
    assert_eq!((&check["check"], &check["status"]), (&"configuration".into(), &"failed".into()));
    for expected in ["WORKGRAPH_ADDR=4000", "there is no variable WORKGRAPH_ORIGIN"] {
        assert!(message.contains(expected), "{expected} is not in {message}");
    }
}

#[test]
fn a_private_database_that_does_not_start_is_a_finding() {
    let directory = Directory::new();
    let data = directory.0.join("postgres/data");
    fs::create_dir_all(&data).unwrap();
    fs::write(data.join("PG_VERSION"), "12\n").unwrap();
    crate::embedded::give_away(&directory.0.join("postgres"));
    let output = directory.run(&["doctor"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!output.status.success(), "{text}");
    assert!(text.contains("failed   database: the cluster in"), "{text}");
    assert!(text.contains("was made by PostgreSQL 12, but"), "{text}");
}
