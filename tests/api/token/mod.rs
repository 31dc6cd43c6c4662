//! Tokens of every kind, and how they end: what they give, what they never give, and what bad ones change (nothing).

mod restricted;
mod revocation;
