//! What is hidden comes out nowhere: every hidden column and every table that is for nobody holds a text that is known, and
//! no answer, no error and no line of the log has it.

use serde_json::Value;
use sqlx::Row as _;
use workgraph::auth::Principal;
use workgraph::db::{Reads, Statement};
use workgraph::domain;
use workgraph::error::Error;

use super::{PEOPLE, World, matrix};
use crate::support::reader::{Reader, catalog, global_id, path};
use crate::support::{Lines, TestApp};

/// As `secrets.sql` has it.
const SECRET: &str = "planted-secret";

/// Hidden columns that hold texts, with an SQL expression of their type that has the secret in it.
async fn hidden_texts(app: &TestApp) -> Vec<(String, &'static str, String)> {
    let mut found = Vec::new();
    for system in domain::SYSTEMS {
        for table in system.tables.iter().filter(|table| table.exposed) {
            for column in table.hidden {
                let path = format!("{}.{}", system.schema, table.table);
                // What a policy asks for decides who sees the row, and stays as it is.
                let sql = format!(
                    "select format_type(atttypid, null), atttypmod - 4 from pg_attribute
                     where attrelid = '{path}'::regclass and attname = '{column}'
                       and not exists (select from pg_depend where classid = 'pg_policy'::regclass
                                       and (refobjid, refobjsubid) = (attrelid, attnum))"
                );
                let rows = app.as_owner(&sql).await;
                let Some(row) = rows.first() else { continue };
                // Some must be unique.
                let value = match row.get::<&str, _>(0) {
                    "text" => format!("'{SECRET}' || md5(ctid::text)"),
                    "character varying" => {
                        format!("left('{SECRET}' || md5(ctid::text), {})", row.get::<i32, _>(1))
                    }
                    "json" => format!("json_build_object('key', '{SECRET}')"),
                    "jsonb" => format!("jsonb_build_object('key', '{SECRET}')"),
                    "bytea" => format!("'{SECRET}'::bytea"),
                    "text[]" => format!("array['{SECRET}']"),
                    // Numbers, times and ids: nothing by which they could be known again.
                    _ => continue,
                };
                found.push((path, *column, value));
            }
        }
    }
    found
}

/// Puts the secret everywhere where nobody should find it.
async fn plant(app: &TestApp) {
    app.database.as_owner_all(include_str!("secrets.sql")).await;
    let mut planted = Vec::new();
    for (table, column, value) in hidden_texts(app).await {
        app.as_owner(&format!("update {table} set {column} = {value}")).await;
        planted.push((table, column));
    }
    for system in domain::SYSTEMS {
        let closed = system.tables.iter().filter(|table| !table.exposed && !SHOWN.contains(&table.table));
        planted.extend(closed.map(|table| (format!("{}.{}", system.schema, table.table), "t")));
    }
    // Of sign-in everything is for nobody but accounts, and a count of attempts holds no text.
    let closed = "select 'auth.' || relname from pg_class where relnamespace = 'auth'::regnamespace \
                  and relkind = 'r' and relname not in ('users', 'attempts')";
    planted.extend(app.as_owner(closed).await.iter().map(|row| (row.get::<String, _>(0), "t")));
    for (table, column) in planted {
        let sql = format!(
            "select from {table} t where {column}::text like '%{SECRET}%' or {column}::text like '%{}%'",
            hex()
        );
        let has_it = !app.as_owner(&sql).await.is_empty();
        assert!(has_it, "nothing is planted in {table}, {column}");
    }
}

/// Tables without a type that an operation shows to those who may see them.
const SHOWN: [&str; 2] = ["documentation_chunks", "documentation_manifest"];

/// The secret as PostgreSQL writes bytes.
fn hex() -> String {
    SECRET.bytes().map(|byte| format!("{byte:02x}")).collect()
}

fn assert_without_secret(text: &str, of: &str) {
    for secret in [SECRET, &hex()] {
        let found = text.find(secret).map(|at| &text[text.floor_char_boundary(at.saturating_sub(200))..at]);
        assert!(found.is_none(), "{of} has the secret after: {}", found.unwrap());
    }
}

/// For each type, a selection of all that it holds itself.
struct Selections(Value);

impl Selections {
    async fn of(reader: &Reader<'_>) -> Self {
        let query = "{ __schema { types { name fields { name args { name } type { ...T } } } } }
                     fragment T on __Type { name kind ofType { name kind ofType { name kind ofType { name kind } } } }";
        Self(reader.run(query).await["data"]["__schema"]["types"].take())
    }

    /// Its leaves, and the leaves of what is neither a row nor a list of rows.
    fn of_type(&self, name: &str, is_table: &impl Fn(&str) -> bool) -> String {
        fn named(ty: &Value) -> &Value {
            if ty["name"].is_string() { ty } else { named(&ty["ofType"]) }
        }
        let ty = self.0.as_array().unwrap().iter().find(|ty| ty["name"] == name).unwrap();
        let fields = ty["fields"].as_array().unwrap().iter().filter_map(|field| {
            let (name, of) = (field["name"].as_str()?, named(&field["type"]));
            let of_name = of["name"].as_str()?;
            match of["kind"].as_str()? {
                "SCALAR" | "ENUM" => Some(name.to_owned()),
                "OBJECT" if !is_table(of_name) && field["args"].as_array()?.is_empty() => {
                    Some(format!("{name} {{ {} }}", self.of_type(of_name, is_table)))
                }
                _ => None,
            }
        });
        fields.collect::<Vec<_>>().join(" ")
    }
}

