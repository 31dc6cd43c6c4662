//! The matrix through streams: a snapshot, a change and a removal of a row reach precisely those who may select it.
//!
//! To prove that something does not come, what must come last is waited for: a change of everybody's sight, with which every
//! stream ends.

use std::collections::BTreeSet;
use std::time::Duration;

use futures::StreamExt as _;
use serde_json::Value;
use sqlx::Row as _;
use workgraph::auth::Principal;
use workgraph::db::{Reads, Statement};
use workgraph::domain;
use workgraph::graphql::catalog::{Catalog, Table};
use workgraph::graphql::{Items, Request};

use super::{PEOPLE, World, key_columns, matrix};
use crate::support::reader::{Reader, catalog, global_id, ids, path};
use crate::support::{Contents, Database, TestApp};

/// A subscription field, the field of its items that holds the row, and its tables.
struct Stream<'a> {
    name: String,
    entity: &'a str,
    tables: Vec<&'a Table>,
}

impl<'a> Stream<'a> {
    /// Those across systems.
    fn across(catalog: &'a Catalog) -> Vec<Self> {
        let interfaces = domain::INTERFACES.iter().map(|interface| {
            let tables = interface.members.iter().map(|member| {
                let id = catalog.table_named(member.schema, member.table).unwrap();
                &catalog.tables[id]
            });
            let spec = &interface.stream;
            Self { name: spec.name.to_owned(), entity: spec.entity, tables: tables.collect() }
        });
        interfaces.collect()
    }

    /// Those of single tables.
    fn of_tables(catalog: &'a Catalog) -> Vec<Self> {
        let tables = catalog.tables.iter().filter(|table| table.streamed);
        let streams = tables.map(|table| Self {
            name: format!("{}Changed", table.names.one),
            entity: table.entity,
            tables: vec![table],
        });
        streams.collect()
    }
}

/// A subscription of one person.
struct Listener<'a> {
    who: &'static str,
    stream: &'a Stream<'a>,
    items: Items,
}

impl<'a> Listener<'a> {
    async fn start(reader: &Reader<'_>, who: &'static str, stream: &'a Stream<'a>) -> Result<Self, Value> {
        let Stream { name, entity, .. } = stream;
        let query =
            format!("subscription {{ {name}(snapshot: true) {{ kind entityId {entity} {{ id }} }} }}");
        let ctx = reader.app.app.ctx(reader.principal, "policy");
        let request = Request { query, ..Request::default() };
        match reader.app.app.engine.subscribe(&ctx, request).await {
            Ok(items) => Ok(Self { who, stream, items }),
            Err(response) => Err(serde_json::from_slice(&response.body).unwrap()),
        }
    }

    /// The next item as kind and id, or the code with which the stream ends.
    async fn next(&mut self) -> Result<(String, String), String> {
        let next = tokio::time::timeout(Duration::from_secs(30), self.items.next()).await;
        let told = || format!("{} of {}", self.stream.name, self.who);
        let response = next.unwrap_or_else(|_| panic!("{} says nothing", told()));
        let response = response.unwrap_or_else(|| panic!("{} ends without a word", told()));
        let answer: Value = serde_json::from_slice(&response.body).unwrap();
        if !response.executed {
            return Err(answer["errors"][0]["extensions"]["code"].as_str().unwrap().to_owned());
        }
        assert!(answer.get("errors").is_none(), "{answer:#}");
        let item = &answer["data"][&self.stream.name];
        let (kind, id) = (item["kind"].as_str().unwrap(), item["entityId"].as_str().unwrap());
        let shown = item[self.stream.entity]["id"].as_str();
        assert_eq!(shown, (kind != "REMOVED").then_some(id), "{answer:#}");
        Ok((kind.to_owned(), id.to_owned()))
    }

    /// So many items of a kind, and their ids.
    async fn take(&mut self, kind: &str, count: usize) -> BTreeSet<String> {
        let mut ids = BTreeSet::new();
        while ids.len() < count {
            let (told, id) = self.next().await.unwrap();
            assert_eq!(told, kind, "{} is told of {id} by {}", self.who, self.stream.name);
            assert!(ids.insert(id), "{} is told twice by {}", self.who, self.stream.name);
        }
        ids
    }
}

