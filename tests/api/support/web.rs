//! A plain client of the web, for what is asked without a person.

use reqwest::Client;

/// A client. TLS is by ring, as in the server; nobody has said so where no server has been built.
pub fn web() -> Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Client::new()
}
