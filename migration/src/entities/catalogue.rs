//! What the database says about its tables, in plain values. Reads `pg_catalog` alone; knows nothing of Rust.
//!
//! What may be written is a fact of a table like any other: privileges and policies decide it, and who makes a schema of
//! the entities need not have a list of its own.

use std::collections::HashMap;

use sea_orm_migration::DbErr;
use sea_orm_migration::sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, QueryResult, Statement};

use super::caller;

/// The tables and views that become entities: all of the five systems, and the accounts that they refer to.
const SCOPE: &str =
    "c.relkind IN ('r', 'p', 'v') AND (n.nspname IN ('assist', 'core', 'internal', 'scaliyo', 'taskjuggler')
       OR (n.nspname = 'auth' AND c.relname = 'users'))";

/// What tells the rows of a view apart, which the database cannot know: schema, view, columns.
const VIEW_KEYS: &[(&str, &str, &[&str])] =
    &[("scaliyo", "email_analytics", &["owner_id", "analytics_date"])];

pub struct Catalogue {
    /// By schema and name.
    pub tables: Vec<Table>,
    pub enums: Vec<EnumType>,
}

pub struct Table {
    pub schema: String,
    pub name: String,
    pub comment: Option<String>,
    pub is_view: bool,
    /// Some of those who are signed in may delete rows.
    pub deletable: bool,
    /// Whose affair a change of a row is, where the changes are streamed.
    pub audience: Vec<String>,
    /// In the order of the table.
    pub columns: Vec<Column>,
    pub primary_key: Vec<String>,
    /// Of constraints and of indexes over the whole table.
    pub unique: Vec<Vec<String>>,
    /// Of indexes over some of its rows: columns, and which rows.
    pub partial: Vec<(Vec<String>, String)>,
    pub foreign_keys: Vec<ForeignKey>,
    /// Everything that can refuse a row by name, and the columns that it is about.
    pub rules: Vec<(String, Vec<String>)>,
    /// Bounds of numbers: column, least and greatest value.
    pub ranges: Vec<(String, String, String)>,
    /// Columns that have to hold the caller in a new row, and the caller in SQL.
    pub callers: Vec<(String, String)>,
}

pub struct Column {
    pub name: String,
    /// As `format_type` prints it; enum types with their schema.
    pub sql_type: String,
    pub is_enum: bool,
    pub nullable: bool,
    /// The default comes from a sequence.
    pub serial: bool,
    pub has_default: bool,
    pub generated: bool,
    /// Some of those who are signed in may give it to a new row.
    pub insertable: bool,
    /// Some of those who are signed in may change it.
    pub updatable: bool,
    pub comment: Option<String>,
}

pub struct ForeignKey {
    pub columns: Vec<String>,
    pub to_schema: String,
    pub to_table: String,
    pub to_columns: Vec<String>,
    /// The letter in `pg_constraint.confdeltype`.
    pub on_delete: String,
}

pub struct EnumType {
    pub schema: String,
    pub name: String,
    pub labels: Vec<String>,
}

impl Catalogue {
    pub fn schemas(&self) -> Vec<&str> {
        let mut schemas: Vec<&str> = self.tables.iter().map(|table| table.schema.as_str()).collect();
        schemas.dedup();
        schemas
    }
}

impl Table {
    pub fn is(&self, schema: &str, name: &str) -> bool {
        self.schema == schema && self.name == name
    }

    /// Whether no two rows have the same values in these columns.
    pub fn tells_apart(&self, columns: &[String]) -> bool {
        self.primary_key == columns || self.unique.iter().any(|key| key == columns)
    }
}

