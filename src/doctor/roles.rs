//! Who may become whom. Row level security holds for a request only as long as its login can become nothing more.
//!
//! What is expected here is what `migration/sql/auth/roles.sql` makes; roles belong to the cluster, so that others may
//! have changed them since.

use std::str::FromStr as _;

use anyhow::Result;
use sqlx::postgres::{PgConnectOptions, PgConnection};

use super::{Finding, Status, connect, list};
use crate::config::DatabaseUrl;
use crate::db::logins;
use crate::domain;

/// What requests run as.
const CALLERS: [&str; 3] = ["anon", "authenticated", "restricted"];
/// What jobs run as. It may bypass row level security where the platform makes it so.
const SERVICE: &str = "service_role";

pub(super) async fn roles(db: &mut PgConnection) -> Result<Finding> {
    let wanted: Vec<_> = CALLERS.into_iter().chain([SERVICE]).collect();
    let sql = "select wanted.name, r.oid is not null, coalesce(r.rolsuper, false), coalesce(r.rolbypassrls, false) \
               from unnest($1) as wanted (name) left join pg_roles r on r.rolname = wanted.name";
    let found: Vec<(String, bool, bool, bool)> = sqlx::query_as(sql).bind(&wanted).fetch_all(db).await?;
    let mut sentences = Vec::new();
    let mut say = |text: String| sentences.push((Status::Failed, text));
    for (name, is_there, is_super, bypasses) in found {
        if !is_there {
            say(format!("{name} does not exist; make it as migration/sql/auth/roles.sql does"));
        }
        if is_super {
            say(format!("{name} is a superuser; run `alter role {name} nosuperuser`"));
        }
        if bypasses && name != SERVICE {
            say(format!("{name} bypasses row level security; run `alter role {name} nobypassrls`"));
        }
    }
    Ok(Finding::of("roles", sentences, format!("{} are there", wanted.join(", "))))
}

/// The login of requests.
pub(super) async fn api(db: &mut PgConnection, url: Option<&DatabaseUrl>) -> Finding {
    let found = login(db, "api login", "DATABASE_API_URL", url, logins::API, &CALLERS).await;
    Finding::or_failed("api login", found)
}

/// The login of jobs and of the change log's reader.
pub(super) async fn worker(db: &mut PgConnection, url: Option<&DatabaseUrl>) -> Finding {
    let found = login(db, "worker login", "DATABASE_WORKER_URL", url, logins::WORKER, &[SERVICE]).await;
    Finding::or_failed("worker login", found)
}

async fn login(
    db: &mut PgConnection,
    check: &'static str,
    variable: &str,
    url: Option<&DatabaseUrl>,
    usual: &str,
    becomes: &[&str],
) -> Result<Finding> {
    let name = match url {
        Some(url) => PgConnectOptions::from_str(&url.0)?.get_username().to_owned(),
        None => usual.to_owned(),
    };
    let mut faults = rights(db, &name).await?;
    // A superuser is everything at once, which says it all.
    if faults.is_empty() {
        faults.extend(memberships(db, &name, becomes).await?);
        faults.extend(property(db, &name).await?);
    }
    // Where there is no URL, its password is set when the server starts.
    if let Some(url) = url
        && let Err(error) = connect(&url.0).await
    {
        faults.push(format!("{variable} does not work: {error:#}"));
    }
    let sentences = faults.into_iter().map(|text| (Status::Failed, text)).collect();
    let fine = format!("{name} may become {} and nothing else", becomes.join(", "));
    Ok(Finding::of(check, sentences, fine))
}

/// Rights that it should not have by itself.
async fn rights(db: &mut PgConnection, name: &str) -> Result<Vec<String>> {
    let sql = "select right_of.name, right_of.without \
               from pg_roles r, lateral (values \
                   (r.rolsuper, 'is a superuser', 'nosuperuser'), \
                   (r.rolbypassrls, 'bypasses row level security', 'nobypassrls'), \
                   (r.rolinherit, 'has the rights of other roles without becoming them', 'noinherit'), \
                   (r.rolcreaterole, 'may change roles', 'nocreaterole'), \
                   (r.rolreplication, 'may copy the whole cluster', 'noreplication'), \
                   (not r.rolcanlogin, 'may not log in', 'login')) as right_of (has, name, without) \
               where r.rolname = $1 and right_of.has";
    let found: Vec<(String, String)> = sqlx::query_as(sql).bind(name).fetch_all(&mut *db).await?;
    let exists: bool = sqlx::query_scalar("select exists (select from pg_roles where rolname = $1)")
        .bind(name)
        .fetch_one(db)
        .await?;
    if !exists {
        return Ok(vec![format!("{name} does not exist; make it as migration/sql/auth/roles.sql does")]);
    }
    let told = |(what, option): (String, String)| format!("{name} {what}; run `alter role {name} {option}`");
    Ok(found.into_iter().map(told).collect())
}

/// Whom it may become, directly or by way of others.
async fn memberships(db: &mut PgConnection, name: &str, becomes: &[&str]) -> Result<Vec<String>> {
    let sql = "select r.rolname::text, pg_has_role($1::name, r.oid, 'USAGE'), \
                      pg_has_role($1::name, r.oid, 'MEMBER WITH ADMIN OPTION') \
               from pg_roles r where r.rolname <> $1 and pg_has_role($1::name, r.oid, 'MEMBER') order by 1";
    let found: Vec<(String, bool, bool)> = sqlx::query_as(sql).bind(name).fetch_all(db).await?;
    let mut faults = Vec::new();
    for (role, inherits, may_grant) in &found {
        if !becomes.contains(&role.as_str()) {
            faults.push(format!("{name} may become {role}; run `revoke {role} from {name}`"));
        } else if *inherits {
            faults.push(format!(
                "{name} has the rights of {role} without becoming it; run `revoke {role} from {name}; \
                 grant {role} to {name}`"
            ));
        }
        if *may_grant {
            faults.push(format!(
                "{name} may grant {role} to others; run `revoke admin option for {role} from {name}`"
            ));
        }
    }
    let missing: Vec<_> =
        becomes.iter().filter(|role| !found.iter().any(|(name, ..)| name == *role)).collect();
    if !missing.is_empty() {
        let missing = list(&missing);
        faults.push(format!("{name} may not become {missing}; run `grant {missing} to {name}`"));
    }
    Ok(faults)
}

/// Policies do not hold for the owner of a table.
async fn property(db: &mut PgConnection, name: &str) -> Result<Option<String>> {
    let schemas: Vec<_> = domain::SYSTEMS.iter().map(|system| system.schema).collect();
    let sql = "select n.nspname || '.' || c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace \
               where c.relkind in ('r', 'p', 'v', 'm') and n.nspname = any($2) \
                 and c.relowner = (select oid from pg_roles where rolname = $1) order by 1";
    let owned: Vec<String> = sqlx::query_scalar(sql).bind(name).bind(schemas).fetch_all(db).await?;
    Ok((!owned.is_empty()).then(|| {
        format!("{name} owns {}, for whose owner no policy holds; give them to another role", list(&owned))
    }))
}
