//! Notifications of TaskJuggler.

use entity::taskjuggler::notifications as notification;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use sea_orm::sea_query::{Expr, ExprTrait as _};
use sea_orm::{ColumnTrait as _, EntityTrait as _, QueryFilter as _};
use serde::Deserialize;
use uuid::Uuid;

use crate::ctx::Ctx;
use crate::db::WriteScope;
use crate::domain::operation::{Form, Given, Input, Kind, Operation, Output, Run, required};
use crate::error::{Error, Result};

/// Marks a notification as read.
pub const MARK_READ: Operation = Operation {
    name: "taskjugglerNotificationMarkRead",
    description: "Marks a notification as read. One that has been read already keeps its time.",
    input: &[required("id", Kind::Id("taskjuggler", "notifications"), "The notification.")],
    form: Form::Input,
    output: &[required(
        "taskjugglerNotification",
        Kind::Row("taskjuggler", "notifications"),
        "The notification.",
    )],
    run: Run::Transaction(mark_read),
};

#[derive(Deserialize)]
struct MarkRead {
    id: Uuid,
}

fn mark_read<'a>(ctx: &'a Ctx, scope: &'a mut WriteScope, input: &'a Input) -> BoxFuture<'a, Result<Output>> {
    async move {
        let MarkRead { id } = input.read()?;
        notification::Entity::find_by_id(id).one(scope).await?.ok_or_else(Error::no_such_row)?;
        notification::Entity::update_many()
            .col_expr(notification::Column::IsRead, Expr::value(true))
            .col_expr(notification::Column::ReadAt, Expr::value(ctx.now()))
            .filter(notification::Column::Id.eq(id))
            .filter(notification::Column::IsRead.eq(false).or(notification::Column::IsRead.is_null()))
            .exec(scope)
            .await?;
        Ok(vec![("taskjugglerNotification", Given::Row(vec![id.to_string()]))])
    }
    .boxed()
}
