//! Rows that are handed to somebody else, perhaps out of the caller's sight. PostgreSQL refuses such an update, so a function
//! past the policies does it; who may hand what to whom stands in `migration/sql/handover/rules.sql`, one line for each table.
//!
//! Here is what the operations are called and what they take. The caller must see the row and be allowed to change it, which
//! the policies answer; the function asks its own rules, whoever calls it. The payload says which row it was, and gives the
//! row as far as the caller still sees it.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde_json::{Map, Value};
use sqlx::Row as _;

use super::operation::{Form, Given, Input, Kind, Operation, Output, Parameter, Run, optional, required};
use crate::ctx::Ctx;
use crate::db::{Statement, WriteScope};
use crate::error::{Error, Result};

/// How the rows of a table are handed to somebody else.
struct Handover {
    name: &'static str,
    description: &'static str,
    table: &'static str,
    /// The type of its key.
    key: &'static str,
    function: &'static str,
    /// The name of the row in the payload.
    entity: &'static str,
    input: &'static [Parameter],
    output: &'static [Parameter],
    /// Which columns each value of the input goes to.
    to: &'static [(&'static str, &'static [&'static str])],
}

const EXPECTED_VERSION: Parameter = optional(
    "expectedVersion",
    Kind::Text(20),
    "The `rowVersion` that the row must still have; else `CONFLICT`.",
);

macro_rules! handover {
    ($schema:literal $table:literal, $key:literal, $name:literal gives $entity:literal, $description:literal,
     $($to:literal = $parameter:expr => [$($column:literal),+]);+) => {
        Handover {
            name: $name,
            description: $description,
            table: concat!($schema, ".", $table),
            key: $key,
            function: concat!("handover.", $schema, "_", $table),
            entity: $entity,
            input: &[required("id", Kind::Id($schema, $table), "What is handed over."), $($parameter,)+ EXPECTED_VERSION],
            output: &[
                required("entityId", Kind::Id($schema, $table), "The id of what was handed over."),
                required($entity, Kind::Row($schema, $table), "It, as you see it now; null if it is out of your sight."),
            ],
            to: &[$(($to, &[$($column),+])),+],
        }
    };
}

const fn to(schema: &'static str, table: &'static str, meaning: &'static str) -> Parameter {
    required("to", Kind::Id(schema, table), meaning)
}

const ASSIST_USER: Parameter =
    to("assist", "users", "Who is to have it: somebody who could have made it there.");

/// In the order of their names.
static HANDOVERS: [Handover; 10] = [
    handover!("assist" "areas", "text", "assistAreaHandOver" gives "assistArea",
        "Makes somebody who works in the space the owner of an area. For the owner.",
        "to" = ASSIST_USER => ["user_id", "user_uuid"]),
    handover!("assist" "documents", "text", "assistDocumentHandOver" gives "assistDocument",
        "Makes somebody else the owner of a document. For the owner.",
        "to" = ASSIST_USER => ["user_id", "user_uuid"]),
    handover!("assist" "pages", "text", "assistPageHandOver" gives "assistPage",
        "Makes somebody who works in the area the owner of a page. For the owner.",
        "to" = ASSIST_USER => ["user_id"]),
    handover!("assist" "spaces", "text", "assistSpaceHandOver" gives "assistSpace",
        "Makes a member the owner of a space that is not personal. For the owner.",
        "to" = ASSIST_USER => ["user_id", "user_uuid"]),
    handover!("assist" "tasks", "text", "assistTaskHandOver" gives "assistTask",
        "Makes somebody who works in its place the owner of a task. For the owner, and for who administers the place.",
        "to" = ASSIST_USER => ["user_id", "user_uuid"]),
    handover!("internal" "saved_views", "uuid", "internalSavedViewHandOver" gives "internalSavedView",
        "Makes another active member the owner of a view. For the owner.",
        "to" = to("internal", "team_members", "Who is to have it.") => ["owner_id"]),
    handover!("scaliyo" "strategy_tasks", "uuid", "scaliyoStrategyTaskAssign" gives "scaliyoStrategyTask",
        "Assigns a task to a colleague, to a team of yours, or to nobody. For its user and the team that has it.",
        "assignedTo" = optional("assignedTo", Kind::Id("auth", "users"), "Who is to do it; null: nobody.") => ["assigned_to"];
        "team" = optional("team", Kind::Id("scaliyo", "teams"), "Which team is to have it; null: none.") => ["team_id"]),
    handover!("scaliyo" "teams", "uuid", "scaliyoTeamHandOver" gives "scaliyoTeam",
        "Makes an administrator of a team its owner, who becomes an administrator. For the owner.",
        "to" = to("auth", "users", "Who is to have it.") => ["owner_id"]),
    handover!("taskjuggler" "tasks", "uuid", "taskjugglerTaskAssign" gives "taskjugglerTask",
        "Assigns a task: to somebody you have to do with, to a team of yours, to a member of it, or to nobody. For who asked for it, who does it, and the team that has it.",
        "owner" = optional("owner", Kind::Id("taskjuggler", "users"), "Who is to do it; null: nobody.") => ["owner_id"];
        "team" = optional("team", Kind::Id("taskjuggler", "teams"), "Which team is to have it; null: none.") => ["team_id"];
        "teamMember" = optional("teamMember", Kind::Id("taskjuggler", "team_members"), "Which member of the team; null: none.") => ["team_member_id"]),
    handover!("taskjuggler" "teams", "uuid", "taskjugglerTeamHandOver" gives "taskjugglerTeam",
        "Puts an administrator of a team in charge of it. For its creator.",
        "to" = to("taskjuggler", "users", "Who is to have it.") => ["created_by"]),
];

