//! Claims reach PostgreSQL as values: a scope has precisely the claims of its principal, whichever way it is opened, and
//! nothing in a claim is read as SQL, neither on the way there nor by the functions that policies ask.

use chrono::DateTime;
use serde_json::{Value, json};
use sqlx::postgres::PgConnection;
use sqlx::{Connection as _, Row as _};
use uuid::Uuid;
use workgraph::auth::{Abilities, Grant, Principal};
use workgraph::db::{Db, Reads, Settings, Statement};

use super::{World, account};
use crate::support::{Contents, Database};

/// What an attacker would like to be read as SQL, as JSON or as a setting.
const HOSTILE: [&str; 6] = [
    "'; drop table internal.tasks; --",
    "'', true), set_config('role', 'service_role', false) --",
    "\", \"sub\": \"00000000-0000-0000-0000-000000000000",
    "$$; select pg_sleep(60); $$",
    "\\'; reset role; --",
    "%L %s %I \u{0}",
];

/// One of each kind.
fn principals() -> Vec<Principal> {
    let (account_id, session_id) = (Uuid::from_u128(1), Uuid::from_u128(2));
    // Of what a stored list holds, words that are none are left out.
    let abilities = Abilities::known_in(&[&HOSTILE[..], &["internal:read", "write"]].concat());
    let restricted = |by| Principal::Restricted { account_id, by, abilities, expires_at: None };
    vec![
        Principal::Anonymous,
        account(account_id),
        Principal::Account { account_id, session_id: Some(session_id), expires_at: DateTime::UNIX_EPOCH },
        restricted(Grant::PersonalToken(i64::MIN)),
        restricted(Grant::Support { session_id, admin_id: Uuid::max() }),
    ]
}

#[tokio::test]
async fn a_scope_has_precisely_the_claims_of_its_principal() {
    let database = Database::clone_of(Contents::Nothing).await;
    let asking =
        || Statement::new("select current_user::text, current_setting('request.jwt.claims'), auth.uid()");
    for transaction_pooler in [false, true] {
        let settings = Settings { api_size: 1, transaction_pooler, ..database.settings.clone() };
        let db = Db::new(&settings).unwrap();
        // One connection serves them all, one after the other and back.
        for principal in principals().into_iter().chain(principals().into_iter().rev()) {
            let mut found = Vec::new();
            for reads in [Reads::One, Reads::Many] {
                found.extend(db.read(&principal, reads).await.unwrap().fetch(asking()).await.unwrap());
            }
            found.extend(db.write(&principal).await.unwrap().fetch(asking()).await.unwrap());
            for row in found {
                assert_eq!(row.get::<&str, _>(0), principal.role(), "{principal:?}");
                assert_eq!(row.get::<&str, _>(1), principal.claims(), "{principal:?}");
                assert_eq!(row.get::<Option<Uuid>, _>(2), principal.account_id(), "{principal:?}");
            }
        }
    }
}

#[test]
fn claims_hold_ids_and_words_of_ours_alone() {
    let words = ["anon", "authenticated", "internal:read", "write"];
    fn texts(claim: &Value) -> Vec<&str> {
        match claim {
            Value::String(text) => vec![text],
            Value::Array(items) => items.iter().flat_map(texts).collect(),
            Value::Object(claims) => claims.values().flat_map(texts).collect(),
            _ => Vec::new(),
        }
    }
    for principal in principals() {
        let claims: Value = serde_json::from_str(&principal.claims()).unwrap();
        for text in texts(&claims) {
            assert!(words.contains(&text) || text.parse::<Uuid>().is_ok(), "{principal:?} claims {text}");
        }
    }
}

/// How many rows these claims open; `None`: PostgreSQL refuses them.
async fn seen(connection: &mut PgConnection, role: &str, claims: &str) -> Option<i64> {
    let mut transaction = connection.begin().await.unwrap();
    let set = "select set_config('role', $1, true), set_config('request.jwt.claims', $2, true)";
    sqlx::query(set).bind(role).bind(claims).execute(&mut *transaction).await.unwrap();
    let counting = "select (select count(*) from internal.tasks) + (select count(*) from core.decisions)
                         + (select count(*) from taskjuggler.tasks) + (select count(*) from auth.users)";
    let counted = sqlx::query_scalar(counting).fetch_one(&mut *transaction).await;
    transaction.rollback().await.unwrap();
    counted.ok()
}

#[tokio::test]
async fn hostile_claims_open_nothing() {
    let database = Database::clone_of(Contents::Nothing).await;
    let world = World::make(&database).await;
    let mut connection = PgConnection::connect(&database.settings.api_url).await.unwrap();
    let owner = world.principal("owner").await.account_id();
    let honest = json!({"sub": owner, "role": "authenticated"}).to_string();
    let all = seen(&mut connection, "authenticated", &honest).await.unwrap();
    assert!(all > 3, "the owner sees {all} rows");
    for text in HOSTILE {
        let text = text.replace('\0', "");
        for (role, claims) in [
            ("authenticated", json!({"sub": text, "role": "authenticated"})),
            ("authenticated", json!({"sub": [text], "role": "authenticated"})),
            ("authenticated", json!({"role": text})),
            ("authenticated", json!({text.clone(): owner})),
            ("authenticated", json!({"sub": null, "sid": text, "act": text})),
            ("restricted", json!({"sub": owner, "role": "authenticated", "abilities": text})),
            ("restricted", json!({"sub": owner, "role": "authenticated", "abilities": [text]})),
            ("restricted", json!({"sub": owner, "role": "authenticated", "abilities": {text.clone(): text}})),
        ] {
            let rows = seen(&mut connection, role, &claims.to_string()).await;
            assert!(matches!(rows, None | Some(0)), "{claims} show {rows:?} rows");
        }
        // Not even JSON: a text that has been put there unquoted.
        let raw = seen(&mut connection, "authenticated", &format!("{{\"sub\": \"{owner:?}\", {text}")).await;
        assert_eq!(raw, None, "{text}");
    }
    assert_eq!(seen(&mut connection, "authenticated", &honest).await, Some(all), "something has changed");
}
