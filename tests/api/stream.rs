//! The change log and its feeds. What subscriptions make of them is tested in `subscription`.

use std::time::Duration;

use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, Row as _};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;
use workgraph::stream::{Cursor, Delivery, Event, Feed, Interest, Kind, Relation, Snapshot, Start, Streams};

use crate::support::{Contents, Database};

/// A database of its own, with the relay running.
struct Fixture {
    database: Database,
    streams: Streams,
    psql: PgConnection,
    _stop: tokio_util::sync::DropGuard,
}

impl Fixture {
    async fn start() -> Self {
        let database = Database::clone_of(Contents::Nothing).await;
        let streams = Streams::new(database.db(1), Duration::from_secs(5));
        let stop = CancellationToken::new();
        let (relay, token) = (streams.clone(), stop.clone());
        tokio::spawn(async move { relay.relay(token).await });
        let psql = PgConnection::connect(&database.settings.owner_url).await.unwrap();
        Self { database, streams, psql, _stop: stop.drop_guard() }
    }

    /// Another program's connection.
    async fn other(&self) -> PgConnection {
        PgConnection::connect(&self.database.settings.owner_url).await.unwrap()
    }

    /// A connection to another database of the cluster.
    async fn elsewhere(&self) -> PgConnection {
        let mut url = url::Url::parse(&self.database.settings.owner_url).unwrap();
        url.set_path("postgres");
        PgConnection::connect(url.as_str()).await.unwrap()
    }

    async fn run(&mut self, sql: &str) {
        run(&mut self.psql, sql).await;
    }

    async fn account(&mut self) -> Uuid {
        let id = Uuid::new_v4();
        self.run(&format!(
            "INSERT INTO auth.users (id, email) VALUES ('{id}', '{id}@example.com');
             INSERT INTO taskjuggler.users (id, email, password, name) VALUES ('{id}', '{id}@example.com', '', 'x')"
        ))
        .await;
        id
    }

    async fn team(&mut self, member: Uuid) -> Uuid {
        let id = Uuid::new_v4();
        self.run(&format!(
            "INSERT INTO taskjuggler.teams (id, name) VALUES ('{id}', 'team');
             INSERT INTO taskjuggler.team_members (team_id, user_id) VALUES ('{id}', '{member}')"
        ))
        .await;
        id
    }

    async fn task(&mut self, requestor: Uuid) -> Uuid {
        let id = Uuid::new_v4();
        self.run(&format!(
            "INSERT INTO taskjuggler.tasks (id, title, requestor_id) VALUES ('{id}', 'task', '{requestor}')"
        ))
        .await;
        id
    }

    async fn feed(&self, account_id: Uuid, start: Start) -> workgraph::error::Result<Feed> {
        let relations = vec![Relation::new("taskjuggler", "tasks")];
        self.streams
            .feed(
                Interest { relations, of_others: false, account_id: Some(account_id), prefetch: None },
                start,
            )
            .await
    }

    async fn live(&self, account_id: Uuid) -> Feed {
        // Whatever was made before is behind it.
        self.streams.position_of(1).await.unwrap();
        let snapshot = self.snapshot().await;
        self.feed(account_id, Start::Snapshot(snapshot)).await.unwrap()
    }

    async fn snapshot(&self) -> Snapshot {
        let row = self.other().await.fetch_one("SELECT pg_current_snapshot()::text").await.unwrap();
        row.get::<&str, _>(0).parse().unwrap()
    }
}

async fn run(connection: &mut PgConnection, sql: &str) {
    connection.execute(AssertSqlSafe(sql.to_owned())).await.unwrap();
}

async fn next(feed: &mut Feed) -> Vec<Delivery> {
    tokio::time::timeout(Duration::from_secs(20), feed.next()).await.expect("an event within 20 s").unwrap()
}

async fn refusal(feed: &mut Feed) -> &'static str {
    loop {
        match tokio::time::timeout(Duration::from_secs(20), feed.next()).await.expect("an end within 20 s") {
            Ok(_) => {}
            Err(error) => return error.code(),
        }
    }
}

async fn next_n(feed: &mut Feed, count: usize) -> Vec<Delivery> {
    let mut all = Vec::new();
    while all.len() < count {
        all.extend(next(feed).await);
    }
    assert_eq!(all.len(), count);
    all
}

fn keys(deliveries: &[Delivery]) -> Vec<String> {
    deliveries.iter().map(|delivery| delivery.event.key.clone()).collect()
}

