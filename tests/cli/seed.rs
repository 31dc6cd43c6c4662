//! `seed`: what it refuses, and what it tells a person who waits.

use crate::support::{Directory, stderr};

/// 32 bytes of nothing.
const SECRET_KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

#[test]
fn production_is_left_alone() {
    let directory = Directory::new();
    let mut command = directory.command(&["seed", "--scale", "1"]);
    // Without a key, production would refuse for another reason.
    command.env("WORKGRAPH_ENV", "production").env("WORKGRAPH_SECRET_KEY", SECRET_KEY);
    let output = command.output().unwrap();
    assert!(!output.status.success());
    assert!(stderr(&output).contains("`seed` is for development; WORKGRAPH_ENV says production"));
    assert!(!directory.0.join("postgres").exists());
}

#[test]
fn a_scale_has_bounds() {
    let directory = Directory::new();
    for scale in ["0", "1001", "-1", "0.5", "many"] {
        let output = directory.run(&["seed", &format!("--scale={scale}")]);
        assert!(!output.status.success(), "{scale}");
        assert!(stderr(&output).contains("--scale"), "{}", stderr(&output));
    }
    assert!(!directory.0.join("postgres").exists());
}

#[test]
fn without_a_terminal_each_step_is_a_line() {
    let directory = Directory::new();
    let binary = env!("CARGO_BIN_EXE_workgraph");
    let seed = format!("{binary} seed --scale 1");
    let script = format!("{binary} migrate up && {seed} && {seed}");
    let output = directory.run(&["postgres", "--", "sh", "-c", &script]);
    let text = stderr(&output);
    assert!(output.status.success(), "{text}");
    let told = [
        "loading demo data: people",
        "loading unit 1 of 1",
        "collecting statistics",
        "scale 1 is there; units added: 1",
        "the demo data is there already; it was not changed",
        "scale 1 was there already; nothing was changed",
    ];
    let mut rest = text.as_str();
    for line in told {
        let at = rest.find(line).unwrap_or_else(|| panic!("{line:?} is not in its place in {text}"));
        rest = &rest[at + line.len()..];
    }
    assert!(!text.contains('\u{1b}'), "no escape sequences: {text}");
}