/// One for each table whose rows can be handed over.
pub fn operations() -> impl Iterator<Item = Operation> {
    HANDOVERS.iter().map(|handover| Operation {
        name: handover.name,
        description: handover.description,
        input: handover.input,
        form: Form::Input,
        output: handover.output,
        run: Run::described(handover, hand_over),
    })
}

fn hand_over<'a>(
    handover: &'static Handover,
    _: &'a Ctx,
    scope: &'a mut WriteScope,
    input: &'a Input,
) -> BoxFuture<'a, Result<Output>> {
    async move {
        let id = input.text("id").unwrap_or_default().to_owned();
        let expected = input.text("expectedVersion").map(str::to_owned);
        let wanted = wanted(handover, &input.0);
        if wanted.is_empty() {
            return Err(Error::bad_user_input("The input does not say to whom.").field("input"));
        }
        let Handover { table, key, function, .. } = handover;
        let row = format!("from {table} t where t.id = $1::{key}");
        let found = scope.fetch_optional(Statement::new(format!("select {row}")).bind(id.clone())).await?;
        found.ok_or_else(Error::no_such_row)?;
        // Whoever locks a row must be allowed to change it, say the policies.
        let locked = Statement::new(format!("select t.xmin::text {row} for update")).bind(id.clone());
        let locked = scope.fetch_optional(locked).await?.ok_or_else(|| refused("giver", handover))?;
        let run = Statement::new(format!("select {function}($1, $2, $3)"));
        let run = run.bind(id.clone()).bind(Value::Object(wanted)).bind(expected);
        let refusal = scope.fetch_optional(run).await?.map(|row| row.try_get::<Option<String>, _>(0));
        match refusal.transpose()?.flatten().as_deref() {
            None => {
                Ok(vec![("entityId", Given::Row(vec![id.clone()])), (handover.entity, Given::Row(vec![id]))])
            }
            Some("expected") => {
                let conflict = Error::conflict("The row was changed meanwhile. Read it again.");
                Err(conflict
                    .field("input.expectedVersion")
                    .with("currentVersion", locked.try_get::<String, _>(0)?))
            }
            Some(word) => Err(refused(word, handover)),
        }
    }
    .boxed()
}

/// The columns that are to change, of those that the input names.
fn wanted(handover: &Handover, input: &Map<String, Value>) -> Map<String, Value> {
    let given =
        handover.to.iter().filter_map(|(name, columns)| input.get(*name).map(|value| (columns, value)));
    given
        .flat_map(|(columns, value)| columns.iter().map(|column| ((*column).to_owned(), value.clone())))
        .collect()
}

/// What a word of the function means to a client. Who is not there and who could not have it read the same.
fn refused(word: &str, handover: &Handover) -> Error {
    if word == "giver" {
        return Error::forbidden("You may see this row, but not hand it to somebody else.");
    }
    let place = match handover.to {
        [(name, _)] => format!("input.{name}"),
        _ => "input".to_owned(),
    };
    Error::bad_user_input("It cannot be handed there: nobody you could hand it to.").field(place)
}
