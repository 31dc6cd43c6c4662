//! The nodes: real servers, which are killed and come back.

use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use bench::process::Server;
use futures::future::try_join_all;
use tokio::time::sleep;

use crate::balancer::Balancer;

/// How long a node may take to come back: as long as its database is away, and a start.
const START_TIMEOUT: Duration = Duration::from_secs(120);
/// Between two attempts to start one whose database is away.
const PAUSE: Duration = Duration::from_millis(200);

/// All nodes, and what is before them.
pub struct Fleet {
    addresses: Vec<String>,
    balancer: Balancer,
    database_url: String,
    logs: PathBuf,
    servers: Vec<Option<Server>>,
}

impl Fleet {
    /// Starts so many nodes over this database.
    ///
    /// # Errors
    /// When one does not start.
    pub async fn start(count: usize, database_url: String, logs: PathBuf) -> Result<Self> {
        let held: std::io::Result<Vec<TcpListener>> =
            (0..count).map(|_| TcpListener::bind((Ipv4Addr::LOCALHOST, 0))).collect();
        let held = held.context("no free ports on 127.0.0.1")?;
        let addresses = held.iter().map(|listener| Ok(listener.local_addr()?.to_string()));
        let addresses = addresses.collect::<Result<Vec<_>>>()?;
        drop(held);
        let balancer = Balancer::start(&addresses).await?;
        let mut fleet =
            Self { addresses, balancer, database_url, logs, servers: (0..count).map(|_| None).collect() };
        let servers = try_join_all((0..count).map(|node| fleet.start_node(node))).await?;
        fleet.servers = servers.into_iter().map(Some).collect();
        Ok(fleet)
    }

    /// Where clients connect.
    pub fn address(&self) -> String {
        self.balancer.address()
    }

    /// How many connections each node has got.
    pub fn led(&self) -> Vec<usize> {
        self.balancer.led()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.addresses.len()
    }

    /// SIGKILL.
    ///
    /// # Errors
    /// When it has ended by itself.
    pub async fn kill(&mut self, node: usize) -> Result<()> {
        let server = self.servers[node].take().context("this node does not run")?;
        server.cpu().context("a node has ended by itself")?;
        server.end().await
    }

    /// Starts a node again, however long its database is away.
    ///
    /// # Errors
    /// When it does not come back within two minutes.
    pub async fn revive(&mut self, node: usize) -> Result<()> {
        self.servers[node] = Some(self.start_node(node).await?);
        Ok(())
    }

    async fn start_node(&self, node: usize) -> Result<Server> {
        let since = Instant::now();
        let log = self.logs.join(format!("node-{node}.log"));
        loop {
            match Server::node(&self.addresses[node], &self.database_url, &log).await {
                Ok(server) => return Ok(server),
                Err(error) if since.elapsed() > START_TIMEOUT => return Err(error),
                Err(_) => sleep(PAUSE).await,
            }
        }
    }

    /// Whether all of them run.
    ///
    /// # Errors
    /// When one has ended by itself.
    pub fn check(&self) -> Result<()> {
        for (node, server) in self.servers.iter().enumerate() {
            server
                .as_ref()
                .context("it was not started again")?
                .cpu()
                .with_context(|| format!("node {node} has ended"))?;
        }
        Ok(())
    }
}