fn title(task: Uuid, text: &str) -> String {
    format!("UPDATE taskjuggler.tasks SET title = '{text}' WHERE id = '{task}'")
}

#[tokio::test]
async fn a_change_made_by_another_program_arrives() {
    let mut fixture = Fixture::start().await;
    let ada = fixture.account().await;
    let stranger = fixture.account().await;
    let task = fixture.task(ada).await;
    let mut feed = fixture.live(ada).await;
    let mut strange = fixture.live(stranger).await;

    fixture.run(&title(task, "new")).await;
    let [ref delivery] = next(&mut feed).await[..] else { panic!("one event") };
    let Event { kind, key, changed, .. } = &*delivery.event;
    assert_eq!((*kind, key, &changed[..]), (Kind::Updated, &task.to_string(), &["title".to_owned()][..]));
    assert!(delivery.before && delivery.after);

    // Nothing that anybody could see has changed.
    fixture.run(&title(task, "new")).await;
    fixture.run(&format!("UPDATE taskjuggler.tasks SET owner_id = '{stranger}' WHERE id = '{task}'")).await;
    let [ref handed] = next(&mut strange).await[..] else { panic!("one event") };
    assert_eq!((handed.before, handed.after), (false, true));
    let [ref handed] = next(&mut feed).await[..] else { panic!("one event") };
    assert_eq!(handed.event.changed, ["owner_id"]);

    fixture.run(&format!("DELETE FROM taskjuggler.tasks WHERE id = '{task}'")).await;
    let [ref gone] = next(&mut strange).await[..] else { panic!("one event") };
    assert_eq!((gone.event.kind, gone.before, gone.after), (Kind::Removed, true, false));
}

#[tokio::test]
async fn what_is_rolled_back_never_happened() {
    let mut fixture = Fixture::start().await;
    let ada = fixture.account().await;
    let task = fixture.task(ada).await;
    let mut feed = fixture.live(ada).await;
    fixture.run(&format!("BEGIN; {}; ROLLBACK", title(task, "never"))).await;
    fixture
        .run(&format!(
            "BEGIN; SAVEPOINT s; {}; ROLLBACK TO s; {}; COMMIT",
            title(task, "never"),
            title(task, "kept")
        ))
        .await;
    let other = fixture.task(ada).await;
    assert_eq!(keys(&next_n(&mut feed, 2).await), [task.to_string(), other.to_string()]);
}

#[tokio::test]
async fn a_long_transaction_delays_only_itself() {
    let mut fixture = Fixture::start().await;
    let ada = fixture.account().await;
    let (slow, quick) = (fixture.task(ada).await, fixture.task(ada).await);
    let mut feed = fixture.live(ada).await;
    let mut writer = fixture.other().await;
    run(&mut writer, &format!("BEGIN; {}", title(slow, "early"))).await;
    for text in ["a", "b", "c"] {
        fixture.run(&title(quick, text)).await;
        assert_eq!(keys(&next(&mut feed).await), [quick.to_string()]);
    }
    run(&mut writer, "COMMIT").await;
    let late = next(&mut feed).await;
    assert_eq!(keys(&late), [slow.to_string()]);
    fixture.run(&title(slow, "later")).await;
    let later = next(&mut feed).await;
    assert!(
        later[0].event.position > late[0].event.position
            && later[0].event.position.seq > late[0].event.position.seq
    );
}

/// It has its numbers before a thousand others, and its place behind them.
#[tokio::test]
async fn a_thousand_later_transactions_do_not_wait_for_one_that_is_open_here_or_elsewhere() {
    let mut fixture = Fixture::start().await;
    let ada = fixture.account().await;
    let (slow, quick) = (fixture.task(ada).await, fixture.task(ada).await);
    let mut feed = fixture.live(ada).await;
    let mut elsewhere = fixture.elsewhere().await;
    run(&mut elsewhere, "BEGIN; SELECT pg_current_xact_id()").await;
    let mut writer = fixture.other().await;
    run(&mut writer, &format!("BEGIN; {}", title(slow, "early"))).await;
    for number in 0..1_000 {
        fixture.run(&title(quick, &number.to_string())).await;
    }
    let told = next_n(&mut feed, 1_000).await;
    assert!(told.iter().all(|delivery| delivery.event.key == quick.to_string()));
    run(&mut writer, "COMMIT").await;
    let late = next(&mut feed).await;
    assert_eq!(keys(&late), [slow.to_string()]);
    assert!(late[0].event.xid < told[0].event.xid && late[0].event.position > told[999].event.position);
    run(&mut elsewhere, "ROLLBACK").await;
}