#[tokio::test]
async fn no_answer_has_what_is_hidden() {
    let app = TestApp::start().await;
    let world = World::make(&app.database).await;
    plant(&app).await;
    let (catalog, matrix) = (catalog(), matrix());
    let is_table =
        |name: &str| catalog.table_of_type(name.strip_suffix("Connection").unwrap_or(name)).is_some();
    let selections = Selections::of(&Reader { app: &app, principal: world.principal("owner").await }).await;
    let account = selections.of_type("Account", &is_table);
    let mut asked = Vec::new();
    for table in &catalog.tables {
        let Some(key) = world.keys.get(path(table).as_str()) else { continue };
        let (id, ty) = (global_id(table, key), &table.names.type_name);
        let all = selections.of_type(ty, &is_table);
        let list = match table.roots {
            true => format!("{}(first: 1000) {{ nodes {{ {all} }} }}", table.names.many),
            false => String::new(),
        };
        asked.push((table, format!("{{ node(id: \"{id}\") {{ ... on {ty} {{ {all} }} }} {list} }}"), id));
    }
    for who in PEOPLE {
        let reader = Reader { app: &app, principal: world.principal(who).await };
        for (table, query, id) in &asked {
            let answer = reader.run(query).await.to_string();
            assert_without_secret(&answer, &format!("what {who} reads of {}", table.name));
            let shows = matrix[path(table).as_str()][who].contains('s');
            assert_eq!(answer.contains(id), shows, "{who}, {}: {answer}", table.name);
        }
        let viewer = reader.run(&format!("{{ viewer {{ account {{ {account} }} }} }}")).await;
        assert_without_secret(&viewer.to_string(), who);
    }
}

/// All that could come out of an error, also into the log where it becomes a response.
fn everything_of(error: &Error) -> String {
    error.log();
    format!("{error} {error:?} {} {:?}", error.message(), error.extensions())
}

#[tokio::test]
async fn no_error_and_no_line_of_the_log_has_what_is_hidden() {
    let app = TestApp::start().await;
    let world = World::make(&app.database).await;
    plant(&app).await;
    let (lines, _kept) = Lines::keep();
    let (db, owner) = (app.database.db(2), world.principal("owner").await);
    let mut refused = 0;
    for (table, column, _) in hidden_texts(&app).await {
        for sql in [
            // Refused with the row in PostgreSQL's own words, where it takes them for the writer's to read.
            format!("update {table} set id = null"),
            format!("insert into {table} select * from {table}"),
            format!("select ({column}::text)::integer from {table}"),
            format!("select no_such_function({column}) from {table}"),
            format!("delete from {table} where 1 / (length({column}::text) - length({column}::text)) = 1"),
        ] {
            // As who is signed in, and as the server itself, which reads these columns.
            let mut scope = db.write(&owner).await.unwrap();
            let as_owner = scope.execute(Statement::new(&sql)).await.unwrap_err();
            drop(scope);
            let mut scope = db.worker().write().await.unwrap();
            let as_server = scope.execute(Statement::new(&sql)).await;
            for error in [Some(as_owner), as_server.err()].into_iter().flatten() {
                assert_without_secret(&everything_of(&error), &format!("the error of {sql}"));
                refused += 1;
            }
        }
    }
    assert!(refused > 50, "only {refused} statements failed");
    let mut scope = db.read(&Principal::Anonymous, Reads::One).await.unwrap();
    let closed = scope.fetch(Statement::new("select * from auth.signing_keys")).await.unwrap_err();
    assert_without_secret(&everything_of(&closed), "an error");
    assert!(lines.text().contains("refused by the database"), "nothing is logged");
    assert_without_secret(&lines.text(), "the log");
}

#[tokio::test]
async fn what_a_client_keeps_secret_is_in_no_line_of_the_log() {
    let (lines, _kept) = Lines::keep();
    let app = TestApp::demo().await;
    let client = app.client(&crate::support::ADA);
    let sign_in = |password: &str| {
        format!(
            "mutation {{ signIn(email: \"ada@example.com\", password: \"{password}\") {{ accessToken refreshToken }} }}"
        )
    };
    let mut secrets =
        vec![SECRET.to_owned(), "password123".to_owned(), client.token().await.unwrap().to_owned()];
    let right = client.run(&sign_in("password123")).await;
    for token in ["accessToken", "refreshToken"] {
        secrets.push(right["signIn"][token].as_str().unwrap().to_owned());
    }
    let wrong = client.run(&sign_in(SECRET)).await;
    assert_eq!(wrong.code(), "UNAUTHENTICATED");
    assert_without_secret(&wrong.body.to_string(), "a refusal");
    let unknown = format!("mutation {{ tokenRefresh(refreshToken: \"{SECRET}\") {{ accessToken }} }}");
    assert_without_secret(&client.run(&unknown).await.body.to_string(), "a refusal");
    let forged = app.bearer(&format!("{SECRET}.{SECRET}.{SECRET}")).run("{ __typename }").await;
    assert_without_secret(&forged.body.to_string(), "a refusal");
    let mut socket = app.bearer(SECRET).connect().await;
    socket.closed().await;
    for secret in secrets {
        assert!(!lines.text().contains(&secret), "the log has {secret}");
    }
    assert!(lines.text().contains("request_id"), "nothing is logged");
}
