//! The course of a test: everything is made, things go wrong for a while, all come to an end together, and accounts are kept.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use bench::cluster::{Cluster, Home, connect};
use bench::{build, process, web};
use rand::rngs::StdRng;
use rand::{Rng as _, SeedableRng as _};
use serde_json::json;
use tokio::sync::{mpsc, watch};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::{sleep, timeout};
use workgraph::stream::Position;

use crate::accountant::Accountant;
use crate::author::Author;
use crate::books::Books;
use crate::fault::{Plan, Reader, Record, STANDBY, Scene, until};
use crate::fleet::Fleet;
use crate::forward::Forwarder;
use crate::kind::KINDS;
use crate::line;
use crate::promise::Promises;
use crate::report::Report;
use crate::subscriber::{Stage, Subscriber, Told};
use crate::table::{Row, id, named};
use crate::truth::Truth;
use crate::world::World;
use crate::writer::Writer;
use crate::{Arguments, pulse, sight};

/// How long all subscribers may take to begin, and to come to the end.
const PATIENCE: Duration = Duration::from_secs(120);
/// So many subscribers share an account, at least, and so many accounts there are, at most.
const SHARE: usize = 5;
const ACCOUNTS_MAX: usize = 40;
/// Accounts whose readers stall; they are in the team of the rows that are written in great numbers.
const SLOW: usize = 2;
/// Between two changes of what somebody may see.
const SIGHT_PACE: Duration = Duration::from_secs(3);

/// How long all may be silent in the end before the marks are changed again.
const REMARK: Duration = Duration::from_secs(1);

/// What a fresh query shows: for each account and kind the numbers of its rows.
pub type Fresh = HashMap<(usize, usize), HashMap<Row, u64>>;

/// Runs a test; whether nothing was found.
///
/// # Errors
/// When it could not be carried through.
pub async fn run(arguments: &Arguments) -> Result<bool> {
    let seed = arguments.seed.unwrap_or_else(rand::random);
    println!("losstest: seed {seed}");
    if let Some(cargo) = &arguments.cargo {
        build::server(cargo).await?;
    }
    let mut random = StdRng::seed_from_u64(seed);
    let is_long = arguments.minutes > 1.0;
    let fails_over = arguments.failover.unwrap_or(is_long);
    let (mut scene, world) = set_up(arguments, fails_over, seed).await?;
    let world = Arc::new(world);
    if arguments.keep {
        println!("files stay in {}", scene.home.path().display());
    }

    let stage = watch::Sender::new(Stage::Running);
    let readers = subscribe(arguments, &world, &mut scene, &stage, &mut random).await?;
    let is_on = watch::Sender::new(true);
    let writers = write(arguments, &world, &scene, &is_on, &mut random);
    let plan = Plan::new(fails_over, arguments.retention.unwrap_or(is_long), &mut random);
    go_wrong(arguments, &mut scene, plan, &mut random).await?;
    let since = Instant::now();
    is_on.send_replace(false);
    let (promises, pulses) = writers.end().await?;
    let told = come_to_an_end(&mut scene, &stage, readers).await?;
    println!("{} subscribers came to the end within {:.1} s", told.len(), since.elapsed().as_secs_f64());
    let fresh = ask_anew(&world, &scene.fleet.address()).await?;
    println!("connections to each node: {:?}", scene.fleet.led());
    let owner = connect(&scene.url()).await?;
    scene.truth.read_log(&owner).await?;
    scene.truth.read_notes(&owner).await?;
    scene.fleet.check()?;
    let Scene { home, truth, record, primary, fleet, .. } = scene;
    drop((fleet, primary));
    home.end().await?;

    let report = settle(&world, &truth, &record, &told, &fresh, &promises, &pulses);
    println!("{}", report.text());
    Ok(report.is_clean())
}

