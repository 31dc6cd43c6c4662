//! The engine: SeaORM's metadata in, one GraphQL schema and the answers to its operations out.
//!
//! How a request goes through it:
//!
//! 1. `document` bounds and parses the text (`bounds`), has async-graphql validate it (`schema`), checks what that leaves
//!    out (`values`, `merge`), expands and merges its selections (`selection`), all once for a text; then coerces the
//!    request's variables (`input`).
//! 2. `planner` turns the prepared operation into a `plan`: table reads and the shape of the answer. `condition`, `search`,
//!    `order`, `page`, `aggregate` and `id` read the arguments; a `term` is what an order or a group goes by.
//! 3. `select` runs the reads, level by level, one SQL statement each (`statement`, `sql`), in the caller's scope.
//! 4. `json` writes the answer from the rows (`wire` reads their values).
//!
//! `execute` does this for queries and mutations (`once` for those with an idempotency key; `extension` reads what a request
//! asks for beside its document), `subscribe` for the items of streams (`snapshot` for those it begins with, `share` for what
//! many readers are told at once, `item` for each of them, `patience` for as long as the database does not answer), `live` for
//! queries that are followed (`shared`: whatever is the same is done once); `response` wraps the answer. `faults`
//! brings together what is wrong with an input. What they answer is announced by `object`, `filter`, `order`, `aggregate`,
//! `query`, `write`, `operation` and `change`, in the words that reading goes by. `catalog` is what all of them know of
//! tables, `model` what they know of types; `naming` makes every name. No file here names a table: what the systems are
//! comes from `domain`. And none decides access: row level security does, in the scope that a statement runs in.

mod aggregate;
pub mod bounds;
pub mod catalog;
mod change;
mod condition;
mod document;
mod execute;
mod extension;
mod faults;
mod filter;
mod id;
mod input;
mod item;
mod json;
mod live;
mod merge;
mod model;
mod naming;
mod object;
mod once;
mod operation;
mod order;
mod page;
mod patience;
mod plan;
mod planner;
mod price;
mod query;
mod response;
mod scalar;
mod schema;
mod search;
mod select;
mod selection;
mod share;
mod shared;
mod snapshot;
mod sql;
mod statement;
mod stored;
mod subscribe;
mod term;
mod tokens;
mod values;
mod wire;
mod write;

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;

use anyhow::Context as _;
use bytes::Bytes;
use futures::Stream;

pub use self::extension::{AT_LEAST, IDEMPOTENCY_KEY};
pub use self::stored::{Settings as StoredSettings, Stored};

use self::catalog::Catalog;
use self::change::StreamDef;
use self::document::{Document, Documents, Prepared, Refusals};
use self::live::Lives;
use self::model::{Model, ObjectDef, TypeDef};
use self::response::FieldError;
use self::share::Shares;
use crate::access::Policies;
use crate::cost::{Meter, Part};
use crate::ctx::Ctx;
use crate::domain::{self, operation::Operation};
use crate::error::{Error, Result};
use crate::idempotency::{Gate, Key};
use crate::indexes::Indexes;
use crate::limits::Limits;
use crate::stream::{Cursor, Streams};

/// More faults of one document than this are not listed.
const REFUSALS_MAX: usize = 50;
/// How a response begins that tells of errors.
const ERRORS: &[u8] = b"{\"errors\":";

/// One GraphQL request as a transport hands it over, unparsed.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The document's text; empty where it is named instead, until [`Engine::find`] has found it.
    pub query: String,
    /// The name of a stored document.
    pub document_id: Option<String>,
    /// Which operation of the document to run; needed when it has several.
    pub operation_name: Option<String>,
    /// Values of the operation's variables.
    pub variables: serde_json::Map<String, serde_json::Value>,
    /// Protocol extensions, such as an idempotency key.
    pub extensions: serde_json::Map<String, serde_json::Value>,
}

/// What an operation does; transports allow some kinds only (GET: queries).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Reads.
    Query,
    /// Writes.
    Mutation,
    /// Streams.
    Subscription,
}

