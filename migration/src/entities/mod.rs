//! Writes the crate `entity`: one SeaORM entity for each table, read from the catalogue of a migrated database.
//!
//! Our own generator, because the customary one looks at one schema a run, ties foreign keys by bare table name and
//! leaves out generated columns: with `users` in three schemas and accounts in a fourth, relations would be lost or
//! lead to the wrong table. The output is the ordinary compact entity format, laid out as rustfmt would, and depends
//! on nothing but the database: the same tables give the same bytes.
//!
//! What SeaORM cannot carry (comments, SQL types, defaults, unique keys) stands beside each entity as *facts*;
//! `entity/src/meta.rs`, written by hand, puts both together.

use std::io;
use std::path::{Path, PathBuf};

use sea_orm_migration::DbErr;
use sea_orm_migration::sea_orm::DatabaseConnection;

mod caller;
mod catalogue;
mod list;
mod naming;
mod relation;
mod table;

/// Every generated file: its path below `entity/src`, and its text.
pub async fn generate(db: &DatabaseConnection) -> Result<Vec<(PathBuf, String)>, DbErr> {
    let catalogue = catalogue::read(db).await?;
    let mut files = vec![(PathBuf::from("lib.rs"), list::crate_root(&catalogue))];
    for schema in catalogue.schemas() {
        files.push((Path::new(schema).join("mod.rs"), list::schema_root(&catalogue, schema)));
    }
    for table in &catalogue.tables {
        let path = Path::new(&table.schema).join(format!("{}.rs", table.name));
        files.push((path, table::render(&catalogue, table)));
    }
    files.sort();
    Ok(files)
}

/// Writes the files below `folder`, and removes entities whose table is gone.
pub fn write(files: &[(PathBuf, String)], folder: &Path) -> io::Result<()> {
    for stale in surplus(files, folder)? {
        std::fs::remove_file(folder.join(stale))?;
    }
    for (path, text) in files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent)?;
        }
        std::fs::write(path, text)?;
    }
    Ok(())
}

/// The files below `folder` that differ from what was generated, are missing, or should not be there.
pub fn drift(files: &[(PathBuf, String)], folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut drift = surplus(files, folder)?;
    for (path, text) in files {
        if std::fs::read_to_string(folder.join(path)).ok().as_ref() != Some(text) {
            drift.push(path.clone());
        }
    }
    drift.sort();
    Ok(drift)
}

/// Files in the folders of the schemas that nothing generated. What is written by hand lies beside those folders.
fn surplus(files: &[(PathBuf, String)], folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut surplus = Vec::new();
    for (root, _) in files.iter().filter(|(path, _)| path.ends_with("mod.rs")) {
        let Some(schema) = root.parent().filter(|schema| folder.join(schema).is_dir()) else { continue };
        for entry in std::fs::read_dir(folder.join(schema))? {
            let path = schema.join(entry?.file_name());
            if !files.iter().any(|(known, _)| *known == path) {
                surplus.push(path);
            }
        }
    }
    Ok(surplus)
}
