//! What an operation is: a name, what goes in, what comes out, and a function that does it.
//!
//! Operations know no transport and no schema language: the engine turns this description into a field, of `Mutation` or,
//! for a question, of `Query`; it checks the input against it, and answers the rows that the output names by reading them
//! as the caller.

use futures::FutureExt as _;
use futures::future::BoxFuture;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::ctx::Ctx;
use crate::db::WriteScope;
use crate::error::{Error, Result};

/// An operation, as it is announced and run.
pub struct Operation {
    /// Its name: system, noun, verb.
    pub name: &'static str,
    /// What it does, when it is refused.
    pub description: &'static str,
    /// What it takes.
    pub input: &'static [Parameter],
    /// Whether what it takes is one input, or an argument each: short calls of the layer across systems.
    pub form: Form,
    /// What it gives.
    pub output: &'static [Parameter],
    /// The function.
    pub run: Run,
}

/// How an operation takes its values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// As fields of one input.
    Input,
    /// As arguments.
    Arguments,
}

/// A value that an operation takes or gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it may be.
    pub kind: Kind,
    /// Whether it must be there.
    pub required: bool,
    /// What it means.
    pub description: &'static str,
}

/// What a parameter may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Text of at most so many characters.
    Text(usize),
    /// A list of texts of at most so many characters; at most so many of them.
    Texts(usize, usize),
    /// Yes or no.
    Boolean,
    /// A 32-bit integer.
    Int,
    /// An exact decimal number, as text.
    Decimal,
    /// A JSON object of at most so many bytes; inputs only.
    Json(usize),
    /// A number.
    Float,
    /// A list of at most so many numbers; inputs only.
    Floats(usize),
    /// A point in time.
    Time,
    /// One of a few values: the list's name, what it lists, the values.
    Choice(&'static str, &'static str, &'static [&'static str]),
    /// The key of a row of a table, by schema and name; given as the parts of the key.
    Id(&'static str, &'static str),
    /// The id of a row of any table; given as schema, name and the parts of the key.
    Node,
    /// A row of a table, by schema and name; outputs only.
    Row(&'static str, &'static str),
    /// An object: its type's name, what it is, and its fields; inputs only.
    Fields(&'static str, &'static str, &'static [Parameter]),
    /// A list of objects: their type's name, what one is, and its fields; outputs only.
    Items(&'static str, &'static str, &'static [Parameter]),
}

/// How an operation is run.
pub enum Run {
    /// In one transaction of the caller, committed by the engine. It may run again if it met a deadlock.
    Transaction(for<'a> fn(&'a Ctx, &'a mut WriteScope, &'a Input) -> BoxFuture<'a, Result<Output>>),
    /// The same, for one of several operations that differ in a description.
    Described(Box<Transaction>),
    /// By itself: sign-in and the like, which act before there is a caller.
    Alone(Box<dyn Fn(Ctx, Input) -> BoxFuture<'static, Result<Output>> + Send + Sync>),
    /// By itself, to answer a question. Changes nothing, and is a field of `Query`.
    Query(Box<dyn Fn(Ctx, Input) -> BoxFuture<'static, Result<Output>> + Send + Sync>),
}

/// A function that runs in a transaction of the caller.
pub type Transaction =
    dyn for<'a> Fn(&'a Ctx, &'a mut WriteScope, &'a Input) -> BoxFuture<'a, Result<Output>> + Send + Sync;

impl Run {
    /// Whether it changes rows in a transaction of the caller, so that the change has a place in the change log.
    pub fn is_transaction(&self) -> bool {
        matches!(self, Self::Transaction(_) | Self::Described(_))
    }

    /// In one transaction of the caller, as this description says.
    pub fn described<D: Sync>(
        description: &'static D,
        run: for<'a> fn(&'static D, &'a Ctx, &'a mut WriteScope, &'a Input) -> BoxFuture<'a, Result<Output>>,
    ) -> Self {
        Self::Described(Box::new(move |ctx, scope, input| run(description, ctx, scope, input)))
    }

    /// By itself, with a copy of what the operation needs beside its input.
    pub fn alone<S, F>(state: &S, run: fn(S, Ctx, Input) -> F) -> Self
    where
        S: Clone + Send + Sync + 'static,
        F: Future<Output = Result<Output>> + Send + 'static,
    {
        let state = state.clone();
        Self::Alone(Box::new(move |ctx, input| run(state.clone(), ctx, input).boxed()))
    }

    /// By itself, to answer a question, with a copy of what that takes.
    pub fn query<S, F>(state: &S, run: fn(S, Ctx, Input) -> F) -> Self
    where
        S: Clone + Send + Sync + 'static,
        F: Future<Output = Result<Output>> + Send + 'static,
    {
        let state = state.clone();
        Self::Query(Box::new(move |ctx, input| run(state.clone(), ctx, input).boxed()))
    }
}

/// The checked input: names and kinds are as announced, ids are raw keys, absent values are absent.
#[derive(Debug, Clone, Default)]
pub struct Input(pub Map<String, Value>);

impl Input {
    /// A text, or a key, that is there.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).and_then(Value::as_str)
    }

    /// The input as a type of the operation's own.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for a value that the type does not take, such as a key that is no UUID.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T> {
        serde_json::from_value(Value::Object(self.0.clone()))
            .map_err(|_| Error::bad_user_input("A value of the input is malformed.").field("input"))
    }
}

/// What an operation gives, by name; absent values are null.
pub type Output = Vec<(&'static str, Given)>;

/// A value of an output.
#[derive(Debug, Clone)]
pub enum Given {
    /// A plain value.
    Value(Value),
    /// A row by its key's parts; of the table that the parameter names.
    Row(Vec<String>),
    /// Objects with the fields that the parameter names.
    Items(Vec<Output>),
}

/// A parameter that must be there.
pub const fn required(name: &'static str, kind: Kind, description: &'static str) -> Parameter {
    Parameter { name, kind, required: true, description }
}

/// A parameter that may be left out.
pub const fn optional(name: &'static str, kind: Kind, description: &'static str) -> Parameter {
    Parameter { name, kind, required: false, description }
}
