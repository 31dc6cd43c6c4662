//! Who a request is for. Plain values; what a principal may do is decided by row level security.

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

use super::Abilities;
use crate::error::{Error, Result};

/// The caller of a request. Over HTTP there is nobody else: `service_role` is not a principal.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Principal {
    /// Nobody signed in.
    Anonymous,
    /// A signed-in account.
    Account {
        /// `auth.users.id`, which is also the id of the account's row in each system.
        account_id: Uuid,
        /// The sign-in that the token came from, if it came from one.
        session_id: Option<Uuid>,
        /// When the token ends. Long-lived connections check it.
        expires_at: DateTime<Utc>,
    },
    /// Somebody who acts for an account with fewer rights than it has.
    Restricted {
        /// The account acted for.
        account_id: Uuid,
        /// By what right.
        by: Grant,
        /// The rights that are left. Restrictive policies in the database enforce them.
        abilities: Abilities,
        /// When the right ends, if it does by itself.
        expires_at: Option<DateTime<Utc>>,
    },
}

/// By what right somebody acts for an account without having signed in as it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grant {
    /// A personal access token, by its id.
    PersonalToken(i64),
    /// A support session of Scaliyo.
    Support {
        /// `scaliyo.support_sessions.id`.
        session_id: Uuid,
        /// Who is behind it.
        admin_id: Uuid,
    },
}

impl Principal {
    /// The account, if signed in.
    pub fn account_id(&self) -> Option<Uuid> {
        match self {
            Self::Anonymous => None,
            Self::Account { account_id, .. } | Self::Restricted { account_id, .. } => Some(*account_id),
        }
    }

    /// The sign-in, if the token came from one.
    pub fn session_id(&self) -> Option<Uuid> {
        match self {
            Self::Account { session_id, .. } => *session_id,
            Self::Anonymous | Self::Restricted { .. } => None,
        }
    }

    /// When the token ends.
    pub fn expires_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Anonymous => None,
            Self::Account { expires_at, .. } => Some(*expires_at),
            Self::Restricted { expires_at, .. } => *expires_at,
        }
    }

    /// The account, or the error that asks to sign in.
    pub fn require_account(&self) -> Result<Uuid> {
        self.account_id().ok_or_else(|| Error::unauthenticated("Sign in first."))
    }

    /// Whether it has fewer rights than its account. What runs outside the caller's rights (passwords, tokens, support
    /// sessions) is then refused.
    pub fn is_restricted(&self) -> bool {
        matches!(self, Self::Restricted { .. })
    }

    /// Refuses a principal with fewer rights than its account.
    pub fn require_unrestricted(&self) -> Result<()> {
        if self.is_restricted() {
            return Err(Error::forbidden(
                "This takes a sign-in; a token with abilities or a support session will not do.",
            ));
        }
        Ok(())
    }

    /// Whether it may read anything at all of a system, by its schema. A shortcut for what is not read from the database:
    /// there restrictive policies say it.
    pub fn may_read(&self, system: &str) -> bool {
        match self {
            Self::Restricted { abilities, .. } => abilities.may_read(system),
            Self::Anonymous | Self::Account { .. } => true,
        }
    }

    /// The support session that the principal comes by, and the admin behind it.
    pub fn support(&self) -> Option<(Uuid, Uuid)> {
        match self {
            Self::Restricted { by: Grant::Support { session_id, admin_id }, .. } => {
                Some((*session_id, *admin_id))
            }
            _ => None,
        }
    }

    /// The database role that the principal's statements run as.
    pub fn role(&self) -> &'static str {
        match self {
            Self::Anonymous => "anon",
            Self::Account { .. } => "authenticated",
            Self::Restricted { .. } => "restricted",
        }
    }

    /// The value of `request.jwt.claims`. Made of typed fields alone, never of a token's text. The account comes first,
    /// where the database looks for it.
    pub fn claims(&self) -> String {
        match *self {
            Self::Anonymous => json!({ "role": "anon" }),
            Self::Account { account_id, session_id: None, .. } => {
                json!({ "sub": account_id, "role": "authenticated" })
            }
            Self::Account { account_id, session_id: Some(session_id), .. } => {
                json!({ "sub": account_id, "role": "authenticated", "sid": session_id })
            }
            Self::Restricted { account_id, by, abilities, .. } => {
                let mut claims =
                    json!({ "sub": account_id, "role": "authenticated", "abilities": abilities.names() });
                if let Grant::Support { session_id, admin_id } = by {
                    claims["sid"] = json!(session_id);
                    claims["act"] = json!(admin_id);
                }
                claims
            }
        }
        .to_string()
    }

    /// Whether both have the same rights, so that a connection set up for one serves the other.
    pub fn has_claims_of(&self, other: &Self) -> bool {
        self.rights() == other.rights()
    }

    /// All that role and claims are made of.
    fn rights(&self) -> (Option<Uuid>, Option<Uuid>, Option<(Grant, Abilities)>) {
        let restricted = match *self {
            Self::Restricted { by, abilities, .. } => Some((by, abilities)),
            _ => None,
        };
        (self.account_id(), self.session_id(), restricted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_name_the_account_and_its_session() {
        assert_eq!(Principal::Anonymous.claims(), r#"{"role":"anon"}"#);
        let principal = Principal::Account {
            account_id: Uuid::from_u128(1),
            session_id: Some(Uuid::from_u128(2)),
            expires_at: DateTime::UNIX_EPOCH,
        };
        assert_eq!(
            principal.claims(),
            r#"{"sub":"00000000-0000-0000-0000-000000000001","role":"authenticated","sid":"00000000-0000-0000-0000-000000000002"}"#
        );
        assert_eq!(principal.role(), "authenticated");
    }

    #[test]
    fn a_later_token_of_the_same_session_has_the_same_claims() {
        let at = |seconds| Principal::Account {
            account_id: Uuid::from_u128(1),
            session_id: Some(Uuid::from_u128(2)),
            expires_at: DateTime::from_timestamp(seconds, 0).unwrap(),
        };
        assert!(at(1).has_claims_of(&at(2)));
        assert!(!at(1).has_claims_of(&Principal::Anonymous));
    }

    #[test]
    fn abilities_are_claims_and_part_of_who_somebody_is() {
        let account_id = Uuid::from_u128(1);
        let of = |by, abilities: &[&str]| Principal::Restricted {
            account_id,
            by,
            abilities: Abilities::parse(abilities).unwrap(),
            expires_at: None,
        };
        let token = of(Grant::PersonalToken(1), &["read", "core:write"]);
        assert_eq!(
            token.claims(),
            r#"{"sub":"00000000-0000-0000-0000-000000000001","role":"authenticated","abilities":["read","core:write"]}"#
        );
        assert_eq!((token.role(), token.is_restricted()), ("restricted", true));
        let (session_id, admin_id) = (Uuid::from_u128(2), Uuid::from_u128(3));
        let support = of(Grant::Support { session_id, admin_id }, &["read", "core:write"]);
        assert_eq!(support.support(), Some((session_id, admin_id)));
        let whole = Principal::Account { account_id, session_id: None, expires_at: DateTime::UNIX_EPOCH };
        let all = [token, support, of(Grant::PersonalToken(1), &["read"]), whole];
        for (at, one) in all.iter().enumerate() {
            assert!(
                all.iter().enumerate().all(|(other_at, other)| one.has_claims_of(other) == (at == other_at))
            );
        }
    }
}
