//! Files that hold what is expected, beside what was asked. JSON is compared as parsed, since key order is not promised.
//!
//! `UPDATE_SNAPSHOTS=1` writes them anew; the difference is then reviewed like code.

use std::path::Path;

use serde_json::Value;

/// Says what differs, if anything does.
pub fn json(path: &Path, actual: &Value) -> Result<(), String> {
    let text = format!("{actual:#}\n");
    compare(path, &text, |expected| serde_json::from_str(expected).is_ok_and(|value: Value| value == *actual))
}

/// Says what differs, if anything does.
pub fn text(path: &Path, actual: &str) -> Result<(), String> {
    compare(path, actual, |expected| expected == actual)
}

fn compare(path: &Path, actual: &str, agrees: impl Fn(&str) -> bool) -> Result<(), String> {
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if agrees(&expected) {
        return Ok(());
    }
    if update() {
        std::fs::write(path, actual).unwrap();
        return Ok(());
    }
    Err(format!("{} differs:\n{}", path.display(), difference(&expected, actual)))
}

fn update() -> bool {
    #[expect(clippy::disallowed_methods, reason = "tests have no configuration")]
    std::env::var("UPDATE_SNAPSHOTS").is_ok()
}

/// The lines from the first to the last that differ.
fn difference(expected: &str, actual: &str) -> String {
    let (old, new): (Vec<_>, Vec<_>) = (expected.lines().collect(), actual.lines().collect());
    let start = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    let both = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = both.take_while(|(a, b)| a == b).count();
    let side = |sign: char, lines: &[&str]| {
        lines[start..lines.len() - end].iter().map(|line| format!("  {sign} {line}\n")).collect::<String>()
    };
    format!("  line {}\n{}{}", start + 1, side('-', &old), side('+', &new))
}
