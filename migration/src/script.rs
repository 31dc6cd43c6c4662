//! Runs SQL scripts. Each may hold any number of statements; none may end the transaction of its migration.

use sea_orm_migration::prelude::*;

/// The text of a script, by its place under `sql`.
macro_rules! sql {
    ($path:literal) => {
        include_str!(concat!("../sql/", $path))
    };
}
pub(crate) use sql;

/// Runs the scripts one after the other on the connection of the migration.
pub async fn run(manager: &SchemaManager<'_>, scripts: &[&str]) -> Result<(), DbErr> {
    for script in scripts {
        manager.get_connection().execute_unprepared(script).await?;
    }
    Ok(())
}
