//! The list of tables and their writes, `tables.tsv`, against the schema and against what the matrix of access opens.

use std::collections::BTreeMap;
use std::path::Path;

use workgraph::domain;
use workgraph::graphql::catalog::Table;

use crate::policy::{letters, matrix};
use crate::support::reader::{catalog, path};
use crate::support::snapshot;

/// What a table's fields do, in the letters of the matrix and in words.
fn writes(table: &Table) -> Vec<(char, &'static str)> {
    let writes = &table.writes;
    let all = [
        ('i', "create", !writes.create.is_empty()),
        ('u', "update", !writes.update.is_empty()),
        ('i', "upsert", writes.upsert()),
        ('d', "delete", writes.delete),
        ('u', "archive", writes.archive),
    ];
    all.into_iter().filter(|(.., there)| *there).map(|(letter, word, _)| (letter, word)).collect()
}

/// Why a table has not all the writes that its policies open.
fn reason(schema: &str, name: &str, table: Option<&Table>) -> String {
    let system = domain::SYSTEMS.iter().find(|system| system.schema == schema).unwrap();
    let annotation = system.tables.iter().find(|annotation| annotation.table == name);
    let told = annotation.and_then(|annotation| annotation.operated.or(annotation.made));
    match (told, table) {
        (Some(told), _) => told.to_owned(),
        (None, None) => "For nobody.".to_owned(),
        (None, Some(_)) => String::new(),
    }
}

#[test]
fn every_table_has_its_writes_or_a_reason() {
    let catalog = catalog();
    let by_path: BTreeMap<_, _> = catalog.tables.iter().map(|table| (path(table), table)).collect();
    let mut text =
        "# The generic writes of each table, by what its policies open, less what operations and the server \
                    keep. Generated;\n# reviewed.\n\
                    table\twrites\tcolumns of a new row\trows that it comes with\tcolumns that change\twhy not more\n"
            .to_owned();
    for meta in entity::tables().iter().filter(|meta| !meta.is_view) {
        let table = by_path.get(&format!("{}.{}", meta.schema, meta.name)).copied();
        let words: Vec<_> = table.into_iter().flat_map(writes).map(|(_, word)| word).collect();
        let columns = |list: &[usize]| {
            let names = list.iter().filter_map(|at| Some(table?.columns[*at].name.as_str()));
            names.collect::<Vec<_>>().join(" ")
        };
        let mut why = reason(meta.schema, meta.name, table);
        if why.is_empty() && words.is_empty() {
            why = "Its policies open nothing to be written.".to_owned();
        }
        let (create, update) = table.map_or((String::new(), String::new()), |table| {
            (columns(&table.writes.create), columns(&table.writes.update))
        });
        let nested = table.into_iter().flat_map(|table| {
            table.writes.nested.iter().map(|nested| table.relations[nested.relation].field.as_str())
        });
        let nested = nested.collect::<Vec<_>>().join(" ");
        let line =
            [&format!("{}.{}", meta.schema, meta.name), &words.join(" "), &create, &nested, &update, &why];
        text.push_str(
            line.map(|cell| if cell.is_empty() { "-" } else { cell.as_str() }).join("\t").trim_end(),
        );
        text.push('\n');
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/api/write/tables.tsv");
    snapshot::text(&file, &text).unwrap_or_else(|difference| panic!("{difference}"));
}

#[test]
fn no_field_is_there_that_nobody_may_use() {
    let matrix = matrix();
    for table in catalog().tables.iter().filter(|table| !table.is_interface() && table.versioned) {
        let open = letters(&matrix, &path(table));
        for (letter, word) in writes(table) {
            assert!(open.contains(letter), "{}: {word}, but the matrix opens only {open}", path(table));
        }
    }
}
