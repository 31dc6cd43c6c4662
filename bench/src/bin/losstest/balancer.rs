//! A load balancer before the nodes: clients know its address and no other.
//!
//! It asks every node again and again whether it is ready, and leads each new connection to the ready one that has fewest. One
//! that cannot be reached is passed over; where none is ready, all are tried, as is usual. What is said on a connection it does
//! not know, and a connection whose node dies ends.

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// How often a node is asked, and how long it may take to answer.
const CHECK_EVERY: Duration = Duration::from_millis(200);
const CHECK_TIMEOUT: Duration = Duration::from_secs(2);
/// How long a connection to a node may take.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);

/// Leads connections on. Dropping it ends them.
pub struct Balancer {
    address: String,
    nodes: Arc<[Node]>,
    _tasks: JoinSet<()>,
}

/// A node, as it is seen from outside.
struct Node {
    address: String,
    is_ready: AtomicBool,
    /// Connections that are open.
    open: AtomicUsize,
    /// Connections that there have been.
    led: AtomicUsize,
}

impl Balancer {
    /// One before the nodes of these addresses.
    ///
    /// # Errors
    /// When there is no free port.
    pub async fn start(addresses: &[String]) -> Result<Self> {
        let listener =
            TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.context("no free port on 127.0.0.1")?;
        let address = listener.local_addr()?.to_string();
        let nodes: Arc<[Node]> = addresses
            .iter()
            .map(|address| Node {
                address: address.clone(),
                is_ready: AtomicBool::new(true),
                open: AtomicUsize::new(0),
                led: AtomicUsize::new(0),
            })
            .collect();
        let mut tasks = JoinSet::new();
        for node in 0..nodes.len() {
            tasks.spawn(watch(nodes.clone(), node));
        }
        let led = nodes.clone();
        tasks.spawn(async move {
            let mut connections = JoinSet::new();
            loop {
                tokio::select! {
                    Ok((client, _)) = listener.accept() => {
                        connections.spawn(lead(client, led.clone()));
                    }
                    Some(_) = connections.join_next() => {}
                }
            }
        });
        Ok(Self { address, nodes, _tasks: tasks })
    }

    /// Where clients connect.
    pub fn address(&self) -> String {
        self.address.clone()
    }

    /// How many connections each node has got.
    pub fn led(&self) -> Vec<usize> {
        self.nodes.iter().map(|node| node.led.load(Ordering::Relaxed)).collect()
    }
}

async fn watch(nodes: Arc<[Node]>, node: usize) {
    let node = &nodes[node];
    loop {
        let is_ready = timeout(CHECK_TIMEOUT, is_ready(&node.address)).await;
        node.is_ready.store(matches!(is_ready, Ok(Ok(true))), Ordering::Relaxed);
        sleep(CHECK_EVERY).await;
    }
}

async fn is_ready(address: &str) -> Result<bool> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET /readyz HTTP/1.1\r\nhost: {address}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut head = [0; 12];
    stream.read_exact(&mut head).await?;
    Ok(&head == b"HTTP/1.1 200")
}

async fn lead(mut client: TcpStream, nodes: Arc<[Node]>) {
    let mut order: Vec<_> = nodes.iter().collect();
    order.sort_by_key(|node| (!node.is_ready.load(Ordering::Relaxed), node.open.load(Ordering::Relaxed)));
    for node in order {
        let Ok(Ok(mut server)) = timeout(CONNECT_TIMEOUT, TcpStream::connect(&node.address)).await else {
            continue;
        };
        let _open = Open::of(node);
        let _ = (client.set_nodelay(true), server.set_nodelay(true));
        let _ = copy_bidirectional(&mut client, &mut server).await;
        return;
    }
}

/// A connection while it is open.
struct Open<'a>(&'a Node);

impl<'a> Open<'a> {
    fn of(node: &'a Node) -> Self {
        node.led.fetch_add(1, Ordering::Relaxed);
        node.open.fetch_add(1, Ordering::Relaxed);
        Self(node)
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}
