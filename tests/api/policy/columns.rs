//! What policies ask of rows is indexed: a list is read through them, and PostgreSQL turns a condition that an index serves
//! into a search. `columns.tsv` has the exceptions, reviewed.

use std::collections::BTreeSet;

use sqlx::Row as _;

use crate::support::{Contents, Database};

#[tokio::test]
async fn every_column_that_a_policy_asks_for_is_indexed() {
    let database = Database::clone_of(Contents::Nothing).await;
    let sql = "select distinct a.attrelid::regclass || '.' || a.attname
               from pg_depend d
               join pg_policy p on d.classid = 'pg_policy'::regclass and d.objid = p.oid
               join pg_attribute a on d.refclassid = 'pg_class'::regclass and (a.attrelid, a.attnum) = (d.refobjid, d.refobjsubid)
               where a.attnum > 0
                 and not exists (select from pg_index i
                                 where i.indrelid = a.attrelid and i.indkey[0] = a.attnum and i.indisvalid and i.indpred is null)";
    let found: BTreeSet<String> = database.as_owner(sql).await.iter().map(|row| row.get(0)).collect();
    let lines = include_str!("columns.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    let excused: BTreeSet<_> = lines.map(|line| line.split_once('\t').unwrap().0.to_owned()).collect();
    assert_eq!(&found - &excused, BTreeSet::new(), "no index begins with these");
    assert_eq!(&excused - &found, BTreeSet::new(), "these need no excuse");
}
