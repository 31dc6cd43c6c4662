//! Inviting to the teams and boards of Scaliyo.

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

/// To become a member of a team.
pub const TEAM: Inviting = Inviting {
    name: "scaliyoTeamInvite",
    description: "Invites somebody to a team. Members invite members; administrators and owners also administrators.",
    input: &[
        EMAIL,
        required("team", Kind::Id("scaliyo", "teams"), "The team."),
        required(
            "role",
            Kind::Choice(
                "ScaliyoTeamRole",
                "What somebody who is invited becomes in a team.",
                &["admin", "member"],
            ),
            "What they will be.",
        ),
    ],
    prepare: team,
};

/// To become a member of a board.
pub const BOARD: Inviting = Inviting {
    name: "scaliyoBoardInvite",
    description: "Invites somebody to a board. Takes an owner or an administrator of the board.",
    input: &[
        EMAIL,
        required("board", Kind::Id("scaliyo", "teamhub_boards"), "The board."),
        required(
            "role",
            Kind::Choice(
                "ScaliyoBoardRole",
                "What somebody who is invited becomes on a board.",
                &["admin", "member", "viewer"],
            ),
            "What they will be.",
        ),
    ],
    prepare: board,
};

#[derive(Deserialize)]
struct ToTeam {
    email: String,
    team: Uuid,
    role: String,
}

#[derive(Deserialize)]
struct ToBoard {
    email: String,
    board: Uuid,
    role: String,
}

fn team<'a>(_: &'a Ctx, scope: &'a mut WriteScope, input: &'a Input) -> BoxFuture<'a, Result<Invitation>> {
    async move {
        let ToTeam { email, team, role } = input.read()?;
        let email = parse_address(&email, "input.email")?;
        require_visible(scope, "scaliyo.teams", team).await?;
        Ok(Invitation {
            kind: "scaliyo_team",
            target: team,
            place: "a team in Scaliyo",
            email,
            role: Some(role),
            details: json!({}),
        })
    }
    .boxed()
}

fn board<'a>(_: &'a Ctx, scope: &'a mut WriteScope, input: &'a Input) -> BoxFuture<'a, Result<Invitation>> {
    async move {
        let ToBoard { email, board, role } = input.read()?;
        let email = parse_address(&email, "input.email")?;
        require_visible(scope, "scaliyo.teamhub_boards", board).await?;
        Ok(Invitation {
            kind: "scaliyo_board",
            target: board,
            place: "a board in Scaliyo",
            email,
            role: Some(role),
            details: json!({}),
        })
    }
    .boxed()
}
