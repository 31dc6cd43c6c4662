//! SQL text in the making: names, operators, placeholders. Values only ever become arguments.

mod compare;

use std::collections::HashMap;

use sqlx::postgres::PgArguments;

use crate::db::Statement;
use crate::error::{Error, Result};
use crate::graphql::catalog::{Catalog, Relation, Table};
use crate::graphql::condition::{Condition, Operator, Quantifier};
use crate::graphql::order::OrderKey;
use crate::graphql::page::Place;
use crate::graphql::plan::{Link, Read};
use crate::graphql::scalar::{ColumnType, Param, Wire};
use crate::graphql::term::Term;

/// A column of the row `t`, or the expression that stands for it.
pub fn sql_column(table: &Table, at: usize) -> String {
    table.columns[at].sql("t")
}

/// A name as SQL writes it.
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// A statement in the making.
#[derive(Default)]
pub struct Sql {
    /// What is written so far.
    pub text: String,
    arguments: PgArguments,
    count: usize,
    /// Texts by their placeholders: a search compares one with many columns.
    texts: HashMap<String, usize>,
    /// Rows that were named so far, besides `t`.
    rows: usize,
    /// Whether the rows are found in an index that has them page by page, so that the plan does not depend on the value.
    /// The planner is then kept from looking at it: it would plan anew for each.
    paged: bool,
}

/// A row by its name in the statement, and its table.
#[derive(Clone, Copy)]
struct Row<'a> {
    name: &'a str,
    table: &'a Table,
}

impl Sql {
    /// The finished statement.
    pub fn statement(self) -> Statement {
        Statement { sql: self.text, arguments: self.arguments }
    }

    /// Starts a statement for the rows of a read.
    pub fn of(table: &Table, read: &Read) -> Self {
        let in_key_order = read.page.as_ref().is_some_and(|page| {
            page.order.len() == table.key.len()
                && page.order.iter().zip(&table.key).all(|(key, at)| key.term == Term::Column(*at))
        });
        let by_page = match read.link {
            Link::Many(column, _) => table.paged.contains(&column),
            _ => true,
        };
        Self { paged: in_key_order && by_page && is_paged(table, &read.filter), ..Self::default() }
    }

    /// Adds an argument and gives its placeholder.
    pub fn bind(&mut self, value: Param) -> Result<String> {
        // An argument has a type, and null has to fit any column.
        if value == Param::Null {
            return Ok("null".to_owned());
        }
        if let Param::Text(text) = &value {
            if let Some(known) = self.texts.get(text) {
                return Ok(format!("${known}"));
            }
            self.texts.insert(text.clone(), self.count + 1);
        }
        value.bind(&mut self.arguments)?;
        self.count += 1;
        Ok(format!("${}", self.count))
    }

    /// What rows come from: a table, or a function that is called with the link's values.
    pub fn source(&mut self, table: &Table, link: &Link) -> Result<String> {
        let Link::Call(values) = link else { return Ok(table.sql()) };
        let values = values.iter().map(|value| self.bind(value.clone())).collect::<Result<Vec<_>>>()?;
        Ok(format!("{}({})", table.sql(), values.join(", ")))
    }

    /// An argument to compare a column with, or to write into it.
    pub fn bind_for(&mut self, table: &Table, column: usize, value: Param) -> Result<String> {
        self.bind_as(&table.columns[column].ty, value)
    }

    /// An argument to compare a value of this type with; enum types do not compare with text.
    fn bind_as(&mut self, ty: &ColumnType, value: Param) -> Result<String> {
        let list = matches!(value, Param::List(..));
        let placeholder = self.bind(value)?;
        Ok(match (ty.needs_cast(), list) {
            (true, true) => format!("{placeholder}::{}[]", ty.element_sql()),
            (true, false) => format!("{placeholder}::{}", ty.element_sql()),
            (false, _) => placeholder,
        })
    }

    /// Filter, place, order and size of a page.
    pub fn rest(&mut self, catalog: &Catalog, read: &Read, open: bool) -> Result<()> {
        let table = &catalog.tables[read.table];
        let mut open = self.condition(catalog, table, &read.filter, open)?;
        let Some(page) = &read.page else { return Ok(()) };
        let reversed: Vec<OrderKey> = page.order.iter().map(OrderKey::reversed).collect();
        for (place, order) in [(&page.after, &page.order), (&page.before, &reversed)] {
            if let Some(place) = place {
                self.text.push_str(if open { " and " } else { " where " });
                open = true;
                self.behind(catalog, table, order, place)?;
            }
        }
        let keys: Vec<String> = page.fetch_order().iter().map(|key| sql_order(catalog, table, key)).collect();
        self.text.push_str(&format!(" order by {} limit {}", keys.join(", "), page.size + 1));
        if page.offset > 0 {
            let offset = self.bind(Param::Int(page.offset))?;
            self.text.push_str(&format!(" offset {offset}"));
        }
        Ok(())
    }

