//! Approval requests of Selify internal.

use entity::internal::approval_requests as approval;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde::Deserialize;
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::db::{Statement, WriteScope};
use crate::domain::operation::{Form, Given, Input, Kind, Operation, Output, Run, optional, required};
use crate::error::{Error, Result};

/// Decides a request that is still pending.
pub const DECIDE: Operation = Operation {
    name: "internalApprovalRequestDecide",
    description: "Approves or rejects a request. Refused with CONFLICT when it is no longer pending.",
    input: &[
        required("id", Kind::Id("internal", "approval_requests"), "The request."),
        required(
            "decision",
            Kind::Choice("InternalApprovalDecision", "How a request is decided.", &["approved", "rejected"]),
            "How it is decided.",
        ),
        optional("notes", Kind::Text(10_000), "Why."),
    ],
    form: Form::Input,
    output: &[required(
        "internalApprovalRequest",
        Kind::Row("internal", "approval_requests"),
        "The request after the decision.",
    )],
    run: Run::Transaction(decide),
};

#[derive(Deserialize)]
struct Decide {
    id: Uuid,
    decision: String,
    notes: Option<String>,
}

fn decide<'a>(ctx: &'a Ctx, scope: &'a mut WriteScope, input: &'a Input) -> BoxFuture<'a, Result<Output>> {
    async move {
        let Decide { id, decision, notes } = input.read()?;
        let known = approval::Entity::find_by_id(id).one(scope).await?.ok_or_else(Error::no_such_row)?;
        if known.status != "pending" {
            return Err(Error::conflict("The request has been decided already.").with("status", known.status));
        }
        let now = ctx.now();
        let member = member_id(scope).await?;
        let changed = approval::Entity::update_many()
            .col_expr(approval::Column::Status, Expr::value(decision))
            .col_expr(approval::Column::ResolvedBy, Expr::value(member))
            .col_expr(approval::Column::ResolvedAt, Expr::value(now))
            .col_expr(approval::Column::ResolutionNotes, Expr::value(notes))
            .col_expr(approval::Column::UpdatedAt, Expr::value(now))
            .filter(approval::Column::Id.eq(id))
            // Whoever decides at the same moment has waited for the row and finds it decided.
            .filter(approval::Column::Status.eq("pending"))
            .exec(scope)
            .await?;
        if changed.rows_affected == 0 {
            let now_known =
                approval::Entity::find_by_id(id).one(scope).await?.ok_or_else(Error::no_such_row)?;
            return Err(if now_known.status == "pending" {
                Error::forbidden("You may see this request, but not decide it.")
            } else {
                Error::conflict("The request has been decided already.").with("status", now_known.status)
            });
        }
        Ok(vec![("internalApprovalRequest", Given::Row(vec![id.to_string()]))])
    }
    .boxed()
}

/// The caller's place in the team.
async fn member_id(scope: &mut WriteScope) -> Result<Option<Uuid>> {
    let row = scope.fetch_optional(Statement::new("select internal.member_id()")).await?;
    Ok(row.map(|row| sqlx::Row::try_get(&row, 0)).transpose()?.flatten())
}
