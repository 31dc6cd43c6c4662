//! The lists across systems: for each interface a table over its view, read, filtered, ordered and grouped like any other.
//!
//! What is shown of a row is the member's row: the view says which, and by its key it is read like the row that a to-one
//! relation leads to. Hits of the search across systems are such rows too, of a function instead of a view.

use anyhow::{Context as _, Result};

use super::{Cardinality, Catalog, Column, Permissions, Relation, Table, TableId, Writes};
use crate::domain::{Interface, InterfaceKind, Search, System};
use crate::graphql::naming::{self, Names};
use crate::graphql::scalar::ColumnType;

impl Catalog {
    /// Adds the list of an interface.
    ///
    /// # Errors
    /// When a member is not there, or has no key of one column.
    pub(super) fn list(&mut self, interface: &Interface, systems: &[System]) -> Result<()> {
        let kinds = self.kinds(interface)?;
        let mut columns = self.origin(systems)?;
        let mut relations = Vec::new();
        for (field, (ty, enumeration)) in interface.fields.iter().zip(kinds) {
            let at = columns.len();
            if matches!(field.kind, InterfaceKind::Account) {
                let accounts = self.accounts().context("the table of accounts has no type")?;
                let key = self.tables[accounts].single_key().context("accounts have no single key")?;
                relations.push(Relation {
                    field: field.name.to_owned(),
                    cardinality: Cardinality::One,
                    column: at,
                    target: accounts,
                    target_column: key,
                    description: field.description.to_owned(),
                });
                let id = format!("{}Id", field.name);
                columns.push(Column {
                    nullable: true,
                    reference: true,
                    ..column(field.column, Some(&id), ty, field.description)?
                });
            } else {
                columns.push(Column {
                    nullable: true,
                    enumeration,
                    ..column(field.column, Some(field.name), ty, field.description)?
                });
            }
        }
        if !interface.fields.iter().any(|field| field.column == "created_at") {
            let ty = "timestamp with time zone";
            let created = column("created_at", Some("createdAt"), ty, "When it was made.")?;
            columns.push(Column { nullable: true, ..created });
        }
        for question in interface.list.questions {
            let asked = column(question.name, Some(question.name), "boolean", question.description)?;
            columns.push(Column { expression: Some(question.sql.to_owned()), ..asked });
        }
        let members = interface.members.iter().map(|member| (member.schema, member.table));
        let members = self.members(members, &mut columns)?;
        let one = naming::interface(interface.name);
        self.tables.push(Table {
            schema: interface.list.schema,
            name: interface.list.view,
            entity: interface.stream.entity,
            entities: interface.list.view,
            names: Names {
                type_name: interface.name.to_owned(),
                many: interface.list.view.to_owned(),
                children: interface.list.view.to_owned(),
                one,
            },
            description: interface.list.description.to_owned(),
            columns,
            key: vec![0, 1, 2],
            relations,
            versioned: false,
            roots: false,
            members,
            interfaces: Vec::new(),
            writes: Writes::default(),
            archived: None,
            streamed: false,
            searched: None,
            found: false,
            open: false,
            paged: Vec::new(),
            rests_on: Vec::new(),
            permissions: Permissions::default(),
        });
        Ok(())
    }

