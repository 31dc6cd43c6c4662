//! The document edge: a text becomes a prepared operation, or an error, before anything is run.
//!
//! Bounded, parsed, bounded again, validated as it was sent, then expanded and merged. What depends on the text alone is
//! cached by the text; what depends on the values of `@skip` and `@include` variables is cached with the document by those
//! values. No table, no SQL, no data in here.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_graphql::parser::types::{ExecutableDocument, OperationDefinition, OperationType};
use async_graphql::{Name, Positioned, Value, dynamic};
use futures::FutureExt as _;
use moka::sync::Cache;

use super::input::{self, Variables};
use super::model::Model;
use super::selection::{self, Selection};
use super::{Kind, Request, bounds, merge, tokens, values, write};
use crate::cost::Meter;
use crate::error::{Error, Result};
use crate::limits::Limits;

/// How many bytes of documents are kept prepared.
const CACHE_BYTES: u64 = 16 * 1024 * 1024;
/// How many variants by `@skip`/`@include` are kept of one document; more are prepared anew each time.
const VARIANTS_MAX: usize = 64;

/// A valid document.
pub struct Document {
    /// As parsed.
    pub parsed: ExecutableDocument,
    /// The root field of each subscription, by the operation's name.
    streams: Vec<(Option<String>, String)>,
    deciding: Vec<Name>,
    variants: Mutex<HashMap<Variant, Arc<Selection>>>,
}

/// Operation name, and the values of the deciding variables in their order.
type Variant = (Option<String>, Vec<Option<bool>>);

/// An operation that is ready to run: what is asked, with the variables it is asked with.
#[derive(Clone)]
pub struct Prepared {
    /// The document it came from.
    pub document: Arc<Document>,
    /// The operation's name.
    pub name: Option<String>,
    /// What it does.
    pub kind: Kind,
    /// The fields of the root.
    pub selection: Arc<Selection>,
    /// Coerced variables.
    pub variables: Variables,
}

/// Why a document was refused: one error or the list that validation found.
pub type Refusals = Vec<(Error, Vec<async_graphql::Pos>)>;

/// The documents seen lately.
pub struct Documents {
    cache: Cache<String, Arc<Document>>,
}

impl Default for Documents {
    fn default() -> Self {
        let weigh = |text: &String, _: &Arc<Document>| u32::try_from(text.len() * 8).unwrap_or(u32::MAX);
        Self { cache: Cache::builder().max_capacity(CACHE_BYTES).weigher(weigh).build() }
    }
}

impl Documents {
    /// The document of a text, checked.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn get(
        &self,
        model: &Model,
        schema: &dynamic::Schema,
        limits: &Limits,
        text: &str,
        meter: &Meter,
    ) -> Result<Arc<Document>, Refusals> {
        if let Some(known) = self.cache.get(text) {
            return Ok(known);
        }
        meter.document_is_new();
        let document = Arc::new(check(model, schema, limits, text)?);
        self.cache.insert(text.to_owned(), Arc::clone(&document));
        Ok(document)
    }
}

fn check(model: &Model, schema: &dynamic::Schema, limits: &Limits, text: &str) -> Result<Document, Refusals> {
    let alone = |error: Error| vec![(error, Vec::new())];
    bounds::text(text, limits).map_err(alone)?;
    let mut parsed = async_graphql::parser::parse_query(text).map_err(|error| {
        let positions = error.positions().collect();
        vec![(Error::parse_failed(parse_message(&error)), positions)]
    })?;
    bounds::selections(&parsed, limits).map_err(alone)?;
    selection::visible_directives(&mut parsed);
    validate(schema, &parsed)?;
    if let Some(name) = tokens::repeated_field(text) {
        let message = format!("An input object has the field \"{name}\" twice.");
        return Err(alone(Error::validation_failed(message)));
    }
    let mut refusals = values::check(model, &parsed);
    refusals.append(&mut merge::check(model, &parsed));
    if !refusals.is_empty() {
        return Err(refusals);
    }
    let mut streams = Vec::new();
    for (name, operation) in parsed.operations.iter() {
        if operation.node.ty == OperationType::Subscription {
            let everything = selection::collect(model, &parsed, &operation.node, None).map_err(alone)?;
            let plain = everything.fields.iter().all(|field| !field.name.starts_with("__"));
            if everything.fields.len() != 1 || !plain {
                return Err(alone(Error::validation_failed("A subscription has exactly one root field.")));
            }
            streams.push((name.map(ToString::to_string), everything.fields[0].name.clone()));
        }
    }
    let deciding = selection::deciding_variables(&parsed);
    Ok(Document { parsed, streams, deciding, variants: Mutex::new(HashMap::new()) })
}

