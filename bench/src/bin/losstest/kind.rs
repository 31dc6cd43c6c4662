//! What is subscribed to. A further subscription is one more line here.

use uuid::Uuid;

use crate::table::id;
use crate::world::Account;

/// A subscription field.
pub struct Kind {
    /// Its name.
    pub field: &'static str,
    /// The member of an item that holds the row.
    pub entity: &'static str,
    /// The field of the row that holds its title.
    pub title: &'static str,
    /// The list of the same rows, which is asked in the end.
    pub list: &'static str,
    /// The tables whose rows come.
    pub relations: &'static [&'static str],
    /// A row that its subscriber always sees, and that no writer touches: table and key.
    pub mark: fn(&Account) -> (&'static str, Uuid),
}

/// All of them.
pub const KINDS: &[Kind] = &[
    Kind {
        field: "taskChanged",
        entity: "task",
        title: "headline",
        list: "tasks",
        relations: &["taskjuggler.tasks", "internal.tasks", "scaliyo.teamhub_cards", "assist.tasks"],
        mark: |account| ("taskjuggler.tasks", id(11, account.number)),
    },
    Kind {
        field: "taskjugglerTaskChanged",
        entity: "taskjugglerTask",
        title: "title",
        list: "taskjugglerTasks",
        relations: &["taskjuggler.tasks"],
        mark: |account| ("taskjuggler.tasks", id(11, account.number)),
    },
    Kind {
        field: "approvalChanged",
        entity: "approval",
        title: "headline",
        list: "approvals",
        relations: &["internal.approval_requests", "core.decisions"],
        mark: |account| ("core.decisions", id(13, account.number % 2 + 1)),
    },
    Kind {
        field: "notificationReceived",
        entity: "notification",
        title: "headline",
        list: "notifications",
        relations: &["taskjuggler.notifications"],
        mark: |account| ("taskjuggler.notifications", id(12, account.number)),
    },
];

impl Kind {
    /// The subscription, which takes `after` and `snapshot` as variables.
    pub fn document(&self) -> String {
        let Self { field, entity, title, .. } = self;
        format!(
            "subscription ($after: Cursor, $snapshot: Boolean) {{ {field}(after: $after, snapshot: $snapshot) \
             {{ cursor kind entityId entity: {entity} {{ title: {title} }} }} }}"
        )
    }

    /// The query of the same rows, by pages.
    pub fn query(&self) -> String {
        let Self { list, title, .. } = self;
        format!(
            "query ($after: Cursor) {{ {list}(first: 100, after: $after) \
             {{ nodes {{ id title: {title} }} pageInfo {{ hasNextPage endCursor }} }} }}"
        )
    }

    /// Whether a change of sight in this schema ends it.
    pub fn rests_on(&self, schema: &str) -> bool {
        self.relations
            .iter()
            .any(|relation| relation.starts_with(schema) && relation[schema.len()..].starts_with('.'))
    }
}
