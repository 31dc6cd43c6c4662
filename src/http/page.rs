//! `/graphiql`: the files that `build.rs` put into the binary.
//!
//! The page asks no other host for anything, and its content security policy holds it to that.

use axum::{
    extract::{Path, Request},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

/// A file of the page.
struct Asset {
    name: &'static str,
    etag: &'static str,
    plain: &'static [u8],
    gzip: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/graphiql.rs"));

const INDEX: &str = "index.html";

/// The editor writes style attributes; everything else comes from files of ours.
const POLICY: &str = "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; \
    style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; \
    base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// `/graphiql`
pub async fn index(request: Request) -> Response {
    send(INDEX, request.headers())
}

/// `/graphiql/{name}`
pub async fn asset(Path(name): Path<String>, request: Request) -> Response {
    if ASSETS.iter().any(|asset| asset.name == name) {
        send(&name, request.headers())
    } else {
        super::not_found(request).await
    }
}

fn send(name: &str, asked: &HeaderMap) -> Response {
    let Some(asset) = ASSETS.iter().find(|asset| asset.name == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // All names but the page's contain a hash of the content.
    let caching = if name == INDEX { "no-cache" } else { "public, max-age=31536000, immutable" };
    let mut headers = HeaderMap::from_iter([
        (header::CONTENT_TYPE, HeaderValue::from_static(content_type(name))),
        (header::CACHE_CONTROL, HeaderValue::from_static(caching)),
        (header::ETAG, HeaderValue::from_static(asset.etag)),
        (header::VARY, HeaderValue::from_static("accept-encoding")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY)),
        (header::REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    ]);
    if lists(asked, header::IF_NONE_MATCH, asset.etag) {
        return (StatusCode::NOT_MODIFIED, headers).into_response();
    }
    match asset.gzip {
        Some(gzip) if lists(asked, header::ACCEPT_ENCODING, "gzip") => {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            (headers, gzip).into_response()
        }
        _ => (headers, asset.plain).into_response(),
    }
}

/// Whether a header that is a list has `item`, leaving weights and weak marks aside.
fn lists(headers: &HeaderMap, name: header::HeaderName, item: &str) -> bool {
    headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|entry| {
            let entry = entry.split(';').next().unwrap_or_default().trim();
            entry.strip_prefix("W/").unwrap_or(entry) == item
        })
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("ttf") => "font/ttf",
        Some("woff2") => "font/woff2",
        _ => "application/octet-stream",
    }
}
