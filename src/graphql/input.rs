//! Coercion of variables and arguments, as the specification says it (sections 5.6, 6.1.2 and 6.4.1).
//!
//! Omitted stays omitted: a field of an input object whose variable is not given is left out, never null, so that an
//! update does not erase what its author did not mention. The same walk checks a document's literals before any variable
//! has a value (`values`); so what is refused there and what is refused here cannot differ. A fault does not end it: what
//! is wrong is noted and left out, so that all faults are told at once.

use std::collections::HashMap;

use async_graphql::parser::types::{BaseType, OperationDefinition, Type, VariableDefinition};
use async_graphql::{Name, Value as Const};
use async_graphql_value::Value;
use indexmap::IndexMap;

use super::faults::Faults;
use super::model::{InputDef, Model, TypeDef};
use super::scalar::{Param, Wire, clip};
use crate::error::{Error, Result};

/// Values of an operation's variables; what was neither given nor has a default is absent.
pub type Variables = HashMap<Name, Const>;

/// Coerces the variables of a request, as far as they can be; what is wrong with the others is noted under `$name`.
pub fn variables(
    model: &Model,
    operation: &OperationDefinition,
    given: &serde_json::Map<String, serde_json::Value>,
) -> (Variables, Faults) {
    let mut values = Variables::new();
    let mut faults = Faults::default();
    for definition in &operation.variable_definitions {
        let definition = &definition.node;
        let (name, ty) = (&definition.name.node, &definition.var_type.node);
        let value = match (given.get(name.as_str()), &definition.default_value) {
            (Some(json), _) => match Const::from_json(json.clone()) {
                Ok(value) => {
                    let mut coercion = Coercion::new(model, Source::Json, &mut faults);
                    coercion.value(ty, false, &value.into_value(), &mut vec![format!("${name}")])
                }
                Err(_) => {
                    faults.add(format!("${name}"), Error::bad_user_input("This is not readable."));
                    None
                }
            },
            (None, Some(default)) => default_value(model, definition, &default.node, &mut faults),
            (None, None) => {
                if !ty.nullable {
                    let message = format!("A value of type \"{ty}\" is required.");
                    faults.add(format!("${name}"), Error::bad_user_input(message));
                }
                None
            }
        };
        values.extend(value.map(|value| (name.clone(), value)));
    }
    (values, faults)
}

/// Coerces a variable's default. `None`: it does not fit, which is noted.
pub fn default_value(
    model: &Model,
    definition: &VariableDefinition,
    default: &Const,
    faults: &mut Faults,
) -> Option<Const> {
    let path = &mut vec![format!("${}", definition.name.node)];
    let mut coercion = Coercion::new(model, Source::Constant, faults);
    coercion.value(&definition.var_type.node, false, &default.clone().into_value(), path)
}

/// Checks a value of the document where a value of `ty` is wanted. Variables are checked by their declaration. What is wrong
/// is noted under the argument's name.
pub fn check(
    model: &Model,
    name: &str,
    ty: &Type,
    has_default: bool,
    value: &Value,
    declared: &Declared<'_>,
    faults: &mut Faults,
) {
    let mut coercion = Coercion::new(model, Source::Declared(declared), faults);
    coercion.value(ty, has_default, value, &mut vec![name.to_owned()]);
}

/// Coerces the arguments of a field; what was neither given nor has a default is absent.
///
/// # Errors
/// `BAD_USER_INPUT` naming all faults and their places.
pub fn arguments(
    model: &Model,
    definitions: &IndexMap<String, InputDef>,
    given: &[(Name, Value)],
    variables: &Variables,
) -> Result<HashMap<String, Const>> {
    let mut faults = Faults::default();
    let values = arguments_as_far(model, definitions, given, variables, &mut faults);
    faults.into_placed_result()?;
    Ok(values)
}

/// Coerces the arguments of a field as far as they can be, and notes what is wrong with the others.
pub fn arguments_as_far(
    model: &Model,
    definitions: &IndexMap<String, InputDef>,
    given: &[(Name, Value)],
    variables: &Variables,
    faults: &mut Faults,
) -> HashMap<String, Const> {
    let mut coercion = Coercion::new(model, Source::Given(variables), faults);
    let mut values = HashMap::with_capacity(given.len());
    for (name, definition) in definitions {
        let literal = given.iter().find(|(own, _)| own.as_str() == name).map(|(_, value)| value);
        if let Some(value) = coercion.field(name, definition, literal, &mut Vec::new()) {
            values.insert(name.clone(), value);
        }
    }
    values
}

/// An operation's variables by name.
pub type Declared<'a> = HashMap<&'a Name, &'a VariableDefinition>;

struct Coercion<'a, 'f> {
    model: &'a Model,
    source: Source<'a>,
    faults: &'f mut Faults,
}

