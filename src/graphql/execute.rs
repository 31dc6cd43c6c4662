//! Runs prepared queries and mutations.
//!
//! A query is one plan in one read scope: one snapshot, on the replica where there is one that shows what it must. Nothing
//! else is read there. The payload of a mutation has to show the write, and is read in its transaction. A live query is run
//! because this node has been told of a change, which a replica may not have yet; so is what a stream sends, and a snapshot
//! has to fit the log that goes on behind it. Questions open scopes of their own, and what they tell, such as who may do
//! what, is asked for right before it is done. Who somebody is, is asked long before any of this, of the primary.
//!
//! A mutation runs its root fields one after another, each in a
//! transaction of its own, each once per response key; the rows of its payload are read in that transaction, as the
//! caller. A root field that fails is null with an error, and the next one is run all the same: what was committed stays
//! told.

use std::collections::HashMap;

use async_graphql::Value;

use super::catalog::TableId;

use super::document::Prepared;
use super::json::Writer;
use super::model::{FieldDef, Source};
use super::plan::{Object, Plan, Record};
use super::planner::Planner;
use super::price;
use super::response::{self, FieldError};
use super::select::{self, Loaded};
use super::selection::Selected;
use super::write::{self, Outcome, Then, Verb};
use super::{Inner, Response, input, operation};
use crate::cost::Part;
use crate::ctx::Ctx;
use crate::db::{Reads, Statement, WriteScope};
use crate::domain::operation::{Input, Operation, Run};
use crate::error::{Error, Result};
use crate::stream::Cursor;
use crate::telemetry::metric;

/// A response to a request that did not run.
pub fn refused(errors: &[FieldError], ctx_request_id: &str) -> Response {
    let status = errors.first().map_or(400, |error| error.status);
    Response { body: response::envelope(None, errors, ctx_request_id).into(), executed: false, status }
}

/// Answers a query.
///
/// What is read from a replica shows at least `at_least`.
pub async fn query(engine: &Inner, ctx: &Ctx, prepared: &Prepared, at_least: Option<&Cursor>) -> Response {
    let asked = ask(engine, ctx, prepared).await;
    let (object, plan) = ctx.meter().time(Part::Plan, || {
        let mut planner = Planner::new(&engine.model, &prepared.variables, ctx.principal).with(asked);
        let object = planner.query(&prepared.selection);
        (object, planner.finish())
    });
    if let Err(error) = price::charge(&plan, &engine.limits, ctx) {
        return super::refuse_one(&error, ctx);
    }
    let late = match introspection(engine, ctx, prepared).await {
        Ok(late) => late,
        Err(error @ Error::Unauthenticated(_)) => return super::refuse_one(&error, ctx),
        Err(error) => return unread(&object, &error, ctx),
    };
    match load_query(engine, ctx, &plan, at_least).await {
        Ok(loaded) => ctx.meter().time(Part::Write, || {
            let mut writer = Writer::new(&engine.model.catalog, &plan, &loaded).with(&late);
            writer.root(&object);
            Response::of(response::envelope(Some(&writer.out), &writer.errors, &ctx.request_id))
        }),
        Err(error) => unread(&object, &error, ctx),
    }
}

/// What the questions among the root fields give, one after another, each in scopes of its own.
async fn ask(engine: &Inner, ctx: &Ctx, prepared: &Prepared) -> HashMap<String, Result<Record>> {
    let mut asked = HashMap::new();
    for selected in &prepared.selection.fields {
        let Some(field) = selected.definition(&engine.model, &prepared.selection) else { continue };
        let Source::Operation(at) = field.source else { continue };
        asked.insert(selected.key.clone(), question(engine, ctx, prepared, selected, field, at).await);
    }
    asked
}

async fn question(
    engine: &Inner,
    ctx: &Ctx,
    prepared: &Prepared,
    selected: &Selected,
    field: &FieldDef,
    at: usize,
) -> Result<Record> {
    let arguments =
        input::arguments(&engine.model, &field.arguments, &selected.arguments, &prepared.variables)?;
    let (catalog, operation) = (&engine.model.catalog, &engine.operations[at]);
    let Run::Query(run) = &operation.run else {
        return Err(Error::internal("an operation that writes is no question"));
    };
    ctx.principal.require_account()?;
    let input = operation::input(catalog, operation, &arguments)?;
    operation::record(catalog, operation, run(ctx.clone(), input).await?)
}