impl Kind {
    /// As a document names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Mutation => "mutation",
            Self::Subscription => "subscription",
        }
    }
}

/// What there is to say of a subscription before it runs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Outline {
    /// The name of its operation, if it has one.
    pub operation: Option<String>,
    /// Its root field.
    pub field: Option<String>,
    /// Whether it is a query that is asked again, and no stream of changes.
    pub is_live: bool,
}

/// A complete GraphQL response, already JSON text.
#[derive(Debug, Clone)]
pub struct Response {
    /// `{"data": …, "errors": …, "extensions": …}`.
    pub body: Bytes,
    /// False for request errors (no `data` key): the operation did not run.
    pub executed: bool,
    /// The HTTP status that a request has which did not run; that of one which did is 200.
    pub status: u16,
}

impl Response {
    /// Whether it tells of errors, which an envelope does first.
    pub fn has_errors(&self) -> bool {
        self.body.starts_with(ERRORS)
    }

    /// The code of the first error, if it tells of any. Reads no further than the errors.
    pub fn code(&self) -> Option<String> {
        #[derive(serde::Deserialize)]
        struct Told {
            extensions: Option<Extensions>,
        }
        #[derive(serde::Deserialize)]
        struct Extensions {
            code: Option<String>,
        }
        let errors = self.body.strip_prefix(ERRORS)?;
        let mut errors = serde_json::Deserializer::from_slice(errors).into_iter::<Vec<Told>>();
        errors.next()?.ok()?.into_iter().next()?.extensions?.code
    }

    /// Of an operation that has run.
    pub fn of(body: impl Into<Bytes>) -> Self {
        Self { body: body.into(), executed: true, status: 200 }
    }
}

/// The items of a subscription: each a complete response. The stream's end is the subscription's end; an item whose
/// response has no `data` (`executed == false`) is the last one and is sent as `error`.
pub type Items = Pin<Box<dyn Stream<Item = Response> + Send>>;

/// What is asked of requests.
#[derive(Default)]
pub struct Rules {
    /// What they may ask for.
    pub limits: Limits,
    /// Documents that they can name.
    pub stored: Stored,
    /// Whether the schema is shown to those as well who have not signed in.
    pub is_open: bool,
}

/// The engine. Cheap to clone.
#[derive(Clone)]
pub struct Engine {
    inner: Arc<Inner>,
}

/// What all requests share.
struct Inner {
    model: Model,
    schema: async_graphql::dynamic::Schema,
    documents: Documents,
    stored: Stored,
    operations: Vec<Operation>,
    limits: Limits,
    /// Whether the schema is shown to those as well who have not signed in.
    is_open: bool,
    streams: Streams,
    /// Where writes of one idempotency key wait for each other.
    gate: Gate,
    /// What the subscription fields follow, by index.
    followed: Vec<StreamDef>,
    /// The live queries that run.
    lives: Lives,
    /// What is read for many readers of streams at once.
    shares: Shares,
}

impl Engine {
    /// Builds the schema of all systems.
    ///
    /// # Errors
    /// When names clash, a description names something that is not there, or a stored document does not fit the schema; the
    /// text says what.
    pub fn build(
        operations: Vec<Operation>,
        streams: Streams,
        policies: &Policies,
        indexes: &Indexes,
        rules: Rules,
    ) -> anyhow::Result<Self> {
        let Rules { limits, stored, is_open } = rules;
        let systems = domain::SYSTEMS;
        let mut catalog = Catalog::build(
            entity::tables(),
            &entity::enum_types(),
            systems,
            domain::INTERFACES,
            &domain::SEARCH,
        )
        .context("the tables do not make a schema")?;
        catalog.permit(policies);
        catalog.index(indexes);
        let mut model = Model { catalog, ..Model::default() };
        object::types(&mut model, domain::INTERFACES)?;
        filter::types(&mut model)?;
        order::types(&mut model)?;
        aggregate::types(&mut model)?;
        let (questions, operated) = operation::fields(&mut model, &operations)?;
        query::types(&mut model, questions)?;
        let mut mutations = write::fields(&mut model)?;
        mutations.extend(operated);
        mutations.sort_unstable_keys();
        let description = "Everything that changes something. Each root field is one transaction.".into();
        let mutation = ObjectDef { description, fields: mutations, ..ObjectDef::default() };
        model.add("Mutation", TypeDef::Object(mutation))?;
        let followed = change::types(&mut model, domain::INTERFACES)?;
        let schema = schema::build(&model).context("the schema is not consistent")?;
        let documents = Documents::default();
        let engine = Self {
            inner: Arc::new(Inner {
                model,
                schema,
                documents,
                stored,
                operations,
                limits,
                is_open,
                streams,
                gate: Gate::default(),
                followed,
                lives: Lives::default(),
                shares: Shares::default(),
            }),
        };
        engine.check_stored()?;
        Ok(engine)
    }

