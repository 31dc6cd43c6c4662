//! What every operation needs to know: for whom, when, and where the data is. The first argument everywhere.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use crate::auth::{Origin, Principal};
use crate::budget::Budget;
use crate::clock::Clock;
use crate::cost::Meter;
use crate::db::{Committed, Db, Door, Explain, Mark, ReadScope, Reads, Recorder, Trail, Watch, WriteScope};
use crate::error::Result;
use crate::roll::Progress;

/// The context of one request, job or stream. Cheap to clone.
#[derive(Clone)]
pub struct Ctx {
    /// For whom.
    pub principal: Principal,
    /// From where the request came; nothing for what the server does by itself.
    pub origin: Origin,
    /// Where the data is. Most callers want [`read`](Self::read) and [`transact`](Self::transact), in the caller's name.
    pub db: Db,
    /// When.
    pub clock: Clock,
    /// Shown to the client with errors, and written to the log.
    pub request_id: Arc<str>,
    /// Who wants to know what runs.
    pub watch: Watch,
    /// Where a subscription says how far it has come.
    pub progress: Progress,
    /// What the caller may ask for.
    pub budget: Budget,
}

impl Ctx {
    /// A context that nobody watches.
    pub fn new(principal: Principal, db: Db, clock: Clock, request_id: impl Into<Arc<str>>) -> Self {
        let origin = Origin::default();
        Self {
            principal,
            origin,
            db,
            clock,
            request_id: request_id.into(),
            watch: Watch::default(),
            progress: Progress::default(),
            budget: Budget::default(),
        }
    }

    /// The same request, from somewhere.
    #[must_use]
    pub fn with_origin(mut self, origin: Origin) -> Self {
        self.origin = origin;
        self
    }

    /// The same request in another name, as after a sign-in on a socket.
    #[must_use]
    pub fn with_principal(mut self, principal: Principal) -> Self {
        self.principal = principal;
        self
    }

    /// Records the statements of all scopes opened from here on.
    #[must_use]
    pub fn with_recorder(mut self, recorder: Recorder) -> Self {
        self.watch.recorder = Some(recorder);
        self
    }

    /// Adds up what is done from here on.
    #[must_use]
    pub fn with_meter(mut self, meter: Meter) -> Self {
        self.watch.meter = meter;
        self
    }

    /// The same subscription, followed by somebody.
    #[must_use]
    pub fn with_progress(mut self, progress: Progress) -> Self {
        self.progress = progress;
        self
    }

    /// The same request, within a budget.
    #[must_use]
    pub fn with_budget(mut self, budget: Budget) -> Self {
        self.budget = budget;
        self
    }

    /// Keeps the texts and times of what is done from here on.
    #[must_use]
    pub fn with_trail(mut self, trail: Trail) -> Self {
        self.watch.trail = Some(trail);
        self
    }

    /// Has the statements from here on explained, in the log.
    #[must_use]
    pub fn with_explain(mut self, explain: Explain) -> Self {
        self.watch.explain(explain, &self.request_id);
        self
    }

    /// What adds up the cost of the response.
    pub fn meter(&self) -> &Meter {
        &self.watch.meter
    }

    /// The current time.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// A scope of the principal for reading.
    pub async fn read(&self, reads: Reads) -> Result<ReadScope> {
        self.scope().read(reads).await
    }

    /// A scope of the principal for reading what may be a little old. See [`Door::read_replica`].
    pub async fn read_replica(&self, reads: Reads, mark: &Mark) -> Option<ReadScope> {
        self.scope().read_replica(reads, mark).await
    }

    /// A scope of the principal for writing. Prefer [`transact`](Self::transact), which retries.
    pub async fn write(&self) -> Result<WriteScope> {
        self.asked().write().await
    }

    /// Runs a whole operation of the principal in one transaction, again if it met a deadlock. See [`Door::transact`].
    pub async fn transact<T, F>(&self, operation: impl FnMut(WriteScope) -> F) -> Result<T>
    where
        F: Future<Output = Result<Committed<T>>>,
    {
        self.asked().transact(operation).await
    }

    /// The way to scopes that write: what they write notes the request.
    fn asked(&self) -> Door {
        self.scope().asked_by(&self.request_id, &self.origin)
    }

    fn scope(&self) -> Door {
        self.db.scope(&self.principal).watched(self.watch.clone())
    }
}
