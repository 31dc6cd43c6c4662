//! How many connections are open at once: in all, and from one address.
//!
//! One too many is closed at once, before anything is read from it and before TLS. Left waiting instead, it would take the
//! place of others in the kernel's queue, its client would wait for its own patience to end, and a balancer would not learn
//! that it should ask another node.
//!
//! A connection counts from being accepted until it is gone, also as a websocket. Those from a proxy that is known as one
//! count in all and not for its address, since many people are behind it. What people have open is limited besides, by
//! account (`roll`).

use std::{
    collections::{HashMap, hash_map::Entry},
    future::{Ready, ready},
    io,
    net::{IpAddr, Ipv6Addr},
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll},
    time::{Duration, Instant},
};

use axum_server::accept::Accept;
use ipnet::IpNet;
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    net::TcpStream,
};

use crate::telemetry::metric;

/// How often the log says that connections are closed for lack of room.
const TOLD_EVERY: Duration = Duration::from_secs(60);

/// The connections that are open. Clones count the same ones.
#[derive(Debug, Clone, Default)]
pub struct Connections(Arc<Mutex<State>>);

#[derive(Debug, Default)]
struct State {
    open: usize,
    by_address: HashMap<IpAddr, usize>,
    told_at: Option<Instant>,
}

/// How many there may be.
#[derive(Debug, Clone)]
pub struct Bounds {
    /// In all.
    pub max: usize,
    /// From one address.
    pub address_max: usize,
    /// Those who have no such bound.
    pub proxies: Vec<IpNet>,
}

impl Connections {
    /// How many are open.
    pub fn open(&self) -> usize {
        self.state().open
    }

    /// Lets one in from an address, or names the limit that keeps it out.
    fn enter(&self, peer: IpAddr, bounds: &Bounds) -> Result<Place, &'static str> {
        let is_proxy = bounds.proxies.iter().any(|network| network.contains(&peer));
        let address = (!is_proxy).then(|| neighbourhood(peer));
        let mut state = self.state();
        let limit = if state.open >= bounds.max {
            Some("connections")
        } else if address.is_some_and(|address| state.from(address) >= bounds.address_max) {
            Some("connectionsPerAddress")
        } else {
            None
        };
        if let Some(limit) = limit {
            state.refuse(limit);
            return Err(limit);
        }
        state.open += 1;
        if let Some(address) = address {
            *state.by_address.entry(address).or_default() += 1;
        }
        Ok(Place { connections: self.clone(), address })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn from(&self, address: IpAddr) -> usize {
        self.by_address.get(&address).copied().unwrap_or_default()
    }

    fn refuse(&mut self, limit: &'static str) {
        metric::connection_refused(limit);
        if self.told_at.is_none_or(|at| at.elapsed() >= TOLD_EVERY) {
            self.told_at = Some(Instant::now());
            tracing::warn!(limit, open = self.open, "connections are closed for lack of room");
        }
    }
}

/// Who has one IPv6 address has its whole network.
fn neighbourhood(peer: IpAddr) -> IpAddr {
    match peer {
        IpAddr::V4(_) => peer,
        IpAddr::V6(ip) => Ipv6Addr::from_bits(ip.to_bits() & !u128::from(u64::MAX)).into(),
    }
}

/// A connection that counts, as long as this lives.
#[derive(Debug)]
struct Place {
    connections: Connections,
    /// None of a proxy.
    address: Option<IpAddr>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut state = self.connections.state();
        state.open -= 1;
        if let Some(Entry::Occupied(mut count)) = self.address.map(|ip| state.by_address.entry(ip)) {
            *count.get_mut() -= 1;
            if *count.get() == 0 {
                count.remove();
            }
        }
    }
}

/// Lets connections in as long as there is room.
#[derive(Debug, Clone)]
pub struct Gate {
    /// Where they are counted.
    pub connections: Connections,
    /// How many there may be.
    pub bounds: Arc<Bounds>,
}

impl<S> Accept<TcpStream, S> for Gate {
    type Stream = Counted;
    type Service = S;
    type Future = Ready<io::Result<(Counted, S)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let enter = || {
            let peer = stream.peer_addr()?.ip().to_canonical();
            let place = self.connections.enter(peer, &self.bounds).map_err(io::Error::other)?;
            // Items of streams are small and follow one another: with delay, one would wait until the client has acknowledged
            // the one before.
            stream.set_nodelay(true)?;
            Ok(place)
        };
        ready(enter().map(|place| (Counted { stream, _place: place }, service)))
    }
}

/// A connection together with its place.
#[derive(Debug)]
pub struct Counted {
    stream: TcpStream,
    _place: Place,
}

impl AsyncRead for Counted {
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(cx, buffer)
    }
}

impl AsyncWrite for Counted {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        slices: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, slices)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(max: usize, address_max: usize) -> Bounds {
        Bounds { max, address_max, proxies: vec!["10.0.0.0/8".parse().unwrap()] }
    }

    #[test]
    fn there_are_so_many_in_all_and_from_one_address() {
        let connections = Connections::default();
        let enter = |peer: &str| connections.enter(peer.parse().unwrap(), &bounds(4, 2));
        let first = enter("192.0.2.1").unwrap();
        let _second = enter("192.0.2.1").unwrap();
        assert_eq!(enter("192.0.2.1").err(), Some("connectionsPerAddress"));
        let _others = (enter("192.0.2.2").unwrap(), enter("192.0.2.2").unwrap());
        assert_eq!(enter("192.0.2.3").err(), Some("connections"));
        drop(first);
        assert_eq!(connections.open(), 3);
        assert!(enter("192.0.2.1").is_ok());
    }

    #[test]
    fn a_proxy_stands_for_many_and_a_network_of_ipv6_for_one() {
        let connections = Connections::default();
        let enter = |peer: &str| connections.enter(peer.parse().unwrap(), &bounds(10, 1));
        let _proxied = (enter("10.1.2.3").unwrap(), enter("10.1.2.3").unwrap());
        let _one = enter("2001:db8::1").unwrap();
        assert!(enter("2001:db8::2").is_err());
        assert!(enter("2001:db8:0:1::2").is_ok());
        drop((_proxied, _one));
        assert!(connections.state().by_address.is_empty() && connections.open() == 0);
    }
}