    /// Adds a filter, and says whether there is a `where` now.
    pub fn condition(
        &mut self,
        catalog: &Catalog,
        table: &Table,
        filter: &Condition,
        open: bool,
    ) -> Result<bool> {
        if is_trivial(filter) {
            return Ok(open);
        }
        self.text.push_str(if open { " and " } else { " where " });
        self.test(catalog, Row { name: "t", table }, filter)?;
        Ok(true)
    }

    /// A condition on the row `t` as a value: yes or no. Nothing is written yet.
    pub fn answer(&mut self, catalog: &Catalog, table: &Table, filter: &Condition) -> Result<String> {
        let before = std::mem::take(&mut self.text);
        self.test(catalog, Row { name: "t", table }, filter)?;
        let condition = std::mem::replace(&mut self.text, before);
        Ok(format!("coalesce({condition}, false)"))
    }

    fn test(&mut self, catalog: &Catalog, row: Row<'_>, condition: &Condition) -> Result<()> {
        match condition {
            Condition::All(parts) => {
                let parts: Vec<_> = parts.iter().filter(|part| !is_trivial(part)).collect();
                self.join(catalog, row, &parts, " and ", "true")
            }
            Condition::Any(parts) => {
                self.join(catalog, row, &parts.iter().collect::<Vec<_>>(), " or ", "false")
            }
            Condition::Not(inner) => {
                self.text.push('(');
                self.test(catalog, row, inner)?;
                // What is unknown does not hold either.
                self.text.push_str(") is not true");
                Ok(())
            }
            Condition::IsNull(column, null) => {
                let column = row.table.columns[*column].sql(row.name);
                self.text.push_str(&format!("{column} is {}null", if *null { "" } else { "not " }));
                Ok(())
            }
            Condition::Compare(column, operator, value) => self.compare(row, *column, *operator, value),
            Condition::Json(column, path, operator, value) => self.json(row, *column, path, *operator, value),
            Condition::Words(text) => {
                let words = row.table.searched.ok_or_else(|| Error::internal("no words to search in"))?;
                let words = words.replace("{t}", row.name);
                let query = self.bind(Param::Text(text.clone()))?;
                self.text.push_str(&format!("{words} @@ websearch_to_tsquery('english', {query})"));
                Ok(())
            }
            Condition::Related(relation, quantifier, inner) => {
                self.related(catalog, row, &row.table.relations[*relation], *quantifier, inner)
            }
        }
    }

    /// Rows that another row leads to, as its reader sees them: row level security holds in here as well.
    fn related(
        &mut self,
        catalog: &Catalog,
        row: Row<'_>,
        relation: &Relation,
        quantifier: Quantifier,
        inner: &Condition,
    ) -> Result<()> {
        self.rows += 1;
        let name = format!("t{}", self.rows);
        let other = Row { name: &name, table: &catalog.tables[relation.target] };
        let (no, yes) = match quantifier {
            Quantifier::Some => ("", ""),
            Quantifier::None => ("not ", ""),
            Quantifier::Every => ("not ", " is not true"),
        };
        self.text.push_str(&format!(
            "{no}exists (select from {} {name} where {} = {}{} and (",
            other.table.sql(),
            other.table.columns[relation.target_column].sql(&name),
            row.table.columns[relation.column].sql(row.name),
            relation.live_sql(other.table, &name),
        ));
        self.test(catalog, other, inner)?;
        self.text.push_str(&format!("){yes})"));
        Ok(())
    }

    fn join(
        &mut self,
        catalog: &Catalog,
        row: Row<'_>,
        parts: &[&Condition],
        between: &str,
        none: &str,
    ) -> Result<()> {
        match parts {
            [] => self.text.push_str(none),
            [single] => self.test(catalog, row, single)?,
            parts => {
                self.text.push('(');
                for (at, part) in parts.iter().enumerate() {
                    if at > 0 {
                        self.text.push_str(between);
                    }
                    self.test(catalog, row, part)?;
                }
                self.text.push(')');
            }
        }
        Ok(())
    }

    /// Rows whose column has one of these values.
    ///
    /// A single value is compared as such: where it is a common one, the planner is to know. Of several it is to know
    /// nothing, lest it plan anew for each number of them: a plan that did not ask how many there are is kept.
    pub fn among(&mut self, column: &str, wire: Wire, values: &[Param]) -> Result<()> {
        let text = match values {
            [value] => {
                let value = self.bind(value.clone())?;
                format!("{column} = {}", if self.paged { unseen(&value, wire) } else { value })
            }
            values => format!("{column} = any({})", self.list(wire, values)?),
        };
        self.text.push_str(&text);
        Ok(())
    }

