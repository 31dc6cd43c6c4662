//! A mutation with an idempotency key: done once, and answered each time as it was the first time.
//!
//! The answer is kept in the transaction of the write, before it is committed. One thing is known only afterwards: the
//! write's place in the change log. Its place in the answer is kept by a byte that JSON cannot hold, and filled in each time
//! from the number of the transaction.

use super::document::Prepared;
use super::execute::{self, Act};
use super::json::Writer;
use super::response::{self, FieldError};
use super::selection::Selected;
use super::write;
use super::{Inner, Response, extension};
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::idempotency::{Given, Key};

/// Stands where the cursor belongs. Control characters within texts are escaped.
const PLACE: u8 = 0;

/// Runs a mutation of one root field, or answers as it was answered before.
pub async fn mutation(engine: &Inner, ctx: &Ctx, prepared: &Prepared, key: &Key) -> Response {
    let selected = &prepared.selection.fields[0];
    match answer(engine, ctx, prepared, selected, key).await {
        Ok(body) => Response::of(body),
        Err(error) => {
            let data = format!("{{\"{}\":null}}", selected.key);
            let error = FieldError::new(&error, vec![selected.key.clone().into()], vec![selected.position]);
            Response::of(response::envelope(Some(data.as_bytes()), &[error], &ctx.request_id))
        }
    }
}

async fn answer(
    engine: &Inner,
    ctx: &Ctx,
    prepared: &Prepared,
    selected: &Selected,
    key: &Key,
) -> Result<Vec<u8>> {
    let Some(act) = Act::of(engine, prepared, selected)? else {
        return Err(no_key("This field writes nothing: it takes no idempotency key."));
    };
    if act.is_alone() {
        return Err(no_key(
            "This field takes no idempotency key: what it does is not undone with its answer, which may hold a secret.",
        ));
    }
    let account = ctx.principal.require_account()?;
    let act = &act;
    let _turn = engine.gate.enter(account, key).await?;
    let (answer, writer) = ctx
        .transact(|mut scope| async move {
            if let Some(Given { answer, writer }) = key.claim(&mut scope, ctx.now()).await? {
                return Ok(scope.undo_with((answer, Some(writer))));
            }
            let (object, plan, loaded) =
                execute::carry_out(engine, ctx, prepared, selected, act, &mut scope).await?;
            let late = [(write::CURSOR.to_owned(), char::from(PLACE).to_string())];
            let mut writer = Writer::new(&engine.model.catalog, &plan, &loaded);
            if !act.is_dry() {
                writer = writer.with(&late);
            }
            writer.out.extend_from_slice(format!("{{\"{}\":", selected.key).as_bytes());
            writer.field(&selected.key, &object);
            writer.out.push(b'}');
            let body = response::envelope(Some(&writer.out), &writer.errors, &ctx.request_id);
            if act.is_dry() {
                return Ok(scope.undo_with((body, None)));
            }
            let writer = key.keep(&mut scope, &body).await?;
            scope.commit_with((body, Some(writer))).await
        })
        .await?;
    engine.streams.committed();
    let Some(place) = writer.filter(|_| answer.contains(&PLACE)) else { return Ok(answer) };
    let cursor = execute::place(engine, place).await;
    let parts: Vec<_> = answer.split(|byte| *byte == PLACE).collect();
    Ok(parts.join(cursor.as_bytes()))
}

fn no_key(message: &'static str) -> Error {
    Error::bad_user_input(message).field(extension::IDEMPOTENCY_KEY)
}
