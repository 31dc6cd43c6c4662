//! What a response took is told by a server for development, and not by one for production.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use serde_json::Value;

use crate::support::{Directory, Server};

fn cost(server: &Server) -> Option<Value> {
    let mut stream = TcpStream::connect(server.address()).unwrap();
    let request = "GET /graphql?query={errorCodes} HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n";
    stream.write_all(request.as_bytes()).unwrap();
    let mut response = String::new();
    stream.read_to_string(&mut response).unwrap();
    let (_, body) = response.split_once("\r\n\r\n").unwrap();
    let body: Value = serde_json::from_str(body).unwrap();
    assert!(body["data"]["errorCodes"].is_array(), "{body:#}");
    body["extensions"].get("cost").cloned()
}

#[test]
fn what_a_response_took_is_told_in_development_and_not_in_production() {
    let directory = Directory::new();
    let key = ("WORKGRAPH_SECRET_KEY", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    let server = directory.serve_with(&[key]);
    assert!(cost(&server).is_some());
    assert!(server.terminate());
    let server = directory.serve_with(&[key, ("WORKGRAPH_ENV", "production")]);
    assert_eq!(cost(&server), None);
    assert!(server.terminate());
}