    /// Values as one array that the planner does not look into.
    pub fn list(&mut self, wire: Wire, values: &[Param]) -> Result<String> {
        let list = self.bind(Param::List(wire, values.to_vec()))?;
        Ok(format!("(select {list})::{}[]", wire.argument_sql()))
    }

    /// Rows whose keys are among these.
    pub fn keys(&mut self, table: &Table, keys: &[Vec<Param>]) -> Result<()> {
        let values = |at: usize| -> Vec<Param> {
            keys.iter().map(|key| key.get(at).cloned().unwrap_or(Param::Null)).collect()
        };
        if let [column] = table.key.as_slice() {
            return self.among(&sql_column(table, *column), table.columns[*column].ty.wire, &values(0));
        }
        let mut columns = Vec::new();
        let mut lists = Vec::new();
        for (at, column) in table.key.iter().enumerate() {
            columns.push(sql_column(table, *column));
            lists.push(self.list(table.columns[*column].ty.wire, &values(at))?);
        }
        let text = format!("({}) in (select * from unnest({}))", columns.join(", "), lists.join(", "));
        self.text.push_str(&text);
        Ok(())
    }

    /// Rows that come behind a place in an order.
    fn behind(&mut self, catalog: &Catalog, table: &Table, order: &[OrderKey], place: &Place) -> Result<()> {
        let terms: Vec<String> = order.iter().map(|key| key.term.sql(catalog, table, "t")).collect();
        let uniform = order.windows(2).all(|pair| pair[0].descending == pair[1].descending);
        let total = order.iter().all(|key| !key.term.is_nullable(table)) && place.iter().all(Option::is_some);
        if uniform && total {
            let mut values = Vec::with_capacity(order.len());
            for (key, value) in order.iter().zip(place) {
                let value = value.clone().unwrap_or(Param::Null);
                values.push(self.bind_as(&key.term.ty(catalog, table), value)?);
            }
            let sign = if order.first().is_some_and(|key| key.descending) { "<" } else { ">" };
            self.text.push_str(&format!("({}) {sign} ({})", terms.join(", "), values.join(", ")));
            return Ok(());
        }
        self.text.push('(');
        for last in 0..order.len() {
            if last > 0 {
                self.text.push_str(" or ");
            }
            self.text.push('(');
            for at in 0..=last {
                let (key, value, term) = (&order[at], &place[at], &terms[at]);
                if at > 0 {
                    self.text.push_str(" and ");
                }
                let text = match (value, at == last) {
                    (None, false) => format!("{term} is null"),
                    (None, true) if key.nulls_first => format!("{term} is not null"),
                    (None, true) => "false".to_owned(),
                    (Some(value), is_last) => {
                        let value = self.bind_as(&key.term.ty(catalog, table), value.clone())?;
                        let sign = match (is_last, key.descending) {
                            (false, _) => "=",
                            (true, true) => "<",
                            (true, false) => ">",
                        };
                        if is_last && key.term.is_nullable(table) && !key.nulls_first {
                            format!("({term} {sign} {value} or {term} is null)")
                        } else {
                            format!("{term} {sign} {value}")
                        }
                    }
                };
                self.text.push_str(&text);
            }
            self.text.push(')');
        }
        self.text.push(')');
        Ok(())
    }
}

/// Whether a filter says no more than of which value the rows are, and that they are not archived.
fn is_paged(table: &Table, filter: &Condition) -> bool {
    match filter {
        Condition::All(parts) => parts.iter().all(|part| is_paged(table, part)),
        Condition::Compare(column, Operator::Eq, value) => {
            *value != Param::Null && table.paged.contains(column)
        }
        Condition::IsNull(..) => true,
        _ => false,
    }
}

/// An argument that the planner does not look at.
fn unseen(placeholder: &str, wire: Wire) -> String {
    format!("(select {placeholder}::{})", wire.argument_sql())
}

fn is_trivial(condition: &Condition) -> bool {
    matches!(condition, Condition::All(parts) if parts.iter().all(is_trivial))
}

fn sql_order(catalog: &Catalog, table: &Table, key: &OrderKey) -> String {
    let direction = if key.descending { " desc" } else { "" };
    // The natural place of nulls is not spelled out, so that plain indexes serve.
    let nulls = match (key.descending, key.nulls_first) {
        _ if !key.term.is_nullable(table) => "",
        (true, true) | (false, false) => "",
        (true, false) => " nulls last",
        (false, true) => " nulls first",
    };
    format!("{}{direction}{nulls}", key.term.sql(catalog, table, "t"))
}
