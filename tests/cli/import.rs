//! `import users`: what a person reads who takes accounts over.

use std::fs;
use std::io::Write as _;
use std::process::{Output, Stdio};

use crate::support::{Directory, stderr};

const BCRYPT: &str = "$2a$10$N9qo8uLOickgx2ZMRZoMyeTfmMdmN8eFKxR3xiDBAJqt.vWQw1.JW";

/// The output of `import users -`, given this.
fn import(directory: &Directory, arguments: &[&str], lines: &str) -> Output {
    let arguments = [&["import", "users", "-"], arguments].concat();
    let mut command = directory.command(&arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut process = command.spawn().unwrap();
    process.stdin.take().unwrap().write_all(lines.as_bytes()).unwrap();
    process.wait_with_output().unwrap()
}

#[test]
fn accounts_come_in_all_together_or_not_at_all() {
    let directory = Directory::new();
    // With the demo data.
    let server = directory.serve();

    let faulty = format!(
        "{{\"email\": \"nora@example.org\", \"passwordHash\": \"{BCRYPT}\"}}\n\
         {{\"email\": \"nora\"}}\n\
         \n\
         {{\"email\": \"bad-hash@example.org\", \"passwordHash\": \"5f4dcc3b5aa765d61d8327deb882cf99\"}}\n\
         {{\"email\": \"NORA@example.org\"}}\n\
         {{\"email\": \"ada@example.com\"}}\n\
         not JSON\n\
         {{\"email\": \"x@example.org\", \"password\": \"plain\"}}\n\
         {{\"email\": \"y@example.org\", \"createdAt\": \"2999-01-01T00:00:00Z\"}}\n\
         {{\"email\": \"{}@example.org\"}}\n",
        "z".repeat(100_000)
    );
    let output = import(&directory, &[], &faulty);
    let text = stderr(&output);
    assert!(!output.status.success(), "{text}");
    for expected in [
        "line 2: email: expected an e-mail address",
        "line 4: passwordHash: expected a hash of bcrypt",
        "line 5: email: the same as in line 1",
        "line 6: email: there is an account with this address",
        "line 7: expected a JSON object of an account",
        "line 8: expected a JSON object of an account: unknown field `password`",
        "line 9: createdAt: expected a time that has passed",
        "line 10: expected at most 65536 bytes",
        "8 faults; nothing was changed",
    ] {
        assert!(text.contains(expected), "{expected} is not in {text}");
    }
    assert!(!text.contains("5f4dcc3b5aa765d61d8327deb882cf99") && !text.contains("plain"), "{text}");

    let good =
        format!("{{\"email\": \"nora@example.org\", \"displayName\": null, \"passwordHash\": \"{BCRYPT}\"}}");
    let output = import(&directory, &["--dry-run"], &good);
    assert!(
        output.status.success() && stderr(&output).contains("1 accounts could be imported"),
        "{}",
        stderr(&output)
    );
    // Without a line's end, and from a file.
    let file = directory.0.join("users.jsonl");
    fs::write(&file, &good).unwrap();
    let output = directory.run(&["import", "users", file.to_str().unwrap()]);
    assert!(
        output.status.success() && stderr(&output).contains("imported 1 accounts"),
        "{}",
        stderr(&output)
    );
    let again = import(&directory, &[], &good);
    assert!(
        stderr(&again).contains("line 1: email: there is an account with this address"),
        "{}",
        stderr(&again)
    );
    assert!(server.terminate());
}

#[test]
fn a_file_that_is_not_there_is_named_before_anything_is_started() {
    let directory = Directory::new();
    let output = directory.run(&["import", "users", "/nowhere/users.jsonl"]);
    assert!(!output.status.success());
    assert!(stderr(&output).contains("cannot read /nowhere/users.jsonl"), "{}", stderr(&output));
    assert!(!directory.0.join("postgres").exists());
}
