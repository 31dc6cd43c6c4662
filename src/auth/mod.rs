//! Who is asking, and how they prove it.
//!
//! `principal` is the plain value that everything else passes on, with `abilities` where it has fewer rights than its
//! account; `token` makes and checks access tokens without the database; `keys` has the keys that sign them and `keeper`
//! keeps them fresh; `password` hashes. `account` is what all that concerns accounts shares: `invitation`, `sign_up` and
//! `import`, by which people come in, `sign_in` and `sign_out`, `change` and `reset` of a password, `second_factor`,
//! `attempts`, which bounds guessing, and `session`, which writes what they leave in the database. `revocation` tells requests
//! and open sockets when that has ended: `standing` asks the database, `holds` keeps the sockets that wait. `personal` tokens
//! and `support` sessions act for an account with fewer rights; `issuer` accepts tokens of others. `bearer` is where all
//! kinds of tokens come in. What a principal may see or do is not decided here: row level security in the database has the
//! only word.

mod abilities;
mod account;
mod address;
mod alive;
mod attempts;
mod bearer;
mod change;
mod gate;
mod holds;
mod import;
mod invitation;
mod issuer;
mod keeper;
mod keys;
mod opaque;
pub mod password;
mod personal;
mod principal;
mod reset;
mod revocation;
mod second_factor;
mod session;
mod sign_in;
mod sign_out;
mod sign_up;
mod standing;
mod support;
mod token;

pub use self::abilities::Abilities;
pub use self::account::{Accounts, Mail};
pub use self::address::parse_address;
pub use self::bearer::Bearers;
pub use self::import::{Fault, Import};
pub use self::invitation::{Invitation, Invited};
pub use self::issuer::{IssuerSettings, Issuers};
pub use self::keeper::Keeper;
pub use self::keys::{Key, Keys};
pub use self::password::Passwords;
pub use self::personal::PersonalTokens;
pub use self::principal::{Grant, Principal};
pub use self::revocation::Revocation;
pub use self::second_factor::{Enrolment, Proof};
pub use self::session::Origin;
pub use self::sign_in::{Credentials, SignedIn};
pub use self::sign_up::{Newcomer, SignUps};
pub use self::support::{SupportRequest, SupportSession, SupportSessions};
pub use self::token::{AUDIENCE, ISSUER, Tokens};
use crate::secret::Place;

/// What is sealed of accounts and tokens.
pub const SEALED: [Place; 2] = [keys::SEALED, second_factor::SEALED];
