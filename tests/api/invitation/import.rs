//! Accounts of another system: all of them come in or none, and their passwords are good from the first sign-in.

use serde_json::json;
use sqlx::Row as _;
use uuid::Uuid;

use super::{NEW, count};
use crate::support::make::row_id;
use crate::support::{ADA, Person, TestApp};

/// Of the password `password123`.
const BCRYPT: &str = "$2a$10$N9qo8uLOickgx2ZMRZoMyeTfmMdmN8eFKxR3xiDBAJqt.vWQw1.JW";

#[tokio::test]
async fn an_imported_account_signs_in_sees_its_rows_and_gets_a_new_hash() {
    let app = TestApp::demo().await;
    let nora = Person { id: Uuid::new_v4(), email: NEW.into() };
    let mut import = app.app.accounts.import().await.unwrap();
    let line = json!({"id": nora.id, "email": NEW, "displayName": "Nora", "passwordHash": BCRYPT, "createdAt": "2020-01-01T00:00:00Z"});
    assert_eq!(import.line(1, &line.to_string()).await.unwrap(), None);
    assert_eq!(import.clashes(10).await.unwrap(), []);
    assert_eq!(import.commit().await.unwrap(), 1);
    // Rows that came over from the other system bear its id.
    for sql in [
        format!(
            "insert into taskjuggler.users (id, email, password, name) values ('{}', '{NEW}', '', 'Nora')",
            nora.id
        ),
        format!(
            "insert into taskjuggler.team_members (team_id, user_id) values ('{}', '{}')",
            row_id(3005, 1),
            nora.id
        ),
    ] {
        app.as_owner(&sql).await;
    }

    let sign_in = async |password: &str| {
        let query =
            format!("mutation {{ signIn(email: \"{NEW}\", password: \"{password}\") {{ accessToken }} }}");
        app.anonymous().run(&query).await
    };
    assert_eq!(sign_in("password124").await.code(), "UNAUTHENTICATED");
    let token = sign_in("password123").await["signIn"]["accessToken"].as_str().unwrap().to_owned();
    let teams = app.bearer(&token).run("{ taskjugglerTeams { nodes { rowId } } }").await;
    assert_eq!(teams["taskjugglerTeams"]["nodes"], json!([{"rowId": row_id(3005, 1)}]));
    let row = &app
        .as_owner(&format!(
            "select password_hash, created_at::date::text from auth.users where id = '{}'",
            nora.id
        ))
        .await[0];
    assert!(row.get::<String, _>(0).starts_with("$argon2id$"));
    assert_eq!(row.get::<String, _>(1), "2020-01-01");
    sign_in("password123").await.data();
}

#[tokio::test]
async fn what_is_there_twice_is_told_by_line_and_nothing_comes_in() {
    let app = TestApp::demo().await;
    let (id, before) = (Uuid::new_v4(), count(&app, "auth.users").await);
    let mut import = app.app.accounts.import().await.unwrap();
    let lines = [
        json!({"id": id, "email": "a@example.org"}),
        json!({"email": "A@example.org"}),
        json!({"id": id, "email": "b@example.org"}),
        json!({"email": "ADA@example.com"}),
        json!({"id": ADA.id, "email": "c@example.org"}),
    ];
    for (line, number) in lines.iter().zip(1..) {
        assert_eq!(import.line(number, &line.to_string()).await.unwrap(), None);
    }
    let faults: Vec<_> =
        import.clashes(10).await.unwrap().into_iter().map(|fault| (fault.line, fault.text)).collect();
    let expected = [
        (2, "email: the same as in line 1"),
        (3, "id: the same as in line 1"),
        (4, "email: there is an account with this address"),
        (5, "id: there is an account with this id"),
    ];
    assert_eq!(faults, expected.map(|(line, text)| (line, text.to_owned())));
    drop(import);
    assert_eq!(count(&app, "auth.users").await, before);
}

#[tokio::test]
async fn more_accounts_than_a_batch_come_in_together() {
    let app = TestApp::start().await;
    let mut import = app.app.accounts.import().await.unwrap();
    for number in 1..=2_500 {
        let line = json!({"email": format!("guest{number}@example.org")}).to_string();
        assert_eq!(import.line(number, &line).await.unwrap(), None);
    }
    assert_eq!(import.commit().await.unwrap(), 2_500);
    assert_eq!(count(&app, "auth.users").await, 2_500);
}
