//! Accepting connections, with or without TLS, until the server stops; and ending those that say nothing.
//!
//! Whoever connects has some seconds for a first request, and has to bring each further one within the time that proxies
//! keep a connection for: so many half-open connections cost little for a short while. How many there may be at once is said
//! by `connections.rs`. Bodies have a time of their own
//! (`graphql.rs`), and so do sockets (`websocket.rs`).

use std::{io, net::SocketAddr, path::Path, sync::Arc, time::Duration};

use anyhow::Context as _;
use axum_server::{
    Handle, Server,
    tls_rustls::{RustlsAcceptor, RustlsConfig},
};
use tokio::net::TcpListener;

use super::{
    Edge,
    connections::{Bounds, Gate},
    router,
};

/// The heads of a request and its headers together. More is answered with 431.
const HEAD_BYTES_MAX: usize = 32 * 1024;
/// For which a connection may be idle. Longer than proxies keep one, so that they never send into one that is closing.
const IDLE_TIMEOUT: Duration = Duration::from_secs(75);
/// Requests that one HTTP/2 connection may have open.
const STREAMS_MAX: u32 = 100;

/// A certificate and its key, which can be replaced while they are in use.
#[derive(Debug, Clone)]
pub struct Tls(RustlsConfig);

impl Tls {
    /// From two files in PEM: the certificate with those that signed it, and its key.
    ///
    /// # Errors
    /// When they cannot be read or do not belong together.
    pub async fn load(chain: &Path, key: &Path) -> anyhow::Result<Self> {
        // Whoever comes first decides for the process; all of ours decide the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        RustlsConfig::from_pem_file(chain, key).await.map(Self).with_context(|| fault(chain, key))
    }

    /// Takes the files as they are now. New connections get the new certificate.
    ///
    /// # Errors
    /// As [`load`](Self::load); the old ones stay in use.
    pub async fn reload(&self, chain: &Path, key: &Path) -> anyhow::Result<()> {
        self.0.reload_from_pem_file(chain, key).await.with_context(|| fault(chain, key))
    }
}

fn fault(chain: &Path, key: &Path) -> String {
    format!("cannot use the certificate in {} with the key in {}", chain.display(), key.display())
}

/// Serves until `edge.shutdown` is cancelled, then finishes the requests in hand and closes the sockets. What has not
/// ended after `grace` is dropped.
///
/// # Errors
/// When the listener cannot be used.
pub async fn serve(
    listener: TcpListener,
    edge: Arc<Edge>,
    tls: Option<Tls>,
    grace: Duration,
) -> io::Result<()> {
    let (shutdown, sockets) = (edge.shutdown.clone(), edge.sockets.clone());
    let handle = Handle::<SocketAddr>::new();
    let late = {
        let (shutdown, handle) = (shutdown.clone(), handle.clone());
        async move {
            shutdown.cancelled().await;
            handle.graceful_shutdown(None);
            tokio::time::sleep(grace).await;
            handle.shutdown();
        }
    };
    let all = async {
        let settings = &edge.settings;
        let bounds = Bounds {
            max: settings.connections_max,
            address_max: settings.address_connections_max,
            proxies: settings.proxies.clone(),
        };
        let gate = Gate { connections: edge.connections.clone(), bounds: Arc::new(bounds) };
        let mut server = Server::<SocketAddr>::from_listener(listener).acceptor(gate).handle(handle);
        server = server.first_request_timeout(edge.settings.first_request_timeout);
        let builder = server.http_builder();
        builder.http1().header_read_timeout(IDLE_TIMEOUT).max_buf_size(HEAD_BYTES_MAX);
        builder
            .http2()
            .max_concurrent_streams(STREAMS_MAX)
            .max_header_list_size(HEAD_BYTES_MAX as u32)
            .keep_alive_interval(edge.settings.keep_alive)
            .keep_alive_timeout(edge.settings.keep_alive);
        let service = router(edge).into_make_service_with_connect_info::<SocketAddr>();
        match tls {
            None => server.serve(service).await?,
            Some(Tls(config)) => {
                let tls = |tcp| RustlsAcceptor::new(config).acceptor(tcp);
                server.map(tls).serve(service).await?;
            }
        }
        sockets.close();
        sockets.wait().await;
        Ok(())
    };
    tokio::select! {
        result = all => result,
        () = late => Ok(()),
    }
}