/// Reads the tables in scope.
pub async fn read(db: &DatabaseConnection) -> Result<Catalogue, DbErr> {
    let mut tables = Vec::new();
    for row in query(
        db,
        &format!("{TABLES} WHERE {SCOPE} ORDER BY n.nspname COLLATE \"C\", c.relname COLLATE \"C\""),
    )
    .await?
    {
        tables.push(Table {
            schema: row.try_get("", "schema")?,
            name: row.try_get("", "name")?,
            comment: row.try_get("", "comment")?,
            is_view: row.try_get("", "is_view")?,
            deletable: row.try_get("", "deletable")?,
            audience: row.try_get("", "audience")?,
            columns: Vec::new(),
            primary_key: Vec::new(),
            unique: Vec::new(),
            partial: Vec::new(),
            foreign_keys: Vec::new(),
            rules: Vec::new(),
            ranges: Vec::new(),
            callers: Vec::new(),
        });
    }
    for row in query(db, &format!("{COLUMNS} WHERE {SCOPE} ORDER BY a.attrelid, a.attnum")).await? {
        owner(&mut tables, &row)?.columns.push(column(&row)?);
    }
    for row in
        query(db, &format!("{KEYS} WHERE {SCOPE} ORDER BY k.conrelid, k.conname COLLATE \"C\"")).await?
    {
        let table = owner(&mut tables, &row)?;
        let columns: Vec<String> = row.try_get("", "columns")?;
        table.rules.push((row.try_get("", "name")?, columns.clone()));
        match row.try_get::<String>("", "kind")?.as_str() {
            "p" => table.primary_key = columns,
            "u" => table.unique.push(columns),
            "c" => {
                let rule: String = row.try_get("", "rule")?;
                table.ranges.extend(range(&rule, &columns));
            }
            _ => table.foreign_keys.push(ForeignKey {
                columns,
                to_schema: row.try_get("", "to_schema")?,
                to_table: row.try_get("", "to_table")?,
                to_columns: row.try_get("", "to_columns")?,
                on_delete: row.try_get("", "on_delete")?,
            }),
        }
    }
    for row in query(
        db,
        &format!("{INDEXES} WHERE {SCOPE} AND {OF_COLUMNS} ORDER BY i.indrelid, x.relname COLLATE \"C\""),
    )
    .await?
    {
        let table = owner(&mut tables, &row)?;
        let columns: Vec<String> = row.try_get("", "columns")?;
        table.rules.push((row.try_get("", "name")?, columns.clone()));
        match row.try_get::<Option<String>>("", "predicate")? {
            Some(predicate) => table.partial.push((columns, predicate)),
            None => table.unique.push(columns),
        }
    }
    let mut policies: HashMap<(String, String), Vec<(bool, String)>> = HashMap::new();
    for row in query(db, POLICIES).await? {
        let table = (row.try_get("", "schema")?, row.try_get("", "table")?);
        let policy = (row.try_get("", "permissive")?, row.try_get("", "condition")?);
        policies.entry(table).or_default().push(policy);
    }
    for table in &mut tables {
        let policies = policies.get(&(table.schema.clone(), table.name.clone()));
        table.callers = policies.map(|policies| caller::demanded(policies)).unwrap_or_default();
    }
    for table in tables.iter_mut().filter(|table| table.is_view) {
        let key = VIEW_KEYS.iter().find(|(schema, name, _)| table.is(schema, name));
        let (.., key) =
            key.ok_or_else(|| DbErr::Custom(format!("{}.{} has no key", table.schema, table.name)))?;
        table.primary_key = key.iter().map(|column| (*column).to_owned()).collect();
        for column in &mut table.columns {
            column.nullable &= !table.primary_key.contains(&column.name);
        }
    }
    for table in &mut tables {
        let order = |key: &ForeignKey| table.columns.iter().position(|column| column.name == key.columns[0]);
        table.foreign_keys.sort_by_key(order);
    }
    let mut enums = Vec::new();
    for row in query(db, ENUMS).await? {
        enums.push(EnumType {
            schema: row.try_get("", "schema")?,
            name: row.try_get("", "name")?,
            labels: row.try_get("", "labels")?,
        });
    }
    Ok(Catalogue { tables, enums })
}

fn column(row: &QueryResult) -> Result<Column, DbErr> {
    let sql_type: String = row.try_get("", "sql_type")?;
    let default: Option<String> = row.try_get("", "default")?;
    let generated: bool = row.try_get("", "generated")?;
    Ok(Column {
        name: row.try_get("", "name")?,
        // An embedding is an array of real where the server lacks pgvector; the entities are the same for both.
        sql_type: if sql_type == "real[]" || sql_type.contains("vector(") {
            "vector".to_owned()
        } else {
            sql_type
        },
        is_enum: row.try_get("", "is_enum")?,
        nullable: row.try_get("", "nullable")?,
        serial: default.as_ref().is_some_and(|default| default.starts_with("nextval(")),
        has_default: default.is_some() && !generated,
        generated,
        insertable: row.try_get("", "insertable")?,
        updatable: row.try_get("", "updatable")?,
        comment: row.try_get("", "comment")?,
    })
}

/// The bounds that a rule sets to its only column, if that is all it says: `((score >= 0) AND (score <= 100))`.
fn range(rule: &str, columns: &[String]) -> Option<(String, String, String)> {
    let [column] = columns else { return None };
    let rest = rule.strip_prefix(&format!("(({column} >= "))?.strip_suffix("))")?;
    let (least, greatest) = rest.split_once(&format!(") AND ({column} <= "))?;
    let is_number = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.');
    (is_number(least) && is_number(greatest)).then(|| (column.clone(), least.to_owned(), greatest.to_owned()))
}

/// The table that a row of columns or keys belongs to.
fn owner<'t>(tables: &'t mut [Table], row: &QueryResult) -> Result<&'t mut Table, DbErr> {
    let (schema, name): (String, String) = (row.try_get("", "schema")?, row.try_get("", "table")?);
    tables
        .iter_mut()
        .find(|table| table.is(&schema, &name))
        .ok_or_else(|| DbErr::Custom(format!("{schema}.{name} appeared while the catalogue was read")))
}

