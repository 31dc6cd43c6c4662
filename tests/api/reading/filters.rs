//! Filters of any depth, with every comparison of every kind of column: the rows that they take are those for which they
//! hold, row by row, in plain Rust.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use rust_decimal::Decimal;
use serde_json::{Map, Value, json};
use workgraph::graphql::catalog::{Cardinality, Catalog, Column, Table, TableId};

use super::dice::{Dice, dice, holds};
use super::holds::{Test, With};
use super::plain::{Plain, scalar};
use super::sight::{Sight, World};
use crate::support::make::ADA;
use crate::support::reader::{global_id, ids};

/// Questions.
const CASES: u32 = 1500;
/// How deep filters are nested.
const DEPTH_MAX: usize = 3;

const EQUALITY: &[&str] = &["eq", "ne", "in", "notIn", "isNull"];
const ORDERED: &[&str] = &["eq", "ne", "in", "notIn", "isNull", "lt", "lte", "gt", "gte"];
const TEXT: &[&str] = &[
    "eq",
    "ne",
    "in",
    "notIn",
    "isNull",
    "lt",
    "lte",
    "gt",
    "gte",
    "contains",
    "startsWith",
    "endsWith",
    "like",
    "iLike",
];
const LIST: &[&str] = &["contains", "containedBy", "overlaps", "isNull"];
const JSON: &[&str] = &["contains", "hasKey", "path", "isNull"];
const PATH: &[&str] = &["eq", "ne", "lt", "lte", "gt", "gte", "contains", "exists"];

/// The name under which a column is filtered.
fn field(table: &Table, at: usize) -> Option<&str> {
    match table.single_key() {
        Some(key) if key == at => Some("id"),
        _ => table.columns[at].field.as_deref(),
    }
}

/// The kind of a column's comparisons, by the name of their input; all enums are one kind.
fn kind(table: &Table, at: usize) -> (String, &'static [&'static str]) {
    let column = &table.columns[at];
    if column.ty.list {
        return (format!("{}ListFilter", scalar(column)), LIST);
    }
    match scalar(column) {
        _ if column.enumeration.is_some() => ("enum".to_owned(), EQUALITY),
        _ if column.reference || table.single_key() == Some(at) => ("IDFilter".to_owned(), EQUALITY),
        "JSON" => ("JSONFilter".to_owned(), JSON),
        "String" => ("StringFilter".to_owned(), TEXT),
        scalar @ ("UUID" | "Boolean") => (format!("{scalar}Filter"), EQUALITY),
        scalar => (format!("{scalar}Filter"), ORDERED),
    }
}

/// The columns of each kind.
type Kinds = BTreeMap<String, Vec<(TableId, usize)>>;

fn kinds(sight: &Sight<'_>) -> Kinds {
    let mut kinds = Kinds::new();
    for (id, table) in sight.listed() {
        for at in (0..table.columns.len()).filter(|at| field(table, *at).is_some()) {
            kinds.entry(kind(table, at).0).or_default().push((id, at));
        }
    }
    kinds
}

/// Makes a filter from rolls, and notes which comparisons it is made of.
pub struct Maker<'a, 'd> {
    sight: &'a Sight<'a>,
    pub dice: Dice<'d>,
    used: BTreeSet<(String, &'static str)>,
}

impl<'a, 'd> Maker<'a, 'd> {
    pub fn new(sight: &'a Sight<'a>, dice: Dice<'d>) -> Self {
        Self { sight, dice, used: BTreeSet::new() }
    }

