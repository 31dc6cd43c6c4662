//! The matrix through streams: a snapshot, a change and a removal of a row reach precisely those who may select it.
//!
//! To prove that something does not come, what must come last is waited for: a change of the reader's own sight, with which
//! every stream ends.

use std::collections::BTreeSet;
use std::time::Duration;

use futures::StreamExt as _;
use serde_json::Value;
use workgraph::auth::Principal;
use workgraph::domain::{self, Interface};
use workgraph::graphql::catalog::{Catalog, Table};
use workgraph::graphql::{Items, Request};

use super::{PEOPLE, World, matrix};
use crate::support::TestApp;
use crate::support::reader::{Reader, catalog, global_id, ids, path};

/// A subscription of one person.
struct Listener {
    who: &'static str,
    interface: &'static Interface,
    items: Items,
}

impl Listener {
    async fn start(
        reader: &Reader<'_>,
        who: &'static str,
        interface: &'static Interface,
    ) -> Result<Self, Value> {
        let entity = interface.stream.entity;
        let query = format!(
            "subscription {{ {}(snapshot: true) {{ kind entityId {entity} {{ id }} }} }}",
            interface.stream.name
        );
        let ctx = reader.app.app.ctx(reader.principal, "policy");
        let request = Request { query, ..Request::default() };
        match reader.app.app.engine.subscribe(&ctx, request).await {
            Ok(items) => Ok(Self { who, interface, items }),
            Err(response) => Err(serde_json::from_slice(&response.body).unwrap()),
        }
    }

    /// The next item as kind and id, or the code with which the stream ends.
    async fn next(&mut self) -> Result<(String, String), String> {
        let next = tokio::time::timeout(Duration::from_secs(30), self.items.next()).await;
        let response = next.expect("a stream says nothing").expect("a stream ends without a word");
        let answer: Value = serde_json::from_slice(&response.body).unwrap();
        if !response.executed {
            return Err(answer["errors"][0]["extensions"]["code"].as_str().unwrap().to_owned());
        }
        assert!(answer.get("errors").is_none(), "{answer:#}");
        let stream = &self.interface.stream;
        let item = &answer["data"][stream.name];
        let (kind, id) = (item["kind"].as_str().unwrap(), item["entityId"].as_str().unwrap());
        let shown = item[stream.entity]["id"].as_str();
        assert_eq!(shown, (kind != "REMOVED").then_some(id), "{answer:#}");
        Ok((kind.to_owned(), id.to_owned()))
    }

    /// So many items of a kind, and their ids.
    async fn take(&mut self, kind: &str, count: usize) -> BTreeSet<String> {
        let mut ids = BTreeSet::new();
        while ids.len() < count {
            let (told, id) = self.next().await.unwrap();
            assert_eq!(told, kind, "{} is told of {id}", self.who);
            assert!(ids.insert(id), "{} is told twice", self.who);
        }
        ids
    }
}

/// A table of an interface.
fn tables<'a>(catalog: &'a Catalog, interface: &Interface) -> impl Iterator<Item = &'a Table> {
    interface.members.iter().map(|member| {
        let id = catalog.table_named(member.schema, member.table).unwrap();
        &catalog.tables[id]
    })
}

/// The ids that somebody's lists show of the tables of an interface.
async fn listed(reader: &Reader<'_>, catalog: &Catalog, interface: &Interface) -> BTreeSet<String> {
    let lists = tables(catalog, interface)
        .map(|table| format!("{}(first: 1000) {{ nodes {{ id }} }}", table.names.many));
    let lists = reader.ask(&lists.collect::<Vec<_>>()).await;
    lists.iter().flat_map(ids).map(str::to_owned).collect()
}

/// Everybody's listeners, behind the rows as they are.
async fn listeners(app: &TestApp, world: &World<'_>, interface: &'static Interface) -> Vec<Listener> {
    let (catalog, mut listeners) = (catalog(), Vec::new());
    for who in PEOPLE.into_iter().filter(|who| *who != "anonymous") {
        let reader = Reader { app, principal: world.principal(who).await };
        let mut listener = Listener::start(&reader, who, interface).await.unwrap();
        let expected = listed(&reader, &catalog, interface).await;
        assert_eq!(listener.take("SNAPSHOT", expected.len()).await, expected, "{who}");
        listeners.push(listener);
    }
    listeners
}

