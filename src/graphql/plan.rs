//! What a plan is: table reads, and the shape of the answer. `planner` makes one, `select` runs it, `json` writes from it.
//!
//! A plan is an arena of [`Read`]s, each one statement at most (and one more if rows are counted), and the [`Object`]s
//! that say what to write from them. The number of statements depends on the shape of the query alone. What went wrong for
//! one field while planning is kept as that field's error.

use async_graphql::Pos;

use super::catalog::{Catalog, EnumId, TableId};
use super::condition::{Condition, Operator};
use super::page::Page;
use super::scalar::{Param, Wire};
use super::term::{Figure, Term};
use crate::access::Action;
use crate::error::Error;

/// Index of a read in its plan.
pub type ReadId = usize;

/// Reads, and the errors of fields that need none.
#[derive(Debug, Default)]
pub struct Plan {
    /// The reads; one of a level depends on reads of the level before.
    pub reads: Vec<Read>,
    /// Errors that compiling met, by [`Answer::Failed`].
    pub errors: Vec<Error>,
}

/// One statement: columns of one table.
#[derive(Debug)]
pub struct Read {
    /// The table.
    pub table: TableId,
    /// What is selected.
    pub slots: Vec<Slot>,
    /// Which rows.
    pub link: Link,
    /// Which of those.
    pub filter: Condition,
    /// Which part of them; `None` for rows found by key.
    pub page: Option<Page>,
    /// Distance from the root.
    pub level: usize,
    /// Whether rows are wanted, or only their number.
    pub rows: bool,
    /// Whether all rows are counted, not only the page's.
    pub count: bool,
    /// Rows are counted up to one more than this, which is cheaper than counting all.
    pub more_than: Option<u32>,
    /// Figures over groups of rows are wanted instead of rows.
    pub groups: Option<Groups>,
}

impl Read {
    /// Rows of a table that are found so, with nothing wanted of them yet.
    pub fn new(table: TableId, link: Link, level: usize) -> Self {
        Self {
            table,
            slots: Vec::new(),
            link,
            filter: Condition::All(Vec::new()),
            page: None,
            level,
            rows: false,
            count: false,
            more_than: None,
            groups: None,
        }
    }

    /// Every table that it looks into: for rows, to filter, to order or to group them.
    pub fn tables(&self, catalog: &Catalog) -> Vec<TableId> {
        let mut found = vec![self.table];
        self.filter.add_tables(catalog, self.table, &mut found);
        let order = self.page.iter().flat_map(|page| &page.order).map(|key| &key.term);
        let groups = self.groups.iter().flat_map(|groups| &groups.by).map(|key| &key.term);
        for term in order.chain(groups) {
            term.add_tables(catalog, self.table, &mut found);
        }
        found
    }
}

/// One selected value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Slot {
    /// A column, by its index in the table.
    Column(usize),
    /// What the rows of a group have in common, by its index in [`Groups::by`].
    Group(usize),
    /// A figure over the rows of a group, by its index in [`Groups::figures`].
    Figure(usize),
    /// A value of other rows, by which a list is ordered.
    Term(Term),
    /// `xmin`.
    Version,
    /// Whether the caller may do this with the row.
    May(Action),
    /// Whether a row that is found by its key meets the read's filter.
    Meets,
    /// Whom a change of the row concerns, as audience keys.
    Audience,
}

/// How a read finds its rows.
#[derive(Debug, PartialEq)]
pub enum Link {
    /// All rows.
    Table,
    /// All rows that the table, which is a function, gives for these values.
    Call(Vec<Param>),
    /// Rows by their keys.
    Keys(Vec<Vec<Param>>),
    /// Rows whose column has this value.
    Value(usize, Param),
    /// For each parent at most one row, whose column equals the parents' slot.
    One(usize, Vec<(ReadId, usize)>),
    /// For each parent a page of rows, whose column equals the parents' slot.
    Many(usize, Vec<(ReadId, usize)>),
}

/// Rows brought together, and what is wanted of each group.
#[derive(Debug, Clone, PartialEq)]
pub struct Groups {
    /// What the rows of a group have in common; nothing: all rows are one group.
    pub by: Vec<GroupKey>,
    /// Figures over the rows of a group.
    pub figures: Vec<FigureOf>,
    /// Conditions on figures, by their index; all have to hold.
    pub having: Vec<(usize, Test)>,
    /// The order of the groups, which ends in the groups' keys.
    pub order: Vec<GroupOrder>,
    /// How many groups at most.
    pub size: u32,
    /// How many groups to leave out at the start.
    pub offset: i64,
}

