//! Interfaces across systems: what tables of several systems have in common, and how each row says it.
//!
//! A field of an interface has a name that no column has, and for each member an SQL expression over its row, `{t}`. The
//! mappings of states and urgencies are functions of the schema `work`, so that the views of that schema and these fields
//! cannot disagree.

/// An interface that tables of several systems implement.
pub struct Interface {
    /// Its name.
    pub name: &'static str,
    /// What its members have in common.
    pub description: &'static str,
    /// Its fields, beside `id` and `system`.
    pub fields: &'static [InterfaceField],
    /// Its members.
    pub members: &'static [Member],
    /// The list of all its members: schema, view, the name of its root field, and how it is told.
    pub list: List,
    /// The stream of changes to its members.
    pub stream: Stream,
}

/// A field of an interface.
pub struct InterfaceField {
    /// Its name.
    pub name: &'static str,
    /// Its type.
    pub kind: InterfaceKind,
    /// What it means.
    pub description: &'static str,
    /// Its column in the view of all members.
    pub column: &'static str,
}

/// The type of an interface's field; always nullable.
#[derive(Debug, Clone, Copy)]
pub enum InterfaceKind {
    /// Text.
    Text,
    /// A point in time.
    Time,
    /// Yes or no.
    Boolean,
    /// An account, by its id.
    Account,
    /// One of a few values.
    Enum {
        /// The list's name.
        name: &'static str,
        /// What it lists.
        description: &'static str,
        /// The values, as the expressions give them, with what they mean.
        values: &'static [(&'static str, &'static str)],
    },
}

/// A table that implements an interface.
pub struct Member {
    /// Its schema.
    pub schema: &'static str,
    /// Its name.
    pub table: &'static str,
    /// An SQL expression for each field, in their order.
    pub expressions: &'static [&'static str],
}

/// The list of an interface: a view over the rows of all members.
///
/// Besides the columns of the fields it has `system` and `entity`, which tell the member's schema and table, `row_id`, its
/// key as text, and `created_at`.
pub struct List {
    /// Its schema.
    pub schema: &'static str,
    /// The view's name, and that of the root field.
    pub view: &'static str,
    /// What it lists.
    pub description: &'static str,
    /// Further things to ask for, which no member has as a field.
    pub questions: &'static [Question],
}

/// Yes or no of a row of a list, to filter and to group by.
pub struct Question {
    /// Its name.
    pub name: &'static str,
    /// The answer, as SQL over the view's row `{t}`.
    pub sql: &'static str,
    /// What it asks.
    pub description: &'static str,
}

/// A number of the viewer: the rows of a list for which the answers to some questions are so.
pub struct Tally {
    /// Its name.
    pub name: &'static str,
    /// What it counts.
    pub description: &'static str,
    /// The list, by its view.
    pub view: &'static str,
    /// Fields of the list and their values.
    pub conditions: &'static [(&'static str, bool)],
}

/// The stream of an interface.
pub struct Stream {
    /// The subscription's name.
    pub name: &'static str,
    /// The field of a change that holds the row.
    pub entity: &'static str,
    /// What it delivers.
    pub description: &'static str,
}