/// A database with its people, its standby, and the nodes over it.
async fn set_up(arguments: &Arguments, fails_over: bool, seed: u64) -> Result<(Scene, World)> {
    let since = Instant::now();
    let home = Home::new(arguments.keep)?;
    let primary = Cluster::make(&home, "primary", "").await?;
    let forwarder = Forwarder::start(primary.port()).await?;
    let url = home.url(forwarder.port());
    process::run(&["migrate", "up"], &[("DATABASE_URL", &url), ("WORKGRAPH_LOG", "warn")]).await?;
    let accounts = (arguments.subscribers / SHARE).clamp(4, ACCOUNTS_MAX);
    let owner = connect(&url).await?;
    let standby = async {
        match fails_over {
            true => Cluster::standby_of(&primary, &home, STANDBY, "").await.map(Some),
            false => Ok(None),
        }
    };
    let (fleet, world, standby) = tokio::try_join!(
        Fleet::start(arguments.nodes, url.clone(), home.path().to_owned()),
        World::make(&owner, &url, u32::try_from(accounts)?, seed),
        standby
    )?;
    println!(
        "{} nodes, {accounts} accounts, ready after {:.1} s",
        fleet.len(),
        since.elapsed().as_secs_f64()
    );
    let (readers, truth, record) = (Vec::new(), Truth::default(), Record::default());
    Ok((Scene { home, primary, standby, forwarder, fleet, readers, truth, record }, world))
}

/// Starts all subscribers, and returns once all have begun.
async fn subscribe(
    arguments: &Arguments,
    world: &Arc<World>,
    scene: &mut Scene,
    stage: &watch::Sender<Stage>,
    random: &mut StdRng,
) -> Result<JoinSet<Told>> {
    let since = Instant::now();
    let (begun, mut seen) = watch::channel(0);
    let mut running = JoinSet::new();
    for number in 0..arguments.subscribers {
        let (account, kind) = (number % world.accounts.len(), number / world.accounts.len() % KINDS.len());
        let is_slow = account < SLOW && kind == 0;
        let (orders, taken) = mpsc::unbounded_channel();
        scene.readers.push(Reader { orders, is_slow });
        let (address, random) = (scene.fleet.address(), StdRng::seed_from_u64(random.random()));
        let (world, stage, begun) = (world.clone(), stage.subscribe(), begun.clone());
        let one = Subscriber::new(world, account, kind, is_slow, address, random, taken, stage, begun);
        running.spawn(one.run());
    }
    let all = timeout(PATIENCE, seen.wait_for(|begun| *begun >= arguments.subscribers)).await;
    all.context("not all subscribers begin")??;
    println!("{} subscribers began within {:.1} s", arguments.subscribers, since.elapsed().as_secs_f64());
    Ok(running)
}

/// All who write.
struct Writers {
    sql: JoinSet<Result<crate::writer::Ledger>>,
    api: JoinSet<crate::author::Deeds>,
    sight: JoinHandle<Result<()>>,
    pulse: JoinHandle<Result<Vec<pulse::Pulse>>>,
}

fn write(
    arguments: &Arguments,
    world: &Arc<World>,
    scene: &Scene,
    is_on: &watch::Sender<bool>,
    random: &mut StdRng,
) -> Writers {
    let pause = Duration::from_millis(arguments.pause);
    let mut chance = || StdRng::seed_from_u64(random.random());
    let (mut sql, mut api) = (JoinSet::new(), JoinSet::new());
    for _ in 0..arguments.writers {
        sql.spawn(Writer::new(world.clone(), scene.url(), chance(), is_on.subscribe(), pause).run());
    }
    for number in 0..world.authors.len() {
        api.spawn(
            Author::new(world.clone(), number, scene.fleet.address(), chance(), is_on.subscribe(), pause)
                .run(),
        );
    }
    let sight = sight::run(world.clone(), scene.url(), chance(), is_on.subscribe(), SIGHT_PACE);
    let pulse = pulse::run(scene.url(), is_on.subscribe());
    Writers { sql, api, sight: tokio::spawn(sight), pulse: tokio::spawn(pulse) }
}

impl Writers {
    /// Waits for all of them, after they have been told to stop.
    async fn end(mut self) -> Result<(Promises, Vec<pulse::Pulse>)> {
        let all = async {
            let mut promises = Promises::default();
            while let Some(ledger) = self.sql.join_next().await {
                promises.ledgers.push(ledger??);
            }
            while let Some(deeds) = self.api.join_next().await {
                promises.deeds.push(deeds?);
            }
            self.sight.await??;
            Ok((promises, self.pulse.await??))
        };
        timeout(PATIENCE, all).await.context("the writers do not end")?
    }
}

