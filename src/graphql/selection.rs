//! A document's operation as what will be answered: fragments expanded, fields merged, `@skip` and `@include` decided.
//!
//! This is `CollectFields` of the specification (section 6.3.2), done once for a document and the values of the variables
//! in its directives; the result is cached by `document` and holds no other value of any variable. Fields of one key are
//! known to be mergeable (`merge`). Selections are kept per concrete type, so that nobody asks later which fragment applies.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use async_graphql::parser::types::{
    Directive, DocumentOperations, ExecutableDocument, Field, InlineFragment, OperationDefinition,
    Selection as Ast, SelectionSet,
};
use async_graphql::{Name, Pos, Positioned};
use async_graphql_value::Value;
use indexmap::IndexMap;

use super::model::{FieldDef, Model, TypeDef, named};
use crate::error::{Error, Result};

/// The fields asked of one concrete object type.
#[derive(Debug)]
pub struct Selection {
    /// The type's index in the model.
    pub type_index: usize,
    /// Fields in the order of their first mention.
    pub fields: Vec<Selected>,
}

/// One field of the answer.
#[derive(Debug)]
pub struct Selected {
    /// The key in the answer: alias or name.
    pub key: String,
    /// The field's name.
    pub name: String,
    /// Index of the field in its type; `None` for `__typename` and for introspection.
    pub field: Option<usize>,
    /// Arguments as they stand in the document.
    pub arguments: Vec<(Name, Value)>,
    /// Where the field stands in the document, for errors.
    pub position: Pos,
    /// What is asked of its value, for each object type that the value can have.
    pub selections: Vec<Arc<Selection>>,
}

impl Selection {
    /// The object type's name.
    pub fn type_name<'m>(&self, model: &'m Model) -> &'m str {
        model.types.get_index(self.type_index).map_or("", |(name, _)| name)
    }
}

impl Selected {
    /// The field's definition; `None` for `__typename` and for introspection.
    pub fn definition<'m>(&self, model: &'m Model, parent: &Selection) -> Option<&'m FieldDef> {
        let (_, def) = model.types.get_index(parent.type_index)?;
        match def {
            TypeDef::Object(object) => object.fields.get_index(self.field?).map(|(_, field)| field),
            _ => None,
        }
    }

    /// What is asked of a value of that object type.
    pub fn of_type(&self, model: &Model, type_name: &str) -> Option<&Arc<Selection>> {
        self.selections.iter().find(|selection| selection.type_name(model) == type_name)
    }
}

/// Puts each `__typename` that has directives into an inline fragment that has them instead: the same by specification, but
/// async-graphql looks at no directive of `__typename`, and takes a variable used nowhere else for unused.
pub fn visible_directives(document: &mut ExecutableDocument) {
    fn rewrite(set: &mut SelectionSet) {
        for item in &mut set.items {
            match &mut item.node {
                Ast::Field(field)
                    if field.node.name.node == "__typename" && !field.node.directives.is_empty() =>
                {
                    let directives = std::mem::take(&mut field.node.directives);
                    let position = item.pos;
                    let items = vec![item.clone()];
                    let selection_set = Positioned::new(SelectionSet { items }, position);
                    let fragment = InlineFragment { type_condition: None, directives, selection_set };
                    item.node = Ast::InlineFragment(Positioned::new(fragment, position));
                }
                Ast::Field(field) => rewrite(&mut field.node.selection_set.node),
                Ast::InlineFragment(fragment) => rewrite(&mut fragment.node.selection_set.node),
                Ast::FragmentSpread(_) => {}
            }
        }
    }
    for fragment in document.fragments.values_mut() {
        rewrite(&mut fragment.node.selection_set.node);
    }
    match &mut document.operations {
        DocumentOperations::Single(operation) => rewrite(&mut operation.node.selection_set.node),
        DocumentOperations::Multiple(operations) => {
            operations.values_mut().for_each(|operation| rewrite(&mut operation.node.selection_set.node));
        }
    }
}

/// Names of the variables that decide which fields an operation has.
pub fn deciding_variables(document: &ExecutableDocument) -> Vec<Name> {
    let mut names = Vec::new();
    let sets = document.operations.iter().map(|(_, operation)| &operation.node.selection_set.node);
    let mut open: Vec<&SelectionSet> =
        sets.chain(document.fragments.values().map(|fragment| &fragment.node.selection_set.node)).collect();
    while let Some(set) = open.pop() {
        for item in &set.items {
            for directive in item.node.directives() {
                if let Some(Value::Variable(name)) =
                    directive.node.get_argument("if").map(|value| &value.node)
                    && !names.contains(name)
                {
                    names.push(name.clone());
                }
            }
            match &item.node {
                Ast::Field(field) => open.push(&field.node.selection_set.node),
                Ast::InlineFragment(fragment) => open.push(&fragment.node.selection_set.node),
                Ast::FragmentSpread(_) => {}
            }
        }
    }
    names
}

