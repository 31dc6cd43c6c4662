//! Secrets that people give: kept sealed, read by nobody, set by whose they are, and sealed again under a new key.

use std::process::Command;

use serde_json::{Value, json};
use sqlx::Row as _;
use workgraph::domain::{self, reseal};
use workgraph::secret::{Place, Secrets};

use crate::support::make::row_id;
use crate::support::{ADA, Answer, BEN, CHLOE, Contents, Database, Lines, STRANGER, TestApp};

const PLAIN: &str = "xyzzy-plain";
const OTHER_KEY: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
const NEW_KEY: &str = "//////////////////////////////////////////8=";

/// Calls an operation with one input.
async fn call(app: &TestApp, person: &crate::support::Person, operation: &str, input: Value) -> Answer {
    let ty = format!("{}{}Input", operation[..1].to_uppercase(), &operation[1..]);
    let query = format!("mutation ($input: {ty}!) {{ {operation}(input: $input) {{ __typename cursor }} }}");
    app.client(person).run_with(&query, json!({ "input": input })).await
}

fn place(column: &str) -> Place {
    let named = |place: &Place| format!("{}.{}", place.table, place.column) == column;
    domain::sealed().into_iter().find(named).unwrap()
}

/// What is stored in a column of the row of this key; of JSON the text in it.
async fn stored(app: &TestApp, column: &str, key: &str) -> Option<String> {
    let Place { table, key: by, column } = place(column);
    let sql = format!("select to_jsonb({column}) #>> '{{}}' from {table} where {by}::text = '{key}'");
    app.as_owner(&sql).await[0].get(0)
}

/// What was given, as its reader gets it.
async fn opened(app: &TestApp, column: &str, key: &str) -> String {
    let sealed = stored(app, column, key).await.unwrap();
    let plain = Secrets::for_development().open(&place(column).of(key), &sealed).unwrap();
    String::from_utf8(plain).unwrap()
}

/// An operation, its input, and where its secrets go: columns and keys of rows.
type Case = (&'static str, Value, Vec<(&'static str, String)>);

/// Each operation, on a row of Ada's that is there.
fn all() -> Vec<Case> {
    let uuid = |kind, number| row_id(kind, number).to_string();
    let json = json!({"token": PLAIN});
    let (mailbox, webhook, integration) = (uuid(1005, 1), uuid(5405, 1), uuid(5404, 2));
    let (provider, sender) = (uuid(5208, 1), uuid(5204, 1));
    vec![
        (
            "internalTeamEmailAccountPasswordSet",
            json!({"id": mailbox, "password": PLAIN}),
            vec![("internal.team_email_accounts.password_encrypted", mailbox)],
        ),
        (
            "scaliyoWebhookSecretSet",
            json!({"id": webhook, "secret": PLAIN}),
            vec![("scaliyo.webhooks.secret", webhook)],
        ),
        (
            "scaliyoIntegrationCredentialsSet",
            json!({"id": integration, "credentials": json}),
            vec![("scaliyo.integrations.credentials", integration)],
        ),
        (
            "scaliyoEmailProviderConfigApiKeySet",
            json!({"id": provider, "apiKey": PLAIN}),
            vec![("scaliyo.email_provider_configs.api_key", provider)],
        ),
        (
            "scaliyoSenderAccountSecretsSet",
            json!({"id": sender, "oauthAccessToken": PLAIN, "oauthRefreshToken": PLAIN, "smtpPass": PLAIN, "apiKey": PLAIN,
                   "oauthExpiresAt": "2027-01-01T00:00:00Z", "smtpHost": "mail.example.org", "smtpPort": 465, "smtpUser": "ada"}),
            ["oauth_access_token", "oauth_refresh_token", "smtp_pass", "api_key"]
                .map(|column| {
                    (format!("scaliyo.sender_account_secrets.{column}").leak() as &str, sender.clone())
                })
                .into(),
        ),
        (
            "taskjugglerSiteCredentialsSet",
            json!({"id": "1", "credentials": json}),
            vec![("taskjuggler.sites.auth_config", "1".to_owned())],
        ),
    ]
}

/// A vendor of Ada's.
async fn vendor_of_ada(app: &TestApp) -> String {
    let ada = ADA.id;
    let vendor = format!(
        "insert into taskjuggler.marketplace_vendors (vendor_type, user_id, name) values ('ai', '{ada}', 'Bot') returning id::text"
    );
    app.as_owner(&vendor).await[0].get(0)
}

