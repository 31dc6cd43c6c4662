//! People and rows. The people of the demo data are constants; who is who stands in `migration/sql/demo/people.sql`.

use std::borrow::Cow;

use uuid::Uuid;
use workgraph::auth::password;

use super::TestApp;

/// Somebody with an account.
#[derive(Debug, Clone)]
pub struct Person {
    pub id: Uuid,
    pub email: Cow<'static, str>,
}

const fn demo(number: u128, email: &'static str) -> Person {
    Person {
        id: Uuid::from_u128(0xaaaa_aaaa_aaaa_aaaa_aaaa_aaaa_aaaa_a000 + number),
        email: Cow::Borrowed(email),
    }
}

/// Belongs to all systems and may do everything.
pub const ADA: Person = demo(0x001, "ada@example.com");
/// Engineer; Harbour.
pub const BEN: Person = demo(0x002, "ben@example.com");
/// Operator; Harbour, of which she administers something in most systems.
pub const CHLOE: Person = demo(0x003, "chloe@example.com");
/// Viewer in the internal team, who may work on errors; Harbour.
pub const DAN: Person = demo(0x004, "dan@example.com");
/// Owner of the other customer, Lumen.
pub const IRIS: Person = demo(0x006, "iris@example.com");
/// A member of a team and of boards in Scaliyo, and nothing else.
pub const KIRA: Person = demo(0x011, "kira@example.com");
/// Support in the internal team.
pub const HUGO: Person = demo(0x010, "hugo@example.com");
/// Has an account and nothing else.
pub const STRANGER: Person = demo(0x012, "stranger@example.com");

/// The password of everybody here.
pub const PASSWORD: &str = "password123";

/// Somebody new, who belongs nowhere.
pub async fn account(app: &TestApp, email: &str) -> Person {
    let (id, hash) = (Uuid::new_v4(), password::hash(PASSWORD).unwrap());
    app.as_owner(&format!(
        "insert into auth.users (id, email, password_hash) values ('{id}', '{email}', '{hash}')"
    ))
    .await;
    Person { id, email: email.to_owned().into() }
}

/// The id of a row of the demo data.
pub fn row_id(kind: u32, number: u32) -> Uuid {
    format!("{kind:08}-0000-4000-8000-{number:012}").parse().unwrap()
}
