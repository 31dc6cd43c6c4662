//! Who is asking, and how they prove it.
//!
//! `principal` is the plain value that everything else passes on; `token` makes and checks access tokens without the
//! database; `keys` keeps the keys that sign them; `password` hashes; `account` signs in and out, `session` writes what that
//! leaves in the database, `watch` tells open sockets when it has ended. What a principal may see or do is not decided
//! here: row level security in the database has the only word.

mod account;
mod keys;
pub mod password;
mod principal;
mod session;
mod token;
mod watch;

pub use self::account::{Accounts, SignedIn};
pub use self::keys::{Key, Keys};
pub use self::password::Passwords;
pub use self::principal::Principal;
pub use self::session::Origin;
pub use self::token::Tokens;
