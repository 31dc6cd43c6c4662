//! Coercion of variables and arguments, as the specification says it (sections 5.6, 6.1.2 and 6.4.1).
//!
//! Omitted stays omitted: a field of an input object whose variable is not given is left out, never null, so that an
//! update does not erase what its author did not mention. The same walk checks a document's literals before any variable
//! has a value (`values`); so what is refused there and what is refused here cannot differ.

use std::collections::HashMap;

use async_graphql::parser::types::{BaseType, OperationDefinition, Type, VariableDefinition};
use async_graphql::{Name, Value as Const};
use async_graphql_value::Value;
use indexmap::IndexMap;

use super::model::{InputDef, Model, TypeDef};
use super::scalar::{Param, Wire, clip};
use crate::error::{Error, Result};

/// Values of an operation's variables; what was neither given nor has a default is absent.
pub type Variables = HashMap<Name, Const>;

/// Coerces the variables of a request.
///
/// # Errors
/// `BAD_USER_INPUT` naming the variable, and the place within it.
pub fn variables(
    model: &Model,
    operation: &OperationDefinition,
    given: &serde_json::Map<String, serde_json::Value>,
) -> Result<Variables> {
    let mut values = Variables::new();
    for definition in &operation.variable_definitions {
        let definition = &definition.node;
        let (name, ty) = (&definition.name.node, &definition.var_type.node);
        match given.get(name.as_str()) {
            Some(json) => {
                let value = Const::from_json(json.clone())
                    .map_err(|_| Error::bad_user_input(format!("Variable \"${name}\" is not readable.")))?;
                let coercion = Coercion { model, source: Source::Json };
                let coerced =
                    coercion.value(ty, false, &value.into_value(), &mut vec![format!("${name}")])?;
                values.insert(name.clone(), coerced.unwrap_or(Const::Null));
            }
            None => match &definition.default_value {
                Some(default) => {
                    values.insert(name.clone(), default_value(model, definition, &default.node)?);
                }
                None if !ty.nullable => {
                    return Err(Error::bad_user_input(format!(
                        "Variable \"${name}\" of required type \"{ty}\" was not provided."
                    ))
                    .field(format!("${name}")));
                }
                None => {}
            },
        }
    }
    Ok(values)
}

/// Coerces a variable's default.
///
/// # Errors
/// `BAD_USER_INPUT` naming the variable, and the place within it.
pub fn default_value(model: &Model, definition: &VariableDefinition, default: &Const) -> Result<Const> {
    let coercion = Coercion { model, source: Source::Constant };
    let path = &mut vec![format!("${}", definition.name.node)];
    let coerced = coercion.value(&definition.var_type.node, false, &default.clone().into_value(), path)?;
    Ok(coerced.unwrap_or(Const::Null))
}

/// Checks a value of the document where a value of `ty` is wanted. Variables are checked by their declaration.
///
/// # Errors
/// `BAD_USER_INPUT` naming the argument, and the place within it.
pub fn check(
    model: &Model,
    name: &str,
    ty: &Type,
    has_default: bool,
    value: &Value,
    declared: &Declared<'_>,
) -> Result<()> {
    let coercion = Coercion { model, source: Source::Declared(declared) };
    coercion.value(ty, has_default, value, &mut vec![name.to_owned()]).map(|_| ())
}

/// Coerces the arguments of a field; what was neither given nor has a default is absent.
///
/// # Errors
/// `BAD_USER_INPUT` naming the argument, and the place within it.
pub fn arguments(
    model: &Model,
    definitions: &IndexMap<String, InputDef>,
    given: &[(Name, Value)],
    variables: &Variables,
) -> Result<HashMap<String, Const>> {
    let coercion = Coercion { model, source: Source::Given(variables) };
    let mut values = HashMap::with_capacity(given.len());
    for (name, definition) in definitions {
        let literal = given.iter().find(|(own, _)| own.as_str() == name).map(|(_, value)| value);
        if let Some(value) = coercion.field(name, definition, literal, &mut Vec::new())? {
            values.insert(name.clone(), value);
        }
    }
    Ok(values)
}

/// An operation's variables by name.
pub type Declared<'a> = HashMap<&'a Name, &'a VariableDefinition>;

struct Coercion<'a> {
    model: &'a Model,
    source: Source<'a>,
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

