//! The policies that the scripts name, for whoever wants to know whether a database still has them.

use std::collections::BTreeSet;

use crate::script::sql;

/// Where policies are written one by one.
const SCRIPTS: &[&str] = &[
    sql!("internal/policies.sql"),
    sql!("assist/policies.sql"),
    sql!("core/policies.sql"),
    sql!("scaliyo/policies.sql"),
    sql!("taskjuggler/policies.sql"),
    sql!("auth/policies.sql"),
];
const STATEMENT: &str = "CREATE POLICY ";

/// Each policy as (`schema.table`, its name).
pub fn named() -> BTreeSet<(String, String)> {
    SCRIPTS.iter().flat_map(|script| in_script(script)).collect()
}

/// Scripts are laid out to be read as a table, so a statement begins its line.
fn in_script(script: &str) -> impl Iterator<Item = (String, String)> {
    script.match_indices(STATEMENT).filter_map(|(at, _)| {
        let begins = at == 0 || script[..at].ends_with('\n');
        begins.then(|| statement(&script[at + STATEMENT.len()..]))?
    })
}

/// `name ON schema.table …` or `"a name" ON schema.table …`
fn statement(text: &str) -> Option<(String, String)> {
    let (name, rest) = match text.strip_prefix('"') {
        Some(quoted) => quoted.split_once('"')?,
        None => text.split_once(char::is_whitespace)?,
    };
    let table = rest.trim_start().strip_prefix("ON ")?.split_whitespace().next()?;
    Some((table.to_owned(), name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_postgresql_reads_them() {
        let script = "-- CREATE POLICY none ON a.b\nCREATE POLICY p   ON a.b FOR SELECT;\nCREATE POLICY \"p q\"\n  ON a.c\n USING (true);";
        let found: Vec<_> = in_script(script).collect();
        let pair = |table: &str, name: &str| (table.to_owned(), name.to_owned());
        assert_eq!(found, [pair("a.b", "p"), pair("a.c", "p q")]);
    }
}
