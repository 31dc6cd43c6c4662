//! How the catalog is built: columns, enums and interfaces of each table, relations of the foreign keys, and the search for
//! two things that want one name.

use std::collections::HashMap;

use anyhow::{Context as _, Result, bail};
use entity::{ColumnMeta, EnumMeta, TableMeta};

use super::writes::ARCHIVED;
use super::{
    Cardinality, Catalog, Column, EnumId, EnumType, ListedValue, Permissions, Relation, Table, TableId,
    Writes,
};
use crate::domain::{Annotation, Interface, InterfaceKind, Search, System};
use crate::graphql::naming;
use crate::graphql::scalar::ColumnType;

impl Catalog {
    /// Reads the metadata of all entities and what the systems say about them.
    ///
    /// # Errors
    /// When two things want the same name, or an annotation names what is not there.
    pub fn build(
        tables: Vec<TableMeta>,
        enums: &[EnumMeta],
        systems: &[System],
        interfaces: &[Interface],
        search: &Search,
    ) -> Result<Self> {
        let mut catalog = Self::default();
        let mut foreign_keys = Vec::new();
        for system in systems {
            for meta in tables.iter().filter(|meta| meta.schema == system.schema) {
                let annotation = system.tables.iter().find(|annotation| annotation.table == meta.name);
                if annotation.is_some_and(|annotation| !annotation.exposed) {
                    continue;
                }
                let table = catalog.table(meta, annotation, system, enums)?;
                let id = catalog.tables.len();
                catalog.by_type.insert(table.names.type_name.clone(), id);
                foreign_keys.extend(meta.foreign_keys.iter().cloned().map(|key| (id, key)));
                catalog.tables.push(table);
            }
            for annotation in system.tables {
                if !tables.iter().any(|meta| (meta.schema, meta.name) == (system.schema, annotation.table)) {
                    bail!("{}.{} is annotated, but there is no such table", system.schema, annotation.table);
                }
            }
        }
        for interface in interfaces {
            catalog.implement(interface)?;
        }
        catalog.relate(&foreign_keys);
        catalog.nest(systems)?;
        for interface in interfaces {
            catalog.list(interface, systems)?;
        }
        catalog.search(search, systems)?;
        catalog.check_names()?;
        Ok(catalog)
    }

    fn table(
        &mut self,
        meta: &TableMeta,
        annotation: Option<&Annotation>,
        system: &System,
        enums: &[EnumMeta],
    ) -> Result<Table> {
        let names = naming::table(meta.schema, meta.name);
        let hidden = annotation.map_or(&[][..], |annotation| annotation.hidden);
        let mut columns = Vec::with_capacity(meta.columns.len());
        for column in &meta.columns {
            if hidden.contains(&column.name) {
                continue;
            }
            let label_type = enums.iter().find(|ty| column.sql_type == format!("{}.{}", ty.schema, ty.name));
            let Some(ty) = ColumnType::of(column.sql_type, label_type.is_some()) else { continue };
            let values = label_type.map(|ty| ty.labels).or_else(|| annotation?.values_of(column.name));
            let is_key = meta.foreign_keys.iter().any(|key| key.columns == [column.name]);
            // `id` is the global id's name, and `rowId` shows the key itself.
            let is_row_id = column.name == "id" && meta.primary_key == ["id"];
            let field = naming::column(column.field, is_key && !meta.primary_key.contains(&column.name));
            let description = column_description(column);
            let enumeration = match values {
                Some(values) => Some(self.enumeration(
                    naming::column_enum(&names.type_name, column.field),
                    format!("The values of {}.{}.", names.type_name, field),
                    values.iter().map(|value| (*value, format!("Stored as `{value}`."))),
                )?),
                None => None,
            };
            columns.push(Column {
                name: column.name.to_owned(),
                field: (!is_row_id).then_some(field),
                ty,
                enumeration,
                nullable: column.nullable,
                reference: is_key,
                description,
                expression: None,
                same_as: None,
            });
        }
        let key = meta
            .primary_key
            .iter()
            .map(|name| columns.iter().position(|column| column.name == *name))
            .collect::<Option<Vec<_>>>()
            .with_context(|| format!("{}.{} hides a part of its key", meta.schema, meta.name))?;
        if key.is_empty() {
            bail!("{}.{} has no primary key", meta.schema, meta.name);
        }
        let writes = match meta.is_view {
            true => Writes::default(),
            false => Writes::of(meta, annotation, &columns)?,
        };
        let archived = columns.iter().position(|column| column.name == ARCHIVED);
        Ok(Table {
            schema: meta.schema,
            name: meta.name,
            description: match meta.comment {
                Some(comment) => comment.to_owned(),
                None => format!("{} of {}.", naming::words(meta.name), system.title),
            },
            entity: names.one.clone().leak(),
            entities: names.many.clone().leak(),
            names,
            columns,
            key,
            relations: Vec::new(),
            versioned: !meta.is_view,
            roots: system.roots,
            members: Vec::new(),
            interfaces: Vec::new(),
            writes,
            archived,
            streamed: !meta.audience.is_empty(),
            searched: annotation.and_then(|annotation| annotation.searched),
            found: false,
            open: false,
            paged: Vec::new(),
            rests_on: Vec::new(),
            permissions: Permissions::default(),
        })
    }

