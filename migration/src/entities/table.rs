//! One table as the text of its entity, laid out as rustfmt would.

use super::catalogue::{Catalogue, Column, Table};
use super::naming::{field, raw};
use super::relation::{Relation, relations};

/// The width of `rustfmt.toml`.
const WIDTH: usize = 110;

/// The first line of every generated file.
pub const GENERATED: &str = "//! @generated from the database by `migration entities`. Do not edit.\n";

/// The file of an entity.
pub fn render(catalogue: &Catalogue, table: &Table) -> String {
    let relations = relations(catalogue, table);
    let mut text = GENERATED.to_owned();
    if let Some(comment) = &table.comment {
        text += &format!("//!\n//! {}\n", doc(comment));
    }
    text += "\nuse sea_orm::entity::prelude::*;\n\n";
    text += &model(table);
    text += &relation_enum(&relations);
    for relation in &relations {
        if let Some(module) = &relation.only {
            text += &format!(
                "impl Related<{module}::Entity> for Entity {{\n    fn to() -> RelationDef {{\n        Relation::{}.def()\n    }}\n}}\n\n",
                relation.variant
            );
        }
    }
    text += "impl ActiveModelBehavior for ActiveModel {}\n\n";
    text += &facts(table);
    text
}

fn model(table: &Table) -> String {
    let mut text = "#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]\n".to_owned();
    text += &format!("#[sea_orm(schema_name = \"{}\", table_name = \"{}\")]\n", table.schema, table.name);
    text += "pub struct Model {\n";
    for column in &table.columns {
        if let Some(comment) = &column.comment {
            text += &format!("    /// {}\n", doc(comment));
        }
        text += &attribute(&column_attributes(table, column));
        let name = raw(&field(table, &column.name));
        let rust = rust_type(column);
        let rust = if column.nullable { format!("Option<{rust}>") } else { rust };
        text += &format!("    pub {name}: {rust},\n");
    }
    text + "}\n\n"
}

fn column_attributes(table: &Table, column: &Column) -> Vec<String> {
    let mut attributes = Vec::new();
    if table.primary_key.contains(&column.name) {
        attributes.push("primary_key".to_owned());
        if !column.serial {
            attributes.push("auto_increment = false".to_owned());
        }
    }
    let field = field(table, &column.name);
    if field != column.name {
        attributes.push(format!("column_name = \"{}\"", column.name));
    }
    if let Some(column_type) = column_type(column) {
        attributes.push(format!("column_type = \"{}\"", column_type.escape_default()));
    }
    // Read and written as text: SeaORM has no value for these types.
    if column.is_enum || matches!(column.sql_type.as_str(), "inet" | "vector") {
        attributes.push("select_as = \"text\"".to_owned());
        if column.sql_type != "vector" {
            attributes.push(format!("save_as = \"{}\"", column.sql_type));
        }
    }
    attributes
}

/// The SeaORM column type, where the Rust type does not imply it.
fn column_type(column: &Column) -> Option<String> {
    let (base, arguments) = parts(&column.sql_type);
    match base {
        _ if column.is_enum => Some(format!("custom(\"{}\")", column.sql_type)),
        "vector" => Some("custom(\"vector\")".to_owned()),
        "text" => Some("Text".to_owned()),
        "inet" => Some("Inet".to_owned()),
        "json" => Some("Json".to_owned()),
        "jsonb" => Some("JsonBinary".to_owned()),
        "numeric" => arguments.map(|arguments| format!("Decimal(Some(({})))", arguments.replace(',', ", "))),
        "character varying" => arguments.map(|length| format!("String(StringLen::N({length}))")),
        _ => None,
    }
}

fn rust_type(column: &Column) -> String {
    let (base, _) = parts(&column.sql_type);
    if let Some(element) = base.strip_suffix("[]") {
        return format!("Vec<{}>", scalar(element));
    }
    scalar(base).to_owned()
}

/// Everything unknown travels as text.
fn scalar(sql_type: &str) -> &'static str {
    match sql_type {
        "uuid" => "Uuid",
        "boolean" => "bool",
        "smallint" => "i16",
        "integer" => "i32",
        "bigint" => "i64",
        "real" => "f32",
        "double precision" => "f64",
        "numeric" => "Decimal",
        "date" => "Date",
        "timestamp with time zone" => "DateTimeUtc",
        "timestamp without time zone" => "DateTime",
        "json" | "jsonb" => "Json",
        _ => "String",
    }
}

/// `numeric(3,2)` is `numeric` with `3,2`.
fn parts(sql_type: &str) -> (&str, Option<&str>) {
    match sql_type.split_once('(') {
        Some((base, arguments)) => (base, arguments.strip_suffix(')')),
        None => (sql_type, None),
    }
}

fn relation_enum(relations: &[Relation]) -> String {
    let mut text = "#[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]\npub enum Relation {".to_owned();
    if relations.is_empty() {
        return text + "}\n\n";
    }
    text += "\n";
    for relation in relations {
        let attributes: Vec<String> =
            relation.attributes.iter().map(|(name, value)| format!("{name} = \"{value}\"")).collect();
        text += &attribute(&attributes);
        text += &format!("    {},\n", relation.variant);
    }
    text + "}\n\n"
}

/// An attribute of a field or variant, on one line if it fits.
fn attribute(parts: &[String]) -> String {
    if parts.is_empty() {
        return String::new();
    }
    let line = format!("    #[sea_orm({})]", parts.join(", "));
    if line.len() <= WIDTH {
        return line + "\n";
    }
    format!("    #[sea_orm(\n        {}\n    )]\n", parts.join(",\n        "))
}

/// What SeaORM does not carry, in the little language of `entity/src/meta.rs`.
fn facts(table: &Table) -> String {
    let mut text = format!("crate::meta::facts! {{\n    table {:?}", table.schema);
    if table.deletable {
        text += " delete";
    }
    if let Some(comment) = &table.comment {
        text += &format!(": {comment:?}");
    }
    text += ";\n";
    if !table.audience.is_empty() {
        text += &format!("    published {};\n", quoted(&table.audience));
    }
    for key in &table.unique {
        text += &format!("    unique {};\n", quoted(key));
    }
    for (columns, predicate) in &table.partial {
        text += &format!("    partial {} where {predicate:?};\n", quoted(columns));
    }
    for (name, columns) in &table.rules {
        text += &format!("    rule {name:?} on {};\n", quoted(columns));
    }
    for (column, least, greatest) in &table.ranges {
        text += &format!("    range {column:?} {least:?} {greatest:?};\n");
    }
    for (column, caller) in &table.callers {
        text += &format!("    caller {column:?} {caller:?};\n");
    }
    for column in &table.columns {
        text += &format!("    column {:?} {:?}", column.name, column.sql_type);
        if column.has_default {
            text += " default";
        }
        for (holds, flag) in
            [(column.generated, " generated"), (column.insertable, " insert"), (column.updatable, " update")]
        {
            if holds {
                text += flag;
            }
        }
        if let Some(comment) = &column.comment {
            text += &format!(": {comment:?}");
        }
        text += ";\n";
    }
    text + "}\n"
}

fn quoted(names: &[String]) -> String {
    names.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(" ")
}

/// A comment as documentation: on one line, and nothing in it read as markup.
fn doc(comment: &str) -> String {
    let mut text = String::new();
    for letter in comment.chars() {
        match letter {
            '\n' => text.push(' '),
            '<' | '>' | '[' | ']' | '*' | '_' | '`' => {
                text.push('\\');
                text.push(letter);
            }
            letter => text.push(letter),
        }
    }
    text
}
