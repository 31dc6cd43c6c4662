//! Which media type an answer has, and which a request may have. GraphQL over HTTP ties status codes to the answer's type:
//! `application/json` is the old contract, where every well-formed request is answered with 200. An event stream is only
//! for those who name it.

use axum::http::{HeaderMap, HeaderValue, header};

/// The type of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaType {
    /// `application/graphql-response+json`: the status tells whether the operation ran.
    GraphqlResponse,
    /// `application/json`: what clients get that ask for nothing in particular.
    Json,
    /// `text/event-stream`: answers one after another.
    EventStream,
}

impl MediaType {
    /// The header's value.
    pub fn content_type(self) -> HeaderValue {
        HeaderValue::from_static(match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
            Self::EventStream => "text/event-stream; charset=utf-8",
        })
    }

    /// The type that a client prefers of those we have; `None` if it takes neither.
    pub fn accepted(headers: &HeaderMap) -> Option<Self> {
        let mut ranges =
            headers.get_all(header::ACCEPT).iter().filter_map(|value| value.to_str().ok()).peekable();
        if ranges.peek().is_none() {
            return Some(Self::Json);
        }
        let mut best: Option<(u16, Self)> = None;
        for (quality, media_type) in ranges.flat_map(|value| value.split(',')).filter_map(range) {
            if best.is_none_or(|(most, _)| quality > most) {
                best = Some((quality, media_type));
            }
        }
        best.map(|(_, media_type)| media_type)
    }
}

/// One entry of `Accept` with its weight in thousandths, if it is a type of ours and not weighted 0.
fn range(entry: &str) -> Option<(u16, MediaType)> {
    let mut parts = entry.split(';').map(str::trim);
    let media_type = match parts.next()?.to_ascii_lowercase().as_str() {
        "application/graphql-response+json" => MediaType::GraphqlResponse,
        "application/json" | "application/*" | "*/*" => MediaType::Json,
        "text/event-stream" => MediaType::EventStream,
        _ => return None,
    };
    let mut quality = 1000;
    for (name, value) in parts.filter_map(|part| part.split_once('=')) {
        match name.trim().to_ascii_lowercase().as_str() {
            "q" => quality = weight(value)?,
            "charset" if !is_utf8(value) => return None,
            _ => {}
        }
    }
    (quality > 0).then_some((quality, media_type))
}

fn weight(value: &str) -> Option<u16> {
    let weight: f32 = value.trim().parse().ok()?;
    (0.0..=1.0).contains(&weight).then_some((weight * 1000.0) as u16)
}

/// Whether a request's body is JSON in UTF-8. Nothing else is taken: a browser sends forms and plain text to other hosts
/// without asking, JSON it does not.
pub fn is_json(headers: &HeaderMap) -> bool {
    let Some(value) = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()) else {
        return false;
    };
    let mut parts = value.split(';').map(str::trim);
    parts.next().is_some_and(|essence| essence.eq_ignore_ascii_case("application/json"))
        && parts
            .filter_map(|part| part.split_once('='))
            .all(|(name, value)| !name.trim().eq_ignore_ascii_case("charset") || is_utf8(value))
}

fn is_utf8(charset: &str) -> bool {
    let charset = charset.trim().trim_matches('"');
    charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("utf8")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepted(accept: &'static str) -> Option<MediaType> {
        MediaType::accepted(&HeaderMap::from_iter([(header::ACCEPT, HeaderValue::from_static(accept))]))
    }

    fn json(content_type: &'static str) -> bool {
        is_json(&HeaderMap::from_iter([(header::CONTENT_TYPE, HeaderValue::from_static(content_type))]))
    }

    #[test]
    fn the_type_that_is_asked_for_is_answered() {
        use MediaType::{EventStream, GraphqlResponse, Json};
        for (accept, expected) in [
            ("application/graphql-response+json", Some(GraphqlResponse)),
            ("Application/JSON; charset=UTF-8", Some(Json)),
            ("application/graphql-response+json, application/json;q=0.9", Some(GraphqlResponse)),
            ("application/json;q=0.8, application/graphql-response+json", Some(GraphqlResponse)),
            ("application/graphql-response+json;q=0, */*", Some(Json)),
            ("text/html, application/xml;q=0.9, */*;q=0.8", Some(Json)),
            ("*/*", Some(Json)),
            ("text/event-stream", Some(EventStream)),
            ("text/event-stream;q=0.5, application/json", Some(Json)),
            ("text/*", None),
            ("text/html", None),
            ("application/json; charset=iso-8859-1", None),
        ] {
            assert_eq!(accepted(accept), expected, "{accept}");
        }
        assert_eq!(MediaType::accepted(&HeaderMap::new()), Some(Json));
    }

    #[test]
    fn only_json_is_taken() {
        assert!(json("application/json"));
        assert!(json("application/json; charset=\"UTF-8\""));
        assert!(!json("application/json; charset=latin1"));
        assert!(!json("text/plain"));
        assert!(!json("application/x-www-form-urlencoded"));
        assert!(!is_json(&HeaderMap::new()));
    }
}
