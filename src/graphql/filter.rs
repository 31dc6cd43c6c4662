//! Filter inputs: one for each scalar and enum, one for each table. `condition` reads them by the same lists of words, so
//! that no operator is announced and not understood.

use indexmap::IndexMap;

use super::catalog::{Cardinality, Catalog, Column, Table};
use super::condition::{Operator, Quantifier};
use super::model::{InputDef, Model, TypeDef};
use super::scalar::Scalar;

/// The words for relations to many rows, what they mean, and how it is told.
pub const QUANTIFIERS: &[(&str, Quantifier, &str)] = &[
    ("some", Quantifier::Some, "At least one of the rows that you may see meets this."),
    ("none", Quantifier::None, "None of the rows that you may see meets this."),
    (
        "every",
        Quantifier::Every,
        "All of the rows that you may see meet this; so they do where there are none.",
    ),
];

/// The operators of all values: word, meaning, and how it is told.
pub const EQUALITY: &[(&str, Operator, &str)] = &[
    ("eq", Operator::Eq, "Equal to the value."),
    ("ne", Operator::Ne, "Not equal to the value; rows without a value do not match."),
    ("in", Operator::In, "Equal to one of the values; an empty list matches nothing."),
    ("notIn", Operator::NotIn, "Equal to none of the values; rows without a value do not match."),
];
/// The operators of values that have an order.
pub const ORDERED: &[(&str, Operator, &str)] = &[
    ("lt", Operator::Lt, "Less than the value."),
    ("lte", Operator::Lte, "Less than or equal to the value."),
    ("gt", Operator::Gt, "Greater than the value."),
    ("gte", Operator::Gte, "Greater than or equal to the value."),
];
/// The operators of texts.
pub const TEXT: &[(&str, Operator, &str)] = &[
    ("contains", Operator::Contains, "Contains the text, in any letter case."),
    ("startsWith", Operator::StartsWith, "Begins with the text."),
    ("endsWith", Operator::EndsWith, "Ends with the text."),
    ("like", Operator::Like, "Matches the pattern: `%` stands for any text, `_` for one character."),
    ("iLike", Operator::ILike, "Matches the pattern in any letter case."),
];

/// The operators of arrays.
pub const LIST: &[(&str, Operator, &str)] = &[
    ("contains", Operator::Holds, "Has all of these items."),
    ("containedBy", Operator::HeldBy, "Has no items but these."),
    ("overlaps", Operator::Overlaps, "Has at least one of these items."),
];
/// The operators of JSON values.
pub const JSON: &[(&str, Operator, &str)] = &[
    ("contains", Operator::Holds, "Contains this value: an object its keys, a list its items."),
    ("hasKey", Operator::HasKey, "Is an object with this key, or a list with this text."),
];
/// The operators of what stands at a path in a JSON value.
pub const PATH: &[(&str, Operator, &str)] = &[
    ("eq", Operator::Eq, "Equal to the value."),
    ("ne", Operator::Ne, "There, and not equal to the value."),
    ("lt", Operator::Lt, "Of the same kind as the value, and less."),
    ("lte", Operator::Lte, "Of the same kind as the value, and less or equal."),
    ("gt", Operator::Gt, "Of the same kind as the value, and greater."),
    ("gte", Operator::Gte, "Of the same kind as the value, and greater or equal."),
    ("contains", Operator::Holds, "Contains this value: an object its keys, a list its items."),
    (
        "exists",
        Operator::Exists,
        "True: there is something at the path, if only null. False: there is nothing.",
    ),
];

/// The kinds of comparison inputs: name, element type, which operators.
const COMPARISONS: &[(&str, &str, bool, bool)] = &[
    ("IDFilter", "ID", false, false),
    ("UUIDFilter", "UUID", false, false),
    ("StringFilter", "String", true, true),
    ("IntFilter", "Int", true, false),
    ("BigIntFilter", "BigInt", true, false),
    ("FloatFilter", "Float", true, false),
    ("DecimalFilter", "Decimal", true, false),
    ("BooleanFilter", "Boolean", false, false),
    ("DateTimeFilter", "DateTime", true, false),
    ("DateFilter", "Date", true, false),
];

