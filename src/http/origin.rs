//! Where a call comes from: the address of the caller, and what the program calls itself.
//!
//! The address is the one at the other end of the connection. `X-Forwarded-For` is believed from proxies that operators have
//! named and from nobody else: whoever calls can write it, and limits rest on the address.

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, Request},
    http::{HeaderMap, header},
};
use ipnet::IpNet;

use crate::auth::Origin;

/// Of a user agent, so much is kept.
const USER_AGENT_MAX: usize = 300;
/// Where each proxy adds the address that it was called from, at the end.
const FORWARDED_FOR: &str = "x-forwarded-for";

/// The origin of a request that may have come through these proxies. Without an address where the router is called without a
/// connection.
pub fn of(request: &Request, proxies: &[IpNet]) -> Origin {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    let user_agent = request.headers().get(header::USER_AGENT).and_then(|value| value.to_str().ok());
    Origin {
        user_agent: user_agent.map(|text| text.chars().take(USER_AGENT_MAX).collect()),
        ip: peer.map(|ConnectInfo(peer)| caller(peer.ip().to_canonical(), request.headers(), proxies)),
    }
}

/// From the end of the list, each address was written by the one after it. The first that is no proxy of ours has called us;
/// what it says of others before it is its own tale.
fn caller(peer: IpAddr, headers: &HeaderMap, proxies: &[IpNet]) -> IpAddr {
    let is_proxy = |address: IpAddr| proxies.iter().any(|network| network.contains(&address));
    let mut caller = peer;
    let lines = headers.get_all(FORWARDED_FOR).iter().rev();
    let mut named = lines.flat_map(|line| line.to_str().unwrap_or_default().rsplit(',')).map(address);
    while is_proxy(caller) {
        let Some(Some(before)) = named.next() else { break };
        caller = before;
    }
    caller
}

/// With or without a port.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let address = text.parse().ok().or_else(|| text.parse().ok().map(|address: SocketAddr| address.ip()));
    address.map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caller_is_the_first_from_the_end_who_is_no_proxy_of_ours() {
        let proxies: Vec<IpNet> = ["10.0.0.0/8", "fd00::/8"].iter().map(|it| it.parse().unwrap()).collect();
        for (peer, lines, expected) in [
            ("192.0.2.1", &["198.51.100.7"][..], "192.0.2.1"),
            ("10.0.0.1", &[], "10.0.0.1"),
            ("10.0.0.1", &["198.51.100.7"], "198.51.100.7"),
            ("10.0.0.1", &["203.0.113.9, 198.51.100.7"], "198.51.100.7"),
            ("10.0.0.1", &["203.0.113.9", "198.51.100.7, 10.0.0.2"], "198.51.100.7"),
            ("fd00::1", &["[2001:db8::1]:4711"], "2001:db8::1"),
            ("10.0.0.1", &["198.51.100.7:80, nonsense"], "10.0.0.1"),
            ("10.0.0.1", &["10.0.0.3"], "10.0.0.3"),
        ] {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(FORWARDED_FOR, line.parse().unwrap());
            }
            let found = caller(peer.parse().unwrap(), &headers, &proxies);
            assert_eq!(found.to_string(), expected, "{peer} {lines:?}");
        }
    }
}
