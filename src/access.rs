//! What row level security says, read once from PostgreSQL's own catalogue: privileges and policies as plain values.
//!
//! Nothing is decided here. Policies decide when a statement runs; this room lets a client ask beforehand what they would
//! say (`can`), and an administrator why (`explainAccess`), by evaluating the very same expressions as the caller. So an
//! answer cannot drift from the rule. Knows no schema language and no table by name.

use std::collections::HashMap;

use sqlx::Row as _;

use crate::db::{Door, Reads, Statement};
use crate::error::Result;

/// Who is signed in runs as this role, or as one that inherits from it.
const SIGNED_IN: &str = "authenticated";

/// The rules of all tables.
#[derive(Debug, Default)]
pub struct Policies {
    rules: HashMap<Name, Rules>,
    behind: HashMap<Name, Vec<Name>>,
}

/// Schema and name of a table.
type Name = (String, String);

/// The rules of one table.
#[derive(Debug, Default)]
pub struct Rules {
    /// Whether those may ask who are not signed in.
    pub open: bool,
    /// What may be done to some column or row at all, before any policy.
    privileges: Vec<Action>,
    /// Those that concern people who are signed in.
    policies: Vec<Policy>,
    /// Columns that the policies look at, with their types.
    pub columns: Vec<(String, String)>,
}

/// What somebody wants to do with a row that is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// To see it.
    Read,
    /// To change it.
    Update,
    /// To remove it.
    Delete,
}

/// One policy.
#[derive(Debug)]
pub struct Policy {
    /// Its name.
    pub name: String,
    /// What it is about; `None`: everything.
    action: Option<Action>,
    /// Whether one such policy that holds is enough. Of the others, all have to hold.
    pub permissive: bool,
    /// The roles that it is for.
    roles: Vec<String>,
    /// The condition on the row, over its columns and the table's bare name.
    pub condition: String,
}

impl Policies {
    /// Reads the rules of all tables of these schemas.
    ///
    /// # Errors
    /// What the database says.
    pub async fn load(worker: &Door, schemas: &[&str]) -> Result<Self> {
        let mut tables: HashMap<_, Rules> = HashMap::new();
        let mut scope = worker.read(Reads::Many).await?;
        let schemas: Vec<String> = schemas.iter().map(|schema| (*schema).to_owned()).collect();
        for row in scope.fetch(Statement::new(PRIVILEGES).bind(schemas.clone())).await? {
            let rules = Rules {
                open: row.try_get("open")?,
                privileges: [Action::Read, Action::Update, Action::Delete]
                    .into_iter()
                    .zip(row.try_get::<Vec<bool>, _>("privileges")?)
                    .filter_map(|(action, granted)| granted.then_some(action))
                    .collect(),
                policies: Vec::new(),
                columns: row
                    .try_get::<Vec<String>, _>("columns")?
                    .into_iter()
                    .zip(row.try_get::<Vec<String>, _>("types")?)
                    .collect(),
            };
            tables.insert((row.try_get("schema")?, row.try_get("table")?), rules);
        }
        let mut behind: HashMap<Name, Vec<Name>> = HashMap::new();
        for row in scope.fetch(Statement::new(BEHIND).bind(schemas.clone())).await? {
            let table = (row.try_get("schema")?, row.try_get("table")?);
            behind.entry(table).or_default().push((row.try_get("other_schema")?, row.try_get("other")?));
        }
        for row in scope.fetch(Statement::new(POLICIES).bind(schemas)).await? {
            let policy = Policy {
                name: row.try_get("name")?,
                action: match row.try_get::<&str, _>("command")? {
                    "r" => Some(Action::Read),
                    "w" => Some(Action::Update),
                    "d" => Some(Action::Delete),
                    _ => None,
                },
                permissive: row.try_get("permissive")?,
                roles: row.try_get("roles")?,
                condition: row.try_get("condition")?,
            };
            if let Some(rules) = tables.get_mut(&(row.try_get("schema")?, row.try_get("table")?)) {
                rules.policies.push(policy);
            }
        }
        scope.finish();
        Ok(Self { rules: tables, behind })
    }

    /// The rules of a table.
    pub fn of(&self, schema: &str, table: &str) -> Option<&Rules> {
        self.rules.get(&(schema.to_owned(), table.to_owned()))
    }

    /// The tables that policies of a table look into, and those that a view is made of, through any number of others.
    /// What the helpers of policies read is not among them: those tables are published as sight (`stream`).
    pub fn behind(&self, schema: &str, table: &str) -> &[Name] {
        self.behind.get(&(schema.to_owned(), table.to_owned())).map_or(&[], Vec::as_slice)
    }
}

impl Rules {
    /// Whether somebody who is signed in may ever do this, to some row.
    pub fn has_privilege(&self, action: Action) -> bool {
        self.privileges.contains(&action)
    }