/// Has async-graphql check the whole document; which of its operations it is asked for makes no difference.
fn validate(schema: &dynamic::Schema, parsed: &ExecutableDocument) -> Result<(), Refusals> {
    let mut request = async_graphql::Request::new("");
    request.operation_name = parsed.operations.iter().find_map(|(name, _)| name).map(ToString::to_string);
    request.set_parsed_query(parsed.clone());
    // The extension stops the request where execution would begin, so there is nothing to wait for.
    let Some(response) = schema.execute(request).now_or_never() else {
        return Err(vec![(Error::internal("validation has waited for something"), Vec::new())]);
    };
    let refusals = response.errors.into_iter();
    let refusals: Refusals =
        refusals.map(|error| (Error::validation_failed(error.message), error.locations)).collect();
    if refusals.is_empty() { Ok(()) } else { Err(refusals) }
}

/// The parser's message ends in a picture of the text; its first line with the expectation is enough.
fn parse_message(error: &async_graphql::parser::Error) -> String {
    match error {
        async_graphql::parser::Error::Syntax { message, .. } => {
            let expected =
                message.lines().rev().find(|line| line.contains("expected")).unwrap_or("malformed document");
            format!("Syntax error: {}.", expected.trim().trim_start_matches("= "))
        }
        other => format!("Syntax error: {other}."),
    }
}

impl Document {
    /// The operation of that name, or the only one, with its own name if it has one.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` when the name is unknown, or missing where there are several.
    pub fn operation(&self, name: Option<&str>) -> Result<(Option<&Name>, &Positioned<OperationDefinition>)> {
        let mut operations = self.parsed.operations.iter();
        match name {
            Some(name) => operations
                .find(|(own, _)| own.is_some_and(|own| own == name))
                .ok_or_else(|| Error::bad_user_input(format!("The document has no operation \"{name}\"."))),
            None => match (operations.next(), operations.next()) {
                (Some(only), None) => Ok(only),
                _ => Err(Error::bad_user_input(
                    "The document has several operations: name one in operationName.",
                )),
            },
        }
    }

    /// What the request's operation does.
    ///
    /// # Errors
    /// As [`Document::operation`].
    pub fn kind(&self, name: Option<&str>) -> Result<Kind> {
        Ok(match self.operation(name)?.1.node.ty {
            OperationType::Query => Kind::Query,
            OperationType::Mutation => Kind::Mutation,
            OperationType::Subscription => Kind::Subscription,
        })
    }

    /// The name and the root field of a subscription.
    pub fn stream(&self, name: Option<&str>) -> Option<(Option<&str>, &str)> {
        let mut streams = self.streams.iter();
        let found = match name {
            Some(name) => streams.find(|(own, _)| own.as_deref() == Some(name)),
            None => streams.next(),
        };
        found.map(|(own, field)| (own.as_deref(), field.as_str()))
    }

    /// Makes the operation ready for a request's variables.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for variables that do not fit.
    pub fn prepare(self: &Arc<Self>, model: &Model, request: &Request) -> Result<Prepared> {
        let name = request.operation_name.as_deref().filter(|name| !name.is_empty());
        let operation = &self.operation(name)?.1.node;
        let (variables, faults) = input::variables(model, operation, &request.variables);
        let selection = match self.selection(model, name, operation, &variables) {
            Ok(selection) => selection,
            // What decides about fields may be what is at fault.
            Err(error) => return Err(faults.into_placed_result().err().unwrap_or(error)),
        };
        write::refuse(model, &selection, &variables, faults)?;
        Ok(Prepared {
            document: Arc::clone(self),
            name: name.map(str::to_owned),
            kind: self.kind(name)?,
            selection,
            variables,
        })
    }

    /// The fields of an operation, as these values decide about them.
    fn selection(
        &self,
        model: &Model,
        name: Option<&str>,
        operation: &OperationDefinition,
        variables: &Variables,
    ) -> Result<Arc<Selection>> {
        let values: Vec<Option<bool>> = self
            .deciding
            .iter()
            .map(|name| match variables.get(name) {
                Some(Value::Boolean(value)) => Some(*value),
                _ => None,
            })
            .collect();
        let variant = (name.map(str::to_owned), values);
        let known = self.variants.lock().unwrap_or_else(PoisonError::into_inner).get(&variant).cloned();
        if let Some(selection) = known {
            return Ok(selection);
        }
        let decisions = self.deciding.iter().zip(&variant.1);
        let decisions = decisions.filter_map(|(name, value)| Some((name.clone(), (*value)?))).collect();
        let selection = Arc::new(selection::collect(model, &self.parsed, operation, Some(&decisions))?);
        let mut variants = self.variants.lock().unwrap_or_else(PoisonError::into_inner);
        if variants.len() < VARIANTS_MAX {
            variants.insert(variant, Arc::clone(&selection));
        }
        Ok(selection)
    }
}