/// A value that the rows of a group have in common.
#[derive(Debug, Clone, PartialEq)]
pub struct GroupKey {
    /// The value.
    pub term: Term,
    /// The span of time that it is rounded down to, and the time zone that says when the span begins.
    pub bucket: Option<(&'static str, String)>,
}

/// A figure over the rows of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FigureOf {
    /// Which.
    pub figure: Figure,
    /// Of which column; a count of rows has none.
    pub column: Option<usize>,
    /// Of each value once.
    pub distinct: bool,
}

/// A condition on a figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Test {
    /// It compares so with a value.
    Compare(Operator, Param),
    /// Whether there is none.
    IsNull(bool),
}

/// A key of the order of groups.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GroupOrder {
    /// [`Slot::Group`] or [`Slot::Figure`], by its index.
    pub by_figure: bool,
    /// The index.
    pub at: usize,
    /// Largest first.
    pub descending: bool,
    /// Groups without a value come first.
    pub nulls_first: bool,
}

/// What to write for an object.
#[derive(Debug, Default)]
pub struct Object {
    /// Its fields in their order.
    pub fields: Vec<Entry>,
    /// Where the row only says which row of another table is meant: what to write of that.
    pub instead: Vec<Instead>,
}

/// A row of another table that stands for a row.
#[derive(Debug)]
pub struct Instead {
    /// Holds its key, or null where it is not meant.
    pub slot: usize,
    /// The read that has it.
    pub read: ReadId,
    /// What to write of it.
    pub object: Object,
}

/// A field of the answer.
#[derive(Debug)]
pub struct Entry {
    /// `"key":`, ready to be written.
    pub json_key: Box<str>,
    /// The key, for paths.
    pub key: Box<str>,
    /// Where it stands in the document.
    pub position: Pos,
    /// Whether null is an error that empties the parent.
    pub required: bool,
    /// The value.
    pub answer: Answer,
}

/// Where a value of the answer comes from.
#[derive(Debug)]
pub enum Answer {
    /// JSON that is known already.
    Json(String),
    /// JSON that is known only when writing: the writer is given it under this name.
    Late(String),
    /// An error of [`Plan::errors`].
    Failed(usize),
    /// Row: a column.
    Column { slot: usize, wire: Wire, list: bool, enumeration: Option<EnumId> },
    /// Row: the global id, of the type's name and the key's slots.
    GlobalId { type_name: String, key: Vec<(usize, Wire)> },
    /// Row: the row of another read with this row's value of `slot`.
    One { read: ReadId, slot: usize, object: Object },
    /// Row: the page of another read that belongs to this row's value of `slot`.
    Many { read: ReadId, slot: usize, object: Object },
    /// An error, and what is written all the same: a list may not be null, and an error that emptied its parents would
    /// take with it what the caller may see. The read behind it brings nothing.
    Closed { error: usize, instead: Box<Answer> },
    /// The only page of a read.
    List { read: ReadId, object: Object },
    /// All rows of a read, or those that belong to this row's value of a slot, as a list.
    Rows { read: ReadId, slot: Option<usize>, object: Object },
    /// The first row of a read.
    First { read: ReadId, object: Object },
    /// The row of a read with this key.
    Keyed { read: ReadId, key: Vec<u8>, object: Object },
    /// A list of values.
    Items(Vec<Answer>),
    /// An object that is not a row.
    Object(Object),
    /// Page: its rows.
    Nodes(Object),
    /// Page: its rows as edges.
    Edges(Object),
    /// Page: the page itself under another type.
    Same(Object),
    /// Page: the number of all rows.
    TotalCount,
    /// Page: whether there are more than so many rows.
    HasMoreThan(u32),
    /// The number of all rows of a read.
    Count(ReadId),
    /// The row at hand, as an object: of an edge, of its permissions.
    Row(Object),
    /// Edge: the row's cursor.
    Cursor(Place),
    /// Page info.
    HasNextPage,
    /// Page info.
    HasPreviousPage,
    /// Page info: cursor of the first row.
    StartCursor(Place),
    /// Page info: cursor of the last row.
    EndCursor(Place),
}

/// What a cursor is made of: the mark of the order, and the slots of its keys.
#[derive(Debug, Clone)]
pub struct Place {
    /// See [`super::page::mark`].
    pub mark: u32,
    /// Slot and wire of each key.
    pub slots: Vec<(usize, Wire)>,
}

/// A value that whoever makes an object puts into it.
#[derive(Debug, Clone)]
pub enum Member {
    /// A plain value.
    Json(serde_json::Value),
    /// A plain value that the writer will be given under the member's name.
    Late,
    /// A row, to be read in the caller's scope; null if it is not there for the caller.
    Row(TableId, Vec<Param>),
    /// Rows, to be read in the caller's scope; null for each that is not there for the caller.
    Rows(TableId, Vec<Vec<Param>>),
    /// A list of objects.
    Items(Vec<Record>),
}

/// The members of a payload or a change, by field name; absent ones are null.
pub type Record = Vec<(&'static str, Member)>;
