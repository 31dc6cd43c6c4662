//! What async-graphql's validation leaves out of a document: values and variables against the types of their places
//! (specification, sections 5.6 and 5.8.5), and directives that stand twice or where none may.
//!
//! Each operation is walked once with the fragments it reaches, each of those once. What is found is refused before
//! anything runs, also in what would be left out or never reached.

use std::collections::HashSet;

use async_graphql::parser::types::{
    Directive, ExecutableDocument, Field, OperationDefinition, OperationType, Selection, SelectionSet, Type,
};
use async_graphql::{Name, Pos, Positioned};
use async_graphql_value::Value;

use super::document::Refusals;
use super::faults::Faults;
use super::input::{self, Declared};
use super::model::{FieldDef, Model, named, ty};
use crate::error::Error;

/// Checks all operations of a document.
pub fn check(model: &Model, document: &ExecutableDocument) -> Refusals {
    let mut refusals = Vec::new();
    for (_, operation) in document.operations.iter() {
        let operation = &operation.node;
        let declared = operation.variable_definitions.iter();
        let declared = declared.map(|variable| (&variable.node.name.node, &variable.node)).collect();
        let mut walk = Walk { model, document, declared, visited: HashSet::new(), refusals: Vec::new() };
        walk.variables(operation);
        walk.directives(&operation.directives);
        let root = match operation.ty {
            OperationType::Query => "Query",
            OperationType::Mutation => "Mutation",
            OperationType::Subscription => "Subscription",
        };
        walk.set(root, &operation.selection_set.node);
        refusals.append(&mut walk.refusals);
    }
    refusals
}

struct Walk<'a> {
    model: &'a Model,
    document: &'a ExecutableDocument,
    declared: Declared<'a>,
    visited: HashSet<&'a Name>,
    refusals: Refusals,
}

impl<'a> Walk<'a> {
    fn variables(&mut self, operation: &'a OperationDefinition) {
        for variable in &operation.variable_definitions {
            if let Some(default) = &variable.node.default_value {
                let mut faults = Faults::default();
                input::default_value(self.model, &variable.node, &default.node, &mut faults);
                self.note(faults, default.pos);
            }
            if let Some(directive) = variable.node.directives.first() {
                self.refuse("A variable takes no directives.", directive.pos);
            }
        }
    }

    fn set(&mut self, type_name: &str, set: &'a SelectionSet) {
        for item in &set.items {
            self.directives(item.node.directives());
            match &item.node {
                Selection::Field(field) => self.field(type_name, field),
                Selection::InlineFragment(fragment) => {
                    let condition = fragment.node.type_condition.as_ref();
                    let inner = condition.map_or(type_name, |condition| condition.node.on.node.as_str());
                    self.set(inner, &fragment.node.selection_set.node);
                }
                Selection::FragmentSpread(spread) => {
                    let name = &spread.node.fragment_name.node;
                    if let Some(fragment) = self.document.fragments.get(name)
                        && self.visited.insert(name)
                    {
                        self.directives(&fragment.node.directives);
                        let condition = fragment.node.type_condition.node.on.node.as_str();
                        self.set(condition, &fragment.node.selection_set.node);
                    }
                }
            }
        }
    }

    fn field(&mut self, type_name: &str, field: &'a Positioned<Field>) {
        let name = field.node.name.node.as_str();
        let inner = &field.node.selection_set.node;
        let model = self.model;
        let definition = model.fields(type_name).and_then(|fields| fields.get(name));
        for (argument, value) in &field.node.arguments {
            if let Some((wanted, has_default)) = place(definition, name, &argument.node) {
                self.value(&argument.node, &wanted, has_default, value);
            } else if name == "__typename" {
                self.refuse("\"__typename\" takes no arguments.", argument.pos);
            }
        }
        if name == "__typename" && !inner.items.is_empty() {
            self.refuse("\"__typename\" has no fields.", field.pos);
        }
        // Below `__schema` and `__type` there is no type of the model, only arguments whose types are known by name.
        self.set(definition.map_or("", |definition| named(&definition.ty)), inner);
    }

    fn directives(&mut self, directives: &'a [Positioned<Directive>]) {
        let mut seen = HashSet::new();
        for directive in directives {
            let name = &directive.node.name.node;
            if !seen.insert(name) {
                self.refuse(&format!("The directive \"@{name}\" stands here twice."), directive.pos);
            }
            for (argument, value) in &directive.node.arguments {
                if argument.node == "if" {
                    self.value("if", &ty("Boolean!"), false, value);
                }
            }
        }
    }

    fn value(&mut self, name: &str, wanted: &Type, has_default: bool, value: &Positioned<Value>) {
        let mut faults = Faults::default();
        input::check(self.model, name, wanted, has_default, &value.node, &self.declared, &mut faults);
        self.note(faults, value.pos);
    }

    fn note(&mut self, faults: Faults, position: Pos) {
        for message in faults.messages() {
            self.refuse(&message, position);
        }
    }

    fn refuse(&mut self, message: &str, position: Pos) {
        self.refusals.push((Error::validation_failed(message.to_owned()), vec![position]));
    }
}

/// The type wanted of a field's argument, and whether it has a default. `None`: there is no such argument, which
/// async-graphql has refused.
fn place(definition: Option<&FieldDef>, field: &str, argument: &str) -> Option<(Type, bool)> {
    match (definition, field, argument) {
        (Some(definition), ..) => {
            definition.arguments.get(argument).map(|input| (input.ty.clone(), input.default.is_some()))
        }
        (None, "__type", "name") => Some((ty("String!"), false)),
        (None, _, "includeDeprecated") => Some((ty("Boolean"), true)),
        _ => None,
    }
}
