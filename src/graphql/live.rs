//! Live queries: any query, answered at once, and again whenever its answer has become another.
//!
//! A query is run again only when one of the tables that it rests on has changed in a way that can concern its reader:
//! those that its plan reads, and those that decide who sees their rows. Changes that come while it may not run yet count
//! as one. An answer that is the same as the last one is not sent. While nothing changes, nothing runs.
//!
//! The same query of readers with the same rights is run once, for all of them: they share a [`Live`], which lasts as long
//! as somebody reads it. A reader who is slow is given the newest answer and not those in between.

use std::sync::Arc;
use std::time::Duration;

use async_graphql::Value;
use futures::{FutureExt as _, Stream, stream};
use tokio::sync::watch;
use tokio::time::{Instant, sleep_until};
use tokio_util::sync::{CancellationToken, DropGuard};

use super::catalog::TableId;
use super::document::{Document, Prepared};
use super::input::Variables;
use super::json::Writer;
use super::model::{FieldDef, Source};
use super::patience::Patience;
use super::plan::{Object, Plan};
use super::planner::Planner;
use super::price;
use super::response::{self, FieldError};
use super::selection::{Selected, Selection};
use super::shared::{Registry, Same, without_session};
use super::{Inner, Items, Response, execute, input};
use crate::auth::Principal;
use crate::ctx::Ctx;
use crate::error::{Error, Result};
use crate::stream::{Feed, Interest, Relation, Start};
use crate::telemetry::metric;

/// The name of the subscription field.
pub const FIELD: &str = "live";
/// The argument that says how often it may run.
pub const THROTTLE: &str = "throttleMs";
/// What holds without it.
pub const THROTTLE_MS: i32 = 250;
/// The bounds of it.
const THROTTLE_MS_RANGE: std::ops::RangeInclusive<u64> = 50..=60_000;

/// The live queries of this node.
pub type Lives = Registry<Live>;

/// One live query, run for all who read it.
pub struct Live {
    answers: watch::Receiver<Option<Arc<Answer>>>,
    /// Held because the key names it by its place.
    _document: Arc<Document>,
    /// Ends the query with its last reader.
    _stop: DropGuard,
}

/// An answer without its envelope, which names the request of its reader.
#[derive(PartialEq)]
struct Answer {
    /// `None`: null.
    data: Option<Vec<u8>>,
    errors: Vec<FieldError>,
    /// Nothing follows it.
    is_last: bool,
}

/// Starts a live query, or joins it.
///
/// # Errors
/// `BAD_USER_INPUT` for what cannot be followed, and for a pace out of bounds.
pub fn start(engine: &Arc<Inner>, ctx: &Ctx, prepared: Prepared) -> Result<Items> {
    let selected = prepared.selection.fields.first();
    let selected = selected.ok_or_else(|| Error::internal("a subscription without a field"))?;
    let throttle = throttle(engine, &prepared, selected)?;
    let query = selected.selections.first().ok_or_else(|| Error::internal("a query without fields"))?;
    refuse_unknown(engine, query)?;
    // Charged once: what changes is not the caller's to answer for.
    let (_, plan) = plan(engine, ctx.principal, query, &prepared.variables);
    price::charge(&plan, &engine.limits, ctx)?;
    let mut ctx = ctx.clone();
    let request_id = Arc::clone(&ctx.request_id);
    ctx.principal = without_session(ctx.principal);
    let pace_ms = u64::try_from(throttle.as_millis()).unwrap_or(u64::MAX);
    let same = Same::new(&prepared, Some(&ctx.principal))?.at_pace(pace_ms);
    let live = engine.lives.join(same, || {
        let (sender, answers) = watch::channel(None);
        let stop = CancellationToken::new();
        let query = Query {
            engine: Arc::clone(engine),
            ctx,
            key: selected.key.clone(),
            position: selected.position,
            selection: Arc::clone(query),
            variables: prepared.variables.clone(),
            throttle,
        };
        tokio::spawn(stop.clone().run_until_cancelled_owned(query.run(sender)));
        Live { answers, _document: Arc::clone(&prepared.document), _stop: stop.drop_guard() }
    });
    Ok(Box::pin(items(live, request_id)))
}

/// How often the query may run.
fn throttle(engine: &Inner, prepared: &Prepared, selected: &Selected) -> Result<Duration> {
    let field = selected.definition(&engine.model, &prepared.selection);
    let arguments = field.map(|field| &field.arguments);
    let arguments = arguments.ok_or_else(|| Error::internal("a live query without a field"))?;
    let given = input::arguments(&engine.model, arguments, &selected.arguments, &prepared.variables)?;
    let ms = match given.get(THROTTLE) {
        Some(Value::Number(number)) => number.as_u64().unwrap_or_default(),
        _ => THROTTLE_MS.unsigned_abs().into(),
    };
    if !THROTTLE_MS_RANGE.contains(&ms) {
        let (min, max) = (THROTTLE_MS_RANGE.start(), THROTTLE_MS_RANGE.end());
        let message = format!("A live query runs every {min} to {max} milliseconds at most.");
        return Err(Error::bad_user_input(message).field(THROTTLE).with("min", *min).with("max", *max));
    }
    Ok(Duration::from_millis(ms))
}

/// Refuses questions, of which nobody knows on what their answers rest, and introspection, which never changes.
fn refuse_unknown(engine: &Inner, query: &Selection) -> Result<()> {
    for selected in &query.fields {
        let followed = match selected.definition(&engine.model, query) {
            Some(FieldDef { source, .. }) => !matches!(source, Source::Operation(_)),
            None => selected.name == "__typename",
        };
        if !followed {
            let message = format!("\"{}\" cannot be followed. Ask for it in a query.", selected.name);
            return Err(Error::bad_user_input(message).field(selected.key.clone()));
        }
    }
    Ok(())
}