    fn check_stored(&self) -> anyhow::Result<()> {
        let Inner { model, schema, documents, stored, limits, .. } = &*self.inner;
        let mut faults = String::new();
        for (id, text) in stored.listed() {
            if let Err(refusals) = documents.get(model, schema, limits, text, &Meter::default()) {
                let (error, at) = &refusals[0];
                let line = at.first().map(|at| format!(" in line {}", at.line)).unwrap_or_default();
                faults.push_str(&format!("\n  {id}{line}: {}", error.message()));
            }
        }
        anyhow::ensure!(faults.is_empty(), "stored documents do not fit the schema:{faults}");
        Ok(())
    }

    /// Puts the document that a request names into it.
    ///
    /// # Errors
    /// The response to a request whose document is not there, or not run here.
    pub fn find(&self, ctx: &Ctx, request: &mut Request) -> Result<(), Response> {
        let new = self.inner.stored.find(request).map_err(|error| refuse_one(&error, ctx))?;
        if let Some(hash) = new {
            // What is not valid is not worth keeping.
            self.document(ctx, request)?;
            self.inner.stored.remember(hash, &request.query);
        }
        Ok(())
    }

    /// The types of all tables that have one, by `schema.table`.
    pub fn type_names(&self) -> HashMap<String, String> {
        let tables = self.inner.model.catalog.tables.iter();
        tables
            .map(|table| (format!("{}.{}", table.schema, table.name), table.names.type_name.clone()))
            .collect()
    }

    /// The schema as SDL.
    pub fn sdl(&self) -> String {
        self.inner.schema.sdl()
    }

    /// What the request's operation does. If it is not named in the request and has a name in the document, it is from then
    /// on.
    ///
    /// # Errors
    /// The response to a document that is refused.
    pub fn kind(&self, ctx: &Ctx, request: &mut Request) -> Result<Kind, Response> {
        let document = self.document(ctx, request)?;
        let refuse = |error| refuse_one(&error, ctx);
        let (name, _) = document.operation(request.operation_name.as_deref()).map_err(refuse)?;
        if request.operation_name.is_none() {
            request.operation_name = name.map(ToString::to_string);
        }
        document.kind(request.operation_name.as_deref()).map_err(refuse)
    }

    /// What there is to say of a request's subscription; nothing of a request that is not valid.
    pub fn outline(&self, ctx: &Ctx, request: &Request) -> Outline {
        let Ok(document) = self.document(ctx, request) else { return Outline::default() };
        let name = request.operation_name.as_deref().filter(|name| !name.is_empty());
        let Some((operation, field)) = document.stream(name) else { return Outline::default() };
        let is_live = field == live::FIELD;
        Outline { operation: operation.map(str::to_owned), field: Some(field.to_owned()), is_live }
    }

    /// What the request asks for, in a line: the kind of operation, its name and its root fields.
    ///
    /// # Errors
    /// The response to a request that is refused.
    pub fn action(&self, ctx: &Ctx, request: &Request) -> Result<String, Response> {
        let prepared = self.prepare(ctx, request)?;
        let kind = prepared.kind.name();
        let only = prepared.document.parsed.operations.iter().find_map(|(name, _)| name);
        let name = prepared.name.as_deref().or(only.map(|name| name.as_str())).unwrap_or_default();
        let fields: Vec<_> = prepared.selection.fields.iter().map(|field| field.name.as_str()).collect();
        Ok(format!("{kind} {name}({})", fields.join(" ")))
    }

