//! Who a request is for. Plain values; what a principal may do is decided by row level security.

use chrono::{DateTime, Utc};
use serde_json::json;
use uuid::Uuid;

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
}

impl Principal {
    /// The account, if signed in.
    pub fn account_id(&self) -> Option<Uuid> {
        match self {
            Self::Anonymous => None,
            Self::Account { account_id, .. } => Some(*account_id),
        }
    }

    /// The sign-in, if the token came from one.
    pub fn session_id(&self) -> Option<Uuid> {
        match self {
            Self::Anonymous => None,
            Self::Account { session_id, .. } => *session_id,
        }
    }

    /// When the token ends.
    pub fn expires_at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::Anonymous => None,
            Self::Account { expires_at, .. } => Some(*expires_at),
        }
    }

    /// The account, or the error that asks to sign in.
    pub fn require_account(&self) -> Result<Uuid> {
        self.account_id().ok_or_else(|| Error::unauthenticated("Sign in first."))
    }

    /// The database role that the principal's statements run as.
    pub fn role(&self) -> &'static str {
        match self {
            Self::Anonymous => "anon",
            Self::Account { .. } => "authenticated",
        }
    }

    /// The value of `request.jwt.claims`. Made of typed fields alone, never of a token's text.
    pub fn claims(&self) -> String {
        match self {
            Self::Anonymous => json!({ "role": "anon" }),
            Self::Account { account_id, session_id: None, .. } => {
                json!({ "sub": account_id, "role": "authenticated" })
            }
            Self::Account { account_id, session_id: Some(session_id), .. } => {
                json!({ "sub": account_id, "role": "authenticated", "sid": session_id })
            }
        }
        .to_string()
    }

    /// Whether both have the same rights, so that a connection set up for one serves the other.
    pub fn has_claims_of(&self, other: &Self) -> bool {
        self.account_id() == other.account_id() && self.session_id() == other.session_id()
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
}
