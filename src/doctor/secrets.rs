//! Whether what is sealed in the database can be opened: with keys that this configuration has.
//!
//! Nothing is opened to find out. A sealed text names its key.

use anyhow::Result;
use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Row as _};

use super::{Finding, Status, list};
use crate::domain;
use crate::secret::{Place, Secrets};

const CHECK: &str = "secrets";

/// Looks at the key that each secret names.
pub(super) async fn secrets(db: &mut PgConnection, secrets: &Secrets) -> Result<Finding> {
    let texts = domain::sealed().into_iter().map(|Place { table, column, .. }| {
        format!("select '{table}.{column}', to_jsonb({column}) #>> '{{}}' from {table}")
    });
    let texts = texts.collect::<Vec<_>>().join(" union all ");
    let sql = format!(
        "select place, substring(text from '^s1\\.([0-9a-f]+)\\.'), count(*) from ({texts}) sealed (place, text) \
         where text not in ('', '{{}}') group by 1, 2 order by 1, 2"
    );
    let (mut count, mut old, mut open, mut lost) = (0, 0, Vec::new(), Vec::new());
    for row in sqlx::query(AssertSqlSafe(sql)).fetch_all(db).await? {
        let (place, key, many): (String, Option<String>, i64) =
            (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        count += many;
        match key {
            None => open.push(place),
            Some(key) if !secrets.key_ids().any(|id| id == key) => lost.push(format!("{key} in {place}")),
            Some(key) if !secrets.current_prefix().contains(&key) => old += many,
            Some(_) => {}
        }
    }
    let mut sentences = Vec::new();
    if !lost.is_empty() {
        let text = format!(
            "nobody opens what is sealed with the key {}; add that key to WORKGRAPH_SECRET_KEY",
            list(&lost)
        );
        sentences.push((Status::Failed, text));
    }
    if !open.is_empty() {
        let text = format!("there are secrets that are not sealed in {}; set them again", list(&open));
        sentences.push((Status::Failed, text));
    }
    if old > 0 {
        let text = format!(
            "{old} are sealed with an older key; `workgraph secrets rotate` seals them with the first one"
        );
        sentences.push((Status::Warning, text));
    }
    Ok(Finding::of(CHECK, sentences, format!("{count}, which the keys open")))
}
