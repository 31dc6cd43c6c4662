//! What the files of `deploy/` say of the server is true of it.

use std::process::Command;

use crate::support::Directory;

/// The image's question whether the server is well, put to a port.
fn asks(port: &str) -> bool {
    let file = include_str!("../../deploy/Containerfile");
    let command = file
        .lines()
        .map(str::trim)
        .find_map(|line| line.strip_prefix("CMD ").filter(|it| it.contains("livez")));
    let words: Vec<String> = serde_json::from_str(&command.unwrap().replace("4000", port)).unwrap();
    Command::new(&words[0]).args(&words[1..]).output().unwrap().status.success()
}

#[test]
fn the_health_check_of_the_image_passes_while_the_server_lives() {
    let directory = Directory::new();
    let server = directory.serve();
    let port = server.address().rsplit(':').next().unwrap().to_owned();
    assert!(asks(&port));
    assert!(server.terminate());
    assert!(!asks(&port));
}