    /// The policies that have a say in this.
    pub fn policies(&self, action: Action) -> impl Iterator<Item = &Policy> {
        self.policies.iter().filter(move |policy| policy.action.is_none_or(|own| own == action))
    }

    /// SQL over the row `{t}` that says whether the caller, who sees the row, may do this to it. `None`: nobody may.
    pub fn sql(&self, table: &str, action: Action) -> Option<String> {
        let (enough, needed): (Vec<_>, Vec<_>) = self.policies(action).partition(|policy| policy.permissive);
        if enough.is_empty() || !self.has_privilege(action) {
            return None;
        }
        let enough: Vec<_> = enough.into_iter().map(Policy::sql).collect();
        let needed: String = needed.into_iter().map(|policy| format!(" and {}", policy.sql())).collect();
        let columns: Vec<_> = self.columns.iter().map(|(name, _)| format!("{{t}}.\"{name}\"")).collect();
        // The policies call the row by the bare name of its table.
        Some(format!(
            "(select coalesce(({}){needed}, false) from (select {}) \"{table}\")",
            enough.join(" or "),
            columns.join(", ")
        ))
    }
}

impl Policy {
    /// Whether it is for everybody who is signed in, and not only for those who act with fewer rights than their account.
    pub fn is_for_all(&self) -> bool {
        self.roles.iter().any(|role| role == SIGNED_IN || role == "public")
    }

    /// The condition as SQL that also holds for roles which the policy is not for.
    pub fn sql(&self) -> String {
        if self.is_for_all() {
            return format!("({})", self.condition);
        }
        let roles: Vec<_> = self.roles.iter().map(|role| format!("'{}'", role.replace('\'', "''"))).collect();
        format!("(current_user <> all (array[{}]) or ({}))", roles.join(", "), self.condition)
    }
}

const PRIVILEGES: &str = "
select n.nspname::text as schema, c.relname::text as \"table\",
       has_any_column_privilege('anon', c.oid, 'SELECT') as open,
       array[has_any_column_privilege('authenticated', c.oid, 'SELECT'),
             has_any_column_privilege('authenticated', c.oid, 'UPDATE'),
             has_table_privilege('authenticated', c.oid, 'DELETE')] as privileges,
       array_remove(array_agg(a.attname::text order by a.attnum), null) as columns,
       array_remove(array_agg(format_type(a.atttypid, a.atttypmod) order by a.attnum), null) as types
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
left join pg_attribute a on a.attrelid = c.oid and a.attnum in (
    select d.refobjsubid
    from pg_policy p
    join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid
    where p.polrelid = c.oid and p.polqual is not null and d.refclassid = 'pg_class'::regclass
      and d.refobjid = c.oid and d.refobjsubid > 0)
where n.nspname = any($1) and c.relkind in ('r', 'p') and c.relrowsecurity
group by n.nspname, c.relname, c.oid";

/// Policies of the roles of people: those of jobs are of no interest, and a permissive one counts for who is signed in.
const POLICIES: &str = "
select n.nspname::text as schema, c.relname::text as \"table\", p.polname::text as name, p.polcmd::text as command,
       p.polpermissive as permissive, r.roles, pg_get_expr(p.polqual, p.polrelid) as condition
from pg_policy p
join pg_class c on c.oid = p.polrelid
join pg_namespace n on n.oid = c.relnamespace
cross join lateral (
    select array_agg(case when role = 0 then 'public' else pg_get_userbyid(role)::text end) as roles
    from unnest(p.polroles) role) r
where n.nspname = any($1) and p.polqual is not null and p.polcmd <> 'a'
  and (not p.polpermissive and not '{service_role}' && r.roles or r.roles && '{authenticated,public}')
order by n.nspname, c.relname, p.polname";

const BEHIND: &str = "
with recursive edge as (
    select p.polrelid as from_oid, d.refobjid as to_oid
    from pg_policy p
    join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid
    where d.refclassid = 'pg_class'::regclass and d.refobjid <> p.polrelid
    union
    select r.ev_class, d.refobjid
    from pg_rewrite r
    join pg_depend d on d.classid = 'pg_rewrite'::regclass and d.objid = r.oid
    where d.refclassid = 'pg_class'::regclass and d.refobjid <> r.ev_class
), reached as (
    select from_oid, to_oid from edge
    union
    select r.from_oid, e.to_oid from reached r join edge e on e.from_oid = r.to_oid
)
select n.nspname::text as schema, c.relname::text as \"table\", m.nspname::text as other_schema, o.relname::text as other
from reached r
join pg_class c on c.oid = r.from_oid
join pg_namespace n on n.oid = c.relnamespace
join pg_class o on o.oid = r.to_oid
join pg_namespace m on m.oid = o.relnamespace
where n.nspname = any($1 || array['work', 'auth']) and o.relkind in ('r', 'p')";
