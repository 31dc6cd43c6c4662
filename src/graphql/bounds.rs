//! Bounds on a document, checked before anything walks it.
//!
//! Two passes, both linear in the text: over its tokens, before it is parsed (the parser recurses, so nesting must be
//! known beforehand), and over its parsed selections, each visited once, with the size of what fragments expand to
//! computed bottom-up. A 900-byte document of nested fragments that would expand to millions of fields is refused for the
//! price of reading 900 bytes.

use std::collections::HashMap;

use async_graphql::Name;
use async_graphql::parser::types::{ExecutableDocument, Selection, SelectionSet};

use super::tokens::Tokens;
use crate::error::{Error, Result};

/// The largest document, in bytes.
pub const BYTES_MAX: usize = 200_000;
/// The most tokens a document may have.
pub const TOKENS_MAX: usize = 15_000;
/// How deep brackets of any kind may be nested.
pub const BRACKETS_MAX: usize = 64;
/// How deep fields may be nested, fragments expanded.
pub const DEPTH_MAX: usize = 24;
/// The most fields a document may have, fragments expanded.
pub const FIELDS_MAX: usize = 5_000;
/// The most aliases a document may have, fragments expanded.
pub const ALIASES_MAX: usize = 500;
/// The most directives a document may have.
pub const DIRECTIVES_MAX: usize = 200;
/// The most operations a document may define.
pub const OPERATIONS_MAX: usize = 100;
/// The most fragments a document may define.
pub const FRAGMENTS_MAX: usize = 200;

/// Checks the text.
///
/// # Errors
/// `QUERY_TOO_COMPLEX` or `QUERY_TOO_DEEP`, naming the limit.
pub fn text(document: &str) -> Result<()> {
    if document.len() > BYTES_MAX {
        return Err(too_complex("bytes", BYTES_MAX));
    }
    let (mut tokens, mut depth) = (0_usize, 0_usize);
    for token in Tokens::of(document) {
        match token {
            b"{" | b"[" | b"(" => depth += 1,
            b"}" | b"]" | b")" => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > BRACKETS_MAX {
            return Err(Error::query_too_deep(format!("Brackets may be nested {BRACKETS_MAX} deep."))
                .with("limit", "brackets")
                .with("max", BRACKETS_MAX));
        }
        tokens += 1;
        if tokens > TOKENS_MAX {
            return Err(too_complex("tokens", TOKENS_MAX));
        }
    }
    Ok(())
}

/// Checks what the document's selections amount to once fragments are expanded.
///
/// # Errors
/// `QUERY_TOO_COMPLEX` or `QUERY_TOO_DEEP`, naming the limit; `GRAPHQL_VALIDATION_FAILED` for a fragment within itself.
pub fn selections(document: &ExecutableDocument) -> Result<()> {
    if document.operations.iter().count() > OPERATIONS_MAX {
        return Err(too_complex("operations", OPERATIONS_MAX));
    }
    if document.fragments.len() > FRAGMENTS_MAX {
        return Err(too_complex("fragments", FRAGMENTS_MAX));
    }
    let mut walk = Walk { document, known: HashMap::new(), directives: 0 };
    let mut total = Size::default();
    for (_, operation) in document.operations.iter() {
        total = total.and(walk.set(&operation.node.selection_set.node)?);
    }
    for name in document.fragments.keys() {
        walk.fragment(name)?;
    }
    if total.depth > DEPTH_MAX {
        return Err(Error::query_too_deep(format!("Fields may be nested {DEPTH_MAX} deep."))
            .with("limit", "depth")
            .with("max", DEPTH_MAX));
    }
    for (limit, size, max) in [
        ("fields", total.fields, FIELDS_MAX),
        ("aliases", total.aliases, ALIASES_MAX),
        ("directives", walk.directives, DIRECTIVES_MAX),
    ] {
        if size > max {
            return Err(too_complex(limit, max));
        }
    }
    Ok(())
}

fn too_complex(limit: &'static str, max: usize) -> Error {
    Error::query_too_complex(format!("A document may have at most {max} {limit}."))
        .with("limit", limit)
        .with("max", max)
}

/// What a selection set amounts to.
#[derive(Debug, Clone, Copy, Default)]
struct Size {
    fields: usize,
    aliases: usize,
    depth: usize,
}

impl Size {
    fn and(self, other: Self) -> Self {
        Self {
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
    use super::*;

    fn check(document: &str) -> Result<()> {
        text(document)?;
        selections(&async_graphql::parser::parse_query(document).unwrap())
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
        let many: String = (0..=OPERATIONS_MAX).map(|at| format!("query q{at} {{ a }} ")).collect();
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
        assert_eq!(text(&"{a".repeat(1_000)).unwrap_err().code(), "QUERY_TOO_DEEP");
        let nested = format!("{}a{}", "{a".repeat(30), "}".repeat(30));
        assert_eq!(check(&nested).unwrap_err().code(), "QUERY_TOO_DEEP");
    }

    #[test]
    fn tokens_and_aliases_are_bounded() {
        assert_eq!(text(&"a ".repeat(TOKENS_MAX + 1)).unwrap_err().code(), "QUERY_TOO_COMPLEX");
        let aliases: String = (0..=ALIASES_MAX).map(|at| format!("a{at}: __typename ")).collect();
        assert_eq!(check(&format!("{{{aliases}}}")).unwrap_err().code(), "QUERY_TOO_COMPLEX");
    }

    #[test]
    fn brackets_in_strings_and_comments_do_not_count() {
        let document = format!(
            "{{ a(b: \"{}\", c: \"\"\"{}\"\"\") # {}\n }}",
            "{".repeat(100),
            "[".repeat(100),
            "(".repeat(100)
        );
        text(&document).unwrap();
    }
}