    /// Answers a query or a mutation.
    pub async fn execute(&self, ctx: &Ctx, request: Request) -> Response {
        let prepared = match self.prepare(ctx, &request) {
            Ok(prepared) => prepared,
            Err(response) => return response,
        };
        let (key, at_least) = match self.heed(ctx, &request, &prepared).await {
            Ok(heeded) => heeded,
            Err(error) => return refuse_one(&error, ctx),
        };
        let response = match (prepared.kind, key) {
            (Kind::Query, _) => execute::query(&self.inner, ctx, &prepared, at_least.as_ref()).await,
            (Kind::Mutation, None) => execute::mutation(&self.inner, ctx, &prepared).await,
            (Kind::Mutation, Some(key)) => once::mutation(&self.inner, ctx, &prepared, &key).await,
            (Kind::Subscription, _) => {
                refuse_one(&Error::bad_user_input("Subscriptions need a websocket."), ctx)
            }
        };
        response::with_cost(response, ctx.meter())
    }

    /// Starts a subscription.
    ///
    /// # Errors
    /// The response to a request that is refused.
    pub async fn subscribe(&self, ctx: &Ctx, request: Request) -> Result<Items, Response> {
        let prepared = self.prepare(ctx, &request)?;
        if prepared.kind != Kind::Subscription {
            return Err(refuse_one(&Error::bad_user_input("This operation is not a subscription."), ctx));
        }
        let started = async {
            self.heed(ctx, &request, &prepared).await?;
            subscribe::start(Arc::clone(&self.inner), ctx.clone(), prepared).await
        };
        started.await.map_err(|error| refuse_one(&error, ctx))
    }

    /// Heeds what a request asks for beside its document. Waits, before anything is taken from the database, until this
    /// node has caught up with the place that it names.
    async fn heed(
        &self,
        ctx: &Ctx,
        request: &Request,
        prepared: &Prepared,
    ) -> Result<(Option<Key>, Option<Cursor>)> {
        let key = extension::key(request, prepared, &ctx.principal)?;
        let at_least = extension::at_least(request)?;
        if let Some(cursor) = &at_least {
            self.inner.streams.caught_up(cursor).await.map_err(|error| error.field(AT_LEAST))?;
        }
        Ok((key, at_least))
    }

    fn document(&self, ctx: &Ctx, request: &Request) -> Result<Arc<Document>, Response> {
        let inner = &self.inner;
        let meter = ctx.meter();
        let document = meter.time(Part::Prepare, || {
            inner.documents.get(&inner.model, &inner.schema, &inner.limits, &request.query, meter)
        });
        document.map_err(|refusals| refuse(&refusals, ctx))
    }

    fn prepare(&self, ctx: &Ctx, request: &Request) -> Result<Prepared, Response> {
        let document = self.document(ctx, request)?;
        let prepared = ctx.meter().time(Part::Prepare, || {
            bounds::values(&request.variables, &self.inner.limits)?;
            document.prepare(&self.inner.model, request)
        });
        prepared.map_err(|error| refuse_one(&error, ctx))
    }
}

/// The response to a request that is refused for this reason.
pub fn refuse_one(error: &Error, ctx: &Ctx) -> Response {
    execute::refused(&[FieldError::new(error, Vec::new(), Vec::new())], &ctx.request_id)
}

impl Inner {
    fn shows_schema(&self, ctx: &Ctx) -> bool {
        self.is_open || ctx.principal.account_id().is_some()
    }
}

fn refuse(refusals: &Refusals, ctx: &Ctx) -> Response {
    let errors = refusals
        .iter()
        .take(REFUSALS_MAX)
        .map(|(error, positions)| FieldError::new(error, Vec::new(), positions.clone()));
    execute::refused(&errors.collect::<Vec<_>>(), &ctx.request_id)
}