/// The ids that somebody's lists show of the tables of a stream.
async fn listed(reader: &Reader<'_>, stream: &Stream<'_>) -> BTreeSet<String> {
    let lists = stream.tables.iter();
    let lists = lists.map(|table| format!("{}(first: 1000) {{ nodes {{ id }} }}", table.names.many));
    let lists = reader.ask(&lists.collect::<Vec<_>>()).await;
    lists.iter().flat_map(ids).map(str::to_owned).collect()
}

/// Everybody's listeners to a stream, behind the rows as they are.
async fn listeners<'a>(app: &TestApp, world: &World<'_>, stream: &'a Stream<'a>) -> Vec<Listener<'a>> {
    let mut listeners = Vec::new();
    for who in PEOPLE.into_iter().filter(|who| *who != "anonymous") {
        let reader = Reader { app, principal: world.principal(who).await };
        let mut listener = Listener::start(&reader, who, stream).await.unwrap();
        let expected = listed(&reader, stream).await;
        assert_eq!(
            listener.take("SNAPSHOT", expected.len()).await,
            expected,
            "{who} by {}",
            listener.stream.name
        );
        listeners.push(listener);
    }
    listeners
}

/// Changes everybody's sight of everything, and expects that to be the next that they hear.
async fn end(app: &TestApp, listeners: Vec<Listener<'_>>) {
    app.as_owner("truncate auth.invitations cascade").await;
    for mut listener in listeners {
        let ended = listener.next().await;
        assert_eq!(ended, Err("RESYNC_REQUIRED".to_owned()), "{} by {}", listener.who, listener.stream.name);
    }
}

/// Waits until those who may see the rows have heard of them.
async fn told(listeners: &mut [Listener<'_>], rows: &[(&str, String)], kind: &str) {
    let matrix = matrix();
    for listener in listeners {
        let seen = rows.iter().filter(|(table, _)| matrix[table][listener.who].contains('s'));
        let expected: BTreeSet<_> = seen.map(|(_, id)| id.clone()).collect();
        assert_eq!(listener.take(kind, expected.len()).await, expected, "{}", listener.who);
    }
}

/// Takes the foreign keys away that would keep a row of the table from being deleted, and what refuses that.
fn letting_go(table: &str) -> String {
    format!(
        "do $$ declare held record; begin
             for held in select conrelid::regclass as child, conname from pg_constraint
                         where contype = 'f' and confrelid = '{table}'::regclass and conparentid = 0
             loop execute format('alter table %s drop constraint %I', held.child, held.conname); end loop;
             for held in select tgname from pg_trigger
                         where tgrelid = '{table}'::regclass and not tgisinternal and tgname not like 'stream%'
             loop execute format('alter table {table} disable trigger %I', held.tgname); end loop;
         end $$"
    )
}

/// A column that may change without changing who sees the row.
fn harmless(table: &Table) -> &str {
    let times = table.columns.iter().filter(|column| column.name.ends_with("_at"));
    let harmless = times.map(|column| column.name.as_str()).find(|name| *name != "deleted_at");
    harmless.unwrap_or_else(|| panic!("{} has no time", table.name))
}

/// The row of a table changes and is removed; everybody who listens to the stream hears what they may.
async fn change_and_remove(app: &TestApp, world: &World<'_>, listeners: &mut [Listener<'_>]) {
    let stream = listeners[0].stream;
    let mut rows = Vec::new();
    for table in &stream.tables {
        let Some((path, key)) = world.keys.get_key_value(path(table).as_str()) else { continue };
        app.as_owner(&letting_go(path)).await;
        let column = harmless(table);
        app.as_owner(&format!(
            "update {path} set {column} = coalesce({column}, now()) + interval '1 second' where {}",
            world.is_the_row(path)
        ))
        .await;
        rows.push((*path, global_id(table, key)));
    }
    told(listeners, &rows, "UPDATED").await;
    for (path, _) in &rows {
        app.as_owner(&format!("delete from {path} where {}", world.is_the_row(path))).await;
    }
    told(listeners, &rows, "REMOVED").await;
}

