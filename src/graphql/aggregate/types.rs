//! The types of aggregates: groups, figures, and what to group, choose and order by.

use indexmap::IndexMap;

use super::{BUCKETS, FIGURES, OFFSET_MAX, SIZE_MAX, columns};
use crate::graphql::catalog::{Cardinality, Catalog, Column, Table};
use crate::graphql::filter;
use crate::graphql::model::{EnumValue, FieldDef, InputDef, Model, ObjectDef, Source, TypeDef};
use crate::graphql::object::{self, column_type};
use crate::graphql::order::{self, DIRECTION};
use crate::graphql::plan::FigureOf;
use crate::graphql::scalar::Scalar;
use crate::graphql::term::Figure;

/// Adds all types of aggregates. Their fields are added to the row types and to `Query` by those who make these.
///
/// # Errors
/// When a name is taken.
pub fn types(model: &mut Model) -> anyhow::Result<()> {
    let values = BUCKETS
        .iter()
        .map(|(name, _, meaning)| EnumValue { name: (*name).to_owned(), description: (*meaning).to_owned() });
    let description = "How times are brought together.".into();
    model.add("TimeBucket", TypeDef::Enum { description, values: values.collect() })?;
    for id in 0..model.catalog.tables.len() {
        let table = &model.catalog.tables[id];
        if table.found {
            continue;
        }
        let name = table.names.type_name.clone();
        let mut types = vec![
            (format!("{name}Group"), TypeDef::Object(group(&model.catalog, table))),
            (format!("{name}GroupBy"), group_by(&model.catalog, table)),
        ];
        // Accounts are grouped by, but not listed.
        let figured: &[_] =
            if table.is_listed() { &[("Figures", Figure::Sum), ("Extremes", Figure::Min)] } else { &[] };
        if table.is_listed() {
            types.extend([
                (format!("{name}Aggregate"), TypeDef::Object(aggregate(table))),
                (format!("{name}Counts"), TypeDef::Object(counts(table))),
                (format!("{name}Having"), having(table)),
                (format!("{name}AggregateOrderBy"), order_by(table)),
            ]);
        }
        for (suffix, figure) in figured {
            if has(table, *figure) {
                types.push((
                    format!("{name}{suffix}"),
                    TypeDef::Object(figures(&model.catalog, table, *figure)),
                ));
                types.push((format!("{name}{suffix}Filter"), figures_filter(&model.catalog, table, *figure)));
            }
        }
        for (name, def) in types {
            model.add(name, def)?;
        }
    }
    Ok(())
}

/// The field of a table's aggregates.
pub fn field(table: &Table, source: Source) -> FieldDef {
    let name = &table.names.type_name;
    // At the root it may be null, so that one that fails leaves the others alone.
    let required = if matches!(source, Source::Aggregate(_)) { "" } else { "!" };
    let description =
        format!("Figures over groups of {}; without groupBy over all of them.", table.names.many);
    let field = FieldDef::new(&format!("[{name}Aggregate!]{required}"), source, description)
        .argument("filter", &filter::filter_name(table), "Which rows to take.")
        .argument("groupBy", &format!("[{name}GroupBy!]"), "What the rows of a group have in common.")
        .argument("having", &format!("{name}Having"), "Which groups to take.")
        .argument(
            "orderBy",
            &format!("[{name}AggregateOrderBy!]"),
            "In which order; by default by what the rows of a group have in common.",
        )
        .argument(
            "first",
            "Int",
            format!("How many groups, {SIZE_MAX} if not given, which is also the most."),
        )
        .argument("offset", "Int", format!("How many groups to leave out, at most {OFFSET_MAX}."))
        .argument(
            "timeZone",
            "String",
            "Where days and other spans of time begin, such as `Europe/Berlin`; by default UTC.",
        );
    match table.archived {
        Some(_) => object::include_deleted(field),
        None => field,
    }
}

fn has(table: &Table, figure: Figure) -> bool {
    columns(table).any(|(_, _, column)| figure.takes(&column.ty))
}

/// Columns by which rows can be told apart: index, field, column.
fn groupable(table: &Table) -> impl Iterator<Item = (usize, &str, &Column)> {
    columns(table).filter(|(_, _, column)| column.ty.scalar != Scalar::Json && !column.ty.read_as_text())
}

fn is_time(column: &Column) -> bool {
    matches!(column.ty.scalar, Scalar::DateTime | Scalar::Date) && !column.ty.list
}

/// What stands for a figure's types in names.
fn suffix(figure: Figure) -> &'static str {
    if matches!(figure, Figure::Sum | Figure::Avg) { "Figures" } else { "Extremes" }
}

fn aggregate(table: &Table) -> ObjectDef {
    let name = &table.names.type_name;
    let rows = FigureOf { figure: Figure::Count, column: None, distinct: false };
    let mut fields = IndexMap::from([
        ("count".to_owned(), FieldDef::new("Int!", Source::FigureOf(rows), "How many rows the group has.")),
        (
            "group".to_owned(),
            FieldDef::new(
                &format!("{name}Group!"),
                Source::Group,
                "What the rows of the group have in common.",
            ),
        ),
        (
            "distinct".to_owned(),
            FieldDef::new(
                &format!("{name}Counts!"),
                Source::Figures,
                "How many different values columns have.",
            ),
        ),
    ]);
    for (figure, meaning) in FIGURES.iter().filter(|(figure, _)| has(table, *figure)) {
        let ty = format!("{name}{}!", suffix(*figure));
        fields.insert(figure.name().to_owned(), FieldDef::new(&ty, Source::Figures, *meaning));
    }
    ObjectDef {
        description: format!("A group of {}, and figures over it.", table.names.many),
        fields,
        ..ObjectDef::default()
    }
}

