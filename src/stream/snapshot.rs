//! A snapshot of PostgreSQL: which transactions a reader has seen.

use std::fmt;
use std::str::FromStr;

use crate::error::Error;

/// What `pg_current_snapshot()` returned in the transaction that read the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Everything below has ended.
    xmin: u64,
    /// Nothing from here on had begun.
    xmax: u64,
    /// What was under way in between, ascending.
    open: Vec<u64>,
}

impl Snapshot {
    /// Whether a transaction that has been kept is part of the picture.
    pub fn sees(&self, xid: u64) -> bool {
        xid < self.xmin || (xid < self.xmax && self.open.binary_search(&xid).is_err())
    }
}

impl FromStr for Snapshot {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        parse(text).ok_or_else(|| Error::internal(format!("not a snapshot: {text}")))
    }
}

fn parse(text: &str) -> Option<Snapshot> {
    let mut parts = text.splitn(3, ':');
    let xmin = parts.next()?.parse().ok()?;
    let xmax = parts.next()?.parse().ok()?;
    let open = match parts.next()? {
        "" => Vec::new(),
        list => list.split(',').map(|xid| xid.parse().ok()).collect::<Option<Vec<u64>>>()?,
    };
    (xmin <= xmax && open.is_sorted()).then_some(Snapshot { xmin, xmax, open })
}

impl fmt::Display for Snapshot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let open: Vec<String> = self.open.iter().map(u64::to_string).collect();
        write!(f, "{}:{}:{}", self.xmin, self.xmax, open.join(","))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snapshot_sees_what_had_ended() {
        let snapshot: Snapshot = "10:20:10,14,15".parse().unwrap();
        let seen: Vec<u64> = (8..22).filter(|&xid| snapshot.sees(xid)).collect();
        assert_eq!(seen, [8, 9, 11, 12, 13, 16, 17, 18, 19]);
        assert_eq!(snapshot.to_string(), "10:20:10,14,15");
    }

    #[test]
    fn a_snapshot_may_have_nothing_under_way() {
        let snapshot: Snapshot = "776:776:".parse().unwrap();
        assert!(snapshot.sees(775) && !snapshot.sees(776));
        assert!("776".parse::<Snapshot>().is_err() && "a:b:".parse::<Snapshot>().is_err());
    }
}
