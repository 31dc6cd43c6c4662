//! A short loss test: few subscribers, and everything goes wrong once.

use std::process::Command;

#[test]
fn nothing_is_lost_while_everything_goes_wrong_once() {
    let output = Command::new(env!("CARGO_BIN_EXE_losstest"))
        .args(["--writers", "3", "--subscribers", "12", "--nodes", "3", "--minutes", "0", "--every", "1.5"])
        .args(["--failover", "--retention"])
        // The server beside it was built before the tests.
        .env_remove("CARGO")
        .output()
        .expect("the program is there");
    let (text, errors) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{text}\n{errors}");
    assert!(text.contains("nothing lost"), "{text}");
}
