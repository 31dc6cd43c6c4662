//! The model as an async-graphql schema: types, introspection, validation and SDL. It resolves nothing.
//!
//! Validation runs through `Schema::execute` with an extension that stops where execution would begin; introspection is
//! the one thing that its executor answers.

use std::sync::Arc;

use anyhow::Result;
use async_graphql::dynamic::{self, FieldFuture, SubscriptionFieldFuture, TypeRef};
use async_graphql::extensions::{Extension, ExtensionContext, ExtensionFactory, NextExecute};
use async_graphql::parser::types::{BaseType, Type};
use async_graphql::{Response, Value};

use super::model::{FieldDef, InputDef, Model, TypeDef};

/// Request data that lets a request run past validation: introspection.
pub struct Introspect;

/// Builds the async-graphql schema.
///
/// # Errors
/// When async-graphql finds the types inconsistent.
pub fn build(model: &Model) -> Result<dynamic::Schema> {
    let mutation = model.types.contains_key("Mutation").then_some("Mutation");
    let subscription = model.types.contains_key("Subscription").then_some("Subscription");
    // Suggestions compare each unknown name with all others: a small document of wrong names would cost seconds.
    let mut builder = dynamic::Schema::build("Query", mutation, subscription)
        .extension(StopAfterValidation)
        .disable_suggestions();
    for (name, def) in &model.types {
        builder = match def {
            TypeDef::Scalar { description } => {
                builder.register(dynamic::Scalar::new(name).description(description))
            }
            TypeDef::Enum { description, values, .. } => {
                let items = values
                    .iter()
                    .map(|value| dynamic::EnumItem::new(&value.name).description(&value.description));
                builder.register(dynamic::Enum::new(name).description(description).items(items))
            }
            TypeDef::Input { description, fields } => {
                let start = dynamic::InputObject::new(name).description(description);
                builder.register(fields.iter().fold(start, |ty, (name, def)| ty.field(input(name, def))))
            }
            TypeDef::Interface { description, fields, .. } => {
                let start = dynamic::Interface::new(name).description(description);
                builder.register(fields.iter().fold(start, |ty, (name, def)| {
                    ty.field(
                        dynamic::InterfaceField::new(name, type_ref(&def.ty)).description(&def.description),
                    )
                }))
            }
            TypeDef::Object(object) if name == "Subscription" => {
                let start = dynamic::Subscription::new(name).description(&object.description);
                builder
                    .register(object.fields.iter().fold(start, |ty, (name, def)| ty.field(stream(name, def))))
            }
            TypeDef::Object(object) => {
                let start = dynamic::Object::new(name).description(&object.description);
                let start = object.implements.iter().fold(start, |ty, interface| ty.implement(interface));
                builder
                    .register(object.fields.iter().fold(start, |ty, (name, def)| ty.field(field(name, def))))
            }
        };
    }
    Ok(builder.finish()?)
}

fn field(name: &str, def: &FieldDef) -> dynamic::Field {
    let start = dynamic::Field::new(name, type_ref(&def.ty), |_| FieldFuture::Value(None))
        .description(&def.description);
    def.arguments.iter().fold(start, |field, (name, def)| field.argument(input(name, def)))
}

fn stream(name: &str, def: &FieldDef) -> dynamic::SubscriptionField {
    let start = dynamic::SubscriptionField::new(name, type_ref(&def.ty), |_| {
        SubscriptionFieldFuture::new(async {
            Ok(futures::stream::empty::<Result<Value, async_graphql::Error>>())
        })
    })
    .description(&def.description);
    def.arguments.iter().fold(start, |field, (name, def)| field.argument(input(name, def)))
}

fn input(name: &str, def: &InputDef) -> dynamic::InputValue {
    let value = dynamic::InputValue::new(name, type_ref(&def.ty)).description(&def.description);
    match &def.default {
        Some(default) => value.default_value(default.clone()),
        None => value,
    }
}

fn type_ref(ty: &Type) -> TypeRef {
    let base = match &ty.base {
        BaseType::Named(name) => TypeRef::named(name.to_string()),
        BaseType::List(item) => TypeRef::List(Box::new(type_ref(item))),
    };
    if ty.nullable { base } else { TypeRef::NonNull(Box::new(base)) }
}

/// Ends a request once it is known to be valid, unless it carries [`Introspect`].
struct StopAfterValidation;

impl ExtensionFactory for StopAfterValidation {
    fn create(&self) -> Arc<dyn Extension> {
        Arc::new(Self)
    }
}

#[async_trait::async_trait]
impl Extension for StopAfterValidation {
    async fn execute(
        &self,
        ctx: &ExtensionContext<'_>,
        operation_name: Option<&str>,
        next: NextExecute<'_>,
    ) -> Response {
        if ctx.data_opt::<Introspect>().is_some() {
            next.run(ctx, operation_name).await
        } else {
            Response::default()
        }
    }
}