#[tokio::test]
async fn a_secret_is_stored_sealed_and_told_to_nobody() {
    let (lines, _kept) = Lines::keep();
    let app = TestApp::demo().await;
    let vendor = vendor_of_ada(&app).await;
    for (operation, input, places) in all() {
        let answer = call(&app, &ADA, operation, input).await;
        answer.data();
        assert!(!answer.body.to_string().contains(PLAIN));
        for (column, key) in places {
            let expected = match column {
                "scaliyo.integrations.credentials" | "taskjuggler.sites.auth_config" => {
                    format!("{{\"token\":\"{PLAIN}\"}}")
                }
                _ => PLAIN.to_owned(),
            };
            assert_eq!(opened(&app, column, &key).await, expected, "{operation}");
        }
    }
    let mailbox = json!({"email": "new@selify.example", "password": PLAIN, "smtpPort": 25});
    call(&app, &ADA, "internalTeamEmailAccountConnect", mailbox).await.data();
    let tool = json!({"vendor": vendor, "toolName": "Search", "toolType": "API", "config": {"key": PLAIN}});
    call(&app, &ADA, "taskjugglerAiToolConfigConnect", tool).await.data();
    assert!(lines.text().contains("request_id"), "nothing is logged");
    assert!(!lines.text().contains(PLAIN), "the log has it");
    // Nowhere in the database: the rows themselves, the audit logs, the change log, kept answers.
    let tables = "select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
                  where c.relkind = 'r' and n.nspname !~ '^pg_|^information_schema$'";
    let tables: Vec<String> = app.as_owner(tables).await.iter().map(|row| row.get(0)).collect();
    assert!(tables.len() > 176, "{}", tables.len());
    for table in tables {
        let found =
            app.as_owner(&format!("select from {table} t where t::text like '%{PLAIN}%' limit 1")).await;
        assert!(found.is_empty(), "{table} has it");
    }
    // That it was changed is noted.
    let noted = "select details from scaliyo.audit_logs where action in ('webhook.updated', 'sender_account_secrets.updated')";
    assert_eq!(app.as_owner(noted).await.len(), 2);
}

#[tokio::test]
async fn others_cannot_set_what_they_do_not_see_or_may_not_change() {
    let app = TestApp::demo().await;
    let make = "mutation { personalTokenCreate(name: \"reads\", abilities: [\"read\"]) { token } }";
    let token = app.client(&ADA).run(make).await["personalTokenCreate"]["token"].as_str().unwrap().to_owned();
    for (operation, input, places) in all() {
        let mut before = Vec::new();
        for (column, key) in places.iter().filter(|(column, _)| !column.contains("sender_account_secrets")) {
            before.push((*column, key, stored(&app, column, key).await));
        }
        assert_eq!(call(&app, &CHLOE, operation, input.clone()).await.code(), "NOT_FOUND", "{operation}");
        assert_eq!(call(&app, &STRANGER, operation, input.clone()).await.code(), "NOT_FOUND", "{operation}");
        let ty = format!("{}{}Input", operation[..1].to_uppercase(), &operation[1..]);
        let query = format!("mutation ($input: {ty}!) {{ {operation}(input: $input) {{ cursor }} }}");
        let restricted = app.bearer(&token).run_with(&query, json!({ "input": input })).await;
        assert_eq!(restricted.code(), "FORBIDDEN", "{operation}");
        let anonymous = app.anonymous().run_with(&query, json!({ "input": input })).await;
        assert!(["UNAUTHENTICATED", "NOT_FOUND", "FORBIDDEN"].contains(&anonymous.code()), "{operation}");
        for (column, key, value) in before {
            assert_eq!(stored(&app, column, key).await, value, "{operation}");
        }
    }
    let kept = app.as_owner("select from scaliyo.sender_account_secrets").await;
    assert!(kept.is_empty());
    let mailbox = json!({"email": "new@selify.example", "password": PLAIN});
    assert_eq!(call(&app, &STRANGER, "internalTeamEmailAccountConnect", mailbox).await.code(), "FORBIDDEN");
    let vendor: String = app
        .as_owner("select id::text from taskjuggler.marketplace_vendors where is_active order by id limit 1")
        .await[0]
        .get(0);
    let tool = json!({"vendor": vendor, "toolName": "Search", "toolType": "API", "config": {"key": PLAIN}});
    assert_eq!(call(&app, &BEN, "taskjugglerAiToolConfigConnect", tool).await.code(), "FORBIDDEN");
}

