//! Orders of several keys, of any kind and in any directions: pages of any size, at the root and below a row, from either
//! end and between two cursors, are what a full sort gives.

use std::cmp::Ordering;

use serde_json::Value;
use workgraph::graphql::catalog::{Cardinality, TableId};

use super::dice::{Dice, dice, holds};
use super::sight::{Row, Sight, World, by_key};
use super::terms::{DIRECTIONS, Direction, Term};
use crate::support::make::ADA;
use crate::support::reader::ids;

/// Questions.
const CASES: u32 = 250;
/// Pages of one walk.
const PAGES_MAX: usize = 15;

/// A list, and the order that is asked for.
struct Question<'a> {
    sight: &'a Sight<'a>,
    /// What precedes the list's arguments and what follows its selection.
    around: (String, &'static str),
    /// Where the list is found in the answer.
    path: Vec<String>,
    rows: Vec<&'a Row>,
    order: String,
    size: usize,
    /// What else is wanted of the walk.
    between: (usize, usize),
}

impl<'a> Question<'a> {
    fn any(sight: &'a Sight<'a>, dice: &mut Dice<'_>) -> Self {
        let tables: Vec<_> = sight.listed().filter(|(id, _)| sight.tables[*id].len() > 1).collect();
        let (id, table) = *dice.pick(&tables);
        let parents: Vec<_> = parents(sight, id).collect();
        let (mut around, mut path, mut rows) = (
            (format!("{{ {}", table.names.many), "}"),
            vec![table.names.many.clone()],
            sight.tables[id].iter().collect(),
        );
        if !parents.is_empty() && dice.chance(40) {
            let (parent, row, field, children) = *dice.pick(&parents);
            let type_name = &sight.catalog.tables[parent].names.type_name;
            around = (format!("{{ node(id: \"{}\") {{ ... on {type_name} {{ {field}", row.id), "}}}");
            path = vec!["node".to_owned(), field.to_owned()];
            let relation = &sight.catalog.tables[parent].relations[children];
            rows = sight.related(row, relation).collect::<Vec<&Row>>();
        }
        let keys: Vec<_> =
            (0..=dice.below(4)).map(|_| (Term::any(sight, id, dice, 2), *dice.pick(&DIRECTIONS))).collect();
        sort(sight, id, &keys, &mut rows);
        let order = keys.iter().map(|(term, direction)| term.written(sight, id, direction.word));
        let (one, two) = (dice.below(rows.len()), dice.below(rows.len()));
        Self {
            sight,
            around,
            path,
            order: order.collect::<Vec<_>>().join(", "),
            // Small lists in small pages, large ones in few.
            size: 1 + rows.len() / PAGES_MAX + dice.below(rows.len()),
            between: (one.min(two), one.max(two)),
            rows,
        }
    }

    fn expected(&self) -> Vec<&str> {
        self.rows.iter().map(|row| row.id.as_str()).collect()
    }

    async fn page(&self, arguments: &str) -> Result<Value, String> {
        let (before, behind) = &self.around;
        let query = format!(
            "{before}(orderBy: [{}], {arguments}) {{ edges {{ cursor node {{ id }} }} nodes {{ id }} \
             pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }} {behind}",
            self.order
        );
        let mut answer = self.sight.reader.run(&query).await;
        if answer.get("errors").is_some() {
            return Err(format!("{query}\n{}", answer["errors"]));
        }
        let mut page = answer["data"].take();
        for step in &self.path {
            page = page[step].take();
        }
        Ok(page)
    }

    fn compare(&self, what: &str, found: &[String], expected: &[&str]) -> Result<(), String> {
        if found == expected {
            return Ok(());
        }
        Err(format!(
            "{what} of {}(orderBy: [{}]), {} at once\n  found    {found:?}\n  expected {expected:?}",
            self.around.0, self.order, self.size
        ))
    }