    pub(super) fn enumeration<'v>(
        &mut self,
        name: String,
        description: String,
        values: impl Iterator<Item = (&'v str, String)>,
    ) -> Result<EnumId> {
        let values = values.map(|(stored, description)| ListedValue {
            name: naming::enum_value(stored),
            stored: stored.to_owned(),
            description,
        });
        let values: Vec<_> = values.collect();
        for (at, ListedValue { name: own, stored, .. }) in values.iter().enumerate() {
            if let Some(other) = values[..at].iter().find(|other| other.name == *own) {
                bail!("the values \"{}\" and \"{stored}\" of {name} both become {own}", other.stored);
            }
        }
        self.enums.push(EnumType { name, description, values });
        Ok(self.enums.len() - 1)
    }

    /// The SQL type and the enum of each field of an interface.
    pub(super) fn kinds(&mut self, interface: &Interface) -> Result<Vec<(&'static str, Option<EnumId>)>> {
        let kinds = interface.fields.iter().map(|field| {
            Ok(match field.kind {
                InterfaceKind::Text => ("text", None),
                InterfaceKind::Time => ("timestamp with time zone", None),
                InterfaceKind::Boolean => ("boolean", None),
                InterfaceKind::Account => ("uuid", None),
                InterfaceKind::Enum { name, description, values } => {
                    let id = match self.enums.iter().position(|known| known.name == name) {
                        Some(id) => id,
                        None => {
                            let values =
                                values.iter().map(|(value, meaning)| (*value, (*meaning).to_owned()));
                            self.enumeration(name.to_owned(), description.to_owned(), values)?
                        }
                    };
                    ("text", Some(id))
                }
            })
        });
        kinds.collect()
    }

    /// Gives the members of an interface its fields, as expressions over their rows.
    fn implement(&mut self, interface: &Interface) -> Result<()> {
        let kinds = self.kinds(interface)?;
        let account = self.accounts().context("the table of accounts has no entity")?;
        let account_key = self.tables[account].single_key().context("accounts have no single key")?;
        for member in interface.members {
            let id = self.table_named(member.schema, member.table).with_context(|| {
                format!("{} has no table {}.{}", interface.name, member.schema, member.table)
            })?;
            let table = &mut self.tables[id];
            table.interfaces.push(interface.name);
            for ((field, (sql, enumeration)), expression) in
                interface.fields.iter().zip(&kinds).zip(member.expressions)
            {
                if table.column_of(field.name).is_some()
                    || table.relations.iter().any(|r| r.field == field.name)
                {
                    continue;
                }
                let is_account = matches!(field.kind, InterfaceKind::Account);
                let column = table.columns.len();
                let ty = ColumnType::of(sql, false).context("an interface's type is not known")?;
                table.columns.push(Column {
                    name: field.name.to_owned(),
                    field: (!is_account).then(|| field.name.to_owned()),
                    same_as: table.named_by(expression, &ty),
                    ty,
                    enumeration: *enumeration,
                    nullable: true,
                    reference: false,
                    description: field.description.to_owned(),
                    expression: Some((*expression).to_owned()),
                });
                if is_account {
                    table.relations.push(Relation {
                        field: field.name.to_owned(),
                        cardinality: Cardinality::One,
                        column,
                        target: account,
                        target_column: account_key,
                        description: field.description.to_owned(),
                    });
                }
            }
        }
        Ok(())
    }

