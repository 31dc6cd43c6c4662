//! Inviting to a tenant of CodeOps: the inviter's own.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde::Deserialize;
use serde_json::{Map, Value};
use sqlx::Row as _;
use uuid::Uuid;

use crate::auth::{Invitation, parse_address};
use crate::ctx::Ctx;
use crate::db::{Statement, WriteScope};
use crate::domain::invitation::{EMAIL, Inviting, To, require_visible};
use crate::domain::operation::{Input, Kind, Parameter, optional, required};
use crate::error::{Error, Result};

/// To become a user of the caller's tenant.
pub const USER: Inviting = Inviting {
    name: "coreUserInvite",
    description: "Invites somebody to your tenant. Takes `users.manage`, and a role that holds no permission you lack. A \
                  user who was deactivated comes back in this role.",
    input: INPUT,
    to: To::Own(prepare),
};

const INPUT: &[Parameter] = &[
    EMAIL,
    required("role", Kind::Id("core", "roles"), "What they will be."),
    optional("firstName", Kind::Text(255), "Their first name; else from the account's name."),
    optional("lastName", Kind::Text(255), "Their last name; else from the account's name."),
    optional("title", Kind::Text(255), "Their title."),
    optional("department", Kind::Text(255), "Their department."),
];

#[derive(Deserialize)]
struct Invite {
    email: String,
    role: Uuid,
    /// The rest, kept under the same names.
    #[serde(flatten)]
    details: Map<String, Value>,
}

fn prepare<'a>(_: &'a Ctx, scope: &'a mut WriteScope, input: &'a Input) -> BoxFuture<'a, Result<Invitation>> {
    async move {
        let Invite { email, role, details } = input.read()?;
        let email = parse_address(&email, "input.email")?;
        let own = Statement::new("select tenant_id from core.users where id = (select auth.uid())");
        let own = scope.fetch_optional(own).await?;
        let own = own.ok_or_else(|| Error::forbidden("You belong to no tenant."))?;
        require_visible(scope, "core.roles", role).await.map_err(|error| error.field("input.role"))?;
        Ok(Invitation {
            kind: "core",
            target: own.try_get("tenant_id")?,
            place: "a tenant of CodeOps",
            email,
            role: Some(role.to_string()),
            details: Value::Object(details),
        })
    }
    .boxed()
}
