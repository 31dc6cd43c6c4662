//! Fields of one response key have to be one field, or fields of one shape of types that exclude each other
//! (specification, section 5.3.2, `FieldsInSetCanMerge`).
//!
//! The specification compares all pairs. Here two walks over the fields of each key do the same: one compares shapes
//! across all types, one compares names and arguments among those whose types can be the same. So the price is the size of
//! the expanded document, which is bounded, and not its square.

use std::collections::HashSet;

use async_graphql::parser::types::{ExecutableDocument, Field, OperationType, Selection, SelectionSet};
use async_graphql::{Name, Pos, Positioned};
use indexmap::IndexMap;

use super::document::Refusals;
use super::model::{FieldDef, Model, TypeDef, named};
use crate::error::Error;

/// Checks all operations of a document.
pub fn check(model: &Model, document: &ExecutableDocument) -> Refusals {
    let mut merge = Merge { model, document, refusals: Vec::new() };
    for (_, operation) in document.operations.iter() {
        let root = match operation.node.ty {
            OperationType::Query => "Query",
            OperationType::Mutation => "Mutation",
            OperationType::Subscription => "Subscription",
        };
        let sets = [(root, &operation.node.selection_set.node)];
        merge.shapes(&sets);
        merge.fields(&sets);
    }
    merge.refusals
}

struct Merge<'a> {
    model: &'a Model,
    document: &'a ExecutableDocument,
    refusals: Refusals,
}

/// Selections of one object, each with the type it is asked of. Below introspection the type is "".
type Sets<'a> = [(&'a str, &'a SelectionSet)];

/// A field as it stands in the document.
struct Asked<'a> {
    parent: &'a str,
    field: &'a Positioned<Field>,
    definition: Option<&'a FieldDef>,
}

impl<'a> Asked<'a> {
    fn inner(&self) -> (&'a str, &'a SelectionSet) {
        (self.definition.map_or("", |field| named(&field.ty)), &self.field.node.selection_set.node)
    }
}

impl<'a> Merge<'a> {
    /// All fields of the sets by their keys, whichever types the fragments are for.
    fn expand(&self, sets: &Sets<'a>) -> IndexMap<&'a str, Vec<Asked<'a>>> {
        let mut by_key = IndexMap::new();
        let mut visited = HashSet::new();
        for (parent, set) in sets {
            self.gather(parent, set, &mut visited, &mut by_key);
        }
        by_key
    }

    fn gather(
        &self,
        parent: &'a str,
        set: &'a SelectionSet,
        visited: &mut HashSet<&'a Name>,
        by_key: &mut IndexMap<&'a str, Vec<Asked<'a>>>,
    ) {
        for item in &set.items {
            match &item.node {
                Selection::Field(field) => {
                    let name = field.node.name.node.as_str();
                    let definition = self.model.fields(parent).and_then(|fields| fields.get(name));
                    let key = field.node.response_key().node.as_str();
                    by_key.entry(key).or_default().push(Asked { parent, field, definition });
                }
                Selection::InlineFragment(fragment) => {
                    let condition = fragment.node.type_condition.as_ref();
                    let parent = condition.map_or(parent, |condition| condition.node.on.node.as_str());
                    self.gather(parent, &fragment.node.selection_set.node, visited, by_key);
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    if let Some(fragment) = self.document.fragments.get(name)
                        && visited.insert(name)
                    {
                        let parent = fragment.node.type_condition.node.on.node.as_str();
                        self.gather(parent, &fragment.node.selection_set.node, visited, by_key);
                    }
                }
            }
        }
    }

    /// `SameResponseShape`, for all fields of a key.
    fn shapes(&mut self, sets: &Sets<'a>) {
        for (key, group) in self.expand(sets) {
            let shapes = group.iter().filter_map(|asked| Some((asked, self.shape(asked)?)));
            let shapes: Vec<_> = shapes.collect();
            let differs = shapes.iter().find(|(_, shape)| *shape != shapes[0].1);
            if let Some((other, _)) = differs {
                let message = format!(
                    "Fields \"{key}\" conflict because they return different types. Use different aliases."
                );
                let positions = vec![shapes[0].0.field.pos, other.field.pos];
                self.refuse(message, positions);
                continue;
            }
            let inner: Vec<_> =
                group.iter().map(Asked::inner).filter(|(_, set)| !set.items.is_empty()).collect();
            if !inner.is_empty() {
                self.shapes(&inner);
            }
        }
    }

    /// Lists and nulls of a field's type, and its name if it is a leaf.
    fn shape(&self, asked: &Asked<'a>) -> Option<String> {
        let Some(definition) = asked.definition else {
            return (asked.field.node.name.node == "__typename").then(|| "String!".to_owned());
        };
        let (text, name) = (definition.ty.to_string(), named(&definition.ty));
        let composite =
            matches!(self.model.types.get(name), Some(TypeDef::Object(_) | TypeDef::Interface { .. }));
        Some(if composite { text.replace(name, "{}") } else { text })
    }

    /// Same name and arguments, for those fields of a key whose objects can be of one type.
    fn fields(&mut self, sets: &Sets<'a>) {
        for (key, group) in self.expand(sets) {
            let mut by_type: IndexMap<&str, Vec<&Asked<'a>>> = IndexMap::new();
            let (of_any, of_one): (Vec<_>, Vec<_>) = group.iter().partition(|asked| {
                matches!(self.model.types.get(asked.parent), Some(TypeDef::Interface { .. }))
            });
            for asked in of_one {
                by_type.entry(asked.parent).or_default().push(asked);
            }
            if by_type.is_empty() {
                by_type.insert("", Vec::new());
            }
            for (_, mut together) in by_type {
                together.extend(&of_any);
                let first = together[0];
                if let Some(other) = together.iter().find(|other| !same(&first.field.node, &other.field.node))
                {
                    let message = format!(
                        "Fields \"{key}\" conflict because they have different names or arguments. Use different aliases."
                    );
                    let positions = vec![first.field.pos, other.field.pos];
                    self.refuse(message, positions);
                    break;
                }
                let inner: Vec<_> = together
                    .iter()
                    .map(|asked| asked.inner())
                    .filter(|(_, set)| !set.items.is_empty())
                    .collect();
                if !inner.is_empty() {
                    self.fields(&inner);
                }
            }
        }
    }

    fn refuse(&mut self, message: String, positions: Vec<Pos>) {
        self.refusals.push((Error::validation_failed(message), positions));
    }
}

/// Arguments are the same whatever their order.
fn same(a: &Field, b: &Field) -> bool {
    a.name.node == b.name.node
        && a.arguments.len() == b.arguments.len()
        && a.arguments
            .iter()
            .all(|(name, value)| b.get_argument(&name.node).is_some_and(|other| other.node == value.node))
}