/// Expands and merges an operation's selections. `decisions` are the values of [`deciding_variables`]; `None` takes every
/// field.
///
/// # Errors
/// `GRAPHQL_VALIDATION_FAILED` for directives and fields that do not exist, which validation has refused before.
pub fn collect(
    model: &Model,
    document: &ExecutableDocument,
    operation: &OperationDefinition,
    decisions: Option<&HashMap<Name, bool>>,
) -> Result<Selection> {
    let root = match operation.ty {
        async_graphql::parser::types::OperationType::Query => "Query",
        async_graphql::parser::types::OperationType::Mutation => "Mutation",
        async_graphql::parser::types::OperationType::Subscription => "Subscription",
    };
    if !model.types.contains_key(root) {
        return Err(Error::validation_failed(format!("The schema has no {root}.")));
    }
    let collector = Collector { model, document, decisions };
    collector.selection(root, &[&operation.selection_set.node])
}

struct Collector<'a> {
    model: &'a Model,
    document: &'a ExecutableDocument,
    decisions: Option<&'a HashMap<Name, bool>>,
}

type Groups<'a> = IndexMap<&'a str, Vec<&'a Positioned<Field>>>;

impl<'a> Collector<'a> {
    fn selection(&self, type_name: &str, sets: &[&'a SelectionSet]) -> Result<Selection> {
        let mut groups = Groups::new();
        let mut visited = HashSet::new();
        for set in sets {
            self.gather(type_name, set, &mut visited, &mut groups)?;
        }
        let type_index = self.model.types.get_index_of(type_name).unwrap_or_default();
        let mut fields = Vec::with_capacity(groups.len());
        for (key, group) in groups {
            fields.push(self.field(type_name, key, &group)?);
        }
        Ok(Selection { type_index, fields })
    }

    fn gather(
        &self,
        type_name: &str,
        set: &'a SelectionSet,
        visited: &mut HashSet<&'a Name>,
        groups: &mut Groups<'a>,
    ) -> Result<()> {
        for item in &set.items {
            if !self.included(item.node.directives())? {
                continue;
            }
            let (condition, inner) = match &item.node {
                Ast::Field(field) => {
                    groups.entry(field.node.response_key().node.as_str()).or_default().push(field);
                    continue;
                }
                Ast::InlineFragment(fragment) => {
                    let condition = fragment.node.type_condition.as_ref();
                    (condition.map(|condition| condition.node.on.node.as_str()), &fragment.node.selection_set)
                }
                Ast::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    let Some(fragment) = self.document.fragments.get(name) else { continue };
                    if !visited.insert(name) {
                        continue;
                    }
                    (Some(fragment.node.type_condition.node.on.node.as_str()), &fragment.node.selection_set)
                }
            };
            if condition.is_none_or(|condition| self.model.is_a(type_name, condition)) {
                self.gather(type_name, &inner.node, visited, groups)?;
            }
        }
        Ok(())
    }

    fn field(&self, type_name: &str, key: &str, group: &[&'a Positioned<Field>]) -> Result<Selected> {
        let first = group[0];
        let name = first.node.name.node.as_str();
        let fields = self.model.fields(type_name);
        let found = fields.and_then(|fields| fields.get_full(name));
        let mut selections = Vec::new();
        if let Some((.., definition)) = found {
            let sets: Vec<_> = group.iter().map(|field| &field.node.selection_set.node).collect();
            for possible in self.model.possible_types(named(&definition.ty)) {
                selections.push(Arc::new(self.selection(possible, &sets)?));
            }
        } else if !name.starts_with("__") {
            return Err(Error::validation_failed(format!("\"{type_name}\" has no field \"{name}\".")));
        }
        Ok(Selected {
            key: key.to_owned(),
            name: name.to_owned(),
            field: found.map(|(at, ..)| at),
            arguments: first
                .node
                .arguments
                .iter()
                .map(|(name, value)| (name.node.clone(), value.node.clone()))
                .collect(),
            position: first.pos,
            selections,
        })
    }

    fn included(&self, directives: &[Positioned<Directive>]) -> Result<bool> {
        let mut included = true;
        for directive in directives {
            let name = directive.node.name.node.as_str();
            let condition = directive.node.get_argument("if").map(|value| &value.node);
            let (Some(condition), "skip" | "include") = (condition, name) else {
                return Err(Error::validation_failed(format!(
                    "The directive \"@{name}\" cannot be used here."
                )));
            };
            let Some(decisions) = self.decisions else { continue };
            let holds = match condition {
                Value::Boolean(holds) => *holds,
                Value::Variable(variable) => *decisions.get(variable).ok_or_else(|| {
                    Error::bad_user_input(format!("Variable \"${variable}\" is needed by \"@{name}\"."))
                })?,
                _ => return Err(Error::validation_failed(format!("\"@{name}\" takes a Boolean."))),
            };
            included &= holds == (name == "include");
        }
        Ok(included)
    }
}
