//! The floor: each case written by hand, as well as it can be done with the same rows in the same number of statements.
//!
//! Statements are prepared once for each connection and batched as Workgraph batches them; where they do not depend on one
//! another they are sent together. Rows go into structs and those into JSON. No access rules, no GraphQL.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::{Context, Result};
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use bench::process::FLOOR_ADDR;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use tokio::net::TcpListener;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Client, NoTls, Row, Statement};
use uuid::Uuid;

/// As many as Workgraph has.
const CONNECTIONS: usize = 16;

/// Everything that is asked, by name.
const STATEMENTS: &[(&str, &str)] = &[
    ("task", "select id, title, status, priority, created_at from taskjuggler.tasks where id = $1"),
    (
        "owned",
        "select id, title, status, priority, requestor_id, team_id, due_date, created_at from taskjuggler.tasks
         where owner_id = $1 and status = $2 and deleted_at is null order by created_at desc nulls last, id limit 50",
    ),
    (
        "of team",
        "select id, title, status, priority, created_at, owner_id, requestor_id, team_id from taskjuggler.tasks
         where team_id = $1 and deleted_at is null order by id limit 20",
    ),
    (
        "first of team",
        "select id, title, status, priority, created_at from taskjuggler.tasks
         where team_id = $1 and status = $2 and deleted_at is null order by id limit 10",
    ),
    ("count of team", "select count(*) from taskjuggler.tasks where team_id = $1 and status = $2 and deleted_at is null"),
    (
        "range",
        "select id, title, status, priority, requestor_id, owner_id, team_id, due_date, created_at, updated_at
         from taskjuggler.tasks where id > $1 and deleted_at is null order by id limit 1000",
    ),
    (
        "write",
        "insert into taskjuggler.task_messages (task_id, user_id, message) values ($1, $2, $3)
         returning id, message, created_at",
    ),
    ("title", "select title from taskjuggler.tasks where id = $1"),
    ("user", "select id, name from taskjuggler.users where id = $1"),
    ("users", "select id, name from taskjuggler.users where id = any($1)"),
    ("teams", "select id, name from taskjuggler.teams where id = any($1)"),
    (
        "owned by user",
        "select id, title from taskjuggler.tasks where owner_id = $1 and deleted_at is null order by id limit 10",
    ),
    (
        "messages",
        "select m.id, m.message, m.created_at, m.user_id, p.id from unnest($1::uuid[]) p(id)
         cross join lateral (select * from taskjuggler.task_messages m where m.task_id = p.id order by m.id limit $2) m",
    ),
    (
        "teams of users",
        "select t.id, t.name, p.id from unnest($1::uuid[]) p(id)
         cross join lateral (select * from taskjuggler.teams t where t.created_by = p.id order by t.id limit 5) t",
    ),
];

struct Connection {
    client: Client,
    statements: HashMap<&'static str, Statement>,
}

impl Connection {
    async fn open(database_url: &str) -> Result<Self> {
        let (client, connection) = tokio_postgres::connect(database_url, NoTls).await?;
        tokio::spawn(connection);
        let mut statements = HashMap::new();
        for (name, sql) in STATEMENTS {
            statements.insert(*name, client.prepare(sql).await.with_context(|| *name)?);
        }
        Ok(Self { client, statements })
    }

    async fn rows(&self, name: &str, values: &[&(dyn ToSql + Sync)]) -> Result<Vec<Row>, Fault> {
        let statement = self.statements.get(name).ok_or(Fault)?;
        self.client.query(statement, values).await.map_err(|_| Fault)
    }

    async fn named(&self, name: &str, ids: &[Uuid]) -> Result<HashMap<Uuid, Named>, Fault> {
        let rows = self.rows(name, &[&ids]).await?;
        Ok(rows.iter().map(|row| (row.get(0), Named { id: row.get(0), name: row.get(1) })).collect())
    }

    /// The first messages of tasks, by task.
    async fn messages(&self, tasks: &[Uuid], each: i64) -> Result<HashMap<Uuid, Vec<Message>>, Fault> {
        let mut messages: HashMap<Uuid, Vec<Message>> = HashMap::new();
        for row in self.rows("messages", &[&tasks, &each]).await? {
            let message = Message {
                id: row.get(0),
                message: row.get(1),
                created_at: row.get(2),
                user_id: row.get(3),
                user: None,
            };
            messages.entry(row.get(4)).or_default().push(message);
        }
        Ok(messages)
    }
}

/// Connections, taken in turns.
#[derive(Clone)]
struct Floor(Arc<(Vec<Connection>, AtomicUsize)>);

impl Floor {
    fn connection(&self) -> &Connection {
        let (connections, next) = &*self.0;
        &connections[next.fetch_add(1, Ordering::Relaxed) % connections.len()]
    }
}

