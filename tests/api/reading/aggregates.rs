//! Groups of rows and figures over them, at the root and below a row, filtered, chosen, ordered and cut: what plain Rust
//! makes of the same rows.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use serde_json::{Value, json};
use workgraph::graphql::catalog::{Cardinality, Column, TableId};

use super::cursors::parents;
use super::dice::{Dice, dice, holds};
use super::filters::Maker;
use super::holds::Test;
use super::plain::{Plain, scalar};
use super::sight::{Row, Sight, World};
use super::terms::{DIRECTIONS, Direction, Figure, Term};
use super::zone::{SPANS, ZONES, Zone, begin};
use crate::support::make::ADA;

/// Questions.
const CASES: u32 = 600;

/// A value that the rows of a group have in common.
struct Key {
    term: Term,
    /// The field's column, at the end of the term.
    column: (TableId, usize),
    span: Option<&'static str>,
}

/// A figure of a group: of a column, or of the rows; of each value once, or of all.
#[derive(Clone, Copy, PartialEq)]
struct Wanted {
    figure: Figure,
    column: Option<usize>,
    distinct: bool,
}

/// What groups are ordered by.
enum By {
    Key(usize),
    Wanted(Wanted),
}

struct Question<'a> {
    sight: &'a Sight<'a>,
    id: TableId,
    /// The row below which it is asked, and how.
    parent: Option<(TableId, &'a Row, &'a str, usize)>,
    test: Test,
    filter: Value,
    zone: Zone,
    keys: Vec<Key>,
    wanted: Vec<Wanted>,
    having: Option<(Wanted, &'static str, Plain)>,
    order: Vec<(By, Direction)>,
    first: usize,
    offset: usize,
}

/// A group: what its rows have in common, and its rows.
type Group<'a> = (Vec<Option<Plain>>, Vec<&'a Row>);

/// Any value that groups can be made of.
fn key(sight: &Sight<'_>, id: TableId, dice: &mut Dice<'_>, hops: usize) -> Option<Key> {
    let table = &sight.catalog.tables[id];
    let one = |(_, relation): &(usize, &workgraph::graphql::catalog::Relation)| {
        relation.cardinality == Cardinality::One
    };
    let relations: Vec<_> = table.relations.iter().enumerate().filter(one).collect();
    if hops > 0 && !relations.is_empty() && dice.chance(30) {
        let (at, relation) = *dice.pick(&relations);
        let inner = key(sight, relation.target, dice, hops - 1)?;
        return Some(Key { term: Term::One(at, Box::new(inner.term)), ..inner });
    }
    let columns = (0..table.columns.len()).filter(|at| {
        let column = &table.columns[*at];
        let is_named = column.field.is_some() || table.single_key() == Some(*at);
        is_named && !column.ty.list && scalar(column) != "JSON" && column.ty.sql != "inet"
    });
    let columns: Vec<_> = columns.collect();
    let at = *dice.pick(&columns);
    let is_time = matches!(scalar(&table.columns[at]), "DateTime" | "Date");
    let span = is_time.then(|| *dice.pick(&SPANS));
    Some(Key { term: Term::Column(at), column: (id, at), span })
}

impl<'a> Question<'a> {
    fn any(sight: &'a Sight<'a>, rolls: &[u32]) -> Self {
        let mut maker = Maker::new(sight, dice(rolls));
        let tables: Vec<_> = sight.listed().collect();
        let (id, table) = *maker.dice.pick(&tables);
        let parents: Vec<_> = parents(sight, id).collect();
        let nested = !parents.is_empty() && maker.dice.chance(30);
        let parent = nested.then(|| *maker.dice.pick(&parents));
        let mut keys: Vec<Key> = Vec::new();
        for _ in 0..maker.dice.below(4) {
            let new = key(sight, id, &mut maker.dice, 2);
            keys.extend(new.filter(|new| keys.iter().all(|key| key.term != new.term)));
        }
        let wanted = (0..1 + maker.dice.below(4)).map(|_| wanted(&table.columns, &mut maker.dice)).collect();
        let mut question = Self {
            sight,
            id,
            parent,
            test: Test::All(Vec::new()),
            filter: Value::Null,
            zone: *maker.dice.pick(&ZONES),
            keys,
            wanted,
            having: None,
            order: Vec::new(),
            first: 1000,
            offset: 0,
        };
        let groups = question.groups();
        if maker.dice.chance(40) {
            question.having = question.any_having(&groups, &mut maker.dice);
        }
        question.order = (0..maker.dice.below(3)).map(|_| question.any_order(&mut maker.dice)).collect();
        if maker.dice.chance(40) {
            question.first = maker.dice.below(groups.len() + 2);
            question.offset = maker.dice.below(3);
        }
        if maker.dice.chance(50) {
            question.test = maker.test(id, 1);
            question.filter = maker.written(id, &question.test);
        }
        question
    }

