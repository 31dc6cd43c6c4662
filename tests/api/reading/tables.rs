//! Each table, by the account that sees most of it: its list, its rows by id, and where they lead.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use workgraph::graphql::catalog::{Cardinality, Column, Table};

use super::plain::Plain;
use super::sight::{Row, Sight, World};
use super::statements;
use crate::support::reader::ids;

/// Rows of each table that are asked for by id.
const BY_ID: usize = 3;

/// A table for each of which somebody asks.
struct Asked<'a> {
    sight: &'a Sight<'a>,
    table: &'a Table,
    rows: &'a [Row],
}

fn named(table: &Table) -> impl Iterator<Item = (usize, &Column, &str)> {
    let columns = table.columns.iter().enumerate();
    columns.filter_map(|(at, column)| Some((at, column, column.field.as_deref()?)))
}

/// The root fields for one table: its list with all columns, the ids that all its relations lead to, and rows by id in
/// each of the ways to ask for one.
fn fields(asked: &Asked<'_>) -> Vec<String> {
    let Asked { table, rows, .. } = asked;
    let columns: Vec<_> = named(table).map(|(.., field)| field).collect();
    let relations = table.relations.iter().map(|relation| match relation.cardinality {
        Cardinality::One => format!("{} {{ id }}", relation.field),
        Cardinality::Many => format!("{}(first: 1000) {{ totalCount nodes {{ id }} }}", relation.field),
    });
    let relations = relations.collect::<Vec<_>>().join(" ");
    let (columns, one, many) = (columns.join(" "), &table.names.one, &table.names.many);
    let mut fields =
        vec![format!("{many}(first: 1000) {{ totalCount nodes {{ id {columns} {relations} }} }}")];
    for row in rows.iter().take(BY_ID) {
        fields.push(format!("{one}(id: {}) {{ id {columns} }}", json!(row.id)));
        fields.push(format!(
            "node(id: {}) {{ id ... on {} {{ {columns} }} }}",
            json!(row.id),
            table.names.type_name
        ));
        if let Some(key) = table.single_key() {
            let key = row.values[key].as_ref().map(Plain::key);
            fields.push(format!("{one}(id: {}) {{ id {columns} }}", json!(key)));
        }
    }
    let some: Vec<_> = rows.iter().rev().take(BY_ID).map(|row| &row.id).collect();
    fields.push(format!("nodes(ids: {}) {{ id }}", json!(some)));
    fields
}

/// What is wrong with a row of an answer.
fn row_fault(asked: &Asked<'_>, row: &Row, answer: &Value) -> Option<String> {
    if answer["id"] != row.id {
        return Some(format!("expected {}, found {}", row.id, answer["id"]));
    }
    named(asked.table).find_map(|(at, column, field)| {
        let (value, answer) = (&row.values[at], &answer[field]);
        let agrees = match value {
            None => answer.is_null(),
            Some(value) => value.is_said_by(asked.sight.catalog, column, answer),
        };
        (!agrees).then(|| format!("{field} is {value:?}, and {answer} in the answer"))
    })
}

/// What is wrong with the rows that a row of an answer leads to.
fn relation_fault(asked: &Asked<'_>, row: &Row, answer: &Value) -> Option<String> {
    asked.table.relations.iter().find_map(|relation| {
        let expected: Vec<_> = asked.sight.related(row, relation).map(|row| row.id.as_str()).collect();
        let answer = &answer[&relation.field];
        let counted = answer["totalCount"].as_u64().is_none_or(|count| count == expected.len() as u64);
        (!counted || ids(answer) != expected)
            .then(|| format!("{} leads to {expected:?}, and {answer} in the answer", relation.field))
    })
}

fn faults(asked: &Asked<'_>, answers: &[Value]) -> Vec<String> {
    let Asked { table, rows, .. } = asked;
    let mut faults = Vec::new();
    let (list, by_id) = answers.split_first().unwrap();
    let nodes = list["nodes"].as_array().unwrap();
    if list["totalCount"] != json!(rows.len()) || nodes.len() != rows.len() {
        faults.push(format!("{} rows instead of {}", nodes.len(), rows.len()));
    }
    for (row, node) in rows.iter().zip(nodes) {
        faults.extend(row_fault(asked, row, node));
        faults.extend(relation_fault(asked, row, node));
    }
    let (nodes, by_id) = by_id.split_last().unwrap();
    let ways = if table.single_key().is_some() { 3 } else { 2 };
    for (row, answers) in rows.iter().zip(by_id.chunks(ways)) {
        faults.extend(answers.iter().filter_map(|answer| row_fault(asked, row, answer)));
    }
    let some = rows.iter().rev().take(BY_ID).map(|row| row.id.as_str());
    if nodes.as_array().unwrap().iter().flat_map(ids).ne(some) {
        faults.push(format!("nodes gives {nodes}"));
    }
    faults
}

#[tokio::test]
async fn every_table_is_read_by_list_by_id_and_by_relation() {
    let world = World::make().await;
    let best = world.best().await;
    let sights = world.sights(&best).await;
    let (mut differences, mut numbers) = (Vec::new(), BTreeMap::new());
    for (account_id, sight) in &sights {
        let own = sight.listed().filter(|(id, table)| table.roots && best[*id] == *account_id);
        let own: Vec<_> = own.collect();
        let all: Vec<_> =
            own.iter().map(|(id, table)| Asked { sight, table, rows: &sight.tables[*id] }).collect();
        let asked: Vec<_> = all.iter().map(fields).collect();
        let answers = sight.reader.ask(&asked.concat()).await;
        let mut answers = &answers[..];
        for (asked, fields) in all.iter().zip(&asked) {
            let (own, others) = answers.split_at(fields.len());
            let faults = faults(asked, own).into_iter();
            differences.extend(faults.map(|fault| format!("{}: {fault}", asked.table.names.type_name)));
            answers = others;
        }
        for (id, table) in own {
            numbers.insert(id, statements::line(sight, table, &sight.tables[id][0].id).await);
        }
    }
    assert!(differences.is_empty(), "{} faults\n{}", differences.len(), differences.join("\n"));
    let expected = world.catalog.tables.iter().filter(|table| table.roots).count();
    assert_eq!(numbers.len(), expected, "of some tables nobody sees a row");
    statements::compare(numbers.values()).unwrap();
}