impl Coercion<'_> {
    /// An argument or input field: its value, its default, or nothing.
    fn field(
        &self,
        name: &str,
        definition: &InputDef,
        value: Option<&Value>,
        path: &mut Vec<String>,
    ) -> Result<Option<Const>> {
        path.push(name.to_owned());
        let coerced = match value {
            Some(value) => self.value(&definition.ty, definition.default.is_some(), value, path)?,
            None => None,
        };
        let coerced = coerced.or_else(|| definition.default.clone());
        if coerced.is_none() && !definition.ty.nullable {
            return Err(refused(path, format!("A value of type \"{}\" is required.", definition.ty)));
        }
        path.pop();
        Ok(coerced)
    }

    /// `None`: a variable that was not given. `has_default`: what holds instead is known.
    fn value(
        &self,
        ty: &Type,
        has_default: bool,
        value: &Value,
        path: &mut Vec<String>,
    ) -> Result<Option<Const>> {
        if let Value::Variable(name) = value {
            return self.variable(ty, has_default, name, path);
        }
        if matches!(value, Value::Null) {
            return if ty.nullable {
                Ok(Some(Const::Null))
            } else {
                Err(refused(path, format!("Expected \"{ty}\", found null.")))
            };
        }
        let coerced = match &ty.base {
            BaseType::List(item) => match value {
                Value::List(values) => {
                    let mut items = Vec::with_capacity(values.len());
                    for (at, value) in values.iter().enumerate() {
                        path.push(at.to_string());
                        // An absent variable is null inside a list.
                        let coerced = match self.value(item, false, value, path)? {
                            Some(coerced) => coerced,
                            None if item.nullable => Const::Null,
                            None => {
                                return Err(refused(path, format!("Expected \"{item}\", found nothing.")));
                            }
                        };
                        items.push(coerced);
                        path.pop();
                    }
                    Const::List(items)
                }
                single => Const::List(vec![self.value(item, false, single, path)?.unwrap_or(Const::Null)]),
            },
            BaseType::Named(name) => self.named(name, value, path)?,
        };
        Ok(Some(coerced))
    }

    fn variable(&self, ty: &Type, has_default: bool, name: &Name, path: &[String]) -> Result<Option<Const>> {
        match self.source {
            Source::Given(variables) => match variables.get(name) {
                Some(Const::Null) if !ty.nullable => {
                    Err(refused(path, format!("Expected \"{ty}\", found null.")))
                }
                value => Ok(value.cloned()),
            },
            Source::Declared(declared) => match declared.get(name) {
                Some(variable) if fits(variable, ty, has_default) => Ok(Some(Const::Null)),
                Some(variable) => Err(refused(
                    path,
                    format!(
                        "Expected \"{ty}\", found variable \"${name}\" of type \"{}\".",
                        variable.var_type.node
                    ),
                )),
                None => Err(refused(path, format!("Variable \"${name}\" is not defined."))),
            },
            Source::Json | Source::Constant => Err(refused(path, "A variable cannot stand here.".into())),
        }
    }

    fn named(&self, name: &str, value: &Value, path: &mut Vec<String>) -> Result<Const> {
        match self.model.types.get(name) {
            Some(TypeDef::Input { fields, .. }) => {
                let Value::Object(given) = value else {
                    return Err(refused(path, format!("Expected an object of type \"{name}\".")));
                };
                if let Some(unknown) = given.keys().find(|key| !fields.contains_key(key.as_str())) {
                    return Err(refused(
                        path,
                        format!("\"{}\" is not a field of \"{name}\".", clip(unknown)),
                    ));
                }
                let mut coerced = IndexMap::with_capacity(given.len());
                for (field, definition) in fields {
                    if let Some(value) = self.field(field, definition, given.get(field.as_str()), path)? {
                        coerced.insert(Name::new(field), value);
                    }
                }
                Ok(Const::Object(coerced))
            }
            Some(TypeDef::Enum { values, .. }) => {
                let own = match value {
                    Value::Enum(own) => Some(own.as_str()),
                    Value::String(own) if matches!(self.source, Source::Json) => Some(own.as_str()),
                    _ => None,
                };
                match own.filter(|own| values.iter().any(|value| value.name == *own)) {
                    Some(own) => Ok(Const::Enum(Name::new(own))),
                    None => Err(refused(
                        path,
                        format!("{} is not a value of \"{name}\".", clip(&value.to_string())),
                    )),
                }
            }
            _ => self.scalar(name, value, path),
        }
    }

    fn scalar(&self, name: &str, value: &Value, path: &[String]) -> Result<Const> {
        let is_whole = |number: &async_graphql_value::Number| number.is_i64() || number.is_u64();
        let fits = match (name, value) {
            ("Int", Value::Number(number)) => {
                // JSON does not tell 3 from 3.0; the document's language does.
                let json = matches!(self.source, Source::Json);
                match number.as_i64().or_else(|| whole(number).filter(|_| json)) {
                    Some(whole) if i32::try_from(whole).is_ok() => return Ok(Const::from(whole)),
                    _ => false,
                }
            }
            ("Float", Value::Number(number)) => number.as_f64().is_some_and(f64::is_finite),
            ("String" | "Cursor", Value::String(_)) | ("Boolean", Value::Boolean(_)) => true,
            ("ID", Value::String(_)) => true,
            ("ID", Value::Number(number)) if is_whole(number) => {
                return Ok(Const::String(number.to_string()));
            }
            ("UUID", Value::String(text)) => Param::parse(Wire::Uuid, text).is_ok(),
            ("DateTime", Value::String(text)) => Param::parse(Wire::Timestamp, text).is_ok(),
            ("Date", Value::String(text)) => Param::parse(Wire::Date, text).is_ok(),
            ("BigInt", Value::String(text)) => Param::parse(Wire::Int8, text).is_ok(),
            ("BigInt", Value::Number(number)) if is_whole(number) => {
                return Ok(Const::String(number.to_string()));
            }
            ("Decimal", Value::String(text)) => Param::parse(Wire::Numeric, text).is_ok(),
            ("Decimal", Value::Number(number)) => return Ok(Const::String(number.to_string())),
            ("JSON", value) => return self.json_value(value, path),
            _ => false,
        };
        let constant = value.clone().into_const().filter(|_| fits);
        constant.ok_or_else(|| {
            refused(path, format!("{} is not a value of type \"{name}\".", clip(&value.to_string())))
        })
    }

    fn given(&self, name: &Name) -> Option<Const> {
        match self.source {
            Source::Given(variables) => variables.get(name).cloned(),
            _ => None,
        }
    }

    /// JSON literals may contain variables; an absent one leaves its key out, as in any object.
    fn json_value(&self, value: &Value, path: &[String]) -> Result<Const> {
        Ok(match value {
            Value::Variable(name) => self.given(name).unwrap_or(Const::Null),
            Value::List(items) => {
                Const::List(items.iter().map(|item| self.json_value(item, path)).collect::<Result<_>>()?)
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
            other => other.clone().into_const().ok_or_else(|| refused(path, "Not a JSON value.".into()))?,
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

fn refused(path: &[String], message: String) -> Error {
    let place = path.join(".");
    Error::bad_user_input(format!("{place}: {message}")).field(place)
}