/// The answers as one reader gets them: the one that is there, and each newer one.
fn items(live: Arc<Live>, request_id: Arc<str>) -> impl Stream<Item = Response> + Send {
    let mut answers = live.answers.clone();
    answers.mark_changed();
    stream::unfold(Some((live, answers, request_id)), |state| async move {
        let (live, mut answers, request_id) = state?;
        loop {
            answers.changed().await.ok()?;
            let Some(answer) = answers.borrow_and_update().clone() else { continue };
            let data = answer.data.as_deref().or(if answer.is_last { None } else { Some(b"null") });
            let body = response::envelope(data, &answer.errors, &request_id);
            let response = Response { executed: !answer.is_last, ..Response::of(body) };
            return Some((response, (!answer.is_last).then_some((live, answers, request_id))));
        }
    })
}

/// A live query as it is run.
struct Query {
    engine: Arc<Inner>,
    ctx: Ctx,
    /// The key of the field in the answer, and where it stands.
    key: String,
    position: async_graphql::Pos,
    selection: Arc<Selection>,
    variables: Variables,
    throttle: Duration,
}

impl Query {
    /// Runs until it is stopped, or until it cannot go on; that is then its last answer.
    async fn run(self, answers: watch::Sender<Option<Arc<Answer>>>) {
        let Err(error) = self.follow(&answers).await;
        let errors = vec![FieldError::new(&error, Vec::new(), Vec::new())];
        answers.send_replace(Some(Arc::new(Answer { data: None, errors, is_last: true })));
    }

    /// Returns only with an error.
    async fn follow(&self, answers: &watch::Sender<Option<Arc<Answer>>>) -> Result<std::convert::Infallible> {
        let mut patience = Patience::default();
        'anew: loop {
            // First the feed, then the query: what changes in between comes by the feed.
            let mut feed = match self.feed().await {
                Ok(feed) => feed,
                Err(error) => {
                    patience.wait(error).await?;
                    continue;
                }
            };
            loop {
                let ran_at = Instant::now();
                match self.answer().await {
                    Ok(answer) => {
                        patience = Patience::default();
                        answers.send_if_modified(|last| {
                            let is_new = last.as_ref().is_none_or(|last| **last != answer);
                            if is_new {
                                *last = Some(Arc::new(answer));
                            }
                            is_new
                        });
                    }
                    Err(error) => {
                        patience.wait(error).await?;
                        continue;
                    }
                }
                // A feed that ends has lost its place, or the reader's sight has changed: both are reasons to look again.
                let is_whole = self.changed(&mut feed).await?;
                sleep_until(ran_at + self.throttle).await;
                if !(is_whole && pass_over(&mut feed)) {
                    continue 'anew;
                }
            }
        }
    }

    /// Returns when something has changed; whether the feed goes on.
    async fn changed(&self, feed: &mut Feed) -> Result<bool> {
        let mut patience = Patience::default();
        loop {
            match feed.next().await {
                Ok(_) => return Ok(true),
                Err(Error::ResyncRequired(_)) => return Ok(false),
                Err(error) => patience.wait(error).await?,
            }
        }
    }

    /// What can change the answer.
    async fn feed(&self) -> Result<Feed> {
        let (_, plan) = plan(&self.engine, self.ctx.principal, &self.selection, &self.variables);
        let catalog = &self.engine.model.catalog;
        let mut relations: Vec<Relation> = Vec::new();
        let read: Vec<TableId> = plan.reads.iter().flat_map(|read| read.tables(catalog)).collect();
        // What rows of views and of searches stand for.
        let members = read.iter().flat_map(|table| &catalog.tables[*table].members).map(|(member, _)| member);
        for table in read.iter().chain(members) {
            let table = &catalog.tables[*table];
            let own = (table.schema.to_owned(), table.name.to_owned());
            for (schema, name) in std::iter::once(&own).chain(&table.rests_on) {
                let relation = Relation::new(schema, name);
                if !relations.contains(&relation) {
                    relations.push(relation);
                }
            }
        }
        let account_id = self.ctx.principal.account_id();
        let interest = Interest { relations, of_others: true, account_id, prefetch: None };
        self.engine.streams.feed(interest, Start::Live).await
    }

    async fn answer(&self) -> Result<Answer> {
        metric::live_run();
        let (object, plan) = plan(&self.engine, self.ctx.principal, &self.selection, &self.variables);
        let loaded = match execute::load(&self.engine, &self.ctx, &plan).await {
            Ok(loaded) => loaded,
            Err(error) if Patience::is_passing(&error) => return Err(error),
            Err(error) => {
                let path = vec![self.key.clone().into()];
                let errors = vec![FieldError::new(&error, path, vec![self.position])];
                return Ok(Answer { data: None, errors, is_last: false });
            }
        };
        let mut writer = Writer::new(&self.engine.model.catalog, &plan, &loaded);
        writer.out.extend_from_slice(format!("{{\"{}\":", self.key).as_bytes());
        let written = writer.field(&self.key, &object);
        writer.out.push(b'}');
        Ok(Answer { data: written.then_some(writer.out), errors: writer.errors, is_last: false })
    }
}

fn plan(engine: &Inner, principal: Principal, query: &Selection, variables: &Variables) -> (Object, Plan) {
    let mut planner = Planner::new(&engine.model, variables, principal);
    let object = planner.query(query);
    (object, planner.finish())
}

/// Takes what has come already: the next answer has it. Whether the feed goes on.
fn pass_over(feed: &mut Feed) -> bool {
    loop {
        match feed.next().now_or_never() {
            None => return true,
            Some(Ok(_)) => {}
            Some(Err(_)) => return false,
        }
    }
}