/// A question could not be answered.
struct Fault;

impl axum::response::IntoResponse for Fault {
    fn into_response(self) -> axum::response::Response {
        StatusCode::INTERNAL_SERVER_ERROR.into_response()
    }
}

type Answer<T> = Result<Json<T>, Fault>;

/// Serves until it is killed.
///
/// # Errors
/// When the database or the address is not to be had.
pub async fn serve(database_url: &str) -> Result<()> {
    let mut connections = Vec::with_capacity(CONNECTIONS);
    for _ in 0..CONNECTIONS {
        connections.push(Connection::open(database_url).await.context("cannot connect to the database")?);
    }
    let router = Router::new()
        .route("/q1", get(q1))
        .route("/q2", get(q2))
        .route("/q3", get(q3))
        .route("/q4", get(q4))
        .route("/q5", get(q5))
        .route("/q6", get(q6))
        .route("/m1", get(m1))
        .with_state(Floor(Arc::new((connections, AtomicUsize::new(0)))));
    let listener = TcpListener::bind(FLOOR_ADDR).await?;
    println!("serves on {FLOOR_ADDR}");
    axum::serve(axum::serve::ListenerExt::tap_io(listener, |stream| drop(stream.set_nodelay(true))), router)
        .await?;
    Ok(())
}

#[derive(Deserialize)]
struct Ask {
    id: Uuid,
    #[serde(default)]
    status: String,
    #[serde(default)]
    user: Uuid,
}

#[derive(Serialize)]
struct Data<T> {
    data: Option<T>,
}

#[derive(Serialize)]
struct Task {
    id: Uuid,
    title: String,
    status: Option<String>,
    priority: Option<String>,
    created_at: Option<DateTime<Utc>>,
}

impl Task {
    fn of(row: &Row) -> Self {
        Self {
            id: row.get(0),
            title: row.get(1),
            status: row.get(2),
            priority: row.get(3),
            created_at: row.get(4),
        }
    }
}

#[derive(Serialize, Clone)]
struct Named {
    id: Uuid,
    name: String,
}

#[derive(Serialize)]
struct Message {
    id: Uuid,
    message: String,
    created_at: Option<DateTime<Utc>>,
    #[serde(skip)]
    user_id: Uuid,
    user: Option<Value>,
}

async fn q1(State(floor): State<Floor>, Query(ask): Query<Ask>) -> Answer<Data<Task>> {
    let rows = floor.connection().rows("task", &[&ask.id]).await?;
    Ok(Json(Data { data: rows.first().map(Task::of) }))
}

#[derive(Serialize)]
struct Wide {
    id: Uuid,
    title: String,
    status: Option<String>,
    priority: Option<String>,
    requestor_id: Uuid,
    #[serde(skip_serializing_if = "Option::is_none")]
    owner_id: Option<Uuid>,
    team_id: Option<Uuid>,
    due_date: Option<DateTime<Utc>>,
    created_at: Option<DateTime<Utc>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated_at: Option<DateTime<Utc>>,
}

async fn q2(State(floor): State<Floor>, Query(ask): Query<Ask>) -> Answer<Data<Vec<Wide>>> {
    let rows = floor.connection().rows("owned", &[&ask.id, &ask.status]).await?;
    let tasks = rows.iter().map(|row| Wide {
        id: row.get(0),
        title: row.get(1),
        status: row.get(2),
        priority: row.get(3),
        requestor_id: row.get(4),
        owner_id: None,
        team_id: row.get(5),
        due_date: row.get(6),
        created_at: row.get(7),
        updated_at: None,
    });
    Ok(Json(Data { data: Some(tasks.collect()) }))
}

#[derive(Serialize)]
struct Full {
    #[serde(flatten)]
    task: Task,
    owner: Option<Named>,
    requestor: Option<Named>,
    team: Option<Named>,
    messages: Vec<Message>,
}

async fn q3(State(floor): State<Floor>, Query(ask): Query<Ask>) -> Answer<Data<Vec<Full>>> {
    let connection = floor.connection();
    let rows = connection.rows("of team", &[&ask.id]).await?;
    let ids: Vec<Uuid> = rows.iter().map(|row| row.get(0)).collect();
    let mut people: Vec<Uuid> =
        rows.iter().flat_map(|row| [row.get::<_, Option<Uuid>>(5), row.get(6)]).flatten().collect();
    let teams = [ask.id];
    let (teams, mut messages) =
        tokio::try_join!(connection.named("teams", &teams), connection.messages(&ids, 5))?;
    people.extend(messages.values().flatten().map(|message| message.user_id));
    people.sort_unstable();
    people.dedup();
    let users = connection.named("users", &people).await?;
    let named = |id: Option<Uuid>| id.and_then(|id| users.get(&id).cloned());
    for message in messages.values_mut().flatten() {
        message.user = named(Some(message.user_id)).map(|user| json!({"id": user.id, "name": user.name}));
    }
    let tasks = rows.iter().map(|row| Full {
        task: Task::of(row),
        owner: named(row.get(5)),
        requestor: named(row.get(6)),
        team: row.get::<_, Option<Uuid>>(7).and_then(|id| teams.get(&id).cloned()),
        messages: messages.remove(&row.get::<_, Uuid>(0)).unwrap_or_default(),
    });
    Ok(Json(Data { data: Some(tasks.collect()) }))
}

