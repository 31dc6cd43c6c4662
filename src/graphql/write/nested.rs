//! New rows and those that are made with them: an invoice and its lines, a board, its lists and their cards.
//!
//! An input is a tree. It is read as one, so that all that is wrong with it is found at once, and written table by table:
//! what a row points to comes before it, what it owns after it, all rows of a relation together, however many rows they
//! belong to. Keys are known before anything is written, so nothing is read back in between.

use std::collections::BTreeMap;

use async_graphql::Value;

use super::check::{self, Values};
use super::{ROWS_MAX, insert, refusal};
use crate::db::WriteScope;
use crate::error::{Error, Result};
use crate::graphql::catalog::{Cardinality, Catalog, TableId};
use crate::graphql::faults::Faults;
use crate::graphql::scalar::Param;

/// A row that is to be made.
#[derive(Debug, Default)]
pub struct NewRow {
    /// What it is given.
    pub values: Values,
    /// Rows that are made with it, by the place of their relation in the table's list.
    with: Vec<(usize, Vec<NewRow>)>,
}

/// Rows of one table, to be made at once.
struct Batch {
    table: TableId,
    /// Where they stand in the input.
    place: String,
    rows: Vec<Values>,
    /// Whether they are those of the field itself.
    own: bool,
}

/// Reads new rows of a table, each from a place of the input.
///
/// # Errors
/// `BAD_USER_INPUT` with all that is wrong, or for too many rows.
pub fn read<'v>(
    catalog: &Catalog,
    table: TableId,
    inputs: impl Iterator<Item = (String, &'v Value)>,
) -> Result<Vec<NewRow>> {
    let mut faults = Faults::default();
    let Some(rows) = note(catalog, table, inputs, &mut faults) else {
        let message = format!("At most {ROWS_MAX} rows at once, those within others counted.");
        return Err(Error::bad_user_input(message).field("input").with("max", ROWS_MAX));
    };
    faults.into_result()?;
    Ok(rows)
}

/// Reads new rows, and notes what is wrong with them. `None`: they are too many.
pub fn note<'v>(
    catalog: &Catalog,
    table: TableId,
    inputs: impl Iterator<Item = (String, &'v Value)>,
    faults: &mut Faults,
) -> Option<Vec<NewRow>> {
    let mut reading = Reading { catalog, faults, left: ROWS_MAX, too_many: false };
    let rows = inputs.map(|(place, input)| reading.row(table, input, Values::new(), &place)).collect();
    (!reading.too_many).then_some(rows)
}

/// Makes them with all that they come with; gives the keys of the table's own rows, in their order.
///
/// # Errors
/// What the database says; then the transaction can only be undone.
pub async fn insert(
    catalog: &Catalog,
    table: TableId,
    rows: Vec<NewRow>,
    scope: &mut WriteScope,
) -> Result<Vec<Vec<Param>>> {
    let mut batches = Vec::new();
    order(catalog, table, "input".to_owned(), rows, true, &mut batches);
    let mut keys = Vec::new();
    for Batch { table, place, rows, own } in batches {
        let table = &catalog.tables[table];
        let made = insert::many(table, rows, scope).await;
        let made = made.map_err(|error| refusal::named(table, error, &place))?;
        if own {
            keys = made;
        }
    }
    Ok(keys)
}

/// An input that is being read.
struct Reading<'a, 'f> {
    catalog: &'a Catalog,
    faults: &'f mut Faults,
    /// How many rows more there may be.
    left: usize,
    too_many: bool,
}

impl<'a> Reading<'a, '_> {
    /// A row with these values beside those of its input.
    fn row(&mut self, id: TableId, input: &Value, mut tied: Values, place: &str) -> NewRow {
        let Some(left) = self.left.checked_sub(1) else {
            self.too_many = true;
            return NewRow::default();
        };
        self.left = left;
        let catalog: &'a Catalog = self.catalog;
        let table = &catalog.tables[id];
        let given = table.writes.nested.iter().enumerate().filter_map(|(at, nested)| {
            let relation = &table.relations[nested.relation];
            Some((at, nested, relation, member(input, &relation.field)?))
        });
        let (first, then): (Vec<_>, Vec<_>) =
            given.partition(|(.., relation, _)| relation.cardinality == Cardinality::One);
        let mut with = Vec::with_capacity(first.len() + then.len());
        for (at, nested, relation, given) in first {
            let field = table.input_field(relation.column);
            if member(input, field).is_some() {
                let message = format!("Either {field} or {} is given.", relation.field);
                self.faults.add(format!("{place}.{field}"), Error::bad_user_input(message));
                continue;
            }
            let row = self.row(relation.target, given, Values::new(), &format!("{place}.{}", relation.field));
            tied.extend(nested.ties.iter().map(|(from, to)| (*from, known(&row.values, *to))));
            with.push((at, vec![row]));
        }
        let values = check::row(catalog, table, input, tied, place, self.faults);
        for (at, nested, relation, given) in then {
            let Value::List(inputs) = given else { continue };
            let tied: Values = nested.ties.iter().map(|(from, to)| (*from, known(&values, *to))).collect();
            let rows = inputs.iter().enumerate().map(|(number, input)| {
                let place = format!("{place}.{}.{number}", relation.field);
                self.row(relation.target, input, tied.clone(), &place)
            });
            with.push((at, rows.collect()));
        }
        NewRow { values, with }
    }
}

/// A field of an input, unless it is null.
fn member<'v>(input: &'v Value, field: &str) -> Option<&'v Value> {
    let Value::Object(fields) = input else { return None };
    fields.get(field).filter(|value| **value != Value::Null)
}

/// A value that others have as well. Nothing, if it is at fault, and then nothing is written.
fn known(values: &Values, column: usize) -> Param {
    check::given(values, column).unwrap_or(Param::Null)
}

/// Puts rows in the order in which they are made.
fn order(
    catalog: &Catalog,
    id: TableId,
    place: String,
    rows: Vec<NewRow>,
    own: bool,
    batches: &mut Vec<Batch>,
) {
    let table = &catalog.tables[id];
    let mut with: BTreeMap<usize, Vec<NewRow>> = BTreeMap::new();
    let rows: Vec<_> = rows
        .into_iter()
        .map(|row| {
            for (at, rows) in row.with {
                with.entry(at).or_default().extend(rows);
            }
            row.values
        })
        .collect();
    let with = with.into_iter().map(|(at, rows)| (&table.relations[table.writes.nested[at].relation], rows));
    let (first, then): (Vec<_>, Vec<_>) =
        with.partition(|(relation, _)| relation.cardinality == Cardinality::One);
    let place_of = |field: &str| format!("{place}.{field}");
    for (relation, rows) in first {
        order(catalog, relation.target, place_of(&relation.field), rows, false, batches);
    }
    if !rows.is_empty() {
        batches.push(Batch { table: id, place: place.clone(), rows, own });
    }
    for (relation, rows) in then {
        order(catalog, relation.target, place_of(&relation.field), rows, false, batches);
    }
}