/// Adds the filter inputs: one for each scalar and enum, one for each table.
///
/// # Errors
/// When a name is taken.
pub fn types(model: &mut Model) -> anyhow::Result<()> {
    for (name, element, ordered, text) in COMPARISONS {
        let def = comparison(
            &format!("Conditions on a value of type {element}; all that are given must hold."),
            element,
            *ordered,
            *text,
        );
        model.add(*name, def)?;
    }
    model.add("JSONPathFilter", path())?;
    model.add("JSONFilter", json())?;
    let mut lists: Vec<_> = model.catalog.tables.iter().flat_map(|table| &table.columns).collect();
    lists.retain(|column| column.ty.list);
    let mut elements: Vec<_> = lists.into_iter().map(|column| element_of(&model.catalog, column)).collect();
    elements.sort();
    elements.dedup();
    for element in elements {
        let description = format!("Conditions on a list of {element}; all that are given must hold.");
        model.add(format!("{element}ListFilter"), words(description, LIST, |_| format!("[{element}!]")))?;
    }
    for at in 0..model.catalog.enums.len() {
        let name = model.catalog.enums[at].name.clone();
        let def = comparison(
            &format!("Conditions on a value of {name}; all that are given must hold."),
            &name,
            false,
            false,
        );
        model.add(format!("{name}Filter"), def)?;
    }
    for at in 0..model.catalog.tables.len() {
        let table = &model.catalog.tables[at];
        if table.found {
            continue;
        }
        let name = filter_name(table);
        let mut fields = IndexMap::new();
        if table.single_key().is_some() {
            fields.insert("id".to_owned(), InputDef::new("IDFilter", "By global id or raw key."));
        }
        for column in &table.columns {
            let Some(field) = &column.field else { continue };
            let ty = comparison_of(&model.catalog, column);
            fields.insert(field.clone(), InputDef::new(&ty, column.description.clone()));
        }
        for relation in &table.relations {
            let target = &model.catalog.tables[relation.target];
            let ty = match relation.cardinality {
                Cardinality::One => filter_name(target),
                Cardinality::Many => list_filter_name(target),
            };
            fields.insert(relation.field.clone(), InputDef::new(&ty, relation.description.clone()));
        }
        if table.is_searched() {
            let meaning = "Has these words: all of them, \"a phrase\", one or another, -not this.";
            fields.insert("search".into(), InputDef::new("String", meaning));
        }
        let list = format!("[{name}!]");
        fields.insert("and".into(), InputDef::new(&list, "All of these hold."));
        fields.insert(
            "or".into(),
            InputDef::new(&list, "At least one of these holds; an empty list matches nothing."),
        );
        fields.insert("not".into(), InputDef::new(&name, "This does not hold."));
        let description = format!(
            "Which {} to take; all fields that are given must hold, null and absent ones are no condition.",
            table.names.many
        );
        let list_name = list_filter_name(table);
        let quantified =
            QUANTIFIERS.iter().map(|(word, _, meaning)| ((*word).to_owned(), InputDef::new(&name, *meaning)));
        let list_filter = TypeDef::Input {
            description: format!(
                "Conditions on the {} that belong to a row; all that are given must hold.",
                table.names.many
            ),
            fields: quantified.collect(),
        };
        let is_listed = model.catalog.tables.iter().flat_map(|table| &table.relations);
        let is_listed = is_listed.filter(|r| r.cardinality == Cardinality::Many).any(|r| r.target == at);
        model.add(name, TypeDef::Input { description, fields })?;
        if is_listed {
            model.add(list_name, list_filter)?;
        }
    }
    Ok(())
}

/// The name of a table's filter input.
pub fn filter_name(table: &Table) -> String {
    format!("{}Filter", table.names.type_name)
}

fn list_filter_name(table: &Table) -> String {
    format!("{}ListFilter", table.names.type_name)
}

fn comparison_of(catalog: &Catalog, column: &Column) -> String {
    if column.ty.list {
        return format!("{}ListFilter", element_of(catalog, column));
    }
    match column.enumeration {
        Some(id) => format!("{}Filter", catalog.enums[id].name),
        None if column.reference => "IDFilter".into(),
        None if column.ty.scalar == Scalar::Json => "JSONFilter".into(),
        None => format!("{}Filter", column.ty.scalar.name()),
    }
}

fn element_of(catalog: &Catalog, column: &Column) -> String {
    match column.enumeration {
        Some(id) => catalog.enums[id].name.clone(),
        None => column.ty.scalar.name().to_owned(),
    }
}

/// An input of these operators, and of whether there is a value.
fn words(
    description: String,
    operators: &[(&str, Operator, &str)],
    ty: impl Fn(Operator) -> String,
) -> TypeDef {
    let fields = operators
        .iter()
        .map(|(word, operator, meaning)| ((*word).to_owned(), InputDef::new(&ty(*operator), *meaning)));
    TypeDef::Input { description, fields: fields.chain([is_null()]).collect() }
}

fn json() -> TypeDef {
    let description = "Conditions on a JSON value; all that are given must hold.".to_owned();
    let ty = |operator| if operator == Operator::HasKey { "String" } else { "JSON" }.to_owned();
    let mut def = words(description, JSON, ty);
    if let TypeDef::Input { fields, .. } = &mut def {
        let path = InputDef::new("[JSONPathFilter!]", "Conditions on what stands at paths in it.");
        fields.insert("path".to_owned(), path);
    }
    def
}

fn path() -> TypeDef {
    let at = InputDef::new("[String!]!", "Keys of objects and, for items of lists, their numbers from 0.");
    let operators = PATH.iter().map(|(word, operator, meaning)| {
        let ty = if *operator == Operator::Exists { "Boolean" } else { "JSON" };
        ((*word).to_owned(), InputDef::new(ty, *meaning))
    });
    TypeDef::Input {
        description: "Conditions on what stands at a path in a JSON value; all that are given must hold."
            .to_owned(),
        fields: std::iter::once(("at".to_owned(), at)).chain(operators).collect(),
    }
}

fn comparison(description: &str, element: &str, ordered: bool, text: bool) -> TypeDef {
    let mut fields = IndexMap::new();
    let groups = [(true, EQUALITY), (ordered, ORDERED), (text, TEXT)];
    for (name, operator, meaning) in groups.into_iter().filter(|(on, _)| *on).flat_map(|(_, group)| group) {
        let list = matches!(operator, Operator::In | Operator::NotIn);
        let ty = if list { format!("[{element}!]") } else { element.to_owned() };
        fields.insert((*name).to_owned(), InputDef::new(&ty, *meaning));
    }
    let (name, def) = is_null();
    fields.insert(name, def);
    TypeDef::Input { description: description.to_owned(), fields }
}

fn is_null() -> (String, InputDef) {
    (
        "isNull".to_owned(),
        InputDef::new("Boolean", "True: only rows without a value. False: only rows with one."),
    )
}