#[tokio::test]
async fn a_feed_resumes_after_a_cursor() {
    let mut fixture = Fixture::start().await;
    let ada = fixture.account().await;
    let mut feed = fixture.live(ada).await;
    fixture.run(&format!(
        "INSERT INTO taskjuggler.tasks (title, requestor_id) SELECT 'task', '{ada}' FROM generate_series(1, 3)"
    )).await;
    let before = next_n(&mut feed, 3).await;
    let cursor: Cursor = feed.cursor(&before[1].event).to_string().parse().unwrap();
    drop(feed);
    let fourth = fixture.task(ada).await;

    let mut feed = fixture.feed(ada, Start::After(cursor)).await.unwrap();
    let mut wanted = keys(&before[2..]);
    wanted.push(fourth.to_string());
    assert_eq!(keys(&next_n(&mut feed, 2).await), wanted);
    let fifth = fixture.task(ada).await;
    assert_eq!(keys(&next_n(&mut feed, 1).await), [fifth.to_string()]);

    // Another node reads the same in the same order.
    let node = Streams::new(fixture.database.db(1), Duration::from_secs(5));
    let (relay, stop) = (node.clone(), CancellationToken::new());
    let _stop = stop.clone().drop_guard();
    tokio::spawn(async move { relay.relay(stop).await });
    let relations = vec![Relation::new("taskjuggler", "tasks")];
    let interest = Interest { relations, of_others: false, account_id: Some(ada), prefetch: None };
    let mut feed = node.feed(interest, Start::After(cursor)).await.unwrap();
    wanted.push(fifth.to_string());
    assert_eq!(keys(&next_n(&mut feed, 3).await), wanted);
}

#[tokio::test]
async fn cursors_that_cannot_be_gone_on_from_ask_for_a_resync() {
    let mut fixture = Fixture::start().await;
    let ada = fixture.account().await;
    let task = fixture.task(ada).await;
    let mut feed = fixture.live(ada).await;
    fixture.run(&title(task, "new")).await;
    let first = next(&mut feed).await;
    let cursor = feed.cursor(&first[0].event);

    let mut other_log = cursor;
    other_log.log.timeline += 1;
    let mut of_the_future = cursor;
    of_the_future.position.tick += 1_000;
    for cursor in [other_log, of_the_future] {
        let error = fixture.feed(ada, Start::After(cursor)).await.err().unwrap();
        assert_eq!(error.code(), "RESYNC_REQUIRED");
    }

    // A log that no longer reaches back. (All is dropped but the last tick, so there must be a later one; the relay tidies up too, one at a time.)
    fixture.run(&title(task, "newer")).await;
    next(&mut feed).await;
    fixture.run("SELECT pg_advisory_lock(hashtext('stream'), hashtext('partitions')); SELECT stream.drop_partitions('-10 days'), stream.make_partitions()").await;
    let mut feed = fixture.feed(ada, Start::After(cursor)).await.unwrap();
    assert_eq!(refusal(&mut feed).await, "RESYNC_REQUIRED");
}

#[tokio::test]
async fn a_feed_goes_on_where_a_snapshot_ends() {
    let mut fixture = Fixture::start().await;
    let ada = fixture.account().await;
    let (open, shown) = (fixture.task(ada).await, fixture.task(ada).await);
    let mut writer = fixture.other().await;
    run(&mut writer, &format!("BEGIN; {}", title(open, "not yet"))).await;
    fixture.run(&title(shown, "seen")).await;
    let snapshot = fixture.snapshot().await;
    run(&mut writer, "COMMIT").await;
    fixture.run(&title(shown, "after")).await;

    let mut feed = fixture.feed(ada, Start::Snapshot(snapshot)).await.unwrap();
    assert_eq!(keys(&next_n(&mut feed, 2).await), [open.to_string(), shown.to_string()]);
}

#[tokio::test]
async fn a_slow_reader_is_late_but_complete() {
    let mut fixture = Fixture::start().await;
    let ada = fixture.account().await;
    let mut feed = fixture.live(ada).await;
    fixture.run(&format!(
        "INSERT INTO taskjuggler.tasks (title, requestor_id) SELECT n::text, '{ada}' FROM generate_series(1, 10000) n"
    )).await;
    let created = next_n(&mut feed, 10_000).await;
    fixture.run("UPDATE taskjuggler.tasks SET title = title || '!'").await;
    let last = fixture.task(ada).await;
    let mut updated = next_n(&mut feed, 10_001).await;
    assert_eq!(updated.pop().unwrap().event.key, last.to_string());
    let (mut before, mut after) = (keys(&created), keys(&updated));
    before.sort_unstable();
    after.sort_unstable();
    assert_eq!(before, after);
    assert!(updated.is_sorted_by_key(|delivery| delivery.event.position));
}

