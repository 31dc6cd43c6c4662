//! The schema as a client reads it by introspection.

use std::collections::HashMap;

use serde_json::Value;

use crate::support::Client;

const QUERY: &str = "{ __schema { types { name kind
    fields(includeDeprecated: true) { name type { ...T } args { name type { ...T } } }
    inputFields { name type { ...T } } enumValues(includeDeprecated: true) { name } } } }
    fragment T on __Type { name kind ofType { name kind ofType { name kind ofType { name kind } } } }";

pub struct Types(HashMap<String, Value>);

/// What a type is to somebody who asks.
pub enum Kind {
    /// A scalar or an enum, where it is answered.
    Leaf,
    Enum(Vec<String>),
    Input,
    Object,
}

/// A type where it is used.
pub struct Of {
    pub name: String,
    pub is_list: bool,
    pub is_required: bool,
    text: String,
}

impl Of {
    fn read(value: &Value) -> Self {
        let inner = || Self::read(&value["ofType"]);
        match value["kind"].as_str().unwrap() {
            "NON_NULL" => {
                let inner = inner();
                Self { text: format!("{}!", inner.text), is_required: true, ..inner }
            }
            "LIST" => {
                let inner = inner();
                Self { text: format!("[{}]", inner.text), is_list: true, is_required: false, ..inner }
            }
            _ => {
                let name = value["name"].as_str().unwrap().to_owned();
                Self { text: name.clone(), name, is_list: false, is_required: false }
            }
        }
    }

    /// As a document names it.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// An argument or a field of an input.
pub struct Place {
    pub name: String,
    pub of: Of,
}

pub struct Field {
    pub name: String,
    pub returns: Of,
    pub arguments: Vec<Place>,
}

impl Types {
    pub async fn read(client: &Client) -> Self {
        let answer = client.run(QUERY).await;
        let types = answer["__schema"]["types"].as_array().unwrap().iter();
        Self(types.map(|of| (of["name"].as_str().unwrap().to_owned(), of.clone())).collect())
    }

    pub fn kind(&self, name: &str) -> Kind {
        let of = &self.0[name];
        match of["kind"].as_str().unwrap() {
            "ENUM" => Kind::Enum(
                of["enumValues"].as_array().unwrap().iter().map(|value| name_of(value).to_owned()).collect(),
            ),
            "INPUT_OBJECT" => Kind::Input,
            "SCALAR" => Kind::Leaf,
            _ => Kind::Object,
        }
    }

    pub fn fields(&self, name: &str) -> Vec<Field> {
        let fields = self.0[name]["fields"].as_array().into_iter().flatten();
        let fields = fields.map(|field| Field {
            name: name_of(field).to_owned(),
            returns: Of::read(&field["type"]),
            arguments: places(&field["args"]),
        });
        fields.collect()
    }

    pub fn inputs(&self, name: &str) -> Vec<Place> {
        places(&self.0[name]["inputFields"])
    }

    pub fn has_field(&self, name: &str, field: &str) -> bool {
        self.0[name]["fields"].as_array().into_iter().flatten().any(|own| name_of(own) == field)
    }
}

fn name_of(value: &Value) -> &str {
    value["name"].as_str().unwrap()
}

fn places(values: &Value) -> Vec<Place> {
    let values = values.as_array().into_iter().flatten();
    values.map(|value| Place { name: name_of(value).to_owned(), of: Of::read(&value["type"]) }).collect()
}
