//! `schema.graphql`: the API as it stands under review.

use std::path::Path;
use std::process::Command;

use crate::support::{Directory, stderr};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn the_exported_schema_is_up_to_date() {
    let output = Directory::new().run(&["schema"]);
    assert!(output.status.success(), "{}", stderr(&output));
    let built = String::from_utf8(output.stdout).unwrap();
    let exported = std::fs::read_to_string(Path::new(ROOT).join("schema.graphql")).unwrap_or_default();
    let difference = built.lines().zip(exported.lines()).find(|(built, exported)| built != exported);
    assert!(built == exported, "run `make schema` and review the change; first difference: {difference:?}");
}

/// async-graphql accepts some schemas that the reference implementation refuses.
#[test]
fn the_exported_schema_is_valid_for_graphql_js() {
    let script = "
        const { buildSchema, validateSchema } = require('graphql');
        const text = require('node:fs').readFileSync('../../../schema.graphql', 'utf8');
        for (const error of validateSchema(buildSchema(text))) console.log(error.message);";
    let graphiql = Path::new(ROOT).join("src/http/graphiql");
    let output = Command::new("node").args(["-e", script]).current_dir(graphiql).output().unwrap();
    assert!(output.status.success(), "{}; has `make graphiql` been run?", stderr(&output));
    assert_eq!(String::from_utf8_lossy(&output.stdout), "");
}