fn group(catalog: &Catalog, table: &Table) -> ObjectDef {
    let mut fields = IndexMap::new();
    for (at, field, column) in groupable(table) {
        let ty = column_type(catalog, column);
        let def =
            FieldDef::new(ty.trim_end_matches('!'), Source::GroupColumn(at), column.description.clone());
        fields.insert(field.to_owned(), def);
    }
    for (at, relation) in table.relations.iter().enumerate() {
        if relation.cardinality == Cardinality::One {
            let ty = format!("{}Group", catalog.tables[relation.target].names.type_name);
            let description = relation.description.clone();
            fields.insert(relation.field.clone(), FieldDef::new(&ty, Source::GroupRelation(at), description));
        }
    }
    ObjectDef {
        description: format!(
            "What the rows of a group of {} have in common: fields named in groupBy.",
            table.names.many
        ),
        fields,
        ..ObjectDef::default()
    }
}

fn counts(table: &Table) -> ObjectDef {
    let fields = groupable(table).map(|(at, field, column)| {
        let figure = FigureOf { figure: Figure::Count, column: Some(at), distinct: true };
        (field.to_owned(), FieldDef::new("Int!", Source::FigureOf(figure), column.description.clone()))
    });
    ObjectDef {
        description: format!(
            "How many different values columns of {} have; rows without one do not count.",
            table.names.many
        ),
        fields: fields.collect(),
        ..ObjectDef::default()
    }
}

fn figures(catalog: &Catalog, table: &Table, figure: Figure) -> ObjectDef {
    let fields =
        columns(table).filter(|(_, _, column)| figure.takes(&column.ty)).map(|(at, field, column)| {
            let ty = match (figure, column.enumeration) {
                (Figure::Min | Figure::Max, Some(_)) => {
                    column_type(catalog, column).trim_end_matches('!').to_owned()
                }
                _ => figure.ty(Some(&column.ty)).scalar.name().to_owned(),
            };
            // Which figure, the field above says.
            let source = Source::FigureOf(FigureOf { figure, column: Some(at), distinct: false });
            (field.to_owned(), FieldDef::new(&ty, source, column.description.clone()))
        });
    ObjectDef {
        description: format!("A figure over columns of {}.", table.names.many),
        fields: fields.collect(),
        ..ObjectDef::default()
    }
}

fn figures_filter(catalog: &Catalog, table: &Table, figure: Figure) -> TypeDef {
    let fields =
        columns(table).filter(|(_, _, column)| figure.takes(&column.ty)).map(|(_, field, column)| {
            let ty = match (figure, column.enumeration) {
                (Figure::Min | Figure::Max, Some(id)) => format!("{}Filter", catalog.enums[id].name),
                _ => format!("{}Filter", figure.ty(Some(&column.ty)).scalar.name()),
            };
            (field.to_owned(), InputDef::new(&ty, column.description.clone()))
        });
    let description =
        format!("Conditions on a figure over columns of {}; all that are given must hold.", table.names.many);
    TypeDef::Input { description, fields: fields.collect() }
}

fn group_by(catalog: &Catalog, table: &Table) -> TypeDef {
    let mut fields = IndexMap::new();
    for (_, field, column) in groupable(table) {
        let ty = if is_time(column) { "TimeBucket" } else { "Boolean" };
        fields.insert(field.to_owned(), InputDef::new(ty, column.description.clone()));
    }
    for relation in table.relations.iter().filter(|relation| relation.cardinality == Cardinality::One) {
        let ty = format!("{}GroupBy", catalog.tables[relation.target].names.type_name);
        fields.insert(relation.field.clone(), InputDef::new(&ty, relation.description.clone()));
    }
    let description = format!(
        "A value that the rows of a group of {} have in common: give exactly one field, `true` or a span of time.",
        table.names.many
    );
    TypeDef::Input { description, fields }
}

fn having(table: &Table) -> TypeDef {
    let name = &table.names.type_name;
    let mut fields =
        IndexMap::from([("count".to_owned(), InputDef::new("IntFilter", "How many rows the group has."))]);
    for (figure, meaning) in FIGURES.iter().filter(|(figure, _)| has(table, *figure)) {
        let ty = format!("{name}{}Filter", suffix(*figure));
        fields.insert(figure.name().to_owned(), InputDef::new(&ty, *meaning));
    }
    TypeDef::Input { description: "Which groups to take; all conditions must hold.".to_owned(), fields }
}

fn order_by(table: &Table) -> TypeDef {
    let mut fields = IndexMap::from([
        ("count".to_owned(), InputDef::new(DIRECTION, "By how many rows the group has.")),
        ("group".to_owned(), InputDef::new(&order::name(table), "By a value that is named in groupBy.")),
    ]);
    for (figure, meaning) in FIGURES.iter().filter(|(figure, _)| has(table, *figure)) {
        fields.insert(figure.name().to_owned(), InputDef::new(&order::name(table), *meaning));
    }
    let description =
        format!("One key of an order of groups of {}: give exactly one field.", table.names.many);
    TypeDef::Input { description, fields }
}
