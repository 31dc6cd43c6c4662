//! The systems: which tables they show and how.
//!
//! Knows no GraphQL and no HTTP; the engine reads what is said here and makes the schema of it.

pub mod access;
pub mod account;
pub mod assist;
pub mod core;
pub mod handover;
pub mod interface;
pub mod internal;
pub mod invitation;
pub mod operation;
pub mod privileged;
pub mod reseal;
pub mod scaliyo;
pub mod sealing;
pub mod search;
pub mod subscription;
pub mod table;
pub mod taskjuggler;
pub mod transition;
pub mod work;

use std::sync::Arc;

use self::operation::Operation;
use self::privileged::Privileged;
use self::sealing::Sealing;
use self::transition::Transition;
use crate::access::Policies;
use crate::auth::{Accounts, PersonalTokens, SupportSessions};
use crate::roll::Roll;
use crate::secret::{Place, Secrets};

pub use self::interface::{Interface, InterfaceField, InterfaceKind, Member};
pub use self::search::{SEARCH, Search};
pub use self::table::Annotation;
pub use self::work::{ACCOUNT_TABLE, INTERFACES, OWN_ROWS, TALLIES};

/// A schema of the database and what the API makes of it.
#[derive(Debug, Clone, Copy)]
pub struct System {
    /// Its name in the database, and the prefix of its types.
    pub schema: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// Whether its tables have fields of their own at the root. Accounts are reached from rows that name them.
    pub roots: bool,
    /// What is said of its tables.
    pub tables: &'static [Annotation],
}

/// The five systems, and the accounts that their rows refer to.
pub const SYSTEMS: &[System] = &[
    System { schema: "internal", title: "Selify internal", roots: true, tables: internal::table::TABLES },
    System { schema: "assist", title: "Assist", roots: true, tables: assist::table::TABLES },
    System { schema: "core", title: "CodeOps", roots: true, tables: core::table::TABLES },
    System { schema: "scaliyo", title: "Scaliyo", roots: true, tables: scaliyo::table::TABLES },
    System { schema: "taskjuggler", title: "TaskJuggler", roots: true, tables: taskjuggler::table::TABLES },
    System { schema: "auth", title: "Accounts", roots: false, tables: ACCOUNTS },
];

const ACCOUNTS: &[Annotation] =
    &[table::table("users").hidden(&["password_hash", "last_sign_in_at", "disabled_at"])];

/// What takes rows from one state to another, by what the rows are.
const TRANSITIONS: &[&[Transition]] = &[
    &core::decision::TRANSITIONS,
    &core::hypothesis::TRANSITIONS,
    &core::outcome::TRANSITIONS,
    &internal::approval::TRANSITIONS,
    &internal::lifecycle::TRANSITIONS,
    &scaliyo::email::TRANSITIONS,
];

/// What functions of the database do past the policies.
const ACTS: &[&[Privileged]] = &[&assist::organization::ACTS, &taskjuggler::marketplace::ACTS];

/// What keeps secrets.
const SEALINGS: &[&[Sealing]] =
    &[&internal::mailbox::SEALINGS, &scaliyo::secret::SEALINGS, &taskjuggler::secret::SEALINGS];

/// Every column in which something is sealed, each once.
pub fn sealed() -> Vec<Place> {
    let mut places = crate::auth::SEALED.to_vec();
    for (_, place) in SEALINGS.iter().copied().flatten().flat_map(|sealing| sealing.secrets) {
        if !places.contains(place) {
            places.push(*place);
        }
    }
    places
}

/// Every operation: one line for each.
pub fn operations(
    accounts: &Accounts,
    personal: &PersonalTokens,
    support: &SupportSessions,
    policies: &Arc<Policies>,
    roll: &Roll,
    secrets: &Secrets,
) -> Vec<Operation> {
    let mut operations = account::operations(accounts, personal);
    operations.extend(subscription::operations(roll));
    operations.extend(scaliyo::support::operations(support));
    operations.extend(handover::operations());
    operations.extend(TRANSITIONS.iter().copied().flat_map(transition::operations));
    operations.extend(ACTS.iter().copied().flat_map(privileged::operations));
    operations.extend(SEALINGS.iter().flat_map(|sealings| sealing::operations(sealings, secrets)));
    operations.extend([
        access::operation(policies),
        assist::budget::read(),
        assist::budget::SET,
        assist::organization::CREATE,
        core::decision::ESCALATE,
        internal::approval::DECIDE,
        internal::approval::VOTE,
        internal::documentation::search(),
        taskjuggler::notification::MARK_READ,
        taskjuggler::scan::START,
    ]);
    operations
}

#[cfg(test)]
mod tests {
    use entity::TableMeta;

    use super::*;

    /// Every table of every system with its annotation.
    fn tables() -> impl Iterator<Item = (TableMeta, Option<Annotation>)> {
        entity::tables().into_iter().map(|meta| {
            let system = SYSTEMS.iter().find(|system| system.schema == meta.schema).unwrap();
            let annotation = system.tables.iter().find(|annotation| annotation.table == meta.name);
            (meta, annotation.copied())
        })
    }

    #[test]
    fn annotations_name_tables_and_columns_that_exist() {
        let annotated = tables().filter(|(_, annotation)| annotation.is_some()).count();
        let written: usize = SYSTEMS.iter().map(|system| system.tables.len()).sum();
        assert_eq!(annotated, written, "an annotation names no table, or two name the same");
        for (meta, annotation) in tables() {
            let Some(annotation) = annotation else { continue };
            let lists = annotation.lists().map(|(column, _)| column);
            let named = [annotation.hidden, annotation.server_kept, annotation.given_once].concat();
            for column in named.into_iter().chain(lists) {
                let known = meta.columns.iter().any(|known| known.name == column);
                assert!(known, "{}.{} has no column {column}", meta.schema, meta.name);
            }
        }
    }

    #[test]
    fn nothing_that_looks_like_a_secret_has_a_field() {
        let secret = [
            "password",
            "secret",
            "credentials",
            "encrypted",
            "api_key",
            "smtp_pass",
            "invite_code",
            "token",
        ];
        // Counted, named or dated, but not the secret itself.
        let harmless = ["tokens", "color_token", "token_expires_at"];
        for (meta, annotation) in tables() {
            if annotation.is_some_and(|annotation| !annotation.exposed) {
                continue;
            }
            let hidden = annotation.map_or(&[][..], |annotation| annotation.hidden);
            for column in meta.columns.iter().map(|column| column.name) {
                let looks = secret.iter().any(|word| column.contains(word));
                let excused = hidden.contains(&column) || harmless.iter().any(|word| column.contains(word));
                assert!(!looks || excused, "{}.{}.{column} is readable", meta.schema, meta.name);
            }
        }
    }
}