    /// Makes relations of the foreign keys, both ways.
    fn relate(&mut self, foreign_keys: &[(TableId, entity::ForeignKeyMeta)]) {
        for (child, key) in foreign_keys {
            let ([from], [to]) = (key.columns.as_slice(), key.to_columns.as_slice()) else { continue };
            let Some(parent) = self.table_named(key.to_schema, key.to_table) else { continue };
            let (Some(column), Some(target_column)) =
                (self.tables[*child].column_named(from), self.tables[parent].column_named(to))
            else {
                continue;
            };
            let (child_table, parent_table) = (&self.tables[*child], &self.tables[parent]);
            let one = Relation {
                field: naming::to_one(child_table.schema, child_table.name, from),
                cardinality: Cardinality::One,
                column,
                target: parent,
                target_column,
                description: format!(
                    "The {} that `{}` points to; null when there is none or it is not yours to see.",
                    parent_table.names.type_name, from
                ),
            };
            let same_parent = foreign_keys.iter().filter(|(other, k)| {
                other == child && (k.to_schema, k.to_table) == (key.to_schema, key.to_table)
            });
            let by = (same_parent.count() > 1).then_some(*from);
            let many = Relation {
                field: naming::to_many(&child_table.names, child_table.schema == parent_table.schema, by),
                cardinality: Cardinality::Many,
                column: target_column,
                target: *child,
                target_column: column,
                description: format!("{} whose `{}` is this row.", child_table.names.type_name, from),
            };
            // Accounts list nothing: what is theirs is listed by their rows in each system.
            let lists = parent_table.roots;
            self.tables[*child].relations.push(one);
            if lists {
                self.tables[parent].relations.push(many);
            }
        }
    }

    fn check_names(&self) -> Result<()> {
        let mut types: HashMap<&str, String> = HashMap::new();
        for table in &self.tables {
            let origin = format!("the table {}.{}", table.schema, table.name);
            for suffix in [
                "",
                "Filter",
                "ListFilter",
                "OrderBy",
                "Connection",
                "Edge",
                "CreateInput",
                "UpsertInput",
                "UpdateInput",
                "ChangeInput",
                "Field",
                "Key",
                "Payload",
                "ManyPayload",
                "DeletePayload",
                "DeleteManyPayload",
                "Change",
                "ListOrderBy",
                "Aggregate",
                "AggregateOrderBy",
                "Group",
                "GroupBy",
                "Having",
                "Counts",
                "Figures",
                "FiguresFilter",
                "Extremes",
                "ExtremesFilter",
            ] {
                let name = format!("{}{suffix}", table.names.type_name);
                if let Some(id) = self.table_of_type(&name)
                    && !std::ptr::eq(&raw const self.tables[id], &raw const *table)
                {
                    let other = &self.tables[id];
                    bail!("{origin} and the table {}.{} both want the type {name}", other.schema, other.name);
                }
            }
            if let Some(other) = types.insert(&table.names.type_name, origin.clone()) {
                bail!("{other} and {origin} both want the type {}", table.names.type_name);
            }
            let mut fields: HashMap<&str, String> = ["id", "rowId", "rowVersion", "can"]
                .map(|name| (name, "every row's own field".to_owned()))
                .into();
            if !table.interfaces.is_empty() {
                fields.insert("system", "every member's own field".to_owned());
            }
            let columns = table.columns.iter().filter_map(|column| {
                column.field.as_deref().map(|field| (field, format!("the column {}", column.name)))
            });
            let relations = table.relations.iter().map(|relation| {
                let target = &self.tables[relation.target];
                (relation.field.as_str(), format!("the relation to {}.{}", target.schema, target.name))
            });
            for (field, origin) in columns.chain(relations) {
                if let Some(other) = fields.insert(field, origin.clone()) {
                    bail!(
                        "{}.{field}: {other} and {origin} want the same name; naming.rs has a table for such cases",
                        table.names.type_name
                    );
                }
            }
        }
        for (at, ty) in self.enums.iter().enumerate() {
            if self.enums[..at].iter().any(|other| other.name == ty.name)
                || types.contains_key(ty.name.as_str())
            {
                bail!("two types want the name {}", ty.name);
            }
        }
        Ok(())
    }
}

fn column_description(column: &ColumnMeta) -> String {
    match column.comment {
        Some(comment) if !comment.trim().is_empty() => comment.trim().to_owned(),
        _ => format!("{}.", naming::words(column.name)),
    }
}
