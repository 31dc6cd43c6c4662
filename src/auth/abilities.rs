//! What a restricted principal may do: a few words from a closed list, kept as bits. So no text of a caller can get into
//! the claims of a connection, and whatever else a list has held gives nothing.
//!
//! `auth.permits` in the database gives the words their meaning; restrictive policies on every table ask it.

use std::fmt;

use crate::error::{Error, Result};

/// Every ability. A bit of [`Abilities`] is a place in this list, so new ones come last.
const ALL: [&str; 13] = [
    "*",
    "read",
    "write",
    "internal:read",
    "internal:write",
    "assist:read",
    "assist:write",
    "core:read",
    "core:write",
    "scaliyo:read",
    "scaliyo:write",
    "taskjuggler:read",
    "taskjuggler:write",
];

/// A set of abilities.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Abilities(u16);

impl Abilities {
    /// May read Scaliyo and nothing else.
    pub const SCALIYO_READ: Self = Self(1 << 9);

    /// The abilities that somebody asks for.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for an ability that does not exist, and for none at all.
    pub fn parse<T: AsRef<str>>(names: &[T]) -> Result<Self> {
        let bits = names.iter().try_fold(0, |bits, name| Some(bits | bit(name.as_ref())?));
        match bits {
            Some(bits) if bits != 0 => Ok(Self(bits)),
            _ => Err(Error::bad_user_input(format!("The abilities are some of: {}.", ALL.join(", ")))
                .field("abilities")),
        }
    }

    /// The abilities in a stored list. Other programs may have written others, which mean nothing here.
    pub fn known_in<T: AsRef<str>>(names: &[T]) -> Self {
        Self(names.iter().filter_map(|name| bit(name.as_ref())).fold(0, |bits, bit| bits | bit))
    }

    /// Whether they let read in a system, by its schema.
    pub fn may_read(self, system: &str) -> bool {
        let read = format!("{system}:read");
        self.names().iter().any(|name| matches!(*name, "*" | "read") || *name == read)
    }

    /// Their names, in the order of the list.
    pub fn names(self) -> Vec<&'static str> {
        (0..).zip(ALL).filter(|(at, _)| self.0 & (1 << at) != 0).map(|(_, name)| name).collect()
    }
}

fn bit(name: &str) -> Option<u16> {
    ALL.iter().position(|known| *known == name).map(|at| 1 << at)
}

impl fmt::Debug for Abilities {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.names()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abilities_are_of_a_closed_list() {
        assert_eq!(Abilities::parse(&["write", "read", "read"]).unwrap().names(), ["read", "write"]);
        assert_eq!(Abilities::parse(&["scaliyo:read"]).unwrap(), Abilities::SCALIYO_READ);
        let planted =
            ["", "READ", "read ", "read'", "*'; drop table auth.users; --", "\"]}", "scaliyo:*", "auth:read"];
        for name in planted {
            let error = Abilities::parse(&["read", name]).unwrap_err();
            assert_eq!(error.code(), "BAD_USER_INPUT");
            assert!(name.len() < 5 || !error.message().contains(name));
        }
        assert!(Abilities::parse::<&str>(&[]).is_err());
    }

    #[test]
    fn what_others_have_stored_gives_nothing() {
        let stored = ["tasks:create", "*'", "taskjuggler:read"];
        assert_eq!(Abilities::known_in(&stored).names(), ["taskjuggler:read"]);
        assert!(Abilities::known_in(&stored[..2]).names().is_empty());
    }
}
