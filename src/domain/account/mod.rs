//! Operations on the caller's own account. They act before there is a caller, or on what no policy opens to anybody, so
//! they run by themselves and not in a scope of the caller; `auth` has the rules.

mod invitation;
mod password;
mod second_factor;
mod session;
mod sign_up;
mod token;

use super::operation::{Given, Kind, Operation, Output, Parameter, required};
use crate::auth::{Accounts, PersonalTokens};

/// What an operation gives that has nothing to tell but that it was done.
const DONE: &[Parameter] = &[required("done", Kind::Boolean, "True.")];

/// The operations on accounts.
pub fn operations(accounts: &Accounts, personal: &PersonalTokens) -> Vec<Operation> {
    let mut operations = session::operations(accounts);
    operations.extend(password::operations(accounts));
    operations.extend(second_factor::operations(accounts));
    operations.extend(token::operations(personal));
    operations.extend(sign_up::operations(accounts));
    operations.extend(invitation::operations(accounts));
    operations
}

fn done() -> Output {
    vec![("done", Given::Value(true.into()))]
}
