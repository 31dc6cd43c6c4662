//! What is measured, turn by turn.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use bench::cluster::{Cluster, Home, connect};
use bench::process::{self, Postgres, Server};
use bench::{build, web};
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use rand::seq::index;
use serde_json::json;
use tokio::time::{interval, sleep};
use tokio_postgres::Client;

use crate::Arguments;
use crate::crowd::Crowd;
use crate::load::Told;
use crate::report::{Case, Report, Turn};

const PEOPLE: &str = include_str!("people.sql");
/// Settings that only make figures: when a transaction was committed.
const SETTINGS: &str = "track_commit_timestamp = on";
const ADDR: &str = "127.0.0.1:4393";
/// Tokens that are made by one command.
const TOKENS_AT_ONCE: usize = 2_000;
/// A socket gets the hot row and its own before anything changes.
const DOCUMENT: &str = "subscription { taskChanged(snapshot: true) { cursor kind task { headline } } }";
const FIRST: usize = 2;
const LIVE: &str = "subscription { live { taskjugglerTasks(first: 5) { nodes { title status } } } }";
/// How long the deliveries of one change, or of the last ones of a turn, may take.
const DELIVERY_TIMEOUT: Duration = Duration::from_secs(60);
/// A connection's process tells of its transactions once in a second; one that has nothing to do any more, after ten.
const TOLD_AFTER: Duration = Duration::from_millis(10_500);
/// Between two changes in an idle system.
const IDLE_PACE: Duration = Duration::from_millis(50);

const RESET: &str = "update internal.tasks set title = 'hot' where title <> 'hot';
    update taskjuggler.tasks set title = 'own' where title <> 'own';";
const HOT: &str =
    "update internal.tasks set title = 'hot #' || $1::bigint where id = md5('fanout hot')::uuid";
const HOT_COMMIT: &str =
    "select extract(epoch from pg_xact_commit_timestamp(xmin))::float8 from internal.tasks
    where id = md5('fanout hot')::uuid";
const OWN: &str = "update taskjuggler.tasks set title = 'own #' || $1::bigint where id = (select id from fanout.people where number = $2)";
const OWN_COMMITS: &str =
    "select split_part(title, '#', 2)::bigint, extract(epoch from pg_xact_commit_timestamp(xmin))::float8
    from taskjuggler.tasks where title like 'own #%'";

/// Everything that runs.
struct Scene {
    home: Home,
    url: String,
    owner: Client,
    postgres: Postgres,
    tokens: Vec<String>,
    writer: String,
}

