//! Comparisons of a value with arguments.

use super::{Row, Sql, unseen};
use crate::error::{Error, Result};
use crate::graphql::condition::Operator;
use crate::graphql::plan::Test;
use crate::graphql::scalar::{ColumnType, Param, Wire};

impl Sql {
    /// A condition on a column.
    pub(super) fn compare(
        &mut self,
        row: Row<'_>,
        column: usize,
        operator: Operator,
        value: &Param,
    ) -> Result<()> {
        let table = row.table;
        let left = table.columns[column].sql(row.name);
        let pattern = |before: &str, after: &str| match value {
            Param::Text(text) => Param::Text(format!("{before}{}{after}", escape_like(text))),
            other => other.clone(),
        };
        let (sign, value) = match operator {
            Operator::Eq => ("=", value.clone()),
            Operator::Ne => ("<>", value.clone()),
            Operator::Lt => ("<", value.clone()),
            Operator::Lte => ("<=", value.clone()),
            Operator::Gt => (">", value.clone()),
            Operator::Gte => (">=", value.clone()),
            Operator::Like => ("like", value.clone()),
            Operator::ILike => ("ilike", value.clone()),
            Operator::Contains => ("ilike", pattern("%", "%")),
            Operator::StartsWith => ("like", pattern("", "%")),
            Operator::EndsWith => ("like", pattern("%", "")),
            Operator::In | Operator::NotIn => {
                let right = self.bind_for(table, column, value.clone())?;
                let text = match operator {
                    Operator::In => format!("{left} = any({right})"),
                    // Even null differs from all of an empty list; a row without a value is not meant all the same.
                    _ if table.columns[column].nullable => {
                        format!("({left} is not null and {left} <> all({right}))")
                    }
                    _ => format!("{left} <> all({right})"),
                };
                self.text.push_str(&text);
                return Ok(());
            }
            Operator::Holds | Operator::HeldBy | Operator::Overlaps => {
                let sign = match operator {
                    Operator::Holds => "@>",
                    Operator::HeldBy => "<@",
                    _ => "&&",
                };
                let right = self.bind(value.clone())?;
                self.text.push_str(&format!("{left} {sign} {right}::{}", table.columns[column].ty.sql));
                return Ok(());
            }
            Operator::HasKey | Operator::Exists => {
                return Err(Error::internal("an operator of JSON values for another column"));
            }
        };
        if sign.ends_with("like") && table.columns[column].ty.read_as_text() {
            let right = self.bind(value)?;
            self.text.push_str(&format!("{left}::text {sign} {right}"));
            return Ok(());
        }
        let mut right = self.bind_for(table, column, value)?;
        if self.paged && operator == Operator::Eq {
            right = unseen(&right, table.columns[column].ty.wire);
        }
        self.text.push_str(&format!("{left} {sign} {right}"));
        Ok(())
    }

    /// A condition on a figure.
    pub fn figure(&mut self, figure: &str, ty: &ColumnType, test: &Test) -> Result<()> {
        let (operator, value) = match test {
            Test::IsNull(null) => {
                self.text.push_str(&format!("{figure} is {}null", if *null { "" } else { "not " }));
                return Ok(());
            }
            Test::Compare(operator, value) => (operator, value.clone()),
        };
        let value = self.bind_as(ty, value)?;
        let sign = match operator {
            Operator::Eq => "=",
            Operator::Ne => "<>",
            Operator::Lt => "<",
            Operator::Lte => "<=",
            Operator::Gt => ">",
            Operator::Gte => ">=",
            Operator::In => "= any",
            Operator::NotIn => {
                self.text.push_str(&format!("({figure} is not null and {figure} <> all({value}))"));
                return Ok(());
            }
            _ => return Err(Error::internal("an operator that figures do not have")),
        };
        self.text.push_str(&format!("{figure} {sign} ({value})"));
        Ok(())
    }

    /// A condition on a JSON value, or on what a path in it leads to.
    pub(super) fn json(
        &mut self,
        row: Row<'_>,
        column: usize,
        path: &[String],
        operator: Operator,
        value: &Param,
    ) -> Result<()> {
        let mut left = row.table.columns[column].sql(row.name);
        if row.table.columns[column].ty.wire == Wire::Json {
            left = format!("{left}::jsonb");
        }
        if !path.is_empty() {
            let steps = path.iter().cloned().map(Param::Text).collect();
            let steps = self.bind(Param::List(Wire::Text, steps))?;
            left = format!("({left} #> {steps})");
        }
        let sign = match (operator, value) {
            (Operator::Exists, Param::Json(exists)) => {
                let not = if *exists == serde_json::Value::Bool(true) { "not " } else { "" };
                self.text.push_str(&format!("{left} is {not}null"));
                return Ok(());
            }
            (Operator::HasKey, Param::Json(serde_json::Value::String(key))) => {
                let key = self.bind(Param::Text(key.clone()))?;
                self.text.push_str(&format!("{left} ? {key}"));
                return Ok(());
            }
            (Operator::Eq, _) => "=",
            (Operator::Ne, _) => "<>",
            (Operator::Holds, _) => "@>",
            (Operator::Lt, _) => "<",
            (Operator::Lte, _) => "<=",
            (Operator::Gt, _) => ">",
            (Operator::Gte, _) => ">=",
            _ => return Err(Error::internal("an operator that JSON values do not have")),
        };
        let right = self.bind(value.clone())?;
        if matches!(operator, Operator::Lt | Operator::Lte | Operator::Gt | Operator::Gte) {
            // Any two JSON values can be compared; a number and a text had better not be.
            let kinds = format!("jsonb_typeof({left}) = jsonb_typeof({right})");
            self.text.push_str(&format!("({kinds} and {left} {sign} {right})"));
        } else {
            self.text.push_str(&format!("{left} {sign} {right}"));
        }
        Ok(())
    }
}

fn escape_like(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
