//! Processes of the binary, each in a directory of its own.

use std::io::{BufRead, BufReader, Read as _};
use std::path::PathBuf;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use sqlx::{Connection as _, PgConnection};
use uuid::Uuid;

/// A data directory, removed in the end. Not under `target`: an unprivileged PostgreSQL may not get there.
pub struct Directory(pub PathBuf);

impl Directory {
    pub fn new() -> Self {
        let path = std::env::temp_dir().join(format!("workgraph-test-{}", Uuid::new_v4().simple()));
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    /// A command that knows nothing of the tests' own database.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_workgraph"));
        command
            .args(arguments)
            .env_remove("DATABASE_URL")
            .env("WORKGRAPH_ADDR", "127.0.0.1:0")
            .env("WORKGRAPH_DATA_DIR", &self.0)
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// As the owner of the private database, which must be running.
    pub async fn owner(&self) -> PgConnection {
        let password = std::fs::read_to_string(self.0.join("postgres/password")).unwrap();
        let pid_file = std::fs::read_to_string(self.0.join("postgres/data/postmaster.pid")).unwrap();
        let port = pid_file.lines().nth(3).unwrap();
        let url = format!("postgres://workgraph:{}@127.0.0.1:{port}/workgraph", password.trim());
        PgConnection::connect(&url).await.unwrap()
    }

    /// A server that is ready.
    pub fn serve(&self) -> Server {
        self.serve_with(&[])
    }

    /// A server that is ready, with these variables.
    pub fn serve_with(&self, variables: &[(&str, &str)]) -> Server {
        let mut command = self.command(&["serve"]);
        command.envs(variables.iter().copied()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let process = command.spawn().unwrap();
        let mut server = Server { process, first_line: String::new() };
        let stdout = server.process.stdout.as_mut().unwrap();
        BufReader::new(stdout).read_line(&mut server.first_line).unwrap();
        server
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A process of `serve`, killed in the end.
pub struct Server {
    process: Child,
    /// What it printed when it was ready; empty if it ended before.
    pub first_line: String,
}

impl Server {
    /// Where it can be reached, as it says itself.
    pub fn address(&self) -> &str {
        let (_, address) = self.first_line.split_once("serves on http://").unwrap();
        address.split(';').next().unwrap()
    }

    /// `kill -9`
    pub fn kill(&mut self) {
        self.process.kill().unwrap();
        self.process.wait().unwrap();
    }

    /// The same, with what it has logged.
    pub fn terminate_with_log(mut self) -> (bool, String) {
        let mut stderr = self.process.stderr.take().unwrap();
        let is_in_order = self.terminate();
        let mut log = String::new();
        stderr.read_to_string(&mut log).unwrap();
        (is_in_order, log)
    }

    /// Asks it to stop, and returns whether it ended in order.
    pub fn terminate(mut self) -> bool {
        let told = Command::new("kill").arg(self.process.id().to_string()).status().unwrap();
        told.success() && self.process.wait().unwrap().success()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The person of the demo data, asking a server.
pub struct Asker<'a> {
    server: &'a Server,
    client: reqwest::Client,
    pub token: String,
}

impl<'a> Asker<'a> {
    pub fn new(directory: &Directory, server: &'a Server) -> Self {
        let _ = rustls::crypto::ring::default_provider().install_default();
        let token = directory.run(&["token", "--as", migration::demo::DEMO_EMAIL]).stdout;
        Self {
            server,
            client: reqwest::Client::new(),
            token: String::from_utf8(token).unwrap().trim().to_owned(),
        }
    }

    pub async fn ask(&self, body: &Value, headers: &[(&str, &str)]) -> reqwest::Response {
        let request =
            self.client.post(format!("http://{}/graphql", self.server.address())).bearer_auth(&self.token);
        let request = headers.iter().fold(request, |request, (name, value)| request.header(*name, *value));
        request.json(body).send().await.unwrap()
    }

    /// What `/metrics` says.
    pub async fn figures(&self) -> String {
        let url = format!("http://{}/metrics", self.server.address());
        self.client.get(url).send().await.unwrap().text().await.unwrap()
    }
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}
