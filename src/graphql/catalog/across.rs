//! The lists across systems: for each interface a table over its view, read, filtered, ordered and grouped like any other.
//!
//! What is shown of a row is the member's row: the view says which, and by its key it is read like the row that a to-one
//! relation leads to.

use anyhow::{Context as _, Result};

use super::{Cardinality, Catalog, Column, Permissions, Relation, Table};
use crate::domain::{Interface, InterfaceKind, System};
use crate::graphql::naming::{self, Names};
use crate::graphql::scalar::ColumnType;

impl Catalog {
    /// Adds the list of an interface.
    ///
    /// # Errors
    /// When a member is not there, or has no key of one column.
    pub(super) fn list(&mut self, interface: &Interface, systems: &[System]) -> Result<()> {
        let kinds = self.kinds(interface)?;
        let system = match self.enums.iter().position(|known| known.name == "System") {
            Some(id) => id,
            None => {
                let schemas: Vec<_> =
                    systems.iter().filter(|system| system.roots).map(|system| system.schema).collect();
                self.enumeration(
                    "System".to_owned(),
                    "The systems whose work this API shows.".to_owned(),
                    &schemas,
                )?
            }
        };
        let mut columns = vec![
            Column {
                enumeration: Some(system),
                ..column("system", Some("system"), "text", "The system the row belongs to.")?
            },
            column("entity", None, "text", "")?,
            column("row_id", None, "text", "")?,
        ];
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
        let mut members = Vec::new();
        for member in interface.members {
            let id = self.table_named(member.schema, member.table);
            let id = id.with_context(|| format!("{}.{} has no type", member.schema, member.table))?;
            let key = self.tables[id].single_key().context("a member has no key of one column")?;
            let ty = self.tables[id].columns[key].ty.clone();
            members.push((id, columns.len()));
            let expression = format!(
                "case when {{t}}.system = '{}' and {{t}}.entity = '{}' then {{t}}.row_id::{} end",
                member.schema, member.table, ty.sql
            );
            columns.push(Column {
                name: format!("{}.{}", member.schema, member.table),
                field: None,
                ty,
                enumeration: None,
                nullable: true,
                reference: false,
                description: String::new(),
                expression: Some(expression),
            });
        }
        let one = naming::interface(interface.name);
        self.tables.push(Table {
            schema: interface.list.schema,
            name: interface.list.view,
            entity: interface.stream.entity,
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
            writable: Vec::new(),
            searched: None,
            open: false,
            permissions: Permissions::default(),
        });
        Ok(())
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
    })
}