#[tokio::test]
async fn what_is_not_given_stays_and_null_removes() {
    let app = TestApp::demo().await;
    let sender = row_id(5204, 1).to_string();
    let of = |column: &str| format!("scaliyo.sender_account_secrets.{column}");
    let set = async |input: Value| {
        let mut input = input;
        input["id"] = sender.clone().into();
        call(&app, &ADA, "scaliyoSenderAccountSecretsSet", input).await
    };
    set(json!({"smtpPass": "one", "apiKey": "two", "smtpHost": "mail.example.org"})).await.data();
    set(json!({"apiKey": null, "smtpPort": 2525})).await.data();
    assert_eq!(opened(&app, &of("smtp_pass"), &sender).await, "one");
    assert_eq!(stored(&app, &of("api_key"), &sender).await, None);
    let row = &app
        .as_owner("select smtp_host, smtp_port, oauth_access_token from scaliyo.sender_account_secrets")
        .await[0];
    let kept: (Option<String>, Option<i32>, Option<String>) = (row.get(0), row.get(1), row.get(2));
    assert_eq!(kept, (Some("mail.example.org".to_owned()), Some(2525), None));
    // The same text is sealed anew each time, and for another row it does not open.
    let before = stored(&app, &of("smtp_pass"), &sender).await.unwrap();
    set(json!({"smtpPass": "one"})).await.data();
    let after = stored(&app, &of("smtp_pass"), &sender).await.unwrap();
    assert_ne!(before, after);
    let elsewhere = place(&of("smtp_pass")).of(row_id(5204, 2));
    assert!(Secrets::for_development().open(&elsewhere, &after).is_err());

    let webhook = row_id(5405, 1);
    let set = async |secret: Value| {
        call(&app, &ADA, "scaliyoWebhookSecretSet", json!({"id": webhook, "secret": secret})).await
    };
    set(json!(PLAIN)).await.data();
    set(Value::Null).await.data();
    assert_eq!(stored(&app, "scaliyo.webhooks.secret", &webhook.to_string()).await, None);
}

#[tokio::test]
async fn what_is_no_secret_is_refused() {
    let app = TestApp::demo().await;
    let (webhook, integration) = (row_id(5405, 1), row_id(5404, 1));
    for (operation, input, field) in [
        ("scaliyoWebhookSecretSet", json!({"id": webhook, "secret": ""}), "input.secret"),
        ("scaliyoWebhookSecretSet", json!({"id": webhook, "secret": "x".repeat(8_193)}), "input.secret"),
        ("scaliyoWebhookSecretSet", json!({"id": webhook, "secret": "a\u{0}b"}), "input.secret"),
        ("scaliyoWebhookSecretSet", json!({"id": webhook}), "input"),
        (
            "scaliyoIntegrationCredentialsSet",
            json!({"id": integration, "credentials": "text"}),
            "input.credentials",
        ),
        (
            "scaliyoIntegrationCredentialsSet",
            json!({"id": integration, "credentials": [1]}),
            "input.credentials",
        ),
        (
            "scaliyoIntegrationCredentialsSet",
            json!({"id": integration, "credentials": {"key": "x".repeat(16_384)}}),
            "input.credentials",
        ),
    ] {
        let answer = call(&app, &ADA, operation, input.clone()).await;
        assert_eq!(answer.code(), "BAD_USER_INPUT", "{input}");
        assert_eq!(answer.error()["extensions"]["field"], field, "{input}");
    }
    let twice = json!({"email": "ada@selify.example", "password": PLAIN});
    assert_eq!(call(&app, &ADA, "internalTeamEmailAccountConnect", twice).await.code(), "UNIQUE_VIOLATION");
    let port = json!({"email": "b@selify.example", "password": PLAIN, "imapPort": null});
    assert_eq!(call(&app, &ADA, "internalTeamEmailAccountConnect", port).await.code(), "CHECK_VIOLATION");
    assert!(
        app.as_owner("select from internal.team_email_accounts where email = 'b@selify.example'")
            .await
            .is_empty()
    );
}