    /// Any filter on a table's rows; nothing deeper than this where it begins deep.
    pub fn test(&mut self, id: TableId, depth: usize) -> Test {
        let table = &self.sight.catalog.tables[id];
        let way = if depth >= DEPTH_MAX { 0 } else { self.dice.below(100) };
        let some = |maker: &mut Self| (0..maker.dice.below(4)).map(|_| maker.test(id, depth + 1)).collect();
        match way {
            0..45 => self.any_column(id),
            45..55 => Test::All(some(self)),
            55..65 => Test::Any(some(self)),
            65..75 => Test::Not(Box::new(self.test(id, depth + 1))),
            75..80 if table.searched.is_none() && table.texts().next().is_some() => self.search(id),
            75..82 => Test::Absent(field(table, table.columns.len() - 1).unwrap_or("not").to_owned()),
            _ if table.relations.is_empty() => self.any_column(id),
            _ => {
                let at = self.dice.below(table.relations.len());
                let relation = &table.relations[at];
                if relation.cardinality == Cardinality::One {
                    return Test::One(at, Box::new(self.test(relation.target, depth + 1)));
                }
                let words = ["some", "none", "every"];
                let first = self.dice.below(3);
                let words = words[first..].iter().take(1 + self.dice.below(2));
                Test::Many(at, words.map(|word| (*word, self.test(relation.target, depth + 1))).collect())
            }
        }
    }

    fn any_column(&mut self, id: TableId) -> Test {
        let table = &self.sight.catalog.tables[id];
        let columns: Vec<_> = (0..table.columns.len()).filter(|at| field(table, *at).is_some()).collect();
        let at = *self.dice.pick(&columns);
        self.column(id, at)
    }

