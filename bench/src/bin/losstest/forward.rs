//! A stable address for a PostgreSQL that moves: everybody connects here, and is led to where the primary is.

use std::net::Ipv4Addr;

use anyhow::{Context, Result};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Leads connections on. Dropping it ends them.
pub struct Forwarder {
    port: u16,
    target: watch::Sender<Option<u16>>,
    accepting: JoinHandle<()>,
}

impl Forwarder {
    /// One that leads to this port.
    ///
    /// # Errors
    /// When there is no free port.
    pub async fn start(target: u16) -> Result<Self> {
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.context("no free port on 127.0.0.1")?;
        let port = listener.local_addr()?.port();
        let (target, seen) = watch::channel(Some(target));
        let accepting = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                tokio::spawn(lead(client, seen.clone()));
            }
        });
        Ok(Self { port, target, accepting })
    }

    /// Where everybody connects.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Leads to another port from now on, or nowhere; connections to the one before end.
    pub fn point_to(&self, target: Option<u16>) {
        self.target.send_replace(target);
    }
}

impl Drop for Forwarder {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

/// A connection that cannot be led on just ends: its client sees what it would see of a dead server.
async fn lead(mut client: TcpStream, mut target: watch::Receiver<Option<u16>>) {
    let Some(port) = *target.borrow_and_update() else { return };
    let Ok(mut server) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).await else { return };
    let _ = (client.set_nodelay(true), server.set_nodelay(true));
    tokio::select! {
        _ = copy_bidirectional(&mut client, &mut server) => {}
        _ = target.changed() => {}
    }
}