#[tokio::test]
async fn a_mailbox_is_made_with_what_is_given_and_the_defaults() {
    let app = TestApp::demo().await;
    let query = "mutation ($input: InternalTeamEmailAccountConnectInput!) {
        internalTeamEmailAccountConnect(input: $input) {
            cursor
            internalTeamEmailAccount { rowId email displayName imapHost imapPort imapSecure smtpPort color isActive }
        }
    }";
    let input = json!({"email": "pier@selify.example", "password": PLAIN, "displayName": "Pier", "smtpPort": 25, "imapSecure": false});
    let answer = app.client(&BEN).run_with(query, json!({ "input": input })).await;
    let made = &answer["internalTeamEmailAccountConnect"];
    assert!(made["cursor"].is_string());
    let mut mailbox = made["internalTeamEmailAccount"].clone();
    let key = mailbox.as_object_mut().unwrap().remove("rowId").unwrap();
    let expected = json!({"email": "pier@selify.example", "displayName": "Pier", "imapHost": "shadow.mxrouting.net", "imapPort": 993,
                          "imapSecure": false, "smtpPort": 25, "color": "#8b5cf6", "isActive": true});
    assert_eq!(mailbox, expected);
    let column = "internal.team_email_accounts.password_encrypted";
    assert_eq!(opened(&app, column, key.as_str().unwrap()).await, PLAIN);
    let owner =
        format!("select user_id from internal.team_email_accounts where id = '{}'", key.as_str().unwrap());
    assert_eq!(app.as_owner(&owner).await[0].get::<uuid::Uuid, _>(0), BEN.id);
}

#[tokio::test]
async fn a_new_key_seals_again_what_another_has_sealed() {
    let app = TestApp::demo().await;
    let mut places = Vec::new();
    for (operation, input, of) in all() {
        call(&app, &ADA, operation, input).await.data();
        places.extend(of);
    }
    let (mailbox, webhook) = (row_id(1005, 2), row_id(5405, 2));
    // From before there were keys, and with a key that is gone.
    app.as_owner(&format!(
        "update internal.team_email_accounts set password_encrypted = 'open' where id = '{mailbox}'"
    ))
    .await;
    let lost =
        Secrets::parse(OTHER_KEY).unwrap().seal(&place("scaliyo.webhooks.secret").of(webhook), b"x").unwrap();
    app.as_owner(&format!("update scaliyo.webhooks set secret = '{lost}' where id = '{webhook}'")).await;

    let new = Secrets::parse(NEW_KEY).unwrap();
    let both = Secrets::for_development().after(&new);
    let worker = app.app.db.worker();
    let done = reseal::reseal(&worker, &both).await.unwrap();
    let of = |column: &str| {
        done.iter().find(|done| done.column == column).map(|done| (done.sealed, done.left)).unwrap()
    };
    assert_eq!(of("internal.team_email_accounts.password_encrypted"), (1, 1));
    assert_eq!(of("scaliyo.webhooks.secret"), (1, 1));
    assert_eq!(of("auth.signing_keys.private_key"), (1, 0));
    assert_eq!(of("scaliyo.integrations.credentials"), (1, 0));
    for (column, key) in places {
        let sealed = stored(&app, column, &key).await.unwrap();
        let plain = new.open(&place(column).of(&key), &sealed).unwrap();
        assert!(String::from_utf8(plain).unwrap().contains(PLAIN), "{column}");
    }
    assert_eq!(stored(&app, "scaliyo.webhooks.secret", &webhook.to_string()).await.unwrap(), lost);
    // Nothing is left to do but what no key opens.
    let again = reseal::reseal(&worker, &both).await.unwrap();
    assert!(again.iter().all(|column| column.sealed == 0));
    assert_eq!(again.iter().map(|column| column.left).sum::<usize>(), 2);
}

/// `workgraph secrets rotate` with these keys: its lines, and whether nothing is left.
async fn rotate(database: &Database, keys: &str) -> (String, bool) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_workgraph"));
    command.args(["secrets", "rotate"]).env("WORKGRAPH_SECRET_KEY", keys).env("WORKGRAPH_LOG", "error");
    command.env("DATABASE_URL", &database.settings.owner_url);
    let output = tokio::task::spawn_blocking(move || command.output().unwrap()).await.unwrap();
    (String::from_utf8(output.stdout).unwrap(), output.status.success())
}

#[tokio::test]
async fn the_command_fails_while_a_secret_is_left_under_a_key_that_is_not_there() {
    let database = Database::clone_of(Contents::Demo).await;
    let (column, webhook) = ("scaliyo.webhooks.secret", row_id(5405, 1));
    let sealed = Secrets::parse(OTHER_KEY).unwrap().seal(&place(column).of(webhook), b"x").unwrap();
    database
        .as_owner(&format!("update scaliyo.webhooks set secret = '{sealed}' where id = '{webhook}'"))
        .await;
    let (lines, is_done) = rotate(&database, NEW_KEY).await;
    assert!(!is_done && lines.contains(&format!("{column}: 0 sealed again, 1 that no key opens")), "{lines}");
    let (lines, is_done) = rotate(&database, &format!("{NEW_KEY},{OTHER_KEY}")).await;
    assert!(is_done && lines.contains(&format!("{column}: 1 sealed again\n")), "{lines}");
    assert!(rotate(&database, NEW_KEY).await.1);
}
