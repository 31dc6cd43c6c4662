//! Others do not wait while somebody floods a server: one like those of production, in a process of its own.
//!
//! Times of one run are compared with each other: the same person asks the same in turns while it is quiet and while nonsense
//! comes in on other connections, without a pause.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::floods::bodies;
use crate::support::{Contents, Database};

/// Asked in each turn.
const REQUESTS: usize = 100;
const TURNS: usize = 3;
/// Connections on which nonsense comes in, and those that never say a whole request.
const FLOODS: usize = 1;
const HALF_OPEN: usize = 200;
/// What others do on the machine makes times longer and never shorter, so the best of a few runs counts.
const RUNS: usize = 3;

struct Server {
    process: Child,
    address: String,
    token: String,
}

impl Server {
    fn start(database: &Database) -> Self {
        let command = |arguments: &[&str]| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_workgraph"));
            command.args(arguments).env("DATABASE_URL", &database.settings.owner_url);
            command.env("WORKGRAPH_ADDR", "127.0.0.1:0").env("WORKGRAPH_LOG", "error");
            command
        };
        let mut process = command(&["serve"]).stdout(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let (_, address) = line.split_once("serves on http://").unwrap();
        let address = address.split(';').next().unwrap().to_owned();
        let token = command(&["token", "--as", "ben@example.com"]).output().unwrap().stdout;
        Self { process, address, token: String::from_utf8(token).unwrap().trim().to_owned() }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(&self.address).unwrap();
        stream.set_nodelay(true).unwrap();
        stream
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn head(length: usize, token: Option<&str>) -> String {
    let bearer = token.map(|token| format!("authorization: Bearer {token}\r\n")).unwrap_or_default();
    format!(
        "POST /graphql HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n{bearer}content-length: {length}\r\n\r\n"
    )
}

/// Sends a request, and gives the status of the answer, which is read to its end.
fn send(stream: &mut TcpStream, head: &str, body: &[u8]) -> std::io::Result<u16> {
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)?;
    let mut reader = BufReader::new(stream);
    let (mut line, mut length) = (String::new(), 0);
    reader.read_line(&mut line)?;
    let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    while line != "\r\n" {
        line.clear();
        if reader.read_line(&mut line)? == 0 {
            return Err(std::io::ErrorKind::UnexpectedEof.into());
        }
        if let Some((name, value)) = line.split_once(':')
            && name.eq_ignore_ascii_case("content-length")
        {
            length = value.trim().parse().unwrap();
        }
    }
    let mut answer = vec![0; length];
    reader.read_exact(&mut answer)?;
    Ok(status)
}

/// How long each of some requests of somebody who wants no harm takes.
fn ask(server: &Server) -> Vec<Duration> {
    let body = br#"{"query": "{ internalTasks(first: 5) { nodes { id title } } }"}"#;
    let (mut stream, head) = (server.connect(), head(body.len(), Some(&server.token)));
    let times = (0..REQUESTS).map(|_| {
        let began = Instant::now();
        assert_eq!(send(&mut stream, &head, body).unwrap(), 200);
        began.elapsed()
    });
    times.collect()
}

/// Sends nonsense until it is told to stop.
fn flood(server: &Server, stop: &AtomicBool, sent: &AtomicUsize) {
    let bodies = bodies();
    for (_, body, _) in bodies.iter().cycle() {
        if stop.load(Ordering::Relaxed) {
            return;
        }
        // It may be refused before it has been read, and the connection with it.
        let _ = send(&mut server.connect(), &head(body.len(), None), body);
        sent.fetch_add(1, Ordering::Relaxed);
    }
}

fn p99(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() * 99 / 100]
}

/// The p99 while it is quiet and during a flood, in turns.
fn measure(server: &Server) -> (Duration, Duration) {
    let (mut quiet, mut flooded) = (Vec::new(), Vec::new());
    for _ in 0..TURNS {
        quiet.extend(ask(server));
        let half_open: Vec<_> = (0..HALF_OPEN)
            .map(|_| {
                let mut stream = server.connect();
                stream.write_all(b"POST /graphql HTTP/1.1\r\nhost: a\r\nx-").unwrap();
                stream
            })
            .collect();
        let (stop, sent) = (AtomicBool::new(false), AtomicUsize::new(0));
        thread::scope(|scope| {
            for _ in 0..FLOODS {
                scope.spawn(|| flood(server, &stop, &sent));
            }
            while sent.load(Ordering::Relaxed) == 0 {
                thread::yield_now();
            }
            flooded.extend(ask(server));
            stop.store(true, Ordering::Relaxed);
        });
        assert!(sent.load(Ordering::Relaxed) > FLOODS, "there was no flood");
        drop(half_open);
    }
    (p99(quiet), p99(flooded))
}

#[tokio::test]
async fn a_flood_does_not_double_the_time_that_others_wait() {
    let database = Database::clone_of(Contents::Demo).await;
    let server = Server::start(&database);
    ask(&server);
    let mut measured = Vec::new();
    for _ in 0..RUNS {
        let (quiet, flooded) = measure(&server);
        if flooded < quiet * 2 {
            return;
        }
        measured.push((quiet, flooded));
    }
    panic!("p99 of the others, quiet and during a flood: {measured:?}");
}
