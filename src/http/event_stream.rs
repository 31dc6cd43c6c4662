//! `text/event-stream`: the answers of one operation as events, in the "distinct connections mode" of graphql-sse. For
//! networks that let no websocket through, and for clients that have nothing but HTTP.
//!
//! Each answer is an `event: next`, the end an `event: complete`. What HTTP has a status for is refused before the stream
//! begins, as everywhere: methods, types, bodies, tokens, limits. What GraphQL refuses is a `next` with errors and no data,
//! then `complete`, because the protocol asks for that.
//!
//! A stream ends with the caller's token or session: a `next` with the error `UNAUTHENTICATED`, then `complete`. Clients do
//! not try again after that by themselves, which is right: what goes on with a new token goes on after the last cursor,
//! and only the program has both. When the server stops, the connection of a subscription ends without `complete`, and
//! clients try again; queries and mutations are finished as they are elsewhere.
//!
//! The operation runs in a task of its own, so that it ends whether the client reads or not. An answer is asked for only
//! when there is room for it, so that one waits at most; a client that takes none for long is dropped.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::{
    body::{Body, Bytes},
    http::{HeaderName, HeaderValue, StatusCode},
    response::Response as HttpResponse,
};
use futures::{StreamExt as _, future::BoxFuture, stream::poll_fn};
use tokio::{
    select,
    sync::mpsc,
    time::{Instant, interval_at, sleep},
};
use tokio_util::sync::CancellationToken;
use tracing::Instrument as _;

use super::{
    Edge,
    graphql::{Call, respond},
    negotiate::MediaType,
    operation,
    refusal::Refusal,
};
use crate::{
    error::{Error, Result},
    graphql::{Items, Kind, Response},
    roll::{Holder, Seat, Transport},
};

/// Asks proxies to pass on each event as it comes.
const UNBUFFERED: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
const COMMENT: Bytes = Bytes::from_static(b":\n\n");
/// With a line of data, without which browsers do not pass an event on.
const COMPLETE: &[u8] = b"event: complete\ndata:\n\n";

/// Begins a stream.
///
/// # Errors
/// What is refused before there is one.
pub fn answer(edge: &Arc<Edge>, mut call: Call) -> Result<HttpResponse, Refusal> {
    let principal = call.caller.principal;
    let request_id = call.caller.request_id.clone();
    let holder = Holder::of(&principal, &call.caller.origin);
    let max = match holder {
        Holder::Account(_) => edge.settings.sockets_max,
        Holder::Address(_) => edge.settings.address_sockets_max,
    };
    let seat = edge.roll.seat(Transport::EventStream, holder, max)?;
    let kind = call.kind(edge)?;
    let shutdown = match kind {
        Ok(Kind::Subscription) => edge.shutdown.clone(),
        _ => CancellationToken::new(),
    };
    let items = match kind {
        Ok(kind) => operation::start(edge, Transport::EventStream, kind, call.caller, call.request)?,
        Err(response) => operation::alone(response),
    };
    let (events, mut body) = mpsc::channel(1);
    let span = tracing::info_span!(parent: None, "event stream", %request_id);
    let stream = Stream {
        deadline: operation::deadline(edge, &principal),
        ended: edge.api.ended(principal),
        keep_alive: edge.settings.keep_alive,
        patience: edge.settings.write_timeout,
        request_id,
        items,
        _seat: seat,
    };
    let run = async move { shutdown.run_until_cancelled(stream.run(events)).await };
    tokio::spawn(edge.sockets.track_future(run.instrument(span)));
    let body = poll_fn(move |cx| body.poll_recv(cx)).map(Ok::<Bytes, Infallible>);
    let mut response = respond(StatusCode::OK, MediaType::EventStream, Body::from_stream(body));
    response.headers_mut().extend([UNBUFFERED]);
    Ok(response)
}

/// One operation, on its way into a body.
struct Stream {
    items: Items,
    /// When the caller's token ends.
    deadline: Option<Instant>,
    /// Returns when the caller's session has ended before its token.
    ended: BoxFuture<'static, ()>,
    keep_alive: Duration,
    patience: Duration,
    request_id: Arc<str>,
    _seat: Seat,
}

/// What goes out.
enum Event {
    Item(Response),
    Last(Response),
    Complete,
    Comment,
}

impl Stream {
    /// Returns when nothing is to follow, or nobody is there any more. Dropping it drops the operation.
    async fn run(mut self, events: mpsc::Sender<Bytes>) {
        let mut beat = interval_at(Instant::now() + self.keep_alive, self.keep_alive);
        loop {
            // Nothing is being made while there is no room, so nothing is held up.
            let permit = select! {
                permit = events.reserve() => permit,
                () = sleep(self.patience) => return tracing::debug!("a client takes no events"),
            };
            let Ok(permit) = permit else { return };
            let event = select! {
                () = events.closed() => return,
                error = over(self.deadline, &mut self.ended) => {
                    Event::Last(Refusal::from(error).response(&self.request_id))
                }
                item = self.items.next() => match item {
                    Some(response) if response.executed => Event::Item(response),
                    Some(response) => Event::Last(response),
                    None => Event::Complete,
                },
                _ = beat.tick() => Event::Comment,
            };
            let is_last = matches!(event, Event::Last(_) | Event::Complete);
            permit.send(event.into_bytes());
            if is_last {
                return;
            }
        }
    }
}

/// Why the caller is no longer served.
async fn over(deadline: Option<Instant>, ended: &mut BoxFuture<'static, ()>) -> Error {
    select! {
        () = operation::until(deadline) => Error::unauthenticated("The access token has expired."),
        () = ended => Error::unauthenticated("The session has ended. Sign in again."),
    }
}

impl Event {
    fn into_bytes(self) -> Bytes {
        let (response, end) = match self {
            Self::Comment => return COMMENT,
            Self::Complete => return Bytes::from_static(COMPLETE),
            Self::Item(response) => (response, &b""[..]),
            Self::Last(response) => (response, COMPLETE),
        };
        const HEAD: &[u8] = b"event: next\ndata: ";
        let mut bytes = Vec::with_capacity(HEAD.len() + response.body.len() + 2 + end.len());
        bytes.extend_from_slice(HEAD);
        // A line break ends the data, and in JSON it stands between tokens only.
        bytes.extend(
            response.body.iter().map(|byte| if matches!(byte, b'\n' | b'\r') { b' ' } else { *byte }),
        );
        bytes.extend_from_slice(b"\n\n");
        bytes.extend_from_slice(end);
        bytes.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_of_several_lines_is_one_line_of_data() {
        let response = Response::of("{\r\n\"data\": null\n}");
        assert_eq!(
            Event::Last(response.clone()).into_bytes().as_ref(),
            b"event: next\ndata: {  \"data\": null }\n\nevent: complete\ndata:\n\n"
        );
        assert_eq!(
            Event::Item(response).into_bytes().as_ref(),
            b"event: next\ndata: {  \"data\": null }\n\n"
        );
    }
}