/// Where a value comes from.
#[derive(Clone, Copy)]
enum Source<'a> {
    /// A request's variables, where enum values are strings.
    Json,
    /// A literal that cannot contain variables.
    Constant,
    /// A literal, the operation's variables having these values.
    Given(&'a Variables),
    /// A literal that is only checked; what it is coerced to means nothing.
    Declared(&'a Declared<'a>),
}

impl<'a, 'f> Coercion<'a, 'f> {
    fn new(model: &'a Model, source: Source<'a>, faults: &'f mut Faults) -> Self {
        Self { model, source, faults }
    }

    /// Notes a fault. Whoever meets it goes on without the value.
    fn refuse(&mut self, path: &[String], message: String) {
        self.faults.add(path.join("."), Error::bad_user_input(message));
    }

    /// An argument or input field: its value, its default, or nothing.
    fn field(
        &mut self,
        name: &str,
        definition: &InputDef,
        value: Option<&Value>,
        path: &mut Vec<String>,
    ) -> Option<Const> {
        path.push(name.to_owned());
        let faults = self.faults.count();
        let coerced = match value {
            Some(value) => self.value(&definition.ty, definition.default.is_some(), value, path),
            None => None,
        };
        let coerced = coerced.or_else(|| definition.default.clone());
        if coerced.is_none() && !definition.ty.nullable && faults == self.faults.count() {
            self.refuse(path, format!("A value of type \"{}\" is required.", definition.ty));
        }
        path.pop();
        coerced
    }

    /// `None`: a variable that was not given, or a fault. `has_default`: what holds instead is known.
    fn value(
        &mut self,
        ty: &Type,
        has_default: bool,
        value: &Value,
        path: &mut Vec<String>,
    ) -> Option<Const> {
        if let Value::Variable(name) = value {
            return self.variable(ty, has_default, name, path);
        }
        if matches!(value, Value::Null) {
            if !ty.nullable {
                self.refuse(path, format!("Expected \"{ty}\", found null."));
            }
            return ty.nullable.then_some(Const::Null);
        }
        match &ty.base {
            BaseType::List(item) => match value {
                Value::List(values) => {
                    let (mut items, before) = (Vec::with_capacity(values.len()), self.faults.count());
                    for (at, value) in values.iter().enumerate() {
                        path.push(at.to_string());
                        let faults = self.faults.count();
                        let coerced = self.value(item, false, value, path);
                        if coerced.is_none() && !item.nullable && faults == self.faults.count() {
                            self.refuse(path, format!("Expected \"{item}\", found nothing."));
                        }
                        // An absent variable is null inside a list.
                        items.push(coerced.unwrap_or(Const::Null));
                        path.pop();
                    }
                    // Rows among which one is at fault are looked at further; any other list is of no use.
                    let is_useful = before == self.faults.count() || self.is_input(item);
                    is_useful.then_some(Const::List(items))
                }
                single => {
                    Some(Const::List(vec![self.value(item, false, single, path).unwrap_or(Const::Null)]))
                }
            },
            BaseType::Named(name) => self.named(name, value, path),
        }
    }

    /// Whether values of the type are input objects.
    fn is_input(&self, ty: &Type) -> bool {
        matches!(&ty.base, BaseType::Named(name)
            if matches!(self.model.types.get(name.as_str()), Some(TypeDef::Input { .. })))
    }

    fn variable(&mut self, ty: &Type, has_default: bool, name: &Name, path: &[String]) -> Option<Const> {
        let message = match self.source {
            Source::Given(variables) => match variables.get(name) {
                Some(Const::Null) if !ty.nullable => format!("Expected \"{ty}\", found null."),
                value => return value.cloned(),
            },
            Source::Declared(declared) => match declared.get(name) {
                Some(variable) if fits(variable, ty, has_default) => return Some(Const::Null),
                Some(variable) => format!(
                    "Expected \"{ty}\", found variable \"${name}\" of type \"{}\".",
                    variable.var_type.node
                ),
                None => format!("Variable \"${name}\" is not defined."),
            },
            Source::Json | Source::Constant => "A variable cannot stand here.".into(),
        };
        self.refuse(path, message);
        None
    }

    fn named(&mut self, name: &str, value: &Value, path: &mut Vec<String>) -> Option<Const> {
        match self.model.types.get(name) {
            Some(TypeDef::Input { fields, .. }) => {
                let Value::Object(given) = value else {
                    self.refuse(path, format!("Expected an object of type \"{name}\"."));
                    return None;
                };
                for unknown in given.keys().filter(|key| !fields.contains_key(key.as_str())) {
                    let unknown = clip(unknown);
                    path.push(unknown.clone());
                    self.refuse(path, format!("\"{unknown}\" is not a field of \"{name}\"."));
                    path.pop();
                }
                let mut coerced = IndexMap::with_capacity(given.len());
                for (field, definition) in fields {
                    if let Some(value) = self.field(field, definition, given.get(field.as_str()), path) {
                        coerced.insert(Name::new(field), value);
                    }
                }
                Some(Const::Object(coerced))
            }
            Some(TypeDef::Enum { values, .. }) => {
                let own = match value {
                    Value::Enum(own) => Some(own.as_str()),
                    Value::String(own) if matches!(self.source, Source::Json) => Some(own.as_str()),
                    _ => None,
                };
                let own = own.filter(|own| values.iter().any(|value| value.name == *own));
                if own.is_none() {
                    let message = format!("{} is not a value of \"{name}\".", clip(&value.to_string()));
                    self.refuse(path, message);
                }
                own.map(|own| Const::Enum(Name::new(own)))
            }
            _ => self.scalar(name, value, path),
        }
    }

