//! Onboarding to the internal team. The place comes first: a row of the team, found by its address or made, pending until
//! the invitation is accepted. It is written as the caller, so the policies see to it that nobody gives more than they hold.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde::Deserialize;
use serde_json::json;
use sqlx::Row as _;
use uuid::Uuid;

use crate::auth::{Invitation, parse_address};
use crate::ctx::Ctx;
use crate::db::{Statement, WriteScope};
use crate::domain::invitation::{Inviting, To, require_visible};
use crate::domain::operation::{Input, Kind, optional, required};
use crate::error::{Error, Result};

/// To take a place in the team.
pub const TEAM_MEMBER: Inviting = Inviting {
    name: "internalTeamMemberInvite",
    description: "Invites somebody to the team. Takes `team.members.manage`, and a role that holds no capability you lack. A \
                  place that is pending is found by its address; else it is made. Who was offboarded comes back this way; \
                  `CONFLICT` for who is active or suspended.",
    input: &[
        required("email", Kind::Text(254), "The address in the team."),
        optional(
            "personalEmail",
            Kind::Text(254),
            "Where the invitation goes and with which account it is accepted; else the address in the team.",
        ),
        optional("fullName", Kind::Text(200), "Their name; needed for a new place."),
        optional("role", Kind::Id("internal", "team_roles"), "What they will be; else that of the place."),
    ],
    to: To::Own(prepare),
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Invite {
    email: String,
    personal_email: Option<String>,
    full_name: Option<String>,
    role: Option<Uuid>,
}

/// A place in the team, as far as inviting to it is concerned.
struct Place {
    id: Uuid,
    email: String,
}

fn prepare<'a>(
    ctx: &'a Ctx,
    scope: &'a mut WriteScope,
    input: &'a Input,
) -> BoxFuture<'a, Result<Invitation>> {
    async move {
        let mut invite: Invite = input.read()?;
        invite.email = parse_address(&invite.email, "input.email")?;
        if let Some(email) = &mut invite.personal_email {
            *email = parse_address(email, "input.personalEmail")?;
        }
        if let Some(role) = invite.role {
            let visible = require_visible(scope, "internal.team_roles", role).await;
            visible.map_err(|error| error.field("input.role"))?;
        }
        let known =
            Statement::new("select id, status from internal.team_members where lower(email) = lower($1)");
        let place = match scope.fetch_optional(known.bind(&invite.email)).await? {
            Some(row) => renew(ctx, scope, &invite, row.try_get("id")?, row.try_get("status")?).await?,
            None => make(ctx, scope, &invite).await?,
        };
        Ok(Invitation {
            kind: "internal",
            target: place.id,
            place: "the team of Selify internal",
            email: place.email,
            role: None,
            details: json!({}),
        })
    }
    .boxed()
}

async fn renew(
    ctx: &Ctx,
    scope: &mut WriteScope,
    invite: &Invite,
    id: Uuid,
    status: Option<String>,
) -> Result<Place> {
    if let Some(status @ ("active" | "suspended")) = status.as_deref() {
        return Err(Error::conflict(format!("There is a member with this address, who is {status}.")));
    }
    let statement = Statement::new(
        "update internal.team_members set \
             personal_email = coalesce($2, personal_email), \
             full_name      = coalesce($3, full_name), \
             role_id        = coalesce($4, role_id), \
             role_name      = case when $4 is null then role_name else (select name from internal.team_roles where id = $4) end, \
             updated_at     = $5 \
         where id = $1 returning id, coalesce(personal_email, email) as email",
    );
    let statement =
        statement.bind(id).bind(invite.personal_email.as_deref()).bind(invite.full_name.as_deref());
    place(scope, statement.bind(invite.role).bind(ctx.now())).await
}

async fn make(ctx: &Ctx, scope: &mut WriteScope, invite: &Invite) -> Result<Place> {
    let full_name = invite.full_name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    let full_name =
        full_name.ok_or_else(|| Error::bad_user_input("A new member has a name.").field("input.fullName"))?;
    let statement = Statement::new(
        "insert into internal.team_members \
             (email, personal_email, full_name, role_id, role_name, status, created_by, created_at, updated_at) \
         values ($1, $2, $3, $4, (select name from internal.team_roles where id = $4), 'pending', internal.member_id(), $5, $5) \
         returning id, coalesce(personal_email, email) as email",
    );
    let statement = statement.bind(&invite.email).bind(invite.personal_email.as_deref()).bind(full_name);
    place(scope, statement.bind(invite.role).bind(ctx.now())).await
}

async fn place(scope: &mut WriteScope, statement: Statement) -> Result<Place> {
    let row = scope.fetch_optional(statement).await?;
    let row = row.ok_or_else(|| Error::forbidden("You may not give this place to somebody."))?;
    Ok(Place { id: row.try_get("id")?, email: row.try_get("email")? })
}
