//! Secrets under a new key: whatever another key has sealed is opened and sealed again, by the first.
//!
//! Servers go on meanwhile, since they open what any of their keys has sealed. Rows are taken in batches, each in a
//! transaction of its own; a run that was interrupted is made again, and finds what is left.

use sqlx::Row as _;

use crate::db::{Door, Statement, WriteScope};
use crate::domain;
use crate::error::Result;
use crate::secret::{Place, Secrets};

/// Rows that are locked at once.
const BATCH: i64 = 200;

/// What became of the secrets of one column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Resealed {
    /// The column, with its table and schema.
    pub column: String,
    /// How many were sealed again.
    pub sealed: usize,
    /// How many are not sealed, or with a key that is not there. They were left as they are.
    pub left: usize,
}

/// Seals again, column by column, all that is not sealed by the first key. `worker` is the door of the server's own work.
///
/// # Errors
/// What the database says.
pub async fn reseal(worker: &Door, secrets: &Secrets) -> Result<Vec<Resealed>> {
    let mut columns = Vec::new();
    for place in domain::sealed() {
        let column = format!("{}.{}", place.table, place.column);
        let mut done = Resealed { column, sealed: 0, left: 0 };
        let mut after = None;
        loop {
            let batch =
                worker.transact(async |scope| batch(scope, secrets, place, after.as_deref()).await).await?;
            done.sealed += batch.sealed;
            done.left += batch.left;
            match batch.last {
                Some(last) => after = Some(last),
                None => break,
            }
        }
        columns.push(done);
    }
    Ok(columns)
}

struct Batch {
    sealed: usize,
    left: usize,
    /// The key of the last row; `None`: there was none.
    last: Option<String>,
}

async fn batch(
    mut scope: WriteScope,
    secrets: &Secrets,
    place: Place,
    after: Option<&str>,
) -> Result<crate::db::Committed<Batch>> {
    let Place { table, key, column } = place;
    // JSON holds the text as its value, and gives it as other columns do. Where there must be a value, an empty one is none.
    let read = format!(
        "select {key}::text, to_jsonb({column}) #>> '{{}}' from {table} \
         where to_jsonb({column}) #>> '{{}}' not in ('', '{{}}') and not starts_with(to_jsonb({column}) #>> '{{}}', $1) \
           and ($2::text is null or {key}::text > $2) \
         order by {key}::text limit {BATCH} for update"
    );
    let read = Statement::new(read).bind(secrets.current_prefix()).bind(after.map(str::to_owned));
    let mut batch = Batch { sealed: 0, left: 0, last: None };
    for row in scope.fetch(read).await? {
        let (id, text): (String, Option<String>) = (row.try_get(0)?, row.try_get(1)?);
        let bound = place.of(&id);
        match secrets.open(&bound, text.as_deref().unwrap_or_default()) {
            Ok(plain) => {
                let sealed = secrets.seal(&bound, &plain)?;
                let write = format!(
                    "update {table} t set {column} = given.{column} \
                     from jsonb_populate_record(null::{table}, jsonb_build_object('{column}', $2::text)) given \
                     where t.{key}::text = $1"
                );
                scope.execute(Statement::new(write).bind(&id).bind(sealed)).await?;
                batch.sealed += 1;
            }
            Err(error) => {
                tracing::warn!(table, column, row = id, %error, "a secret stays as it is");
                batch.left += 1;
            }
        }
        batch.last = Some(id);
    }
    scope.commit_with(batch).await
}