    fn any_having(&self, groups: &[Group<'_>], dice: &mut Dice<'_>) -> Option<(Wanted, &'static str, Plain)> {
        let table = &self.sight.catalog.tables[self.id];
        let wanted = self.wanted.iter().filter(|wanted| !wanted.distinct);
        let wanted =
            wanted.filter(|wanted| wanted.column.is_none_or(|at| table.columns[at].enumeration.is_none()));
        let wanted: Vec<_> = wanted.collect();
        if wanted.is_empty() || groups.is_empty() {
            return None;
        }
        let wanted = **dice.pick(&wanted);
        let value = wanted.of(&dice.pick(groups).1)?;
        // Of a mean, PostgreSQL and we may have another last digit.
        let words = ["gte", "lt", "lte", "gt", "eq", "ne"];
        let words = if wanted.figure == Figure::Avg { &words[..0] } else { &words[..] };
        (!words.is_empty()).then(|| (wanted, *dice.pick(words), value))
    }

    fn any_order(&self, dice: &mut Dice<'_>) -> (By, Direction) {
        let orderable: Vec<_> = self.wanted.iter().filter(|wanted| !wanted.distinct).collect();
        let by = match dice.below(self.keys.len() + orderable.len() + 1) {
            0 => By::Wanted(Wanted { figure: Figure::Count, column: None, distinct: false }),
            at if at <= self.keys.len() => By::Key(at - 1),
            at => By::Wanted(*orderable[at - 1 - self.keys.len()]),
        };
        (by, *dice.pick(&DIRECTIONS))
    }

    /// The groups, without conditions on them and in any order.
    fn groups(&self) -> Vec<Group<'a>> {
        let rows: Vec<&'a Row> = match self.parent {
            None => self.sight.tables[self.id].iter().collect(),
            Some((parent, row, _, at)) => {
                self.sight.related(row, &self.sight.catalog.tables[parent].relations[at]).collect()
            }
        };
        let mut groups: Vec<Group<'a>> = Vec::new();
        for row in rows.into_iter().filter(|row| self.test.holds(self.sight, self.id, row)) {
            let common: Vec<_> = self.keys.iter().map(|key| self.common(key, row)).collect();
            match groups.iter_mut().find(|(known, _)| *known == common) {
                Some((_, rows)) => rows.push(row),
                None => groups.push((common, vec![row])),
            }
        }
        // All rows are one group, if only of none.
        if self.keys.is_empty() && groups.is_empty() {
            groups.push((Vec::new(), Vec::new()));
        }
        groups
    }

    fn common(&self, key: &Key, row: &Row) -> Option<Plain> {
        let value = key.term.value(self.sight, self.id, row)?;
        Some(match (value, key.span) {
            (Plain::Time(us), Some(span)) => Plain::Time(self.zone.begin(span, us)),
            (Plain::Date(date), Some(span)) => {
                Plain::Date(begin(span, date.and_hms_opt(0, 0, 0).unwrap()).date())
            }
            (value, _) => value,
        })
    }

    fn expected(&self) -> Vec<Group<'a>> {
        let mut groups = self.groups();
        if let Some((wanted, word, value)) = &self.having {
            groups.retain(|(_, rows)| {
                let order = wanted.of(rows).map(|own| own.order(value));
                match *word {
                    "eq" => order == Some(Ordering::Equal),
                    "ne" => order.is_some_and(|order| order != Ordering::Equal),
                    "lt" => order == Some(Ordering::Less),
                    "lte" => order.is_some_and(|order| order != Ordering::Greater),
                    "gt" => order == Some(Ordering::Greater),
                    _ => order.is_some_and(|order| order != Ordering::Less),
                }
            });
        }
        groups.sort_by(|(one, rows), (two, others)| {
            let orders = self.order.iter().map(|(by, direction)| match by {
                By::Key(at) => direction.order(one[*at].as_ref(), two[*at].as_ref()),
                By::Wanted(wanted) => direction.order(wanted.of(rows).as_ref(), wanted.of(others).as_ref()),
            });
            let keys = one.iter().zip(two).map(|(one, two)| DIRECTIONS[0].order(one.as_ref(), two.as_ref()));
            orders.chain(keys).fold(Ordering::Equal, Ordering::then)
        });
        groups.into_iter().skip(self.offset).take(self.first).collect()
    }

    fn written(&self) -> String {
        let keys = self.keys.iter().map(|key| {
            let end = key.span.unwrap_or("true");
            key.term.written(self.sight, self.id, end).replace("{id:", "{rowId:")
        });
        let order = self.order.iter().map(|(by, direction)| match by {
            By::Key(at) => {
                format!("{{group: {}}}", self.keys[*at].term.written(self.sight, self.id, direction.word))
            }
            By::Wanted(wanted) => wanted.written(self, direction.word),
        });
        let having = self.having.as_ref().map(|(wanted, word, value)| {
            let value = match (wanted.figure, wanted.column) {
                (Figure::Min | Figure::Max, Some(at)) => {
                    let column = &self.sight.catalog.tables[self.id].columns[at];
                    value.json(self.sight.catalog, column).unwrap()
                }
                (Figure::Count, _) => Value::from(value.key().parse::<i64>().unwrap()),
                _ => Value::from(value.number().to_string()),
            };
            format!("having: {}, ", wanted.written(self, &format!("{{{word}: {value}}}")))
        });
        let group = self.keys.iter().map(|key| {
            let asked = key.term.written(self.sight, self.id, "");
            asked.replace("{id:", "{rowId:").replace(": {", " {").replace(':', "")
        });
        let group: String = group.map(|asked| format!("group {asked} ")).collect();
        let figures: String = self.wanted.iter().map(|wanted| wanted.asked(self) + " ").collect();
        format!(
            "(filter: $filter, groupBy: [{}], {}orderBy: [{}], first: {}, offset: {}, timeZone: \"{}\") {{ count {group}{figures} }}",
            keys.collect::<Vec<_>>().join(", "),
            having.unwrap_or_default(),
            order.collect::<Vec<_>>().join(", "),
            self.first,
            self.offset,
            self.zone.name,
        )
    }

    async fn ask(&self) -> Result<(), String> {
        let table = &self.sight.catalog.tables[self.id];
        let type_name = &table.names.type_name;
        let field = match self.parent {
            None => format!("found: {}Aggregate{}", table.names.one, self.written()),
            Some((parent, row, field, _)) => format!(
                "node(id: \"{}\") {{ ... on {} {{ found: {field}Aggregate{} }} }}",
                row.id,
                self.sight.catalog.tables[parent].names.type_name,
                self.written(),
            ),
        };
        let query = format!("query ($filter: {type_name}Filter) {{ {field} }}");
        let question = || format!("{field}\n  filter {}", self.filter);
        let answer = self.sight.reader.run_with(&query, json!({"filter": self.filter})).await;
        let (data, expected) = (&answer["data"], self.expected());
        let found = if self.parent.is_some() { &data["node"]["found"] } else { &data["found"] };
        let Some(found) = found.as_array() else { return Err(format!("{}\n  {answer}", question())) };
        if found.len() != expected.len() {
            return Err(format!(
                "{}\n  {} groups instead of {}: {answer}",
                question(),
                found.len(),
                expected.len()
            ));
        }
        for ((common, rows), found) in expected.iter().zip(found) {
            let keys =
                self.keys.iter().zip(common).all(|(key, value)| self.is_said(key, value.as_ref(), found));
            let figures = self.wanted.iter().all(|wanted| wanted.is_said(self, rows, found));
            if found["count"] != rows.len() || !keys || !figures {
                return Err(format!(
                    "{}\n  found {found}\n  expected {} rows that share {common:?}",
                    question(),
                    rows.len()
                ));
            }
        }
        Ok(())
    }

    fn is_said(&self, key: &Key, value: Option<&Plain>, found: &Value) -> bool {
        let (mut at, mut table, mut term) = (&found["group"], self.id, &key.term);
        while let Term::One(relation, inner) = term {
            let relation = &self.sight.catalog.tables[table].relations[*relation];
            (at, table, term) = (&at[&relation.field], relation.target, inner);
        }
        let column = &self.sight.catalog.tables[key.column.0].columns[key.column.1];
        let answer = &at[column.field.as_deref().unwrap_or("rowId")];
        match value {
            None => answer.is_null(),
            Some(value) => value.is_said_by(self.sight.catalog, column, answer),
        }
    }
}

