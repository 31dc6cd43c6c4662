//! The parameters of a GraphQL request, as both transports receive them: a JSON object, or the query string of a GET.
//!
//! Types are checked by hand, not by serde: what a client did wrong is told in our words, naming the parameter.

use axum::{
    extract::Query,
    http::{HeaderMap, HeaderName, Uri},
};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::{
    error::{Error, Result},
    graphql::{AT_LEAST as AT_LEAST_EXTENSION, IDEMPOTENCY_KEY as IDEMPOTENCY_KEY_EXTENSION, Request},
};

/// Names a write, so that it happens once.
pub const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// The cursor that this node must have caught up with.
pub const AT_LEAST: HeaderName = HeaderName::from_static("workgraph-at-least");

/// Puts headers that say the same as an extension there. Sockets have no headers.
pub fn with_headers(mut request: Request, headers: &HeaderMap) -> Result<Request> {
    for (header, name) in [(IDEMPOTENCY_KEY, IDEMPOTENCY_KEY_EXTENSION), (AT_LEAST, AT_LEAST_EXTENSION)] {
        let mut values = headers.get_all(&header).iter();
        let Some(value) = values.next() else { continue };
        let fault =
            |message: &str| Error::bad_user_input(format!("The header {header} {message}")).field(name);
        let text = value.to_str().map_err(|_| fault("must be plain text."))?;
        if values.next().is_some() {
            return Err(fault("may be there once."));
        }
        match request.extensions.insert(name.to_owned(), text.into()) {
            Some(other) if other != Value::Null && other != *text => {
                return Err(fault("says something else than the extension."));
            }
            _ => {}
        }
    }
    Ok(request)
}

/// Reads a request from a decoded JSON object. `null` counts as absent; parameters that nobody knows are ignored.
pub fn from_json(mut object: Map<String, Value>) -> Result<Request, String> {
    let query = string(&mut object, "query")?;
    let document_id = string(&mut object, "documentId")?;
    let extensions = map(&mut object, "extensions")?;
    // A document can be named instead of sent; what is named is looked for later.
    let is_named = document_id.is_some() || extensions.get("persistedQuery").is_some_and(|it| !it.is_null());
    if query.is_none() && !is_named {
        return Err("`query` is missing.".into());
    }
    Ok(Request {
        query: query.unwrap_or_default(),
        document_id,
        operation_name: string(&mut object, "operationName")?,
        variables: map(&mut object, "variables")?,
        extensions,
    })
}

/// Reads a request from a query string, where `variables` and `extensions` are JSON text.
pub fn from_uri(uri: &Uri) -> Result<Request, String> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Params {
        query: Option<String>,
        document_id: Option<String>,
        operation_name: Option<String>,
        variables: Option<String>,
        extensions: Option<String>,
    }

    let Ok(Query(params)) = Query::<Params>::try_from_uri(uri) else {
        return Err("The query string cannot be read; each parameter may be there once.".into());
    };
    let mut object = Map::new();
    object.insert("query".into(), params.query.filter(|query| !query.is_empty()).into());
    object.insert("documentId".into(), params.document_id.filter(|id| !id.is_empty()).into());
    object.insert("operationName".into(), params.operation_name.filter(|name| !name.is_empty()).into());
    object.insert("variables".into(), json("variables", params.variables)?);
    object.insert("extensions".into(), json("extensions", params.extensions)?);
    from_json(object)
}

fn string(object: &mut Map<String, Value>, name: &str) -> Result<Option<String>, String> {
    match object.remove(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(format!("`{name}` must be a string.")),
    }
}

fn map(object: &mut Map<String, Value>, name: &str) -> Result<Map<String, Value>, String> {
    match object.remove(name) {
        None | Some(Value::Null) => Ok(Map::new()),
        Some(Value::Object(map)) => Ok(map),
        Some(_) => Err(format!("`{name}` must be an object.")),
    }
}

fn json(name: &str, text: Option<String>) -> Result<Value, String> {
    match text.as_deref() {
        None | Some("") => Ok(Value::Null),
        Some(text) => serde_json::from_str(text).map_err(|_| format!("`{name}` must be JSON text.")),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(value: Value) -> Result<Request, String> {
        let Value::Object(object) = value else { panic!("not an object") };
        from_json(object)
    }

    #[test]
    fn absent_and_null_parameters_are_the_same() {
        let sparse = read(json!({"query": "{ a }"})).unwrap();
        let nulls =
            read(json!({"query": "{ a }", "operationName": null, "variables": null, "extensions": null}));
        assert_eq!(format!("{sparse:?}"), format!("{:?}", nulls.unwrap()));
    }

    #[test]
    fn each_wrong_parameter_is_named() {
        for (value, named) in [
            (json!({}), "`query`"),
            (json!({"documentId": 7}), "`documentId`"),
            (json!({"extensions": {"persistedQuery": null}}), "`query`"),
            (json!({"query": ["{ a }"]}), "`query`"),
            (json!({"query": "{ a }", "operationName": 1}), "`operationName`"),
            (json!({"query": "{ a }", "variables": "{}"}), "`variables`"),
            (json!({"query": "{ a }", "extensions": []}), "`extensions`"),
        ] {
            let fault = read(value).unwrap_err();
            assert!(fault.contains(named), "{fault}");
        }
    }

    #[test]
    fn a_query_string_carries_all_four() {
        let uri =
            "/graphql?query=query%20A%7Ba%7D&operationName=A&variables=%7B%22n%22%3A1%7D&extensions=%7B%7D";
        let request = from_uri(&uri.parse().unwrap()).unwrap();
        assert_eq!(request.query, "query A{a}");
        assert_eq!(request.operation_name.as_deref(), Some("A"));
        assert_eq!(Value::Object(request.variables), json!({"n": 1}));
    }

    #[test]
    fn a_document_may_be_named_instead_of_sent() {
        let named = read(json!({"documentId": "tasks"})).unwrap();
        assert_eq!((named.query.as_str(), named.document_id.as_deref()), ("", Some("tasks")));
        assert!(read(json!({"extensions": {"persistedQuery": {}}})).is_ok());
        let named = from_uri(&"/graphql?documentId=tasks".parse().unwrap()).unwrap();
        assert_eq!(named.document_id.as_deref(), Some("tasks"));
    }

    #[test]
    fn a_query_string_with_broken_or_repeated_parameters_is_refused() {
        for uri in
            ["/graphql", "/graphql?query=", "/graphql?query=a&query=b", "/graphql?query=a&variables=%7B"]
        {
            assert!(from_uri(&uri.parse().unwrap()).is_err(), "{uri}");
        }
    }
}
