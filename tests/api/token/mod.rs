//! Tokens of every kind, and how they end: what they give, what they never give, and what bad ones change (nothing).

mod bad;
mod issuer;
mod key_server;
mod keys;
mod personal;
mod restricted;
mod revocation;
mod support;

use std::time::Duration;

/// Returns once something holds that other tasks bring about.
async fn until<F: Future<Output = bool>>(what: &str, mut holds: impl FnMut() -> F) {
    for _ in 0..1000 {
        if holds().await {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("never: {what}");
}
