//! Operations on the caller's own account. They act before there is a caller, or on what no policy opens to anybody, so
//! they run by themselves and not in a scope of the caller; `auth` has the rules.

mod session;
mod token;

use super::operation::Operation;
use crate::auth::{Accounts, PersonalTokens};

/// The operations on accounts.
pub fn operations(accounts: &Accounts, personal: &PersonalTokens) -> Vec<Operation> {
    let mut operations = session::operations(accounts);
    operations.extend(token::operations(personal));
    operations
}