/// Measures all.
///
/// # Errors
/// When something does not do what is to be measured.
pub async fn run(arguments: &Arguments) -> Result<()> {
    if let Some(cargo) = &arguments.cargo {
        build::server(cargo).await?;
    }
    let sockets = arguments.sockets.iter().copied().chain([arguments.live]).max().unwrap_or_default();
    let home = Home::new(arguments.keep)?;
    if arguments.keep {
        eprintln!("files stay in {}", home.path().display());
    }
    let cluster = Cluster::make(&home, "primary", SETTINGS).await?;
    let scene = set_up(home, &cluster, sockets).await?;
    let mut report = Report::new(arguments)?;
    let idle = scene.idle(arguments).await?;
    report.idle(&idle);
    for sockets in &arguments.sockets {
        let turn =
            scene.turn(arguments, *sockets).await.with_context(|| format!("with {sockets} sockets"))?;
        report.turn(&turn);
    }
    let (without, with) = scene.live(arguments).await?;
    report.live(arguments, without, with);
    drop(cluster);
    scene.home.end().await?;
    println!("{}", report.text());
    if let Some(path) = &arguments.write {
        std::fs::write(path, report.text()).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

async fn set_up(home: Home, cluster: &Cluster, accounts: usize) -> Result<Scene> {
    let url = home.url(cluster.port());
    let variables = [("DATABASE_URL", url.as_str()), ("WORKGRAPH_LOG", "warn")];
    process::run(&["migrate", "up"], &variables).await?;
    let owner = connect(&url).await?;
    owner.batch_execute(&PEOPLE.replace(":accounts", &accounts.to_string())).await.context("the accounts")?;
    let emails: Vec<String> = (0..=accounts).map(|number| format!("fanout-{number}@example.com")).collect();
    let mut tokens = Vec::with_capacity(emails.len());
    for some in emails.chunks(TOKENS_AT_ONCE) {
        let mut command = vec!["token"];
        command.extend(some.iter().flat_map(|email| ["--as", email]));
        let made = process::run(&command, &variables).await?;
        tokens.extend(made.lines().map(str::to_owned));
        eprintln!("{} of {} tokens", tokens.len(), emails.len());
    }
    ensure!(tokens.len() == emails.len(), "{} tokens for {} accounts", tokens.len(), emails.len());
    let writer = tokens.remove(0);
    let postgres = Postgres::of(&url).await?;
    Ok(Scene { home, url, owner, postgres, tokens, writer })
}

/// Processor time used up to a moment, in seconds.
#[derive(Clone, Copy)]
struct Used {
    server: f64,
    postgres: f64,
}

/// Transactions up to a moment.
#[derive(Clone, Copy)]
struct Counted {
    transactions: i64,
    at: Instant,
}

impl Scene {
    async fn serve(&self) -> Result<Server> {
        Server::node(ADDR, &self.url, &self.home.path().join("server.log")).await
    }

    fn used(&self, server: &Server) -> Result<Used> {
        Ok(Used { server: server.cpu()?, postgres: self.postgres.cpu()? })
    }

    /// Transactions up to now, once all have been told of.
    async fn settled(&self) -> Result<Counted> {
        sleep(TOLD_AFTER).await;
        self.counted().await
    }

    async fn counted(&self) -> Result<Counted> {
        const SQL: &str =
            "select xact_commit + xact_rollback from pg_stat_database where datname = current_database()";
        let transactions = self.owner.query_one(SQL, &[]).await?.get(0);
        Ok(Counted { transactions, at: Instant::now() })
    }

    /// Transactions in a second while nothing is done.
    async fn transactions_per_second(&self, arguments: &Arguments) -> Result<f64> {
        let before = self.settled().await?;
        sleep(Duration::from_secs_f64(arguments.seconds)).await;
        let after = self.counted().await?;
        // One of them is our own question.
        #[expect(clippy::cast_precision_loss, reason = "a few million at most")]
        let transactions = (after.transactions - before.transactions - 1) as f64;
        Ok(transactions / (after.at - before.at).as_secs_f64())
    }

    /// One turn with so many sockets.
    async fn turn(&self, arguments: &Arguments, sockets: usize) -> Result<Turn> {
        // While nobody looks: a title that is there already would be no change.
        self.owner.batch_execute(RESET).await?;
        let server = self.serve().await?;
        // What the first socket makes the server load is not what each costs.
        let tokens = &self.tokens[..sockets];
        Crowd::gather(ADDR, &tokens[..1], DOCUMENT, FIRST).await?.leave().await?;
        let memory = server.memory()?;
        let since = Instant::now();
        let mut crowd = Crowd::gather(ADDR, tokens, DOCUMENT, FIRST).await?;
        let gathered = since.elapsed();
        let idle_per_second = self.transactions_per_second(arguments).await?;
        #[expect(clippy::cast_precision_loss, reason = "bytes of one process")]
        let memory_each = server.memory()?.saturating_sub(memory) as f64 / sockets as f64;
        eprintln!("{sockets} sockets");

        let (count, before) = (self.counted().await?, self.used(&server)?);
        let told = self.hot(arguments, &mut crowd, sockets).await?;
        let (after, settled) = (self.used(&server)?, self.settled().await?);
        // Besides each change its commit is asked for.
        let transactions = between(count, settled, idle_per_second, 2 * arguments.hot);
        let hot = Case::new(
            told,
            arguments.hot,
            after.server - before.server,
            after.postgres - before.postgres,
            transactions,
        );

        let changes = arguments.own.min(sockets);
        let (count, before) = (settled, self.used(&server)?);
        let told = self.own(arguments, &mut crowd, changes, sockets).await?;
        let (after, settled) = (self.used(&server)?, self.settled().await?);
        let transactions = between(count, settled, idle_per_second, changes + 1);
        let own = Case::new(
            told,
            changes,
            after.server - before.server,
            after.postgres - before.postgres,
            transactions,
        );
        crowd.leave().await?;
        server.end().await?;
        Ok(Turn { sockets, gathered, memory_each, idle_per_second, hot, own })
    }

    /// One row that all see, again when all have been told.
    async fn hot(&self, arguments: &Arguments, crowd: &mut Crowd, sockets: usize) -> Result<Told> {
        let mut commits = HashMap::new();
        for number in 1..=arguments.hot {
            let key = i64::try_from(number)?;
            self.owner.execute(HOT, &[&key]).await?;
            commits.insert(number as u64, self.owner.query_one(HOT_COMMIT, &[]).await?.get(0));
            crowd.wait("hot", number as u64, sockets, DELIVERY_TIMEOUT).await?;
        }
        crowd.tell("hot", commits, Some(sockets)).await
    }

    /// Rows of which each is one socket's own, at a steady pace.
    async fn own(
        &self,
        arguments: &Arguments,
        crowd: &mut Crowd,
        changes: usize,
        sockets: usize,
    ) -> Result<Told> {
        let mut random = StdRng::seed_from_u64(1);
        let mut beat = interval(Duration::from_secs_f64(1.0 / arguments.rate));
        for (number, socket) in index::sample(&mut random, sockets, changes).into_iter().enumerate() {
            beat.tick().await;
            let (number, account) = (i64::try_from(number)?, i32::try_from(socket + 1)?);
            self.owner.execute(OWN, &[&number, &account]).await?;
        }
        crowd.wait("own", 0, changes, DELIVERY_TIMEOUT).await?;
        let mut commits = HashMap::with_capacity(changes);
        for row in self.owner.query(OWN_COMMITS, &[]).await? {
            commits.insert(u64::try_from(row.get::<_, i64>(0))?, row.get(1));
        }
        crowd.tell("own", commits, None).await
    }

    /// One change at a time in a system with one socket: by SQL, and through the API.
    async fn idle(&self, arguments: &Arguments) -> Result<[Told; 2]> {
        const WRITE: &str = "mutation ($id: ID!, $title: String!) { internalTaskUpdate(id: $id, input: {title: $title}) { cursor } }";
        self.owner.batch_execute(RESET).await?;
        let server = self.serve().await?;
        let mut crowd = Crowd::gather(ADDR, &self.tokens[..1], DOCUMENT, FIRST).await?;
        let id: String = self.owner.query_one("select md5('fanout hot')::uuid::text", &[]).await?.get(0);
        let mut told = Vec::with_capacity(2);
        for through_api in [false, true] {
            let mut commits = HashMap::with_capacity(arguments.idle);
            let mut beat = interval(IDLE_PACE);
            let first = if through_api { arguments.idle + 1 } else { 1 };
            let last = first + arguments.idle - 1;
            for number in first..=last {
                beat.tick().await;
                if through_api {
                    let variables = json!({"id": id, "title": format!("hot #{number}")});
                    web::data(ADDR, &self.writer, WRITE, variables).await?;
                } else {
                    self.owner.execute(HOT, &[&i64::try_from(number)?]).await?;
                }
                commits.insert(number as u64, self.owner.query_one(HOT_COMMIT, &[]).await?.get(0));
            }
            crowd.wait("hot", last as u64, 1, DELIVERY_TIMEOUT).await?;
            told.push(crowd.tell("hot", commits, Some(1)).await?);
        }
        crowd.leave().await?;
        server.end().await?;
        <[Told; 2]>::try_from(told).map_err(|_| anyhow::anyhow!("two ways to write"))
    }

    /// Transactions in a second without any live query, and with all of them.
    async fn live(&self, arguments: &Arguments) -> Result<(f64, f64)> {
        let server = self.serve().await?;
        let without = self.transactions_per_second(arguments).await?;
        let crowd = Crowd::gather(ADDR, &self.tokens[..arguments.live], LIVE, 1).await?;
        let with = self.transactions_per_second(arguments).await?;
        crowd.leave().await?;
        server.end().await?;
        Ok((without, with))
    }
}

/// Transactions that were neither the writer's own nor those of an idle server.
#[expect(clippy::cast_precision_loss, reason = "a few million at most")]
fn between(before: Counted, after: Counted, idle_per_second: f64, own: usize) -> f64 {
    let idle = idle_per_second * (after.at - before.at).as_secs_f64();
    // One more is our own question.
    ((after.transactions - before.transactions - 1) as f64 - idle - own as f64).max(0.0)
}
