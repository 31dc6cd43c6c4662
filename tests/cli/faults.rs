//! What a person reads who has set something wrong. No part of the server is started for it.

use std::net::TcpListener;

use crate::support::{Directory, stderr};

#[test]
fn all_faults_of_the_environment_are_told_at_once() {
    let directory = Directory::new();
    let output = directory
        .command(&["serve"])
        .env("WORKGRAPH_ENV", "staging")
        .env("WORKGRAPH_ADDR", "4000")
        .env("DATABASE_URL", "sqlite://x")
        .output()
        .unwrap();
    assert!(!output.status.success());
    let text = stderr(&output);
    for variable in ["WORKGRAPH_ENV", "WORKGRAPH_ADDR", "DATABASE_URL"] {
        assert!(text.contains(variable), "{variable} is not in {text}");
    }
}

#[test]
fn an_address_in_use_is_told_before_anything_is_made() {
    let directory = Directory::new();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let output = directory.command(&["serve"]).env("WORKGRAPH_ADDR", &address).output().unwrap();
    let text = stderr(&output);
    assert!(text.contains(&format!("cannot serve on {address}; set WORKGRAPH_ADDR")), "{text}");
    assert!(!directory.0.join("postgres").exists());
}

#[test]
fn a_folder_without_programs_is_named() {
    let directory = Directory::new();
    let output = directory.command(&["serve"]).env("WORKGRAPH_PG_BIN", "/nowhere").output().unwrap();
    assert!(stderr(&output).contains("WORKGRAPH_PG_BIN=/nowhere cannot be used: there is no initdb in it"));
}

#[test]
fn a_data_directory_that_cannot_be_made_is_named() {
    let directory = Directory::new();
    let output = directory.command(&["serve"]).env("WORKGRAPH_DATA_DIR", "/dev/null/x").output().unwrap();
    assert!(stderr(&output).contains("cannot write in /dev/null/x; set WORKGRAPH_DATA_DIR"));
}

#[test]
fn help_describes_every_variable() {
    let output = Directory::new().run(&["--help"]);
    let text = String::from_utf8(output.stdout).unwrap();
    for variable in workgraph::config::VARIABLES {
        assert!(text.contains(variable.name) && text.contains(variable.doc), "{} is missing", variable.name);
    }
}
