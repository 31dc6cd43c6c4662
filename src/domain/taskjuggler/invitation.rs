//! Inviting to the teams and tasks of TaskJuggler.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde::Deserialize;
use serde_json::json;
use uuid::Uuid;

use crate::auth::{Invitation, parse_address};
use crate::ctx::Ctx;
use crate::db::WriteScope;
use crate::domain::invitation::{EMAIL, Inviting, require_visible};
use crate::domain::operation::{Input, Kind, optional, required};
use crate::error::Result;

/// To become a member of a team.
pub const TEAM: Inviting = Inviting {
    name: "taskjugglerTeamInvite",
    description: "Invites somebody to a team. Takes an administrator of the team.",
    input: &[
        EMAIL,
        required("team", Kind::Id("taskjuggler", "teams"), "The team."),
        optional("isAdmin", Kind::Boolean, "Whether they will administer it."),
    ],
    prepare: team,
};

/// To collaborate on a task.
pub const TASK: Inviting = Inviting {
    name: "taskjugglerTaskInvite",
    description: "Invites somebody to collaborate on a task: to see it with its messages and actions, and to write such. Takes \
                  somebody who may change the task.",
    input: &[EMAIL, required("task", Kind::Id("taskjuggler", "tasks"), "The task.")],
    prepare: task,
};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct ToTeam {
    email: String,
    team: Uuid,
    is_admin: Option<bool>,
}

#[derive(Deserialize)]
struct ToTask {
    email: String,
    task: Uuid,
}

fn team<'a>(_: &'a Ctx, scope: &'a mut WriteScope, input: &'a Input) -> BoxFuture<'a, Result<Invitation>> {
    async move {
        let ToTeam { email, team, is_admin } = input.read()?;
        let email = parse_address(&email, "input.email")?;
        require_visible(scope, "taskjuggler.teams", team).await?;
        let role = if is_admin.unwrap_or(false) { "admin" } else { "member" };
        Ok(Invitation {
            kind: "taskjuggler_team",
            target: team,
            place: "a team in TaskJuggler",
            email,
            role: Some(role.to_owned()),
            details: json!({}),
        })
    }
    .boxed()
}

fn task<'a>(_: &'a Ctx, scope: &'a mut WriteScope, input: &'a Input) -> BoxFuture<'a, Result<Invitation>> {
    async move {
        let ToTask { email, task } = input.read()?;
        let email = parse_address(&email, "input.email")?;
        require_visible(scope, "taskjuggler.tasks", task).await?;
        Ok(Invitation {
            kind: "taskjuggler_task",
            target: task,
            place: "a task in TaskJuggler",
            email,
            role: None,
            details: json!({}),
        })
    }
    .boxed()
}