/// Runs the plan of a query, on the replica if there is one that shows what it must, else on the primary. A replica that has
/// not come as far as `at_least` is not waited for: the primary has it now.
async fn load_query(
    engine: &Inner,
    ctx: &Ctx,
    plan: &Plan,
    at_least: Option<&Cursor>,
) -> Result<Vec<Loaded>> {
    let Some(reads) = reads(plan) else { return Ok(nothing(plan)) };
    if let Some(mark) = engine.streams.mark(at_least)
        && let Some(mut scope) = ctx.read_replica(reads, &mark).await
    {
        match select::load(engine, plan, &mut scope).await {
            Err(error) if ctx.db.replica_failed(&error) => {}
            loaded => {
                metric::query_read(true);
                return loaded;
            }
        }
    }
    metric::query_read(false);
    load(engine, ctx, plan).await
}

/// How many statements a plan will run; `None` if none.
fn reads(plan: &Plan) -> Option<Reads> {
    match select::statements(plan) {
        0 => None,
        1 => Some(Reads::One),
        _ => Some(Reads::Many),
    }
}

fn nothing(plan: &Plan) -> Vec<Loaded> {
    plan.reads.iter().map(|_| Loaded::default()).collect()
}

/// Runs a plan in a read scope of the caller.
///
/// # Errors
/// What the database says.
pub async fn load(engine: &Inner, ctx: &Ctx, plan: &Plan) -> Result<Vec<Loaded>> {
    let Some(reads) = reads(plan) else { return Ok(nothing(plan)) };
    let mut scope = ctx.read(reads).await?;
    let loaded = select::load(engine, plan, &mut scope).await?;
    scope.finish();
    Ok(loaded)
}

/// Runs a mutation.
pub async fn mutation(engine: &Inner, ctx: &Ctx, prepared: &Prepared) -> Response {
    let mut data = vec![b'{'];
    let mut errors = Vec::new();
    for (at, selected) in prepared.selection.fields.iter().enumerate() {
        if at > 0 {
            data.push(b',');
        }
        data.extend_from_slice(format!("\"{}\":", selected.key).as_bytes());
        match root(engine, ctx, prepared, selected).await {
            Ok((bytes, mut more)) => {
                data.extend_from_slice(&bytes);
                errors.append(&mut more);
            }
            Err(error) => {
                data.extend_from_slice(b"null");
                errors.push(FieldError::new(
                    &error,
                    vec![selected.key.clone().into()],
                    vec![selected.position],
                ));
            }
        }
    }
    data.push(b'}');
    Response::of(response::envelope(Some(&data), &errors, &ctx.request_id))
}

/// One root field of a mutation: its payload as JSON, and the errors met while writing it.
async fn root(
    engine: &Inner,
    ctx: &Ctx,
    prepared: &Prepared,
    selected: &Selected,
) -> Result<(Vec<u8>, Vec<FieldError>)> {
    let Some(act) = Act::of(engine, prepared, selected)? else {
        return Ok((b"\"Mutation\"".to_vec(), Vec::new()));
    };
    let catalog = &engine.model.catalog;
    let (object, plan, loaded, late) = match act {
        Act::Operation(operation @ Operation { run: Run::Alone(run), .. }, input) => {
            // It runs with the server's rights, which no policy narrows.
            ctx.principal.require_unrestricted()?;
            // What it has done stays done, so that what its payload costs is asked before.
            let foretold = operation::foretold(catalog, operation);
            let (_, plan) = payload(engine, ctx, prepared, selected, &foretold);
            price::charge(&plan, &engine.limits, ctx)?;
            let record = operation::record(catalog, operation, run(ctx.clone(), input).await?)?;
            let (object, plan) = payload(engine, ctx, prepared, selected, &record);
            let loaded = load(engine, ctx, &plan).await?;
            (object, plan, loaded, Vec::new())
        }
        act => transact(engine, ctx, prepared, selected, &act).await?,
    };
    Ok(ctx.meter().time(Part::Write, || {
        let mut writer = Writer::new(catalog, &plan, &loaded).with(&late);
        writer.field(&selected.key, &object);
        (writer.out, writer.errors)
    }))
}

