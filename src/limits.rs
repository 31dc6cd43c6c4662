//! What a request may ask for: every limit that operators can set, in one table.
//!
//! An error that a limit causes names it as it is named here, in `extensions.limit`, and says its value, in
//! `extensions.max`. `WORKGRAPH_LIMITS` sets them, the README lists them, and a test holds the two to this table. Limits that
//! are a part of the API, such as the size of a page, stand in the schema's descriptions and cannot be set.

use std::ops::RangeInclusive;

/// One limit.
#[derive(Debug)]
pub struct Limit {
    /// As in errors and in `WORKGRAPH_LIMITS`.
    pub name: &'static str,
    /// What holds if nothing is set.
    pub default: usize,
    /// What can be set.
    pub range: RangeInclusive<usize>,
    /// What it counts.
    pub meaning: &'static str,
    get: fn(&Limits) -> usize,
    set: fn(&mut Limits, usize),
}

impl Limit {
    /// What holds of it.
    pub fn of(&self, limits: &Limits) -> usize {
        (self.get)(limits)
    }
}

macro_rules! limits {
    ($($(#[doc = $doc:literal])+ $field:ident = $name:literal, $default:literal, $range:expr;)+) => {
        /// The limits that hold.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Limits {
            $($(#[doc = $doc])+ pub $field: usize,)+
        }

        impl Default for Limits {
            fn default() -> Self {
                Self { $($field: $default,)+ }
            }
        }

        /// Every limit, in the order of the README.
        pub const LIMITS: &[Limit] = &[
            $(Limit {
                name: $name,
                default: $default,
                range: $range,
                meaning: concat!($($doc),+).trim_ascii(),
                get: |limits| limits.$field,
                set: |limits, value| limits.$field = value,
            },)+
        ];
    };
}

limits! {
    /// Bytes of a document.
    bytes = "bytes", 200_000, 1_000..=10_000_000;
    /// Tokens of a document.
    tokens = "tokens", 15_000, 100..=1_000_000;
    /// Brackets of any kind within each other. More than this cannot be set, since the parser recurses.
    brackets = "brackets", 64, 8..=128;
    /// Fields within each other, fragments expanded.
    depth = "depth", 24, 2..=60;
    /// Fields of a document, fragments expanded.
    fields = "fields", 5_000, 10..=100_000;
    /// Aliases of a document, fragments expanded.
    aliases = "aliases", 500, 0..=100_000;
    /// Root fields of an operation, fragments expanded.
    root_fields = "rootFields", 100, 1..=10_000;
    /// Directives of a document.
    directives = "directives", 200, 0..=10_000;
    /// Operations of a document.
    operations = "operations", 100, 1..=10_000;
    /// Fragments of a document.
    fragments = "fragments", 200, 0..=10_000;
    /// Values in one list of the variables.
    list = "list", 10_000, 1..=1_000_000;
    /// Bytes of one string of the variables.
    string = "string", 1_000_000, 1_000..=100_000_000;
    /// Points of an operation: one for each row that it may read at most, ten for each statement, and ten for each list that is counted or grouped.
    points = "points", 500_000, 100..=1_000_000_000;
    /// Rows that an answer is made of.
    rows = "rows", 100_000, 100..=10_000_000;
    /// Requests of an account in a minute, and of all who are not signed in at one address; 0: as many as they like.
    requests_per_minute = "requestsPerMinute", 6_000, 0..=100_000_000;
    /// Points of an account in a minute, and of all who are not signed in at one address; 0: as many as they like.
    points_per_minute = "pointsPerMinute", 20_000_000, 0..=4_000_000_000;
    /// Connections that are open at once on one node, of whatever kind. One too many is closed without an answer.
    connections = "connections", 20_000, 10..=10_000_000;
    /// Connections of one address, or of one network of IPv6, save those of `WORKGRAPH_PROXIES`.
    connections_per_address = "connectionsPerAddress", 12_000, 1..=10_000_000;
}

impl Limits {
    /// The defaults, and what differs from them: `depth=30,points=1000000`.
    ///
    /// # Errors
    /// What was expected, for people.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut limits = Self::default();
        for part in text.split(',').map(str::trim).filter(|part| !part.is_empty()) {
            let (name, value) =
                part.split_once('=').ok_or("limits such as depth=30, with commas between them")?;
            let limit = LIMITS.iter().find(|limit| limit.name == name.trim()).ok_or_else(|| {
                let names: Vec<_> = LIMITS.iter().map(|limit| limit.name).collect();
                format!("names of limits, which are {}", names.join(", "))
            })?;
            let value = value.trim().parse().ok().filter(|value| limit.range.contains(value));
            let (least, most) = (limit.range.start(), limit.range.end());
            let value = value.ok_or_else(|| format!("{name} to be a number from {least} to {most}"))?;
            (limit.set)(&mut limits, value);
        }
        Ok(limits)
    }
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    #[test]
    fn the_readme_has_every_limit() {
        let mut table = String::from("| Limit | Default | Range | What it counts |\n|---|---|---|---|\n");
        for Limit { name, default, range, meaning, .. } in LIMITS {
            writeln!(table, "| `{name}` | {default} | {} to {} | {meaning} |", range.start(), range.end())
                .unwrap();
        }
        assert!(include_str!("../README.md").contains(&table), "README.md lacks this table:\n{table}");
    }

    #[test]
    fn names_are_unique_and_defaults_within_their_ranges() {
        for (at, limit) in LIMITS.iter().enumerate() {
            assert!(limit.range.contains(&limit.default), "{}", limit.name);
            assert_eq!(limit.of(&Limits::default()), limit.default, "{}", limit.name);
            assert!(LIMITS[..at].iter().all(|other| other.name != limit.name), "{}", limit.name);
        }
    }

    #[test]
    fn each_can_be_set_and_the_others_stay() {
        for limit in LIMITS {
            let most = *limit.range.end();
            let limits = Limits::parse(&format!(" {} = {most} ,", limit.name)).unwrap();
            for other in LIMITS {
                let expected = if other.name == limit.name { most } else { other.default };
                assert_eq!(other.of(&limits), expected, "{} by {}", other.name, limit.name);
            }
        }
        assert_eq!(Limits::parse("requestsPerMinute=0,pointsPerMinute=0").unwrap().requests_per_minute, 0);
    }

    #[test]
    fn what_cannot_be_set_is_told() {
        for (text, expected) in [
            ("depth", "such as depth=30"),
            ("deepness=3", "bytes, tokens"),
            ("depth=61", "depth to be a number from 2 to 60"),
            ("depth=-1", "depth to be a number"),
        ] {
            let fault = Limits::parse(text).unwrap_err();
            assert!(fault.contains(expected), "{fault}");
        }
    }
}