/// Changes everybody's sight of everything, and expects that to be the next that they hear.
async fn end(app: &TestApp, listeners: Vec<Listener>) {
    for sql in [
        "insert into internal.team_members (user_id, email, full_name, role_id, status)
         select id, id, id, id('role of member'), 'active' from auth.users on conflict do nothing",
        "update internal.team_members set custom_capabilities = '{team.roles.manage}'",
        "insert into taskjuggler.teams (id, name) values (id('last team'), 'x')",
        "insert into taskjuggler.team_members (team_id, user_id) select id('last team'), id from taskjuggler.users",
    ] {
        app.as_owner(sql).await;
    }
    for mut listener in listeners {
        assert_eq!(listener.next().await, Err("RESYNC_REQUIRED".to_owned()), "{}", listener.who);
    }
}

/// Waits until those who may see the rows have heard of them.
async fn told(listeners: &mut [Listener], rows: &[(&str, String)], kind: &str) {
    let matrix = matrix();
    for listener in listeners {
        let seen = rows.iter().filter(|(table, _)| matrix[table][listener.who].contains('s'));
        let expected: BTreeSet<_> = seen.map(|(_, id)| id.clone()).collect();
        assert_eq!(listener.take(kind, expected.len()).await, expected, "{}", listener.who);
    }
}

/// Takes the foreign keys away that would keep a row of the table from being deleted.
fn letting_go(table: &str) -> String {
    format!(
        "do $$ declare held record; begin
             for held in select conrelid::regclass as child, conname from pg_constraint
                         where contype = 'f' and confrelid = '{table}'::regclass and conparentid = 0
             loop execute format('alter table %s drop constraint %I', held.child, held.conname); end loop;
         end $$"
    )
}

#[tokio::test]
async fn a_change_and_a_removal_reach_precisely_those_who_may_select_the_row() {
    for interface in domain::INTERFACES {
        let app = TestApp::start().await;
        let world = World::make(&app.database).await;
        let mut listeners = listeners(&app, &world, interface).await;
        let (catalog, mut rows) = (catalog(), Vec::new());
        for table in tables(&catalog, interface) {
            let Some((path, key)) = world.keys.get_key_value(path(table).as_str()) else { continue };
            app.as_owner(&format!("update {path} set title = 'changed' where {}", world.is_the_row(path)))
                .await;
            rows.push((*path, global_id(table, key)));
        }
        told(&mut listeners, &rows, "UPDATED").await;
        for (path, _) in &rows {
            app.as_owner(&letting_go(path)).await;
            app.as_owner(&format!("delete from {path} where {}", world.is_the_row(path))).await;
        }
        told(&mut listeners, &rows, "REMOVED").await;
        end(&app, listeners).await;
    }
}

#[tokio::test]
async fn a_row_that_is_handed_on_leaves_the_sight_of_some_and_comes_into_that_of_others() {
    let app = TestApp::start().await;
    let world = World::make(&app.database).await;
    let mut listeners = listeners(&app, &world, &domain::INTERFACES[0]).await;
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
    let app = TestApp::start().await;
    for interface in domain::INTERFACES {
        let nobody = Reader { app: &app, principal: Principal::Anonymous };
        let refused = Listener::start(&nobody, "anonymous", interface).await.err().unwrap();
        assert_eq!(refused["errors"][0]["extensions"]["code"], "UNAUTHENTICATED", "{}", interface.name);
    }
}

#[test]
fn every_published_table_is_in_a_stream() {
    let streamed = |schema, table| {
        let members = domain::INTERFACES.iter().flat_map(|interface| interface.members);
        members.into_iter().any(|member| (member.schema, member.table) == (schema, table))
    };
    for system in domain::SYSTEMS {
        for table in system.tables.iter().filter(|table| table.published) {
            assert!(
                streamed(system.schema, table.table),
                "{}.{} is in no stream",
                system.schema,
                table.table
            );
        }
    }
}
