//! What writers were told, together, and whether it is so.

use std::collections::HashSet;

use crate::author::{Act, Deed, Deeds};
use crate::books::Books;
use crate::writer::{Ledger, Outcome};

/// What all writers have to say.
#[derive(Debug, Default)]
pub struct Promises {
    /// Those with SQL.
    pub ledgers: Vec<Ledger>,
    /// Those through the API.
    pub deeds: Vec<Deeds>,
}

impl Promises {
    /// What of it is not so.
    pub fn broken(&self, books: &Books) -> Vec<String> {
        let writes = &books.truth.writes;
        let written: HashSet<(u64, i32)> = writes.iter().map(|write| (write.xid, write.timeline)).collect();
        let mut findings = Vec::new();
        for promise in self.ledgers.iter().flat_map(|ledger| &ledger.promises) {
            let is_there = written.contains(&(promise.xid, promise.timeline));
            match promise.outcome {
                Outcome::RolledBack if is_there => {
                    findings.push(format!(
                        "transaction {} was rolled back, and its writes are there",
                        promise.xid
                    ));
                }
                Outcome::Committed if !is_there => {
                    findings.push(format!(
                        "transaction {} was committed, and none of its writes is there",
                        promise.xid
                    ));
                }
                Outcome::RolledBack | Outcome::Committed => {}
            }
        }
        for deeds in &self.deeds {
            findings.extend(deeds.faults.iter().cloned());
            for deed in &deeds.deeds {
                let count = times(deed, books);
                let expected = usize::from(deed.refused.is_none());
                // What was refused may have been done to the row by another deed, where the title does not tell.
                let is_told = matches!(deed.act, Act::Create | Act::Update) || deed.refused.is_none();
                if is_told && count != expected {
                    findings.push(format!(
                        "{:?} of {} as {} was answered with {}, and happened {count} times",
                        deed.act,
                        deed.row,
                        deed.label,
                        deed.refused.as_deref().unwrap_or("success")
                    ));
                }
            }
        }
        findings
    }
}

/// How often a deed has happened. Those that leave the title as it was can only be told to have happened at all.
fn times(deed: &Deed, books: &Books) -> usize {
    let of_row = books.truth.writes.iter().filter(|write| write.row == deed.row);
    let mut was_archived = false;
    let mut count = 0;
    for write in of_row {
        // Neither put away nor taken back by this.
        let is_plain = write.archived == was_archived;
        was_archived = write.archived;
        count += usize::from(match deed.act {
            Act::Create => write.operation == "insert" && write.label == deed.label,
            Act::Update => write.operation == "update" && write.label == deed.label && is_plain,
            Act::Archive => count == 0 && write.archived,
            Act::Restore => count == 0 && write.operation == "update" && !write.archived,
            Act::Delete => write.operation == "delete",
        });
    }
    count
}