/// What a root field of a mutation does.
pub enum Act<'a> {
    /// A generic write.
    Write(TableId, Verb, HashMap<String, Value>),
    /// An operation of a system.
    Operation(&'a Operation, Input),
}

impl<'a> Act<'a> {
    /// With its arguments; `None` for `__typename`.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for arguments that do not fit.
    pub fn of(engine: &'a Inner, prepared: &Prepared, selected: &Selected) -> Result<Option<Self>> {
        let Some(field) = selected.definition(&engine.model, &prepared.selection) else { return Ok(None) };
        let arguments =
            input::arguments(&engine.model, &field.arguments, &selected.arguments, &prepared.variables)?;
        Ok(Some(match &field.source {
            Source::Write(table, verb) => Self::Write(*table, *verb, arguments),
            Source::Operation(at) => {
                let operation = &engine.operations[*at];
                Self::Operation(operation, operation::input(&engine.model.catalog, operation, &arguments)?)
            }
            other => {
                return Err(Error::internal(format!("{other:?} is not a source of the mutation root")));
            }
        }))
    }

    async fn run(&self, engine: &Inner, ctx: &Ctx, scope: &mut WriteScope) -> Result<Outcome> {
        let catalog = &engine.model.catalog;
        match self {
            Self::Write(table, verb, arguments) => write::run(catalog, *table, *verb, arguments, scope).await,
            Self::Operation(operation, input) => {
                let output = match &operation.run {
                    Run::Transaction(run) => run(ctx, scope, input).await?,
                    Run::Described(run) => run(ctx, scope, input).await?,
                    Run::Alone(_) | Run::Query(_) => {
                        return Err(Error::internal("this operation takes no transaction"));
                    }
                };
                let record = operation::record(catalog, operation, output)?;
                Ok(Outcome { record, then: Then::Nothing })
            }
        }
    }

    /// Whether it is only tried.
    pub fn is_dry(&self) -> bool {
        matches!(self, Self::Write(_, _, arguments) if write::is_dry(arguments))
    }

    /// Whether it runs outside the transaction of a root field.
    pub fn is_alone(&self) -> bool {
        matches!(self, Self::Operation(Operation { run: Run::Alone(_), .. }, _))
    }
}

type Written = (Object, Plan, Vec<Loaded>, Vec<(String, String)>);

/// Runs a write and reads its payload in one transaction; then, if it is asked for, waits for the write's place in the
/// change log.
async fn transact(
    engine: &Inner,
    ctx: &Ctx,
    prepared: &Prepared,
    selected: &Selected,
    act: &Act<'_>,
) -> Result<Written> {
    ctx.principal.require_account()?;
    let wants_cursor = selected
        .selections
        .iter()
        .any(|selection| selection.fields.iter().any(|field| field.name == write::CURSOR));
    let (object, plan, loaded, xid) = ctx
        .transact(|mut scope| async move {
            let (object, plan, loaded) = carry_out(engine, ctx, prepared, selected, act, &mut scope).await?;
            if act.is_dry() {
                return Ok(scope.undo_with((object, plan, loaded, None)));
            }
            let xid = if wants_cursor { select::transaction(&mut scope).await? } else { None };
            scope.commit_with((object, plan, loaded, xid)).await
        })
        .await?;
    if !act.is_dry() {
        engine.streams.committed();
    }
    let mut late = Vec::new();
    if let Some(xid) = xid {
        late.push((write::CURSOR.to_owned(), place(engine, xid).await));
    }
    Ok((object, plan, loaded, late))
}