#[tokio::test]
async fn a_change_of_sight_ends_the_feed_also_when_resuming() {
    let mut fixture = Fixture::start().await;
    let (ada, bob) = (fixture.account().await, fixture.account().await);
    let team = fixture.team(ada).await;
    fixture.team(bob).await;
    let (mut feed, mut other) = (fixture.live(ada).await, fixture.live(bob).await);
    fixture.run(&format!(
        "INSERT INTO taskjuggler.tasks (title, requestor_id, team_id) VALUES ('of the team', '{bob}', '{team}')"
    )).await;
    let first = next(&mut feed).await;
    let cursor = feed.cursor(&first[0].event);
    next(&mut other).await;

    // Not a column that counts.
    fixture.run("UPDATE taskjuggler.team_members SET joined_at = now()").await;
    let task = fixture.task(ada).await;
    assert_eq!(keys(&next(&mut feed).await), [task.to_string()]);

    fixture.run(&format!("DELETE FROM taskjuggler.team_members WHERE user_id = '{ada}'")).await;
    assert_eq!(refusal(&mut feed).await, "RESYNC_REQUIRED");
    let mut resumed = fixture.feed(ada, Start::After(cursor)).await.unwrap();
    assert_eq!(refusal(&mut resumed).await, "RESYNC_REQUIRED");
    let task = fixture.task(bob).await;
    assert_eq!(keys(&next(&mut other).await), [task.to_string()]);
}

#[tokio::test]
async fn tables_that_are_not_published_are_touched_once_in_a_transaction() {
    let mut fixture = Fixture::start().await;
    let ada = fixture.account().await;
    let relations = vec![Relation::new("taskjuggler", "teams"), Relation::new("taskjuggler", "tasks")];
    let interest = Interest { relations, of_others: false, account_id: None, prefetch: None };
    let mut feed = fixture.streams.feed(interest, Start::Live).await.unwrap();
    fixture.task(ada).await;
    fixture.run("BEGIN; INSERT INTO taskjuggler.teams (name) VALUES ('a'); UPDATE taskjuggler.teams SET name = 'b'; COMMIT").await;
    fixture.run("UPDATE taskjuggler.teams SET name = 'c' WHERE false").await;
    fixture.run("TRUNCATE taskjuggler.tasks CASCADE").await;
    let kinds: Vec<_> = next_n(&mut feed, 2)
        .await
        .iter()
        .map(|each| (each.event.relation.clone(), each.event.kind))
        .collect();
    assert_eq!(
        kinds,
        [
            (Relation::new("taskjuggler", "teams"), Kind::Touched),
            (Relation::new("taskjuggler", "tasks"), Kind::Resync),
        ]
    );
}

#[tokio::test]
async fn a_write_knows_where_it_stands() {
    let mut fixture = Fixture::start().await;
    let ada = fixture.account().await;
    let task = fixture.task(ada).await;
    let mut feed = fixture.live(ada).await;
    let row = fixture
        .psql
        .fetch_one(AssertSqlSafe(format!("{} RETURNING pg_current_xact_id()::text", title(task, "mine"))))
        .await
        .unwrap();
    let cursor = fixture.streams.position_of(row.get::<&str, _>(0).parse().unwrap()).await.unwrap().unwrap();
    let echo = next(&mut feed).await;
    assert_eq!(feed.cursor(&echo[0].event), cursor);
}

#[tokio::test]
async fn the_relay_survives_losing_its_connections() {
    let mut fixture = Fixture::start().await;
    let ada = fixture.account().await;
    let mut feed = fixture.live(ada).await;
    for _ in 0..3 {
        let kill = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'workgraph' AND datname = current_database()";
        fixture.run(kill).await;
        let task = fixture.task(ada).await;
        assert_eq!(keys(&next(&mut feed).await), [task.to_string()]);
    }
}