fn wanted(columns: &[Column], dice: &mut Dice<'_>) -> Wanted {
    let figure = *dice.pick(&Figure::OVER_COLUMNS);
    let named = |at: &usize| columns[*at].field.is_some();
    let over: Vec<_> = (0..columns.len()).filter(named).filter(|at| figure.takes(&columns[*at])).collect();
    let told_apart = |at: &usize| scalar(&columns[*at]) != "JSON" && columns[*at].ty.sql != "inet";
    let distinct: Vec<_> = (0..columns.len()).filter(named).filter(told_apart).collect();
    if over.is_empty() || dice.chance(25) {
        return Wanted { figure: Figure::Count, column: Some(*dice.pick(&distinct)), distinct: true };
    }
    Wanted { figure, column: Some(*dice.pick(&over)), distinct: false }
}

impl Wanted {
    fn of(self, rows: &[&Row]) -> Option<Plain> {
        let Some(column) = self.column else { return Some(Plain::Int(rows.len().try_into().unwrap())) };
        let mut values: Vec<&Plain> = Vec::new();
        for value in rows.iter().filter_map(|row| row.values[column].as_ref()) {
            if !self.distinct || !values.contains(&value) {
                values.push(value);
            }
        }
        self.figure.of(&values)
    }

    fn field(self, question: &Question<'_>) -> String {
        let table = &question.sight.catalog.tables[question.id];
        self.column.and_then(|at| table.columns[at].field.clone()).unwrap_or_default()
    }

