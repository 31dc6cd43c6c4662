//! Searches for words, in the syntax of web searches: all words, `"a phrase"`, `this or that`, `-not this`.
//!
//! A table with an index of words leaves the text to PostgreSQL, and so does the search across systems. For any other, a
//! search is the same as a filter with `contains` on each of its texts, and nothing more is needed to run it.

use async_graphql::Value;

use super::catalog::{Table, TableId};
use super::condition::{self, Condition, Operator};
use super::model::{FieldDef, Source};
use super::order::OrderKey;
use super::page;
use super::scalar::Param;
use super::term::Term;
use crate::domain::SEARCH;
use crate::error::{Error, Result};

/// The longest search, in characters.
const LENGTH_MAX: usize = 1_000;
/// The most words and phrases of a search.
const TERMS_MAX: usize = 20;

/// A word or a phrase, and whether it shall not be there.
#[derive(Debug, PartialEq)]
struct Sought {
    text: String,
    not: bool,
}

/// The root field of the search across systems, whose hits are rows of this table.
pub fn field(table: &Table, id: TableId) -> FieldDef {
    let connection = format!("{}Connection", table.names.type_name);
    let words = format!(
        "What to look for, as in a web search: all words, \"a phrase\", one or another, -not this. At most {LENGTH_MAX} \
         characters and {TERMS_MAX} words and phrases."
    );
    let field = FieldDef::new(&connection, Source::Search(id), SEARCH.description)
        .argument("text", "String!", words)
        .argument(
            "types",
            "[SearchType!]",
            "What to look for it in: everything if not given, nothing if empty.",
        );
    page::arguments(field)
}

/// The tables that a search across systems looks in, by the types that are asked for.
pub fn tables(types: Option<&Value>) -> Vec<Param> {
    let asked = |name: &str| match types {
        Some(Value::List(types)) => types.iter().any(|ty| matches!(ty, Value::Enum(own) if own == name)),
        _ => true,
    };
    let kinds = SEARCH.kinds.iter().filter(|kind| asked(kind.name));
    let tables = kinds.flat_map(|kind| kind.tables);
    tables.map(|(schema, table)| Param::Text(format!("{schema}.{table}"))).collect()
}

/// The order of hits, before their key.
///
/// # Errors
/// `INTERNAL_SERVER_ERROR` if hits have no rank.
pub fn best_first(table: &Table) -> Result<OrderKey> {
    let rank = table.column_of(SEARCH.rank).ok_or_else(|| Error::internal("hits have no rank"))?;
    Ok(OrderKey { term: Term::Column(rank), descending: true, nulls_first: true })
}

/// The rows that have what is searched for.
///
/// # Errors
/// `BAD_USER_INPUT` for a search that is too long or has too many words or too long ones.
pub fn condition(table: &Table, text: &str) -> Result<Condition> {
    let choices = choices(text)?;
    if table.searched.is_some() {
        return Ok(Condition::Words(text.to_owned()));
    }
    let choices = choices.into_iter().map(|terms| {
        let terms = terms.into_iter().map(|term| {
            let wanted = condition::pattern(&term.text)?;
            let texts = table.texts().map(|at| Condition::Compare(at, Operator::Contains, wanted.clone()));
            let anywhere = Condition::Any(texts.collect());
            Ok(if term.not { Condition::Not(Box::new(anywhere)) } else { anywhere })
        });
        terms.collect::<Result<_>>().map(Condition::All)
    });
    choices.collect::<Result<_>>().map(Condition::Any)
}

/// A text to search for, as an argument.
///
/// # Errors
/// `BAD_USER_INPUT` for a search that is too long or has too many words.
pub fn words(text: &str) -> Result<Param> {
    choices(text)?;
    Param::text(text)
}

/// What a text says, within the limits.
fn choices(text: &str) -> Result<Vec<Vec<Sought>>> {
    if text.chars().count() > LENGTH_MAX {
        let message = format!("A search has at most {LENGTH_MAX} characters.");
        return Err(Error::bad_user_input(message).with("max", LENGTH_MAX));
    }
    Param::text(text)?;
    let choices = parse(text);
    if choices.iter().map(Vec::len).sum::<usize>() > TERMS_MAX {
        let message = format!("A search has at most {TERMS_MAX} words and phrases.");
        return Err(Error::bad_user_input(message).with("max", TERMS_MAX));
    }
    Ok(choices)
}

/// Choices between `or`, each of terms that all must hold. Nothing to look for is no choice: it finds nothing.
fn parse(text: &str) -> Vec<Vec<Sought>> {
    let mut choices = vec![Vec::new()];
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (not, start) = match rest.strip_prefix('-') {
            Some(start) => (true, start),
            None => (false, rest),
        };
        let (term, after) = match start.strip_prefix('"') {
            // A phrase that does not end goes on to the end.
            Some(phrase) => phrase.split_once('"').unwrap_or((phrase, "")),
            None => start.split_at(start.find([' ', '\t', '\n', '\r', '"']).unwrap_or(start.len())),
        };
        let is_phrase = start.starts_with('"');
        if !is_phrase && !not && term.eq_ignore_ascii_case("or") {
            choices.push(Vec::new());
        } else if let (false, Some(terms)) = (term.trim().is_empty(), choices.last_mut()) {
            terms.push(Sought { text: term.trim().to_owned(), not });
        }
        rest = after.trim_start();
    }
    choices.retain(|terms| !terms.is_empty());
    choices
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<Vec<String>> {
        let show = |term: &Sought| format!("{}{}", if term.not { "-" } else { "" }, term.text);
        parse(text).iter().map(|terms| terms.iter().map(show).collect()).collect()
    }

    #[test]
    fn words_phrases_choices_and_exclusions_are_told_apart() {
        assert_eq!(terms("late invoice"), [["late", "invoice"]]);
        assert_eq!(terms("\"late invoice\" -draft"), [["late invoice", "-draft"]]);
        assert_eq!(terms("a b or c"), [vec!["a", "b"], vec!["c"]]);
        assert_eq!(terms("-\"not this\" x"), [["-not this", "x"]]);
        assert_eq!(terms("\"or\""), [["or"]]);
    }

    #[test]
    fn what_is_malformed_is_read_as_well_as_it_can_be() {
        assert_eq!(terms("\"open end"), [["open end"]]);
        assert_eq!(terms("x\"y z\""), [["x", "y z"]]);
        for nothing in ["", "  ", "-", "\"\"", "or", "or or", "- -"] {
            assert!(parse(nothing).is_empty(), "{nothing}");
        }
    }
}
