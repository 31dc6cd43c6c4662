//! Lets SeaORM use a scope as a connection, so that domain code writes with entities under row level security.

use sea_orm::prelude::async_trait::async_trait;
use sea_orm::{ConnectionTrait, DbBackend, DbErr, ExecResult, QueryResult, RuntimeErr};
use sea_query_sqlx::SqlxValues;
use sqlx::IntoArguments as _;

use super::scope::{Scope, Statement};

impl From<sea_orm::Statement> for Statement {
    fn from(statement: sea_orm::Statement) -> Self {
        let arguments =
            statement.values.map(|values| SqlxValues(values).into_arguments()).unwrap_or_default();
        Self { sql: statement.sql, arguments }
    }
}

#[async_trait]
impl<K> ConnectionTrait for Scope<K> {
    fn get_database_backend(&self) -> DbBackend {
        DbBackend::Postgres
    }

    async fn execute_raw(&self, statement: sea_orm::Statement) -> Result<ExecResult, DbErr> {
        let answer = self.run_shared(statement.into()).await.map_err(exec_error)?;
        Ok(answer.done.into())
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        Ok(self.run_text_shared(sql).await.map_err(exec_error)?.into())
    }

    async fn query_one_raw(&self, statement: sea_orm::Statement) -> Result<Option<QueryResult>, DbErr> {
        let answer = self.run_shared(statement.into()).await.map_err(query_error)?;
        Ok(answer.rows.into_iter().next().map(Into::into))
    }

    async fn query_all_raw(&self, statement: sea_orm::Statement) -> Result<Vec<QueryResult>, DbErr> {
        let answer = self.run_shared(statement.into()).await.map_err(query_error)?;
        Ok(answer.rows.into_iter().map(Into::into).collect())
    }
}

fn exec_error(error: sqlx::Error) -> DbErr {
    DbErr::Exec(RuntimeErr::SqlxError(error.into()))
}

fn query_error(error: sqlx::Error) -> DbErr {
    DbErr::Query(RuntimeErr::SqlxError(error.into()))
}
