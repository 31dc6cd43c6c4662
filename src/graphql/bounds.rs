//! Bounds on a document, checked before anything walks it.
//!
//! Two passes, both linear in the text: over its tokens, before it is parsed (the parser recurses, so nesting must be
//! known beforehand), and over its parsed selections, each visited once, with the size of what fragments expand to
//! computed bottom-up. A 900-byte document of nested fragments that would expand to millions of fields is refused for the
//! price of reading 900 bytes.

use std::collections::HashMap;

use async_graphql::Name;
use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};
use serde_json::{Map, Value};

use super::tokens::Tokens;
use crate::error::{Error, Result};
use crate::limits::Limits;

/// Checks the text.
///
/// # Errors
/// `QUERY_TOO_COMPLEX` or `QUERY_TOO_DEEP`, naming the limit.
pub fn text(document: &str, limits: &Limits) -> Result<()> {
    if document.len() > limits.bytes {
        return Err(too_complex("bytes", limits.bytes));
    }
    let (mut tokens, mut depth) = (0_usize, 0_usize);
    for token in Tokens::of(document) {
        match token {
            b"{" | b"[" | b"(" => depth += 1,
            b"}" | b"]" | b")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > limits.brackets {
            return Err(too_deep("brackets", "Brackets", limits.brackets));
        }
        tokens += 1;
        if tokens > limits.tokens {
            return Err(too_complex("tokens", limits.tokens));
        }
    }
    Ok(())
}

/// Checks what the document's selections amount to once fragments are expanded.
///
/// # Errors
/// `QUERY_TOO_COMPLEX` or `QUERY_TOO_DEEP`, naming the limit; `GRAPHQL_VALIDATION_FAILED` for a fragment within itself.
pub fn selections(document: &ExecutableDocument, limits: &Limits) -> Result<()> {
    if document.operations.iter().count() > limits.operations {
        return Err(too_complex("operations", limits.operations));
    }
    if document.fragments.len() > limits.fragments {
        return Err(too_complex("fragments", limits.fragments));
    }
    let mut walk = Walk { document, known: HashMap::new(), directives: 0 };
    let mut total = Size::default();
    let mut roots = 0;
    for (_, operation) in document.operations.iter() {
        let size = walk.set(&operation.node.selection_set.node)?;
        roots = size.roots.max(roots);
        total = total.and(size);
    }
    for name in document.fragments.keys() {
        walk.fragment(name)?;
    }
    if total.depth > limits.depth {
        return Err(too_deep("depth", "Fields", limits.depth));
    }
    for (limit, size, max) in [
        ("fields", total.fields, limits.fields),
        ("aliases", total.aliases, limits.aliases),
        ("rootFields", roots, limits.root_fields),
        ("directives", walk.directives, limits.directives),
    ] {
        if size > max {
            return Err(too_complex(limit, max));
        }
    }
    Ok(())
}

/// Checks values of variables, before anything walks them.
///
/// # Errors
/// `BAD_USER_INPUT`, naming the variable and the limit.
pub fn values(variables: &Map<String, Value>, limits: &Limits) -> Result<()> {
    for (name, value) in variables {
        let (limit, max, text) = match excess(value, limits) {
            None => continue,
            Some(Excess::List) => ("list", limits.list, "values in a list"),
            Some(Excess::String) => ("string", limits.string, "bytes in a string"),
        };
        let error = Error::bad_user_input(format!("At most {max} {text} are taken."));
        return Err(error.field(name.clone()).with("limit", limit).with("max", max));
    }
    Ok(())
}

/// What there is too much of in a value.
enum Excess {
    List,
    String,
}

/// The limit that a value is beyond. Whoever read the JSON has bounded how deep it is.
fn excess(value: &Value, limits: &Limits) -> Option<Excess> {
    match value {
        Value::String(text) if text.len() > limits.string => Some(Excess::String),
        Value::Array(values) if values.len() > limits.list => Some(Excess::List),
        Value::Array(values) => values.iter().find_map(|value| excess(value, limits)),
        Value::Object(fields) => fields.values().find_map(|value| excess(value, limits)),
        _ => None,
    }
}

fn too_complex(limit: &'static str, max: usize) -> Error {
    Error::query_too_complex(format!("A document may have at most {max} {limit}."))
        .with("limit", limit)
        .with("max", max)
}

fn too_deep(limit: &'static str, what: &str, max: usize) -> Error {
    Error::query_too_deep(format!("{what} may be nested {max} deep.")).with("limit", limit).with("max", max)
}

/// What a selection set amounts to.
#[derive(Debug, Clone, Copy, Default)]
struct Size {
    /// Of the outermost level.
    roots: usize,
    fields: usize,
    aliases: usize,
    depth: usize,
}

impl Size {
    fn and(self, other: Self) -> Self {
        Self {
            roots: self.roots.saturating_add(other.roots),
            fields: self.fields.saturating_add(other.fields),
            aliases: self.aliases.saturating_add(other.aliases),
            depth: self.depth.max(other.depth),
        }
    }
}

struct Walk<'a> {
    document: &'a ExecutableDocument,
    /// Fragments by name; `None` while one is being walked.
    known: HashMap<&'a Name, Option<Size>>,
    directives: usize,
}