    fn scalar(&mut self, name: &str, value: &Value, path: &[String]) -> Option<Const> {
        let is_whole = |number: &async_graphql_value::Number| number.is_i64() || number.is_u64();
        let fits = match (name, value) {
            ("Int", Value::Number(number)) => {
                // JSON does not tell 3 from 3.0; the document's language does.
                let json = matches!(self.source, Source::Json);
                match number.as_i64().or_else(|| whole(number).filter(|_| json)) {
                    Some(whole) if i32::try_from(whole).is_ok() => return Some(Const::from(whole)),
                    _ => false,
                }
            }
            ("Float", Value::Number(number)) => number.as_f64().is_some_and(f64::is_finite),
            ("String" | "Cursor", Value::String(_)) | ("Boolean", Value::Boolean(_)) => true,
            ("ID", Value::String(_)) => true,
            ("ID" | "BigInt", Value::Number(number)) if is_whole(number) => {
                return Some(Const::String(number.to_string()));
            }
            ("UUID", Value::String(text)) => Param::parse(Wire::Uuid, text).is_ok(),
            ("DateTime", Value::String(text)) => Param::parse(Wire::Timestamp, text).is_ok(),
            ("Date", Value::String(text)) => Param::parse(Wire::Date, text).is_ok(),
            ("BigInt", Value::String(text)) => Param::parse(Wire::Int8, text).is_ok(),
            ("Decimal", Value::String(text)) => Param::parse(Wire::Numeric, text).is_ok(),
            ("Decimal", Value::Number(number)) => return Some(Const::String(number.to_string())),
            ("JSON", value) => return self.json_value(value, path),
            _ => false,
        };
        let constant = value.clone().into_const().filter(|_| fits);
        if constant.is_none() {
            let message = format!("{} is not a value of type \"{name}\".", clip(&value.to_string()));
            self.refuse(path, message);
        }
        constant
    }

    fn given(&self, name: &Name) -> Option<Const> {
        match self.source {
            Source::Given(variables) => variables.get(name).cloned(),
            _ => None,
        }
    }

    /// JSON literals may contain variables; an absent one leaves its key out, as in any object.
    fn json_value(&mut self, value: &Value, path: &[String]) -> Option<Const> {
        Some(match value {
            Value::Variable(name) => self.given(name).unwrap_or(Const::Null),
            Value::List(items) => {
                Const::List(items.iter().map(|item| self.json_value(item, path)).collect::<Option<_>>()?)
            }
            Value::Object(fields) => {
                let mut object = IndexMap::with_capacity(fields.len());
                for (name, value) in fields {
                    let absent = matches!(value, Value::Variable(name) if self.given(name).is_none());
                    if !absent {
                        object.insert(name.clone(), self.json_value(value, path)?);
                    }
                }
                Const::Object(object)
            }
            Value::Enum(name) => Const::String(name.to_string()),
            other => {
                let constant = other.clone().into_const();
                if constant.is_none() {
                    self.refuse(path, "Not a JSON value.".into());
                }
                constant?
            }
        })
    }
}

/// Whether a variable may stand where a value of `ty` is wanted (specification, section 5.8.5).
fn fits(variable: &VariableDefinition, ty: &Type, has_default: bool) -> bool {
    let own = &variable.var_type.node;
    // A place that takes no null takes a variable that may be null if either has a default; null itself is found later.
    let default = variable.default_value.as_ref().is_some_and(|default| default.node != Const::Null);
    let nullable = ty.nullable || has_default || default;
    (nullable || !own.nullable) && same_base(&own.base, &ty.base)
}

fn same_base(own: &BaseType, wanted: &BaseType) -> bool {
    match (own, wanted) {
        (BaseType::Named(own), BaseType::Named(wanted)) => own == wanted,
        (BaseType::List(own), BaseType::List(wanted)) => {
            (wanted.nullable || !own.nullable) && same_base(&own.base, &wanted.base)
        }
        _ => false,
    }
}

/// `3.0` is a whole number too.
fn whole(number: &async_graphql_value::Number) -> Option<i64> {
    let value = number.as_f64()?;
    #[expect(clippy::cast_possible_truncation, reason = "the value is whole and within the range of i32")]
    (value.fract() == 0.0 && value.abs() <= f64::from(i32::MAX)).then_some(value as i64)
}
