//! Where a call comes from: the address at the other end of the connection, and what the program calls itself.
//!
//! A proxy's `X-Forwarded-For` is not believed: whoever calls can write it, and limits rest on the address.

use std::net::SocketAddr;

use axum::{
    extract::{ConnectInfo, Request},
    http::header,
};

use crate::auth::Origin;

/// Of a user agent, so much is kept.
const USER_AGENT_MAX: usize = 300;

/// The origin of a request. Without an address where the router is called without a connection.
pub fn of(request: &Request) -> Origin {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let user_agent = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    Origin {
        user_agent: user_agent.map(|text| text.chars().take(USER_AGENT_MAX).collect()),
        ip: peer.map(|ConnectInfo(address)| address.ip().to_canonical()),
    }
}