#[tokio::test]
async fn nothing_is_lost_or_doubled_among_many_writers() {
    let mut fixture = Fixture::start().await;
    let ada = fixture.account().await;
    fixture.run(&format!(
        "INSERT INTO taskjuggler.tasks (title, requestor_id) SELECT '0', '{ada}' FROM generate_series(1, 20)"
    )).await;
    let mut feed = fixture.live(ada).await;
    let writers = (0..8).map(|writer| {
        let url = fixture.database.settings.owner_url.clone();
        tokio::spawn(async move {
            let mut connection = PgConnection::connect(&url).await.unwrap();
            for round in 0..60 {
                let end = if (writer + round) % 7 == 0 { "ROLLBACK" } else { "COMMIT" };
                let nap = if (writer * round) % 11 == 3 { "SELECT pg_sleep(0.05);" } else { "" };
                let one = "UPDATE taskjuggler.tasks SET title = (title::integer + 1)::text WHERE id = \
                           (SELECT id FROM taskjuggler.tasks ORDER BY md5(id::text || random()) LIMIT 1 FOR UPDATE SKIP LOCKED)";
                run(&mut connection, &format!("BEGIN; {one}; {nap} {one}; {end}")).await;
            }
        })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap();
    }
    let row = fixture.psql.fetch_one("SELECT sum(title::integer)::bigint, array_agg(id::text || ' ' || title ORDER BY id) FROM taskjuggler.tasks").await.unwrap();
    let (changes, rows): (i64, Vec<String>) = (row.get(0), row.get(1));
    let events = next_n(&mut feed, usize::try_from(changes).unwrap()).await;
    for row in rows {
        let (key, count) = row.split_once(' ').unwrap();
        let seqs: Vec<_> =
            events.iter().filter(|each| each.event.key == key).map(|each| each.event.position.seq).collect();
        assert_eq!(seqs.len().to_string(), count);
        assert!(seqs.is_sorted());
    }
}

/// Follows the policies by which streamed rows are read: what pg_depend knows of them, and the tables and functions that the
/// bodies of functions name, which all name schemas.
#[tokio::test]
async fn every_table_on_which_the_sight_of_a_stream_rests_is_watched() {
    let mut fixture = Fixture::start().await;
    let unlisted = r"
        WITH RECURSIVE calls AS (
            SELECT f.oid AS function, named.class, named.object
            FROM pg_proc f
            JOIN pg_namespace n ON n.oid = f.pronamespace
            CROSS JOIN LATERAL (
                SELECT name[1] AS schema, name[2] AS name
                FROM regexp_matches(f.prosrc, '\m(internal|assist|core|scaliyo|taskjuggler|auth)\.(\w+)', 'g') AS name
            ) AS word
            JOIN LATERAL (
                SELECT 'pg_class'::regclass AS class, c.oid AS object FROM pg_class c
                WHERE c.relname = word.name AND c.relnamespace = to_regnamespace(word.schema)
                UNION ALL
                SELECT 'pg_proc'::regclass, other.oid FROM pg_proc other
                WHERE other.proname = word.name AND other.pronamespace = to_regnamespace(word.schema)
            ) AS named ON true
            WHERE n.nspname IN ('internal', 'assist', 'core', 'scaliyo', 'taskjuggler', 'auth')
        ),
        needs AS (
            SELECT p.polrelid AS relation, d.refclassid AS class, d.refobjid AS object
            FROM pg_policy p
            JOIN stream.published s ON s.relation::regclass = p.polrelid AND s.readers
            JOIN pg_depend d ON d.classid = 'pg_policy'::regclass AND d.objid = p.oid
            WHERE p.polcmd IN ('r', '*') AND p.polroles <> ARRAY['service_role'::regrole::oid]
            UNION
            SELECT n.relation, known.class, known.object
            FROM needs n
            CROSS JOIN LATERAL (
                SELECT d.refclassid AS class, d.refobjid AS object FROM pg_depend d WHERE d.classid = n.class AND d.objid = n.object
                UNION ALL
                SELECT c.class, c.object FROM calls c WHERE c.function = n.object
            ) AS known
            WHERE n.class = 'pg_proc'::regclass
        )
        SELECT DISTINCT n.relation::regclass::text || ' rests on ' || n.object::regclass::text
        FROM needs n
        JOIN pg_class c ON c.oid = n.object AND c.relkind = 'r'
        JOIN stream.published own ON own.relation::regclass = n.relation
        LEFT JOIN stream.published s ON s.relation::regclass = n.object
        WHERE n.class = 'pg_class'::regclass AND n.object <> n.relation AND s.sight IS NULL
          AND n.object::regclass <> ALL (ARRAY(SELECT split_part(parent, '/', 1) FROM unnest(own.parents) parent)::regclass[])";
    let rows = fixture.psql.fetch_all(unlisted).await.unwrap();
    let found: Vec<&str> = rows.iter().map(|row| row.get(0)).collect();
    assert!(found.is_empty(), "{found:#?}");
}
