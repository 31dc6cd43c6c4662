//! The tables that are written, and how a row of each is made and moved.
//!
//! A *place* is what a row's readers depend on: a person, a team, a tenant, a list of a board, a space. In the statements $1 is
//! the row's key as text, or an array of them, $2 its title, $3 its place.

use rand::Rng as _;
use rand::rngs::StdRng;
use uuid::Uuid;

/// A table whose changes are followed.
pub struct Table {
    /// Schema and name.
    pub relation: &'static str,
    /// Its type in the API, by which global ids name it.
    pub type_name: &'static str,
    /// Makes a row.
    pub insert: &'static str,
    /// Moves rows; none where there is only one place.
    pub shift: Option<&'static str>,
    /// Whether rows may be archived.
    pub is_archivable: bool,
    /// Kinds of ids that are places, each with how many there are; 0: as many as accounts.
    places: &'static [(u32, u32)],
}

/// All of them.
pub const TABLES: &[Table] = &[
    Table {
        relation: "taskjuggler.tasks",
        type_name: "TaskjugglerTask",
        insert: "insert into taskjuggler.tasks (id, title, requestor_id, owner_id, team_id)
                 select $1::text::uuid, $2::text, loss.id(1, 0), (select id from loss.people where id = $3::uuid),
                        (select id from taskjuggler.teams where id = $3::uuid)",
        shift: Some(
            "update taskjuggler.tasks set title = $2::text, owner_id = (select id from loss.people where id = $3::uuid),
                    team_id = (select id from taskjuggler.teams where id = $3::uuid) where id = any($1::text[]::uuid[])",
        ),
        is_archivable: true,
        places: &[(1, 0), (2, 6)],
    },
    Table {
        relation: "taskjuggler.notifications",
        type_name: "TaskjugglerNotification",
        insert: "insert into taskjuggler.notifications (id, user_id, type, title, message)
                 select $1::text::uuid, $3::uuid, 'loss', $2::text, ''",
        shift: Some(
            "update taskjuggler.notifications set title = $2::text, user_id = $3::uuid where id = any($1::text[]::uuid[])",
        ),
        is_archivable: false,
        places: &[(1, 0)],
    },
    Table {
        relation: "internal.tasks",
        type_name: "InternalTask",
        insert: "insert into internal.tasks (id, title) select $1::text::uuid, $2::text where $3::uuid is not null",
        shift: None,
        is_archivable: true,
        places: &[],
    },
    Table {
        relation: "internal.approval_requests",
        type_name: "InternalApprovalRequest",
        insert: "insert into internal.approval_requests (id, title, workspace_id, action, context, reason)
                 select $1::text::uuid, $2::text, $3::uuid, 'loss', '{}', ''",
        shift: None,
        is_archivable: false,
        places: &[],
    },
    Table {
        relation: "core.decisions",
        type_name: "CoreDecision",
        insert: "insert into core.decisions (id, title, tenant_id, status, priority)
                 select $1::text::uuid, $2::text, $3::uuid, 'NEEDS_INPUT', 'NORMAL'",
        shift: Some(
            "update core.decisions set title = $2::text, tenant_id = $3::uuid where id = any($1::text[]::uuid[])",
        ),
        is_archivable: false,
        places: &[(4, 2)],
    },
    Table {
        relation: "scaliyo.teamhub_cards",
        type_name: "ScaliyoTeamhubCard",
        insert: "insert into scaliyo.teamhub_cards (id, title, list_id, board_id, created_by)
                 select $1::text::uuid, $2::text, id, board_id, loss.id(1, 0) from scaliyo.teamhub_lists where id = $3::uuid",
        shift: Some(
            "update scaliyo.teamhub_cards card set title = $2::text, list_id = list.id, board_id = list.board_id
             from scaliyo.teamhub_lists list where list.id = $3::uuid and card.id = any($1::text[]::uuid[])",
        ),
        is_archivable: false,
        places: &[(7, 8)],
    },
    Table {
        relation: "assist.tasks",
        type_name: "AssistTask",
        insert: "insert into assist.tasks (id, title, color, space_id, user_id)
                 select $1::text, $2::text, 'green', $3::uuid::text, loss.id(1, 0)::text",
        shift: Some(
            "update assist.tasks set title = $2::text, space_id = $3::uuid::text where id = any($1::text[])",
        ),
        is_archivable: true,
        places: &[(9, 3)],
    },
];

/// A row of one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Row {
    /// Which table, as an index into [`TABLES`].
    pub table: usize,
    /// Its key.
    pub id: Uuid,
}

impl Row {
    /// The table.
    pub fn table(&self) -> &'static Table {
        &TABLES[self.table]
    }
}

impl std::fmt::Display for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.table().relation, self.id)
    }
}

impl Table {
    /// Any place for a row.
    pub fn place(&self, accounts: u32, random: &mut StdRng) -> Uuid {
        if self.places.is_empty() {
            return id(0, 0);
        }
        let (kind, count) = self.places[random.random_range(0..self.places.len())];
        id(kind, random.random_range(1..=if count == 0 { accounts } else { count }))
    }

    /// The column of keys, cast for the comparison with an array of texts.
    pub fn keys(&self) -> &'static str {
        if self.relation == "assist.tasks" { "id = any($1::text[])" } else { "id = any($1::text[]::uuid[])" }
    }
}

/// The table of this name.
pub fn named(relation: &str) -> Option<usize> {
    TABLES.iter().position(|table| table.relation == relation)
}

/// The same id as `loss.id` gives.
pub fn id(kind: u32, number: u32) -> Uuid {
    let text = format!("10550000-0000-4000-8{kind:03}-{number:012}");
    text.parse().expect("decimal digits are hexadecimal ones")
}