#[tokio::test]
async fn a_change_and_a_removal_reach_precisely_those_who_may_select_the_row() {
    let catalog = catalog();
    for stream in Stream::across(&catalog) {
        let app = TestApp::start().await;
        let world = World::make(&app.database).await;
        let mut listeners = listeners(&app, &world, &stream).await;
        change_and_remove(&app, &world, &mut listeners).await;
        end(&app, listeners).await;
    }
}

#[tokio::test]
async fn so_it_is_with_every_table_that_is_streamed() {
    let (catalog, app) = (catalog(), TestApp::start().await);
    let world = World::make(&app.database).await;
    let streams = Stream::of_tables(&catalog);
    assert!(streams.len() > 30, "{}", streams.len());
    let mut all = Vec::new();
    for stream in &streams {
        let mut listeners = listeners(&app, &world, stream).await;
        change_and_remove(&app, &world, &mut listeners).await;
        all.append(&mut listeners);
    }
    end(&app, all).await;
}

#[tokio::test]
async fn a_row_that_is_handed_on_leaves_the_sight_of_some_and_comes_into_that_of_others() {
    let (catalog, app) = (catalog(), TestApp::start().await);
    let world = World::make(&app.database).await;
    let streams = Stream::across(&catalog);
    let mut listeners = listeners(&app, &world, &streams[0]).await;
    app.as_owner("update taskjuggler.tasks set team_id = id('other team') where id = id('task')").await;
    for listener in &mut listeners {
        match listener.who {
            "rival" => drop(listener.take("CREATED", 1).await),
            "owner" => drop(listener.take("UPDATED", 1).await),
            "member" | "admin" => drop(listener.take("REMOVED", 1).await),
            _ => {}
        }
    }
    end(&app, listeners).await;
}

#[tokio::test]
async fn without_an_account_there_is_no_stream() {
    let (catalog, app) = (catalog(), TestApp::start().await);
    for stream in Stream::across(&catalog).iter().chain(&Stream::of_tables(&catalog)) {
        let nobody = Reader { app: &app, principal: Principal::Anonymous };
        let refused = Listener::start(&nobody, "anonymous", stream).await.err().unwrap();
        assert_eq!(refused["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{}", stream.name);
    }
}

/// What is read once and shown to everybody in the audience rests on this.
#[tokio::test]
async fn the_audience_of_a_row_is_precisely_who_may_select_it() {
    let database = Database::clone_of(Contents::Nothing).await;
    let (world, db, catalog) = (World::make(&database).await, database.db(1), catalog());
    // All columns of such a row are for everybody who may select it.
    let closed = "select relation from stream.published
        where readers and not has_table_privilege('authenticated', relation::regclass, 'select')";
    assert!(database.as_owner(closed).await.is_empty());
    let mut met = 0;
    for table in catalog.tables.iter().filter(|table| table.streamed) {
        let path = path(table);
        let key: Vec<_> = key_columns(&path).iter().map(|column| format!("t.\"{column}\"::text")).collect();
        let key = key.join(" || ' ' || ");
        for who in PEOPLE.into_iter().filter(|who| *who != "anonymous") {
            let mut scope = db.read(&world.principal(who).await, Reads::One).await.unwrap();
            let seen = scope.fetch(Statement::new(format!("select {key} from {path} t"))).await.unwrap();
            let seen: BTreeSet<String> = seen.iter().map(|row| row.get(0)).collect();
            let told = format!(
                "select {key} from {path} t where stream.audience(t) && stream.audience_of(id('{who}'))"
            );
            let told: BTreeSet<String> =
                database.as_owner(&told).await.iter().map(|row| row.get(0)).collect();
            assert_eq!(seen, told, "{who} and {path}");
            met += seen.len();
        }
    }
    assert!(met > 60, "{met} rows are seen in all");
}