#[derive(Serialize)]
struct Owner {
    id: Uuid,
    name: String,
    tasks: Vec<Talk>,
}

#[derive(Serialize)]
struct Talk {
    id: Uuid,
    title: String,
    messages: Vec<Message>,
}

#[derive(Serialize)]
struct Member<'a> {
    id: Uuid,
    name: &'a str,
    teams: &'a [Named],
}

async fn q4(State(floor): State<Floor>, Query(ask): Query<Ask>) -> Answer<Data<Owner>> {
    let connection = floor.connection();
    let one = [&ask.id as &(dyn ToSql + Sync)];
    let (user, tasks) =
        tokio::try_join!(connection.rows("user", &one), connection.rows("owned by user", &one))?;
    let ids: Vec<Uuid> = tasks.iter().map(|row| row.get(0)).collect();
    let mut messages = connection.messages(&ids, 3).await?;
    let mut people: Vec<Uuid> = messages.values().flatten().map(|message| message.user_id).collect();
    people.sort_unstable();
    people.dedup();
    let values = [&people as &(dyn ToSql + Sync)];
    let (users, rows) =
        tokio::try_join!(connection.named("users", &people), connection.rows("teams of users", &values))?;
    let mut teams: HashMap<Uuid, Vec<Named>> = HashMap::new();
    for row in rows {
        teams.entry(row.get(2)).or_default().push(Named { id: row.get(0), name: row.get(1) });
    }
    for message in messages.values_mut().flatten() {
        let user = users.get(&message.user_id).map(|user| Member {
            id: user.id,
            name: &user.name,
            teams: teams.get(&user.id).map_or(&[], Vec::as_slice),
        });
        message.user = user.and_then(|user| serde_json::to_value(user).ok());
    }
    let tasks = tasks.iter().map(|row| Talk {
        id: row.get(0),
        title: row.get(1),
        messages: messages.remove(&row.get::<_, Uuid>(0)).unwrap_or_default(),
    });
    let tasks = tasks.collect();
    Ok(Json(Data { data: user.first().map(|row| Owner { id: row.get(0), name: row.get(1), tasks }) }))
}

#[derive(Serialize)]
struct Counted {
    total_count: i64,
    nodes: Vec<Task>,
}

async fn q5(State(floor): State<Floor>, Query(ask): Query<Ask>) -> Answer<Data<Counted>> {
    let connection = floor.connection();
    let values = [&ask.id as &(dyn ToSql + Sync), &ask.status];
    let (count, rows) = tokio::try_join!(
        connection.rows("count of team", &values),
        connection.rows("first of team", &values)
    )?;
    let total_count = count.first().ok_or(Fault)?.get(0);
    Ok(Json(Data { data: Some(Counted { total_count, nodes: rows.iter().map(Task::of).collect() }) }))
}

async fn q6(State(floor): State<Floor>, Query(ask): Query<Ask>) -> Answer<Data<Vec<Wide>>> {
    let rows = floor.connection().rows("range", &[&ask.id]).await?;
    let tasks = rows.iter().map(|row| Wide {
        id: row.get(0),
        title: row.get(1),
        status: row.get(2),
        priority: row.get(3),
        requestor_id: row.get(4),
        owner_id: row.get(5),
        team_id: row.get(6),
        due_date: row.get(7),
        created_at: row.get(8),
        updated_at: row.get(9),
    });
    Ok(Json(Data { data: Some(tasks.collect()) }))
}

#[derive(Serialize)]
struct Written {
    id: Uuid,
    message: String,
    created_at: Option<DateTime<Utc>>,
    task_title: String,
}

async fn m1(State(floor): State<Floor>, Query(ask): Query<Ask>) -> Answer<Data<Written>> {
    let connection = floor.connection();
    let values: [&(dyn ToSql + Sync); 3] = [&ask.id, &ask.user, &"On my way."];
    let (written, titles) =
        tokio::try_join!(connection.rows("write", &values), connection.rows("title", &values[..1]))?;
    let (row, title) = (written.first().ok_or(Fault)?, titles.first().ok_or(Fault)?);
    Ok(Json(Data {
        data: Some(Written {
            id: row.get(0),
            message: row.get(1),
            created_at: row.get(2),
            task_title: title.get(0),
        }),
    }))
}