    /// As an argument, around what stands at its end.
    fn written(self, question: &Question<'_>, end: &str) -> String {
        match self.column {
            None => format!("{{count: {end}}}"),
            Some(_) => format!("{{{}: {{{}: {end}}}}}", self.figure.word(), self.field(question)),
        }
    }

    fn word(self) -> &'static str {
        if self.distinct { "distinct" } else { self.figure.word() }
    }

    /// As a selection.
    fn asked(self, question: &Question<'_>) -> String {
        format!("{} {{ {} }}", self.word(), self.field(question))
    }

    fn is_said(self, question: &Question<'_>, rows: &[&Row], found: &Value) -> bool {
        let answer = &found[self.word()][self.field(question)];
        let Some(value) = self.of(rows) else { return answer.is_null() };
        let column = &question.sight.catalog.tables[question.id].columns[self.column.unwrap_or_default()];
        match self.figure {
            Figure::Count => *answer == value.key().parse::<i64>().unwrap(),
            Figure::Min | Figure::Max => value.is_said_by(question.sight.catalog, column, answer),
            Figure::Sum | Figure::Avg => {
                let told: Option<Decimal> = answer.as_str().and_then(|text| text.parse().ok());
                // PostgreSQL rounds means after some digits.
                let exact = value.number();
                let near = |told: Decimal| {
                    (told - exact).abs() <= Decimal::new(1, 9).max(exact.abs() * Decimal::new(1, 15))
                };
                told.is_some_and(near)
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn figures_over_groups_are_what_counting_by_hand_gives() {
    let world = World::make().await;
    let sight = world.sight(ADA.id).await;
    holds(CASES, "tests/api/reading/seeds/aggregates.txt", async |rolls: Vec<u32>| {
        Question::any(&sight, &rolls).ask().await
    });
}
