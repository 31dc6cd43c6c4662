//! What a system says of inviting: what it takes, and what is read or written in the caller's scope before the invitation is
//! made. `domain::account::invitation` makes operations of it; who may invite is decided in the database.
//!
//! Most invite to a place that is there, in a role: those are [`PLACES`]. Two ask for more, in rooms of their own.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde_json::{Value, json};
use uuid::Uuid;

use super::operation::{Input, Kind, Parameter, optional, required};
use crate::auth::{Invitation, parse_address};
use crate::ctx::Ctx;
use crate::db::{Statement, WriteScope};
use crate::error::{Error, Result};

/// The address of who is invited; a parameter of every kind.
pub const EMAIL: Parameter =
    required("email", Kind::Text(254), "For whom: the address of an account, or of one to be made.");

/// How a system invites.
#[derive(Clone, Copy)]
pub struct Inviting {
    /// The operation's name.
    pub name: &'static str,
    /// What it lets somebody into, and who may.
    pub description: &'static str,
    /// What it takes.
    pub input: &'static [Parameter],
    /// What it is to.
    pub to: To,
}

/// What somebody is invited to.
#[derive(Clone, Copy)]
pub enum To {
    /// A place that is there.
    Place(&'static Place),
    /// What this function finds or makes, in the caller's scope. It may run again if it met a deadlock.
    Own(Prepare),
}

/// A function that finds the place.
pub type Prepare = for<'a> fn(&'a Ctx, &'a mut WriteScope, &'a Input) -> BoxFuture<'a, Result<Invitation>>;

/// A place that is there; the caller must see it.
pub struct Place {
    /// The parameter that names it.
    pub parameter: &'static str,
    /// Its table.
    pub table: &'static str,
    /// As `auth.invitations` calls the kind.
    pub kind: &'static str,
    /// What the letter calls it.
    pub words: &'static str,
    /// Whether those who come in have a role there: `role` says which, or `isAdmin` whether they administer it.
    pub roles: bool,
}

/// Invitations to places that are there.
pub const PLACES: [Inviting; 5] = [
    Inviting {
        name: "assistOrganizationInvite",
        description: "Invites somebody to an organization. Owners invite in every role, administrators all but owners.",
        input: &[
            EMAIL,
            required("organization", Kind::Id("assist", "organizations"), "The organization."),
            role(
                "AssistOrganizationRole",
                "What somebody is in an organization.",
                &["owner", "admin", "member"],
            ),
        ],
        to: To::Place(&Place {
            parameter: "organization",
            table: "assist.organizations",
            kind: "assist",
            words: "an organization in Assist",
            roles: true,
        }),
    },
    Inviting {
        name: "scaliyoTeamInvite",
        description: "Invites somebody to a team. Members invite members; administrators and owners also administrators.",
        input: &[
            EMAIL,
            required("team", Kind::Id("scaliyo", "teams"), "The team."),
            role("ScaliyoTeamRole", "What somebody who is invited becomes in a team.", &["admin", "member"]),
        ],
        to: To::Place(&Place {
            parameter: "team",
            table: "scaliyo.teams",
            kind: "scaliyo_team",
            words: "a team in Scaliyo",
            roles: true,
        }),
    },
    Inviting {
        name: "scaliyoBoardInvite",
        description: "Invites somebody to a board. Takes an owner or an administrator of the board.",
        input: &[
            EMAIL,
            required("board", Kind::Id("scaliyo", "teamhub_boards"), "The board."),
            role(
                "ScaliyoBoardRole",
                "What somebody who is invited becomes on a board.",
                &["admin", "member", "viewer"],
            ),
        ],
        to: To::Place(&Place {
            parameter: "board",
            table: "scaliyo.teamhub_boards",
            kind: "scaliyo_board",
            words: "a board in Scaliyo",
            roles: true,
        }),
    },
    Inviting {
        name: "taskjugglerTeamInvite",
        description: "Invites somebody to a team. Takes an administrator of the team.",
        input: &[
            EMAIL,
            required("team", Kind::Id("taskjuggler", "teams"), "The team."),
            optional("isAdmin", Kind::Boolean, "Whether they will administer it."),
        ],
        to: To::Place(&Place {
            parameter: "team",
            table: "taskjuggler.teams",
            kind: "taskjuggler_team",
            words: "a team in TaskJuggler",
            roles: true,
        }),
    },
    Inviting {
        name: "taskjugglerTaskInvite",
        description: "Invites somebody to collaborate on a task: to see it with its messages and actions, and to write such. Takes \
                      somebody who may change the task.",
        input: &[EMAIL, required("task", Kind::Id("taskjuggler", "tasks"), "The task.")],
        to: To::Place(&Place {
            parameter: "task",
            table: "taskjuggler.tasks",
            kind: "taskjuggler_task",
            words: "a task in TaskJuggler",
            roles: false,
        }),
    },
];

const fn role(name: &'static str, lists: &'static str, roles: &'static [&'static str]) -> Parameter {
    required("role", Kind::Choice(name, lists, roles), "What they will be.")
}

impl To {
    /// The invitation that an input asks for.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for an address that is none, `NOT_FOUND` for a place that the caller does not see.
    pub fn prepare<'a>(
        self,
        ctx: &'a Ctx,
        scope: &'a mut WriteScope,
        input: &'a Input,
    ) -> BoxFuture<'a, Result<Invitation>> {
        match self {
            Self::Own(prepare) => prepare(ctx, scope, input),
            Self::Place(place) => place.prepare(scope, input).boxed(),
        }
    }
}

impl Place {
    async fn prepare(&self, scope: &mut WriteScope, input: &Input) -> Result<Invitation> {
        let email = parse_address(input.text("email").unwrap_or_default(), "input.email")?;
        let target =
            input.text(self.parameter).and_then(|id| id.parse().ok()).ok_or_else(Error::no_such_row)?;
        require_visible(scope, self.table, target).await?;
        let is_admin = input.0.get("isAdmin") == Some(&Value::Bool(true));
        let role = input.text("role").unwrap_or(if is_admin { "admin" } else { "member" });
        let role = self.roles.then(|| role.to_owned());
        Ok(Invitation { kind: self.kind, target, place: self.words, email, role, details: json!({}) })
    }
}

/// Refuses a row that the caller does not see.
///
/// # Errors
/// `NOT_FOUND`.
pub async fn require_visible(scope: &mut WriteScope, table: &'static str, id: Uuid) -> Result<()> {
    let statement = Statement::new(format!("select from {table} where id = $1")).bind(id);
    scope.fetch_optional(statement).await?.map(drop).ok_or_else(Error::no_such_row)
}