    fn column(&mut self, id: TableId, at: usize) -> Test {
        let (name, words) = kind(&self.sight.catalog.tables[id], at);
        let mut comparisons: Vec<(&'static str, With)> = Vec::new();
        for _ in 0..=self.dice.below(2) {
            let word = *self.dice.pick(words);
            if comparisons.iter().any(|(known, _)| *known == word) {
                continue;
            }
            self.used.insert((name.clone(), word));
            let with = if self.dice.chance(3) { With::Nothing } else { self.with(id, at, word) };
            comparisons.push((word, with));
        }
        Test::Column(at, comparisons)
    }

    /// A value of the column in some row, if any has one that a client can name.
    fn known(&mut self, id: TableId, at: usize) -> Option<Plain> {
        let (sight, column) = (self.sight, &self.sight.catalog.tables[id].columns[at]);
        let values = sight.tables[id].iter().filter_map(|row| row.values[at].clone());
        let values: Vec<_> = values.filter(|value| value.json(sight.catalog, column).is_some()).collect();
        (!values.is_empty()).then(|| self.dice.pick(&values).clone())
    }

    fn with(&mut self, id: TableId, at: usize, word: &'static str) -> With {
        let column = &self.sight.catalog.tables[id].columns[at];
        let kind = scalar(column);
        if word == "isNull" {
            return With::Flag(self.dice.chance(50));
        }
        let Some(known) = self.known(id, at) else { return With::Nothing };
        match (word, kind) {
            ("contains" | "containedBy" | "overlaps", _) if column.ty.list => {
                let mut items = Vec::new();
                for _ in 0..self.dice.below(4) {
                    if let Some(Plain::List(known)) = self.known(id, at)
                        && !known.is_empty()
                    {
                        items.push(self.dice.pick(&known).clone());
                    }
                }
                With::Values(items)
            }
            ("in" | "notIn", _) => {
                With::Values((0..self.dice.below(4)).filter_map(|_| self.known(id, at)).collect())
            }
            (_, "JSON") => self.json(word, &known),
            ("contains" | "startsWith" | "endsWith" | "like" | "iLike", _) => {
                let Plain::Text(text, _) = known else { panic!("{word} of {known:?}") };
                With::Text(self.part(&text, word))
            }
            _ => With::Value(self.near(known, column, word)),
        }
    }

    /// The value, or one beside it.
    fn near(&mut self, value: Plain, column: &Column, word: &str) -> Plain {
        match (value, self.dice.below(3)) {
            (Plain::Int(value), 1) if !column.reference => {
                Plain::Int(value.saturating_sub(1).max(i32::MIN.into()))
            }
            (Plain::Decimal(value), 1) => Plain::Decimal(value + Decimal::new(1, 2)),
            (Plain::Time(us), 1) => Plain::Time(us - us.signum()),
            (Plain::Float(value), 1) => Plain::Float(value / 2.0),
            // Where a text stands among others only the database knows; and what is an address.
            (Plain::Text(text, _), 1)
                if column.enumeration.is_none() && column.ty.sql != "inet" && matches!(word, "eq" | "ne") =>
            {
                Plain::Text(text + " ", -1)
            }
            (value, _) => value,
        }
    }

    /// A part of a text, or a pattern that fits one like it.
    fn part(&mut self, text: &str, word: &str) -> String {
        let chars: Vec<char> = text.chars().collect();
        let (one, two) = (self.dice.below(chars.len() + 1), self.dice.below(chars.len() + 1));
        let (from, to) = (one.min(two), one.max(two).min(one.min(two) + 12));
        let (from, to) = match word {
            "startsWith" => (0, to),
            "endsWith" => (from, chars.len()),
            _ => (from, to),
        };
        let part: String = chars[from..to].iter().collect();
        let part = if self.dice.chance(40) { part.to_ascii_uppercase() } else { part };
        if !word.ends_with("ike") {
            return part;
        }
        let escaped = part.chars().map(|char| match char {
            '%' | '_' | '\\' => format!("\\{char}"),
            _ if self.dice.chance(15) => "_".to_owned(),
            _ if self.dice.chance(10) => "%".to_owned(),
            _ => char.to_string(),
        });
        let escaped: String = escaped.collect();
        let ends = ["%", "", "_"];
        format!("{}{escaped}{}", self.dice.pick(&ends), self.dice.pick(&ends))
    }

    fn json(&mut self, word: &'static str, known: &Plain) -> With {
        let Plain::Json(value) = known else { panic!("{known:?} is no JSON") };
        match word {
            "hasKey" => {
                let (path, _) = self.place(value);
                With::Text(path.into_iter().next().unwrap_or_else(|| "a".to_owned()))
            }
            // Null is no condition, here as everywhere.
            "contains" => match self.within(value) {
                Value::Null => With::Nothing,
                own => With::Json(own),
            },
            _ => {
                let mut paths = Vec::new();
                for _ in 0..=self.dice.below(2) {
                    let (steps, found) = self.place(value);
                    let word = *self.dice.pick(PATH);
                    let own = match (word, found) {
                        ("exists", _) => json!(self.dice.chance(50)),
                        ("lt" | "lte" | "gt" | "gte", Some(Value::Number(number))) => json!(number),
                        ("lt" | "lte" | "gt" | "gte", _) => json!(1),
                        ("contains", Some(found)) if !found.is_null() => match self.within(&found) {
                            Value::Null => found,
                            own => own,
                        },
                        (_, Some(found)) if !found.is_null() => found,
                        _ => json!("a"),
                    };
                    self.used.insert(("JSONPathFilter".to_owned(), word));
                    paths.push((steps, vec![(word, own)]));
                }
                With::Paths(paths)
            }
        }
    }

    /// A path into a value, mostly one where something is.
    fn place(&mut self, value: &Value) -> (Vec<String>, Option<Value>) {
        let (mut steps, mut found) = (Vec::new(), value);
        loop {
            found = match found {
                Value::Object(fields) if !fields.is_empty() => {
                    let keys: Vec<_> = fields.keys().collect();
                    let key = *self.dice.pick(&keys);
                    steps.push(key.clone());
                    &fields[key]
                }
                Value::Array(items) if !items.is_empty() => {
                    let at = self.dice.below(items.len());
                    steps.push(at.to_string());
                    &items[at]
                }
                other => other,
            };
            if steps.is_empty() || self.dice.chance(10) {
                steps.push("nowhere".to_owned());
                return (steps, None);
            }
            if !(found.is_object() || found.is_array()) || self.dice.chance(30) {
                return (steps, Some(found.clone()));
            }
        }
    }

    /// A value that this one contains, or nearly.
    fn within(&mut self, value: &Value) -> Value {
        match value {
            Value::Object(fields) if !self.dice.chance(10) => {
                let kept = fields.iter().filter(|_| self.dice.chance(50)).collect::<Vec<_>>();
                kept.into_iter().map(|(key, value)| (key.clone(), self.within(value))).collect()
            }
            Value::Array(items) if !self.dice.chance(20) => {
                let kept = items.iter().filter(|_| self.dice.chance(50)).collect::<Vec<_>>();
                kept.into_iter().map(|item| self.within(item)).collect()
            }
            Value::Array(items) if !items.is_empty() => self.dice.pick(items).clone(),
            other => other.clone(),
        }
    }

    fn search(&mut self, id: TableId) -> Test {
        let table = &self.sight.catalog.tables[id];
        let texts: Vec<_> = table.texts().collect();
        let mut words = Vec::new();
        for _ in 0..=self.dice.below(2) {
            let at = *self.dice.pick(&texts);
            let Some(Plain::Text(text, _)) = self.known(id, at) else { continue };
            let found = text.split(|char: char| !char.is_alphanumeric()).find(|word| word.len() > 1);
            let Some(word) = found.filter(|word| !word.eq_ignore_ascii_case("or")) else { continue };
            words.push((word.to_owned(), self.dice.chance(30)));
        }
        if words.is_empty() { Test::All(Vec::new()) } else { Test::Search(words) }
    }

    /// The filter as a client writes it, as the value of a variable.
    pub fn written(&mut self, id: TableId, test: &Test) -> Value {
        let table = &self.sight.catalog.tables[id];
        match test {
            Test::All(tests) => json!({"and": self.each(id, tests)}),
            Test::Any(tests) => json!({"or": self.each(id, tests)}),
            Test::Not(test) => json!({"not": self.written(id, test)}),
            Test::Column(at, comparisons) => {
                let words = comparisons.iter().map(|(word, with)| {
                    let with = self.written_with(id, *at, with);
                    ((*word).to_owned(), with)
                });
                let words: Map<_, _> = words.collect();
                json!({field(table, *at).unwrap(): words})
            }
            Test::One(at, test) => {
                let relation = &table.relations[*at];
                json!({&relation.field: self.written(relation.target, test)})
            }
            Test::Many(at, tests) => {
                let relation = &table.relations[*at];
                let words = tests
                    .iter()
                    .map(|(word, test)| ((*word).to_owned(), self.written(relation.target, test)));
                let words: Map<_, _> = words.collect();
                json!({&relation.field: words})
            }
            Test::Search(words) => {
                let words = words.iter().map(|(word, not)| format!("{}{word}", if *not { "-" } else { "" }));
                json!({"search": words.collect::<Vec<_>>().join(" ")})
            }
            Test::Absent(field) => json!({field: null}),
        }
    }

    fn each(&mut self, id: TableId, tests: &[Test]) -> Vec<Value> {
        tests.iter().map(|test| self.written(id, test)).collect()
    }

    fn written_with(&mut self, id: TableId, at: usize, with: &With) -> Value {
        let value = |maker: &mut Self, value: &Plain| maker.value(id, at, value);
        match with {
            With::Value(own) => value(self, own),
            With::Values(own) => own.iter().map(|own| value(self, own)).collect(),
            With::Text(text) => json!(text),
            With::Flag(flag) => json!(flag),
            With::Json(own) => own.clone(),
            With::Paths(paths) => paths
                .iter()
                .map(|(steps, comparisons)| {
                    let words = comparisons.iter().map(|(word, own)| ((*word).to_owned(), own.clone()));
                    let mut path: Map<_, _> = words.collect();
                    path.insert("at".to_owned(), json!(steps));
                    Value::Object(path)
                })
                .collect(),
            With::Nothing => Value::Null,
        }
    }

    /// A value, in one of the forms that it may have.
    fn value(&mut self, id: TableId, at: usize, value: &Plain) -> Value {
        let (catalog, table) = (self.sight.catalog, &self.sight.catalog.tables[id]);
        let named = |table: &Table| json!(global_id(table, &[value.key()]));
        let target = table.relations.iter().find(|relation| {
            relation.column == at && relation.cardinality == Cardinality::One && !table.columns[at].ty.list
        });
        let written = value.json(catalog, &table.columns[at]).unwrap();
        match value {
            _ if self.dice.chance(50) => written,
            _ if table.single_key() == Some(at) && !table.is_interface() => named(table),
            _ if table.columns[at].reference && target.is_some() => {
                named(&catalog.tables[target.unwrap().target])
            }
            Plain::Int(value) => json!(value),
            Plain::Time(_) => json!(written.as_str().unwrap().replace("+00:00", "Z")),
            _ => written,
        }
    }
}

/// What is wrong with the rows that a filter takes.
async fn ask(
    sight: &Sight<'_>,
    kinds: &Kinds,
    rolls: &[u32],
    used: &Mutex<BTreeSet<(String, &'static str)>>,
) -> Result<(), String> {
    let mut maker = Maker::new(sight, dice(rolls));
    let names: Vec<_> = kinds.keys().collect();
    let name = *maker.dice.pick(&names);
    let (id, at) = *maker.dice.pick(&kinds[name]);
    let first = maker.column(id, at);
    let test = match maker.dice.below(4) {
        0 => first,
        1 => Test::Not(Box::new(first)),
        2 => Test::Any(vec![first, maker.test(id, 0)]),
        _ => Test::All(vec![first, maker.test(id, 0)]),
    };
    let filter = maker.written(id, &test);
    used.lock().unwrap().extend(maker.used);
    let table = &sight.catalog.tables[id];
    let query = format!(
        "query ($filter: {}Filter) {{ list: {}(first: 1000, filter: $filter) {{ totalCount nodes {{ id }} }} }}",
        table.names.type_name, table.names.many
    );
    let question = || format!("{}(filter: {filter})", table.names.many);
    let answer = sight.reader.run_with(&query, json!({"filter": &filter})).await;
    if answer.get("errors").is_some() {
        return Err(format!("{}\n  {}", question(), answer["errors"]));
    }
    let rows = sight.tables[id].iter().filter(|row| test.holds(sight, id, row));
    let expected: Vec<_> = rows.map(|row| row.id.as_str()).collect();
    let list = &answer["data"]["list"];
    if ids(list) == expected && list["totalCount"] == json!(expected.len()) {
        return Ok(());
    }
    let count = &list["totalCount"];
    Err(format!(
        "{}\n  found {count}: {:?}\n  expected {}: {expected:?}",
        question(),
        ids(list),
        expected.len()
    ))
}

/// The words of an input, from the schema.
async fn announced(sight: &Sight<'_>, kind: &str, catalog: &Catalog) -> Vec<String> {
    let name = if kind == "enum" { format!("{}Filter", catalog.enums[0].name) } else { kind.to_owned() };
    let answer =
        sight.reader.run(&format!("{{ __type(name: \"{name}\") {{ inputFields {{ name }} }} }}")).await;
    let fields = answer["data"]["__type"]["inputFields"].as_array().unwrap();
    fields
        .iter()
        .map(|field| field["name"].as_str().unwrap().to_owned())
        .filter(|name| name != "at")
        .collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn filters_take_the_rows_for_which_they_hold() {
    let world = World::make().await;
    let sight = world.sight(ADA.id).await;
    let (kinds, used) = (kinds(&sight), Mutex::new(BTreeSet::new()));
    holds(CASES, "tests/api/reading/seeds/filters.txt", async |rolls: Vec<u32>| {
        ask(&sight, &kinds, &rolls, &used).await
    });
    // Every comparison that the schema announces was among the questions.
    let used = used.into_inner().unwrap();
    for kind in kinds.keys().map(String::as_str).chain(["JSONPathFilter"]) {
        let announced = announced(&sight, kind, &world.catalog).await;
        let missing =
            announced.iter().filter(|word| !used.iter().any(|(name, own)| name == kind && own == word));
        assert_eq!(missing.collect::<Vec<_>>(), Vec::<&String>::new(), "{kind}");
    }
}