    /// Page by page from one end to the other. The cursors of all rows, in the order of the list.
    async fn walk(&self, backward: bool) -> Result<Vec<String>, String> {
        let (count, bound, cursor, more, less) = if backward {
            ("last", "before", "startCursor", "hasPreviousPage", "hasNextPage")
        } else {
            ("first", "after", "endCursor", "hasNextPage", "hasPreviousPage")
        };
        let (mut pages, mut cursors, mut place) = (Vec::new(), Vec::new(), String::new());
        loop {
            let page = self.page(&format!("{count}: {}{place}", self.size)).await?;
            pages.push(ids(&page).into_iter().map(str::to_owned).collect::<Vec<_>>());
            let edges = page["edges"].as_array().unwrap();
            cursors.push(
                edges.iter().map(|edge| edge["cursor"].as_str().unwrap().to_owned()).collect::<Vec<_>>(),
            );
            if page["pageInfo"][less] == place.is_empty() {
                return Err(format!(
                    "{less} is {} on page {} of {}",
                    page["pageInfo"][less],
                    pages.len(),
                    self.order
                ));
            }
            if page["pageInfo"][more] == false || pages.len() > self.rows.len() {
                break;
            }
            place = format!(", {bound}: {}", page["pageInfo"][cursor]);
        }
        if backward {
            pages.reverse();
            cursors.reverse();
        }
        self.compare(count, &pages.concat(), &self.expected())?;
        Ok(cursors.concat())
    }

    async fn ask(&self) -> Result<(), String> {
        let cursors = self.walk(false).await?;
        if cursors != self.walk(true).await? {
            return Err(format!("cursors of {} depend on the way", self.order));
        }
        let (from, to) = self.between;
        let expected = self.expected();
        let inside = if from < to { &expected[from + 1..to] } else { &[] };
        let bounds = format!("after: \"{}\", before: \"{}\"", cursors[from], cursors[to]);
        for (way, part) in
            [("first", &inside[..inside.len().min(3)]), ("last", &inside[inside.len().saturating_sub(3)..])]
        {
            let page = self.page(&format!("{way}: 3, {bounds}")).await?;
            let found: Vec<_> = ids(&page).into_iter().map(str::to_owned).collect();
            self.compare(&format!("{way}: 3 between rows {from} and {to}"), &found, part)?;
        }
        let page = self.page(&format!("first: 3, offset: {from}")).await?;
        let found: Vec<_> = ids(&page).into_iter().map(str::to_owned).collect();
        self.compare(&format!("3 from row {from}"), &found, &expected[from..expected.len().min(from + 3)])
    }
}

/// Rows that lead to several rows of a table: the parents' table, the row, the field and the relation.
pub fn parents<'a>(
    sight: &'a Sight<'a>,
    id: TableId,
) -> impl Iterator<Item = (TableId, &'a Row, &'a str, usize)> {
    sight.listed().filter(|(_, table)| table.roots).flat_map(move |(parent, table)| {
        let relations = table.relations.iter().enumerate();
        let relations = relations
            .filter(move |(_, relation)| relation.target == id && relation.cardinality == Cardinality::Many);
        relations.flat_map(move |(at, relation)| {
            let rows = sight.tables[parent].iter();
            rows.filter(move |row| sight.related(row, relation).nth(1).is_some())
                .map(move |row| (parent, row, relation.field.as_str(), at))
        })
    })
}

fn sort(sight: &Sight<'_>, id: TableId, keys: &[(Term, Direction)], rows: &mut Vec<&Row>) {
    let values = |row: &Row| keys.iter().map(|(term, _)| term.value(sight, id, row)).collect::<Vec<_>>();
    let mut valued: Vec<_> = rows.iter().map(|row| (values(row), *row)).collect();
    valued.sort_by(|(one, row), (two, other)| {
        let by_keys = keys.iter().zip(one.iter().zip(two));
        let by_keys = by_keys.map(|((_, direction), (one, two))| direction.order(one.as_ref(), two.as_ref()));
        by_keys
            .fold(Ordering::Equal, Ordering::then)
            .then_with(|| by_key(&sight.catalog.tables[id], row, other))
    });
    *rows = valued.into_iter().map(|(_, row)| row).collect();
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_in_any_order_are_parts_of_a_full_sort() {
    let world = World::make().await;
    let sight = world.sight(ADA.id).await;
    holds(CASES, "tests/api/reading/seeds/cursors.txt", async |rolls: Vec<u32>| {
        Question::any(&sight, &mut dice(&rolls)).ask().await
    });
}