/// Breaks things until the time is over, and everything has been broken once.
async fn go_wrong(
    arguments: &Arguments,
    scene: &mut Scene,
    mut plan: Plan,
    random: &mut StdRng,
) -> Result<()> {
    let end = Instant::now() + Duration::from_secs_f64(arguments.minutes * 60.0);
    while plan.is_due() || Instant::now() < end {
        sleep(Duration::from_secs_f64(random.random_range(0.4..=1.0) * arguments.every)).await;
        let fault = plan.next(random);
        let since = Instant::now();
        scene.suffer(fault, random).await.with_context(|| format!("{fault:?}"))?;
        println!("{fault:?}, put right after {:.1} s", since.elapsed().as_secs_f64());
    }
    sleep(Duration::from_secs_f64(arguments.every)).await;
    Ok(())
}

/// Changes all marks, and waits until every subscriber has got that of its own.
async fn come_to_an_end(
    scene: &mut Scene,
    stage: &watch::Sender<Stage>,
    mut readers: JoinSet<Told>,
) -> Result<Vec<Told>> {
    const MARK: &str = "begin;
        update taskjuggler.tasks set title = 'mark' where id in (select loss.id(11, number) from loss.people);
        update taskjuggler.notifications set title = 'mark' where id in (select loss.id(12, number) from loss.people);
        update core.decisions set title = 'mark' where id in (loss.id(13, 1), loss.id(13, 2));";
    let owner = connect(&scene.url()).await?;
    owner.batch_execute(MARK).await?;
    let xid: String = owner.query_one("select pg_current_xact_id()::text", &[]).await?.get(0);
    owner.batch_execute("commit").await?;
    let seen = format!(
        "pg_visible_in_snapshot('{xid}', (select snapshot from stream.ticks order by id desc limit 1))"
    );
    until(&owner, &seen).await.context("no node takes a tick")?;
    scene.truth.read_log(&owner).await?;
    let log = scene.truth.logs.last().context("there is no log")?;
    let places = log.places();
    let marked = log.events.iter().filter(|(_, event)| event.xid.to_string() == xid);
    let marks = marked.filter_map(|(seq, event)| {
        let row = Row { table: named(&event.relation)?, id: event.key.parse().ok()? };
        Some((row, places[seq]))
    });
    let marks: HashMap<Row, Position> = marks.collect();
    stage.send_replace(Stage::Last(log.id, Arc::new(marks)));
    let mut told = Vec::with_capacity(readers.len());
    let since = Instant::now();
    while since.elapsed() < PATIENCE && !readers.is_empty() {
        match timeout(REMARK, readers.join_next()).await {
            Ok(Some(one)) => told.push(one?),
            Ok(None) => break,
            // Who has just begun with a snapshot that shows the mark already gets another change to be sure by.
            Err(_elapsed) => {
                owner.batch_execute(MARK).await?;
                owner.batch_execute("commit").await?;
            }
        }
    }
    // Who is not done by now says so.
    stage.send_replace(Stage::Over);
    while let Some(one) = timeout(PATIENCE, readers.join_next()).await.context("a subscriber does not end")? {
        told.push(one?);
    }
    Ok(told)
}

/// What each account is shown now.
async fn ask_anew(world: &World, address: &str) -> Result<Fresh> {
    let mut fresh = Fresh::new();
    for (account, person) in world.accounts.iter().enumerate() {
        for (number, kind) in KINDS.iter().enumerate() {
            let mut rows = HashMap::new();
            let mut after = json!(null);
            loop {
                let data = web::data(address, &person.token, &kind.query(), json!({"after": after})).await?;
                let page = &data[kind.list];
                for node in page["nodes"].as_array().context("a list without rows")? {
                    let text =
                        |name: &str| node[name].as_str().with_context(|| format!("a row without {name}"));
                    rows.insert(line::row(text("id")?)?, line::number(text("title")?)?);
                }
                if page["pageInfo"]["hasNextPage"] != json!(true) {
                    break;
                }
                after = page["pageInfo"]["endCursor"].clone();
            }
            fresh.insert((account, number), rows);
        }
    }
    Ok(fresh)
}

fn settle(
    world: &World,
    truth: &Truth,
    record: &Record,
    told: &[Told],
    fresh: &Fresh,
    promises: &Promises,
    pulses: &[pulse::Pulse],
) -> Report {
    let books = Books::new(world, truth);
    let mut accountant = Accountant::new(world, &books, record, fresh);
    accountant.check_log();
    accountant.findings.extend(promises.broken(&books));
    for subscriber in told {
        accountant.check(subscriber);
    }
    let mut report = Report::new(&books, record, told, promises);
    report.latency(record, told, pulses, id(14, 1));
    report.conclude(accountant.findings);
    report
}
