//! Inviting to an organization of Assist.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::auth::{Invitation, parse_address};
use crate::ctx::Ctx;
use crate::db::WriteScope;
use crate::domain::invitation::{EMAIL, Inviting, require_visible};
use crate::domain::operation::{Input, Kind, required};
use crate::error::Result;

/// To become a member of an organization.
pub const ORGANIZATION: Inviting = Inviting {
    name: "assistOrganizationInvite",
    description: "Invites somebody to an organization. Owners invite in every role, administrators all but owners.",
    input: &[
        EMAIL,
        required("organization", Kind::Id("assist", "organizations"), "The organization."),
        required(
            "role",
            Kind::Choice(
                "AssistOrganizationRole",
                "What somebody is in an organization.",
                &["owner", "admin", "member"],
            ),
            "What they will be.",
        ),
    ],
    prepare,
};

#[derive(Deserialize)]
struct Invite {
    email: String,
    organization: Uuid,
    role: String,
}

fn prepare<'a>(_: &'a Ctx, scope: &'a mut WriteScope, input: &'a Input) -> BoxFuture<'a, Result<Invitation>> {
    async move {
        let Invite { email, organization, role } = input.read()?;
        let email = parse_address(&email, "input.email")?;
        require_visible(scope, "assist.organizations", organization).await?;
        Ok(Invitation {
            kind: "assist",
            target: organization,
            place: "an organization in Assist",
            email,
            role: Some(role),
            details: json!({}),
        })
    }
    .boxed()
}