    /// Adds the hits of the search across systems.
    ///
    /// # Errors
    /// When a table that it looks in is not there, or has no key of one column.
    pub(super) fn search(&mut self, search: &Search, systems: &[System]) -> Result<()> {
        let kinds = search.kinds.iter().map(|kind| {
            let types = kind.tables.iter().map(|(schema, table)| naming::table(schema, table).type_name);
            (kind.name, format!("{}.", types.collect::<Vec<_>>().join(", ")))
        });
        let description = "What a search can look for.".to_owned();
        let kind = self.enumeration("SearchType".to_owned(), description, kinds)?;
        let mut columns = self.origin(systems)?;
        let cases = search.kinds.iter().map(|kind| {
            let tables = kind.tables.iter().map(|(schema, table)| format!("'{schema}.{table}'"));
            format!(
                "when {{t}}.system || '.' || {{t}}.entity in ({}) then '{}'",
                tables.collect::<Vec<_>>().join(", "),
                kind.name
            )
        });
        columns.push(Column {
            enumeration: Some(kind),
            expression: Some(format!("case {} end", cases.collect::<Vec<_>>().join(" "))),
            ..column("type", Some("type"), "text", "What it is.")?
        });
        for field in search.fields {
            let plain = column(field.name, Some(field.name), field.ty, field.description)?;
            columns.push(Column { expression: Some(field.sql.to_owned()), ..plain });
        }
        let tables = search.kinds.iter().flat_map(|kind| kind.tables).copied();
        let members = self.members(tables, &mut columns)?;
        self.tables.push(Table {
            schema: search.schema,
            name: search.function,
            entity: "hit",
            entities: "hits",
            names: Names {
                type_name: "SearchHit".to_owned(),
                many: "hits".to_owned(),
                children: "hits".to_owned(),
                one: search.function.to_owned(),
            },
            description: "A row that a search found.".to_owned(),
            columns,
            key: vec![0, 1, 2],
            relations: Vec::new(),
            versioned: false,
            roots: false,
            members,
            interfaces: Vec::new(),
            writes: Writes::default(),
            archived: None,
            streamed: false,
            searched: None,
            found: true,
            open: false,
            paged: Vec::new(),
            rests_on: Vec::new(),
            permissions: Permissions::default(),
        });
        Ok(())
    }

    /// The columns that tell which row of which table a row stands for.
    fn origin(&mut self, systems: &[System]) -> Result<Vec<Column>> {
        let system = match self.enums.iter().position(|known| known.name == "System") {
            Some(id) => id,
            None => {
                let shown = systems.iter().filter(|system| system.roots);
                let shown = shown.map(|system| (system.schema, format!("{}.", system.title)));
                let description = "The systems whose work this API shows.".to_owned();
                self.enumeration("System".to_owned(), description, shown)?
            }
        };
        let name = column("system", Some("system"), "text", "The system the row belongs to.")?;
        Ok(vec![
            Column { enumeration: Some(system), ..name },
            column("entity", None, "text", "")?,
            column("row_id", None, "text", "")?,
        ])
    }

    /// For each table a column that has the key of the row that is meant, and is null where it is of another table.
    fn members(
        &self,
        tables: impl Iterator<Item = (&'static str, &'static str)>,
        columns: &mut Vec<Column>,
    ) -> Result<Vec<(TableId, usize)>> {
        let mut members = Vec::new();
        for (schema, table) in tables {
            let id = self.table_named(schema, table);
            let id = id.with_context(|| format!("{schema}.{table} has no type"))?;
            let key = self.tables[id].single_key().context("a member has no key of one column")?;
            let ty = self.tables[id].columns[key].ty.clone();
            members.push((id, columns.len()));
            let expression = format!(
                "case when {{t}}.system = '{schema}' and {{t}}.entity = '{table}' then {{t}}.row_id::{} end",
                ty.sql
            );
            columns.push(Column {
                name: format!("{schema}.{table}"),
                field: None,
                ty,
                enumeration: None,
                nullable: true,
                reference: false,
                description: String::new(),
                expression: Some(expression),
                same_as: None,
            });
        }
        Ok(members)
    }
}

fn column(name: &str, field: Option<&str>, sql_type: &str, description: &str) -> Result<Column> {
    Ok(Column {
        name: name.to_owned(),
        field: field.map(str::to_owned),
        ty: ColumnType::of(sql_type, false).context("a column of an unknown type")?,
        enumeration: None,
        nullable: false,
        reference: false,
        description: description.to_owned(),
        expression: None,
        same_as: None,
    })
}