/// Runs a write and reads its payload in this transaction. One that is only tried has been checked to the end.
///
/// # Errors
/// What refuses the write. Nothing of it may be kept then.
pub async fn carry_out(
    engine: &Inner,
    ctx: &Ctx,
    prepared: &Prepared,
    selected: &Selected,
    act: &Act<'_>,
    scope: &mut WriteScope,
) -> Result<(Object, Plan, Vec<Loaded>)> {
    let catalog = &engine.model.catalog;
    let Outcome { record, then } = act.run(engine, ctx, scope).await?;
    let (object, plan) = payload(engine, ctx, prepared, selected, &record);
    price::charge(&plan, &engine.limits, ctx)?;
    let loaded = select::load(engine, &plan, scope).await?;
    match then {
        Then::Nothing => {}
        Then::Remove(removal) => removal.run(catalog, scope).await?,
        Then::Refuse(error) => {
            let mut writer = Writer::new(catalog, &plan, &loaded);
            writer.field(&selected.key, &object);
            let current: serde_json::Value = serde_json::from_slice(&writer.out).map_err(Error::internal)?;
            return Err(error.with("current", current));
        }
    }
    if act.is_dry() {
        scope.execute(Statement::new("set constraints all immediate")).await?;
    }
    Ok((object, plan, loaded))
}

/// The place of a committed transaction in the change log, as JSON. What is written is told, even if its place is not known
/// in time: an error would make the client write again.
pub async fn place(engine: &Inner, xid: u64) -> String {
    match engine.streams.position_of(xid).await {
        Ok(Some(cursor)) => format!("\"{cursor}\""),
        Ok(None) => "null".to_owned(),
        Err(error) => {
            tracing::warn!(?error, xid, "a write has no cursor: the change log cannot be asked");
            "null".to_owned()
        }
    }
}

fn payload(
    engine: &Inner,
    ctx: &Ctx,
    prepared: &Prepared,
    selected: &Selected,
    record: &Record,
) -> (Object, Plan) {
    ctx.meter().time(Part::Plan, || {
        let mut planner = Planner::new(&engine.model, &prepared.variables, ctx.principal);
        let object = match selected.selections.first() {
            Some(selection) => planner.record(selection, record),
            None => Object::default(),
        };
        (object, planner.finish())
    })
}

/// Answers of `__schema` and `__type`, by response key.
async fn introspection(engine: &Inner, ctx: &Ctx, prepared: &Prepared) -> Result<Vec<(String, String)>> {
    let asked =
        prepared.selection.fields.iter().filter(|field| field.field.is_none() && field.name != "__typename");
    let keys: Vec<&String> = asked.map(|field| &field.key).collect();
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    if !engine.shows_schema(ctx) {
        return Err(Error::unauthenticated("Sign in to read the schema."));
    }
    let mut request = async_graphql::Request::new("").data(super::schema::Introspect).only_introspection();
    request.operation_name = prepared.name.clone();
    request.variables = async_graphql::Variables::default();
    for (name, value) in &prepared.variables {
        request.variables.insert(name.clone(), value.clone());
    }
    request.set_parsed_query(prepared.document.parsed.clone());
    let response = engine.schema.execute(request).await;
    if let Some(error) = response.errors.first() {
        return Err(Error::validation_failed(error.message.clone()));
    }
    let Value::Object(data) = response.data else { return Ok(Vec::new()) };
    let answers = keys.into_iter().map(|key| {
        let value = data.get(key.as_str()).cloned().unwrap_or_default();
        serde_json::to_string(&value).map(|json| (key.clone(), json))
    });
    answers.collect::<Result<_, _>>().map_err(Error::internal)
}

/// The plan could not be run: each root field is null for the same reason.
fn unread(object: &Object, error: &Error, ctx: &Ctx) -> Response {
    // Who is not signed in has no privilege on most tables; what to do about it is to sign in.
    let sign_in = Error::unauthenticated("Sign in first.");
    let anonymous = ctx.principal.account_id().is_none() && matches!(error, Error::Forbidden(_));
    let error = if anonymous { &sign_in } else { error };
    let mut errors = Vec::with_capacity(object.fields.len());
    let mut data = String::from("{");
    for entry in &object.fields {
        errors.push(FieldError::new(error, vec![entry.key.as_ref().into()], vec![entry.position]));
        let comma = if data.len() > 1 { "," } else { "" };
        data.push_str(&format!("{comma}{}null", entry.json_key));
    }
    data.push('}');
    let data = if object.fields.iter().any(|entry| entry.required) { "null" } else { &data };
    Response::of(response::envelope(Some(data.as_bytes()), &errors, &ctx.request_id))
}
