//! Organizations of Assist: who makes one owns it, and its administrators say who is active. `assist.md` gives the roles of
//! members and the state of a user.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde::Deserialize;
use sqlx::Row as _;
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::db::{Statement, WriteScope};
use crate::domain::operation::{Form, Given, Input, Kind, Operation, Output, Run, required};
use crate::domain::privileged::{Privileged, Word};
use crate::error::{Error, Result};

/// Makes an organization.
pub const CREATE: Operation = Operation {
    name: "assistOrganizationCreate",
    description: "Makes an organization that you own, at most 20. If you are not in Assist yet, you are from then on.",
    input: &[
        required("name", Kind::Text(200), "Its name."),
        required(
            "slug",
            Kind::Text(63),
            "Its short name in addresses: small letters, digits and hyphens; nobody else's.",
        ),
    ],
    form: Form::Input,
    output: &[required("assistOrganization", Kind::Row("assist", "organizations"), "The organization.")],
    run: Run::Transaction(create),
};

/// `assistUserStatusSet`.
pub static ACTS: [Privileged; 1] = [Privileged {
    name: "assistUserStatusSet",
    description: "Suspends a user of an organization that you administer, who then sees nothing of Assist, or ends that. Owners by owners alone, nobody themselves.",
    table: "assist.users",
    input: &[
        required("id", Kind::Id("assist", "users"), "The user."),
        required(
            "status",
            Kind::Choice("AssistUserState", "States of users.", &["active", "suspended"]),
            "The state to be reached.",
        ),
    ],
    output: &[required("assistUser", Kind::Row("assist", "users"), "The user in the new state.")],
    function: "assist.set_user_status",
    word: Word::Input("status"),
    conflict: "The user is in that state already.",
}];

#[derive(Deserialize)]
struct Create {
    name: String,
    slug: String,
}

fn create<'a>(_: &'a Ctx, scope: &'a mut WriteScope, input: &'a Input) -> BoxFuture<'a, Result<Output>> {
    async move {
        let Create { name, slug } = input.read()?;
        if name.trim().is_empty() {
            return Err(Error::bad_user_input("A name is needed.").field("input.name"));
        }
        let word = |part: &str| {
            !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        };
        if !slug.split('-').all(word) {
            let message = "A short name has small letters and digits, with single hyphens between them.";
            return Err(Error::bad_user_input(message).field("input.slug"));
        }
        let id = Uuid::new_v4();
        let make =
            Statement::new("select assist.create_organization($1, $2, $3)").bind(id).bind(name).bind(slug);
        let made = scope.fetch_optional(make).await.map_err(|error| match error {
            Error::UniqueViolation(_) => error.field("input.slug"),
            other => other,
        })?;
        match made.map(|row| row.try_get::<Option<String>, _>(0)).transpose()?.flatten().as_deref() {
            None => Ok(vec![("assistOrganization", Given::Row(vec![id.to_string()]))]),
            Some("many") => {
                Err(Error::conflict("You own 20 organizations, which is the limit.").with("max", 20))
            }
            Some(_) => Err(Error::forbidden("You are suspended in Assist.")),
        }
    }
    .boxed()
}
