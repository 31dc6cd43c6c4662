//! Whether a filter holds for a row, as its descriptions in the schema promise: a comparison with a value that is not there
//! does not hold, whatever it is, and `not` holds wherever what it is about does not. So nothing is ever unknown.

use std::cmp::Ordering;

use serde_json::Value;
use workgraph::graphql::catalog::TableId;

use super::plain::{Plain, same_json};
use super::sight::{Row, Sight};

/// A filter on the rows of a table.
#[derive(Debug, Clone)]
pub enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    Not(Box<Test>),
    /// Comparisons of a column, which all have to hold.
    Column(usize, Vec<(&'static str, With)>),
    /// A filter on the row that a relation leads to.
    One(usize, Box<Test>),
    /// Filters on the rows that a relation leads to, by quantifier.
    Many(usize, Vec<(&'static str, Test)>),
    /// Words, and whether they shall not be there.
    Search(Vec<(String, bool)>),
    /// A field of this name that is null.
    Absent(String),
}

/// What a column is compared with.
#[derive(Debug, Clone)]
pub enum With {
    Value(Plain),
    Values(Vec<Plain>),
    Text(String),
    Flag(bool),
    Json(Value),
    /// What stands at paths in a JSON value.
    Paths(Vec<AtPath>),
    /// Null, which is no condition.
    Nothing,
}

/// The steps of a path, and comparisons of what stands there.
pub type AtPath = (Vec<String>, Vec<(&'static str, Value)>);

impl Test {
    pub fn holds(&self, sight: &Sight<'_>, id: TableId, row: &Row) -> bool {
        let table = &sight.catalog.tables[id];
        match self {
            Self::All(tests) => tests.iter().all(|test| test.holds(sight, id, row)),
            Self::Any(tests) => tests.iter().any(|test| test.holds(sight, id, row)),
            Self::Not(test) => !test.holds(sight, id, row),
            Self::Column(at, comparisons) => {
                comparisons.iter().all(|(word, with)| with.meets(word, row.values[*at].as_ref()))
            }
            Self::One(at, test) => {
                let relation = &table.relations[*at];
                sight.related(row, relation).any(|other| test.holds(sight, relation.target, other))
            }
            Self::Many(at, tests) => {
                let relation = &table.relations[*at];
                tests.iter().all(|(quantifier, test)| {
                    let mut others = sight.related(row, relation);
                    let holds = |other: &Row| test.holds(sight, relation.target, other);
                    match *quantifier {
                        "some" => others.any(&holds),
                        "none" => !others.any(&holds),
                        _ => others.all(holds),
                    }
                })
            }
            Self::Search(words) => words.iter().all(|(word, not)| {
                let texts = table.texts().filter_map(|at| row.values[at].as_ref());
                let mut texts = texts.filter_map(|value| match value {
                    Plain::Text(text, _) => Some(text),
                    _ => None,
                });
                texts.any(|text| lower(text).contains(&lower(word))) != *not
            }),
            Self::Absent(_) => true,
        }
    }
}

impl With {
    fn meets(&self, word: &str, value: Option<&Plain>) -> bool {
        match (self, value) {
            (Self::Nothing, _) => true,
            (Self::Flag(null), value) => value.is_none() == *null,
            // Where there is no value there is nothing at any path in it.
            (Self::Paths(paths), value) => paths.iter().all(|(steps, comparisons)| {
                let found = match value {
                    Some(Plain::Json(value)) => at_path(value, steps),
                    _ => None,
                };
                comparisons.iter().all(|(word, own)| at_path_meets(found, word, own))
            }),
            (_, None) => false,
            (Self::Value(own), Some(value)) => match word {
                "eq" => same(value, own),
                "ne" => !same(value, own),
                "lt" => value.order(own) == Ordering::Less,
                "lte" => value.order(own) != Ordering::Greater,
                "gt" => value.order(own) == Ordering::Greater,
                "gte" => value.order(own) != Ordering::Less,
                _ => panic!("{word} takes no value"),
            },
            (Self::Values(own), Some(Plain::List(items))) => match word {
                "contains" => own.iter().all(|own| items.iter().any(|item| same(item, own))),
                "containedBy" => items.iter().all(|item| own.iter().any(|own| same(item, own))),
                "overlaps" => items.iter().any(|item| own.iter().any(|own| same(item, own))),
                _ => panic!("{word} is not about lists"),
            },
            (Self::Values(own), Some(value)) => own.iter().any(|own| same(value, own)) == (word == "in"),
            (Self::Text(key), Some(Plain::Json(value))) => has_key(value, key),
            (Self::Text(own), Some(Plain::Text(text, _))) => match word {
                "contains" => lower(text).contains(&lower(own)),
                "startsWith" => text.starts_with(own),
                "endsWith" => text.ends_with(own),
                "like" => like(text, own),
                "iLike" => like(&lower(text), &lower(own)),
                _ => panic!("{word} is not about texts"),
            },
            (Self::Json(own), Some(Plain::Json(value))) => json_contains(value, own),
            (own, value) => panic!("{value:?} is not compared with {own:?}"),
        }
    }
}

fn same(one: &Plain, two: &Plain) -> bool {
    match (one, two) {
        (Plain::Text(one, _), Plain::Text(two, _)) => one == two,
        _ => one.order(two) == Ordering::Equal,
    }
}

/// The questions differ from texts in the case of ASCII letters alone.
fn lower(text: &str) -> String {
    text.to_ascii_lowercase()
}

fn like(text: &str, pattern: &str) -> bool {
    let mut rest = pattern.chars();
    match rest.next() {
        None => text.is_empty(),
        Some('%') => {
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            ends.into_iter().any(|at| like(&text[at..], rest.as_str()))
        }
        Some(first) => {
            let wanted = match first {
                '\\' => rest.next(),
                '_' => text.chars().next(),
                other => Some(other),
            };
            let mut text = text.chars();
            wanted.is_some() && text.next() == wanted && like(text.as_str(), rest.as_str())
        }
    }
}

fn has_key(value: &Value, key: &str) -> bool {
    match value {
        Value::Object(fields) => fields.contains_key(key),
        Value::Array(items) => items.iter().any(|item| item == key),
        other => other == key,
    }
}

/// As PostgreSQL's `@>`: a list also contains a single one of its plain items.
fn json_contains(value: &Value, own: &Value) -> bool {
    match (value, own) {
        (Value::Array(items), own) if !own.is_array() && !own.is_object() => {
            items.iter().any(|item| same_json(item, own))
        }
        _ => contains_within(value, own),
    }
}

fn contains_within(value: &Value, own: &Value) -> bool {
    match (value, own) {
        (Value::Object(fields), Value::Object(own)) => {
            own.iter().all(|(key, own)| fields.get(key).is_some_and(|value| contains_within(value, own)))
        }
        (Value::Array(items), Value::Array(own)) => {
            own.iter().all(|own| items.iter().any(|item| contains_within(item, own)))
        }
        _ => same_json(value, own),
    }
}

fn at_path<'v>(value: &'v Value, steps: &[String]) -> Option<&'v Value> {
    steps.iter().try_fold(value, |value, step| match value {
        Value::Object(fields) => fields.get(step),
        Value::Array(items) => {
            let at: i64 = step.parse().ok()?;
            let at = if at < 0 { at + i64::try_from(items.len()).unwrap() } else { at };
            items.get(usize::try_from(at).ok()?)
        }
        _ => None,
    })
}

fn at_path_meets(found: Option<&Value>, word: &str, own: &Value) -> bool {
    if word == "exists" {
        return own == found.is_some();
    }
    let Some(found) = found else { return false };
    let order = match (found.as_f64(), own.as_f64()) {
        (Some(found), Some(own)) => found.partial_cmp(&own),
        _ => None,
    };
    match word {
        "eq" => same_json(found, own),
        "ne" => !same_json(found, own),
        "lt" => order == Some(Ordering::Less),
        "lte" => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        "gt" => order == Some(Ordering::Greater),
        "gte" => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
        _ => json_contains(found, own),
    }
}
