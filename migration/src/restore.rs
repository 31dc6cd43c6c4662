//! What a dump of a database does not hold, since it belongs to the cluster or to PostgreSQL itself.

use sea_orm_migration::sea_orm::{ConnectionTrait as _, DatabaseConnection, DbErr};

use crate::script::sql;

/// The roles that the dump's grants and policies name. To be run before it is restored, in the same database.
pub async fn before(db: &DatabaseConnection) -> Result<(), DbErr> {
    db.execute_unprepared(sql!("auth/roles.sql")).await.map(drop)
}

/// Marks on PostgreSQL's own functions, a change log that begins here and now, and the figures that plans are made from.
pub async fn after(db: &DatabaseConnection) -> Result<(), DbErr> {
    db.execute_unprepared(sql!("auth/leakproof.sql")).await?;
    // Cursors of the log that was dumped are refused from now on.
    db.execute_unprepared("TRUNCATE stream.events, stream.ticks, stream.log; SELECT stream.open()").await?;
    db.execute_unprepared("SELECT stream.make_partitions()").await?;
    // Who is no superuser is told of each catalogue that is not theirs to analyze, which is of no interest.
    db.execute_unprepared("SET LOCAL client_min_messages = error; ANALYZE").await.map(drop)
}
