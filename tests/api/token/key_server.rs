//! A server that publishes a key set, as the issuer of tokens would, and can be told to misbehave.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use tokio::net::TcpListener;

pub const RSA: &str = include_str!("keys_of_tests/rsa.pem");
pub const RSA_PUBLIC: &str = include_str!("keys_of_tests/rsa.pub.pem");
pub const EC: &str = include_str!("keys_of_tests/ec.pem");
pub const ED: &str = include_str!("keys_of_tests/ed.pem");

/// A private key, and what its public part is called.
pub struct Signer {
    pub kid: &'static str,
    pub algorithm: Algorithm,
    pub key: EncodingKey,
}

impl Signer {
    pub fn rsa(kid: &'static str) -> Self {
        Self { kid, algorithm: Algorithm::RS256, key: EncodingKey::from_rsa_pem(RSA.as_bytes()).unwrap() }
    }

    pub fn ec(kid: &'static str) -> Self {
        Self { kid, algorithm: Algorithm::ES256, key: EncodingKey::from_ec_pem(EC.as_bytes()).unwrap() }
    }

    pub fn ed(kid: &'static str) -> Self {
        Self { kid, algorithm: Algorithm::EdDSA, key: EncodingKey::from_ed_pem(ED.as_bytes()).unwrap() }
    }

    pub fn secret(secret: &str) -> Self {
        Self { kid: "", algorithm: Algorithm::HS256, key: EncodingKey::from_secret(secret.as_bytes()) }
    }

    pub fn sign(&self, claims: &Value) -> String {
        let kid = Some(self.kid.to_owned()).filter(|kid| !kid.is_empty());
        jsonwebtoken::encode(&Header { kid, ..Header::new(self.algorithm) }, claims, &self.key).unwrap()
    }

    /// The public part as a set names it.
    pub fn published(&self) -> Value {
        let mut jwk = Jwk::from_encoding_key(&self.key, self.algorithm).unwrap();
        jwk.common.key_id = Some(self.kid.to_owned());
        serde_json::to_value(jwk).unwrap()
    }
}

#[derive(Clone, Default)]
struct Shared {
    answer: Arc<Mutex<(u16, String)>>,
    asked: Arc<AtomicUsize>,
}

pub struct KeyServer {
    pub url: String,
    shared: Shared,
}

impl KeyServer {
    pub async fn start(keys: &[Value]) -> Self {
        let shared = Shared::default();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/keys", listener.local_addr().unwrap());
        let router = Router::new().route("/keys", get(answer)).with_state(shared.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        let server = Self { url, shared };
        server.publish(keys);
        server
    }

    pub fn publish(&self, keys: &[Value]) {
        self.say(200, &json!({"keys": keys}).to_string());
    }

    pub fn say(&self, status: u16, body: &str) {
        *self.shared.answer.lock().unwrap() = (status, body.to_owned());
    }

    /// How often it was asked.
    pub fn asked(&self) -> usize {
        self.shared.asked.load(Ordering::SeqCst)
    }
}

async fn answer(State(shared): State<Shared>) -> (StatusCode, String) {
    shared.asked.fetch_add(1, Ordering::SeqCst);
    let (status, body) = shared.answer.lock().unwrap().clone();
    (StatusCode::from_u16(status).unwrap(), body)
}