impl<'a> Walk<'a> {
    fn set(&mut self, set: &'a SelectionSet) -> Result<Size> {
        let mut total = Size::default();
        for item in &set.items {
            self.directives += item.node.directives().len();
            total = total.and(match &item.node {
                Selection::Field(field) => {
                    let inner = self.set(&field.node.selection_set.node)?;
                    Size {
                        roots: 1,
                        fields: inner.fields.saturating_add(1),
                        aliases: inner.aliases.saturating_add(usize::from(field.node.alias.is_some())),
                        depth: inner.depth.saturating_add(1),
                    }
                }
                Selection::InlineFragment(fragment) => self.set(&fragment.node.selection_set.node)?,
                Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name.node)?,
            });
        }
        Ok(total)
    }

    fn fragment(&mut self, name: &'a Name) -> Result<Size> {
        match self.known.get(name) {
            Some(Some(size)) => return Ok(*size),
            Some(None) => {
                return Err(Error::validation_failed(format!(
                    "The fragment \"{name}\" is spread within itself."
                )));
            }
            None => {}
        }
        // Spreads of unknown fragments are validation's to refuse.
        let Some(fragment) = self.document.fragments.get(name) else { return Ok(Size::default()) };
        self.known.insert(name, None);
        let size = self.set(&fragment.node.selection_set.node)?;
        self.known.insert(name, Some(size));
        Ok(size)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(document: &str) -> Result<()> {
        let limits = Limits::default();
        text(document, &limits)?;
        selections(&async_graphql::parser::parse_query(document).unwrap(), &limits)
    }

    #[test]
    fn a_bomb_of_nested_fragments_is_refused() {
        let mut bomb = String::from("{...f0}");
        for at in 0..22 {
            bomb.push_str(&format!(" fragment f{at} on Query {{...f{} ...f{}}}", at + 1, at + 1));
        }
        bomb.push_str(" fragment f22 on Query {__typename}");
        assert_eq!(check(&bomb).unwrap_err().code(), "QUERY_TOO_COMPLEX");
    }

    #[test]
    fn operations_are_bounded() {
        let many: String =
            (0..=Limits::default().operations).map(|at| format!("query q{at} {{ a }} ")).collect();
        assert_eq!(check(&many).unwrap_err().code(), "QUERY_TOO_COMPLEX");
    }

    #[test]
    fn a_fragment_within_itself_is_refused() {
        assert_eq!(
            check("{...a} fragment a on Query {...b} fragment b on Query {...a}").unwrap_err().code(),
            "GRAPHQL_VALIDATION_FAILED"
        );
    }

    #[test]
    fn depth_is_bounded_before_and_after_parsing() {
        assert_eq!(text(&"{a".repeat(1_000), &Limits::default()).unwrap_err().code(), "QUERY_TOO_DEEP");
        let nested = format!("{}a{}", "{a".repeat(30), "}".repeat(30));
        assert_eq!(check(&nested).unwrap_err().code(), "QUERY_TOO_DEEP");
    }

    #[test]
    fn tokens_and_aliases_are_bounded() {
        assert_eq!(
            text(&"a ".repeat(Limits::default().tokens + 1), &Limits::default()).unwrap_err().code(),
            "QUERY_TOO_COMPLEX"
        );
        let aliases: String =
            (0..=Limits::default().aliases).map(|at| format!("a{at}: __typename ")).collect();
        assert_eq!(check(&format!("{{{aliases}}}")).unwrap_err().code(), "QUERY_TOO_COMPLEX");
    }

    #[test]
    fn root_fields_are_bounded_also_within_fragments() {
        let roots = |count: usize| "a ".repeat(count);
        let many = format!("{{ {} ...f }} fragment f on Query {{ {} }}", roots(50), roots(51));
        assert_eq!(check(&many).unwrap_err().extensions()["limit"], "rootFields");
        check(&format!("{{ {} b {{ {} }} }}", roots(99), roots(99))).unwrap();
    }

    #[test]
    fn values_of_variables_are_bounded_wherever_they_are() {
        let limits = Limits::parse("list=3,string=1000").unwrap();
        let check = |value: Value| {
            let variables = Map::from_iter([("a".to_owned(), Value::Null), ("b".to_owned(), value)]);
            values(&variables, &limits).map_err(|error| error.extensions())
        };
        let long = "x".repeat(1_001);
        for (value, limit) in [
            (json!([1, 2, 3, 4]), "list"),
            (json!({"in": [[], [1, 2, 3, 4]]}), "list"),
            (json!(long), "string"),
            (json!([{"title": long}]), "string"),
        ] {
            let refusal = check(value).unwrap_err();
            assert_eq!((&refusal["limit"], &refusal["field"]), (&json!(limit), &json!("b")));
        }
        check(json!([[1, 2, 3], {"title": "x".repeat(1_000)}, null])).unwrap();
    }

    #[test]
    fn brackets_in_strings_and_comments_do_not_count() {
        let document = format!(
            "{{ a(b: \"{}\", c: \"\"\"{}\"\"\") # {}\n }}",
            "{".repeat(100),
            "[".repeat(100),
            "(".repeat(100)
        );
        text(&document, &Limits::default()).unwrap();
    }
}