async fn query(db: &DatabaseConnection, sql: &str) -> Result<Vec<QueryResult>, DbErr> {
    db.query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await
}

/// Policies that let somebody who is signed in do something.
macro_rules! opening {
    () => {
        "
WITH opening AS (
    SELECT polrelid, polcmd FROM pg_policy
    WHERE polpermissive AND polroles && ARRAY[0::oid, 'authenticated'::regrole::oid])"
    };
}

const TABLES: &str = concat!(opening!(), "
SELECT n.nspname::text AS schema, c.relname::text AS name, obj_description(c.oid, 'pg_class') AS comment,
       c.relkind = 'v' AS is_view,
       has_table_privilege('authenticated', c.oid, 'DELETE') AND EXISTS (SELECT FROM opening p WHERE p.polrelid = c.oid AND p.polcmd IN ('d', '*')) AS deletable,
       coalesce((SELECT p.audience FROM stream.published p WHERE p.readers AND p.relation = n.nspname || '.' || c.relname), '{}') AS audience
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace");

const COLUMNS: &str = concat!(opening!(), "
SELECT n.nspname::text AS schema, c.relname::text AS table, a.attname::text AS name,
       CASE t.typtype WHEN 'e' THEN tn.nspname || '.' || t.typname ELSE format_type(a.atttypid, a.atttypmod) END AS sql_type,
       t.typtype = 'e' AS is_enum, NOT a.attnotnull AS nullable, pg_get_expr(d.adbin, d.adrelid) AS default,
       a.attgenerated <> '' AS generated,
       a.attgenerated = '' AND has_column_privilege('authenticated', c.oid, a.attnum, 'INSERT')
           AND EXISTS (SELECT FROM opening p WHERE p.polrelid = c.oid AND p.polcmd IN ('a', '*')) AS insertable,
       a.attgenerated = '' AND has_column_privilege('authenticated', c.oid, a.attnum, 'UPDATE')
           AND EXISTS (SELECT FROM opening p WHERE p.polrelid = c.oid AND p.polcmd IN ('w', '*')) AS updatable,
       col_description(c.oid, a.attnum) AS comment
FROM pg_attribute a
JOIN pg_class c ON c.oid = a.attrelid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_type t ON t.oid = a.atttypid
JOIN pg_namespace tn ON tn.oid = t.typnamespace
LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum");

const KEYS: &str = "
SELECT n.nspname::text AS schema, c.relname::text AS table, k.contype::text AS kind, k.conname::text AS name,
       pg_get_expr(k.conbin, k.conrelid) AS rule,
       ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY AS part (number, place)
             JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = part.number ORDER BY place) AS columns,
       fn.nspname::text AS to_schema, f.relname::text AS to_table, k.confdeltype::text AS on_delete,
       ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY AS part (number, place)
             JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = part.number ORDER BY place) AS to_columns
FROM pg_constraint k
JOIN pg_class c ON c.oid = k.conrelid AND k.contype IN ('p', 'u', 'f', 'c')
JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_class f ON f.oid = k.confrelid
LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace";

/// Unique indexes that no constraint has.
const INDEXES: &str = "
SELECT n.nspname::text AS schema, c.relname::text AS table, x.relname::text AS name, pg_get_expr(i.indpred, i.indrelid) AS predicate,
       ARRAY(SELECT a.attname::text FROM unnest(i.indkey) WITH ORDINALITY AS part (number, place)
             JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = part.number ORDER BY place) AS columns
FROM pg_index i
JOIN pg_class c ON c.oid = i.indrelid AND i.indisunique AND i.indisvalid
JOIN pg_class x ON x.oid = i.indexrelid
JOIN pg_namespace n ON n.oid = c.relnamespace";

/// What is asked of new rows by those who are signed in.
const POLICIES: &str = "
SELECT n.nspname::text AS schema, c.relname::text AS table, p.polpermissive AS permissive,
       pg_get_expr(coalesce(p.polwithcheck, p.polqual), p.polrelid) AS condition
FROM pg_policy p
JOIN pg_class c ON c.oid = p.polrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE p.polcmd IN ('a', '*') AND p.polroles && ARRAY[0::oid, 'authenticated'::regrole::oid]";

const OF_COLUMNS: &str = "i.indexprs IS NULL AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype IN ('p', 'u', 'x'))";

const ENUMS: &str = "
SELECT n.nspname::text AS schema, t.typname::text AS name,
       ARRAY(SELECT e.enumlabel::text FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS labels
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype = 'e' AND n.nspname IN ('assist', 'core', 'internal', 'scaliyo', 'taskjuggler')
ORDER BY n.nspname COLLATE \"C\", t.typname COLLATE \"C\"";
