//! Each column of each table as an order, in every direction: its pages from either end make up the list.

use std::cmp::Ordering;

use serde_json::Value;
use workgraph::graphql::catalog::{Catalog, TableId};

use super::sight::{Row, Sight, World, by_key};
use super::terms::{DIRECTIONS, Direction, Term, is_orderable};
use crate::support::reader::ids;

/// Pages that a list is cut into; one more where rows are left over.
const PAGES: usize = 2;

/// The directions that differ: the others are words for the same.
const ORDERS: [usize; 4] = [0, 1, 2, 5];

/// One way through a list.
struct Walk {
    table: TableId,
    by: Term,
    direction: Direction,
    backward: bool,
    /// Where the next page begins.
    place: Option<String>,
    /// The ids of the pages so far, as they came.
    pages: Vec<Vec<String>>,
}

/// The columns that rows can be ordered by.
fn columns(catalog: &Catalog, id: TableId) -> impl Iterator<Item = usize> {
    let table = &catalog.tables[id];
    let columns = table.columns.iter().enumerate();
    columns
        .filter(|(at, column)| column.field.is_some() || table.single_key() == Some(*at))
        .filter(|(_, column)| is_orderable(column))
        .map(|(at, _)| at)
}

/// Each column in each of its orders, in turn from one end and from the other.
fn walks(sight: &Sight<'_>, id: TableId) -> Vec<Walk> {
    let mut walks = Vec::new();
    for column in columns(sight.catalog, id) {
        // Where every row has a value it does not matter where those come that have none.
        let nullable = sight.catalog.tables[id].columns[column].nullable;
        for (turn, direction) in DIRECTIONS.into_iter().enumerate().filter(|(at, _)| ORDERS.contains(at)) {
            if nullable || turn < 2 {
                let backward = (column + turn / 2 + turn) % 2 == 1;
                walks.push(Walk {
                    table: id,
                    by: Term::Column(column),
                    direction,
                    backward,
                    place: None,
                    pages: Vec::new(),
                });
            }
        }
    }
    walks
}

impl Walk {
    fn field(&self, sight: &Sight<'_>) -> String {
        let table = &sight.catalog.tables[self.table];
        let size = sight.tables[self.table].len().div_ceil(PAGES);
        let order = self.by.written(sight, self.table, self.direction.word);
        let (count, place, cursor) =
            if self.backward { ("last", "before", "startCursor") } else { ("first", "after", "endCursor") };
        let place = self.place.as_ref().map(|at| format!(", {place}: \"{at}\"")).unwrap_or_default();
        format!(
            "{}({count}: {size}, orderBy: [{order}]{place}) {{ nodes {{ id }} pageInfo {{ {cursor} hasNextPage hasPreviousPage }} }}",
            table.names.many
        )
    }

    /// Takes a page, and says whether there are more.
    fn take(&mut self, page: &Value) -> bool {
        self.pages.push(ids(page).into_iter().map(str::to_owned).collect());
        let info = &page["pageInfo"];
        let (cursor, more) =
            if self.backward { ("startCursor", "hasPreviousPage") } else { ("endCursor", "hasNextPage") };
        self.place = info[cursor].as_str().map(str::to_owned);
        info[more] == true
    }

    fn fault(mut self, sight: &Sight<'_>) -> Option<String> {
        if self.backward {
            self.pages.reverse();
        }
        let found = self.pages.concat();
        let mut expected: Vec<&Row> = sight.tables[self.table].iter().collect();
        let value = |row: &Row| self.by.value(sight, self.table, row);
        expected.sort_by(|one, two| {
            let by_value = self.direction.order(value(one).as_ref(), value(two).as_ref());
            let Ordering::Equal = by_value else { return by_value };
            by_key(&sight.catalog.tables[self.table], one, two)
        });
        let differs =
            expected.len() != found.len() || expected.iter().zip(&found).any(|(row, id)| row.id != *id);
        differs.then(|| format!("{} gives {found:?}", self.field(sight)))
    }
}

/// All ways through the lists that one person sees most of. Every round asks for the next page of each.
async fn walk(sight: &Sight<'_>, tables: &[TableId]) -> Vec<String> {
    let mut open: Vec<Walk> = tables.iter().flat_map(|id| walks(sight, *id)).collect();
    let mut faults = Vec::new();
    while !open.is_empty() {
        let fields: Vec<_> = open.iter().map(|walk| walk.field(sight)).collect();
        let pages = sight.reader.ask(&fields).await;
        let mut next = Vec::new();
        for (mut walk, page) in open.into_iter().zip(pages) {
            match walk.take(&page) {
                // A walk that does not end would go round in circles.
                true if walk.pages.len() <= PAGES => next.push(walk),
                _ => faults.extend(walk.fault(sight)),
            }
        }
        open = next;
    }
    faults
}

#[tokio::test]
async fn the_pages_of_every_order_by_a_column_make_up_the_list() {
    let world = World::make().await;
    let best = world.best().await;
    let mut faults = Vec::new();
    for (account_id, sight) in world.sights(&best).await {
        let own = sight.listed().map(|(id, _)| id).filter(|id| best[*id] == account_id);
        faults.extend(walk(&sight, &own.collect::<Vec<_>>()).await);
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}
