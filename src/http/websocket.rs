//! graphql-transport-ws: the loop that serves one socket. What messages mean is in `protocol.rs`.
//!
//! A socket is one task: its *session* reads the client, runs its operations and fills the `outbox`, which it writes. Two
//! rules keep a slow or hostile client from hurting anybody else:
//!
//! - An operation that has begun to make an answer is always driven on, whether the socket takes answers or not, since it
//!   may hold a connection of the database. Finished answers wait in `ready`.
//! - An operation is asked for its next answer only when the one before is in the outbox, so that at most one answer of each
//!   operation waits besides. A socket that is not read therefore stops its streams, which then fall back to the
//!   change log; their queue is not ours.
//!
//! `ready` is first in, first out, so that a busy stream gets one turn for each turn of the others. The client is not
//! read while `ready` is full, and a socket that takes no message for long is dropped. What has happened is looked at in a
//! fixed order, which is the cheapest: answers first, but no more than some turns before the client is heard.
//!
//! Sockets are limited in number: those of an account, and those of an address from which nobody has said yet who calls.
//! One too many of an account is closed with 1013, which clients try again; of an address, its handshake is refused.

use std::{collections::VecDeque, convert::Infallible, future::pending, pin::pin, sync::Arc, time::Duration};

use axum::{
    body::Bytes,
    extract::{
        FromRequest, Request as HttpRequest,
        ws::{Message, Utf8Bytes, WebSocket, WebSocketUpgrade},
    },
    http::{HeaderMap, StatusCode, header},
    response::Response as HttpResponse,
};
use futures::{
    FutureExt, StreamExt,
    future::{BoxFuture, OptionFuture, ready},
    stream::{AbortRegistration, Abortable, FuturesUnordered, SplitStream},
};
use serde_json::{Map, Value};
use tokio::{
    select,
    time::{Instant, sleep_until, timeout},
};
use tracing::Instrument;

use super::{
    Caller, Edge, graphql,
    negotiate::MediaType,
    operation, origin,
    outbox::{Lost, Outbox},
    protocol::{self, Close, Conversation, SUBPROTOCOL, Step},
    refusal::Refusal,
    report,
    request_id::RequestId,
};
use crate::{
    auth::{Origin, Principal},
    cost::Meter,
    error::{Error, Result},
    graphql::{Items, Request, Response},
    roll::{Holder, Seat, Transport},
    telemetry::trace::Trace,
};

/// Room in `ready` for replies that belong to no operation.
const REPLIES_MAX: usize = 32;
/// Turns in which answers go before everything else.
const TURNS_MAX: usize = 8;
/// A socket holds this while it is idle. Longer messages get the room they need.
const READ_BUFFER_BYTES: usize = 2 * 1024;
/// Messages that wait are written together until they are so many bytes.
const WRITE_BUFFER_BYTES: usize = 4 * 1024;
/// How long a farewell may take.
const CLOSE_TIMEOUT: Duration = Duration::from_secs(1);

/// Answers the handshake.
pub async fn upgrade(edge: Arc<Edge>, request: HttpRequest) -> HttpResponse {
    let request_id = RequestId::find(&request);
    let origin = origin::of(&request, &edge.settings.proxies);
    match accept(&edge, &origin, request, &request_id).await {
        Ok(Handshake { upgrade, token, seat }) => {
            let tracker = edge.sockets.clone();
            let span = tracing::info_span!(parent: None, "websocket", %request_id);
            let caller = Caller::new(Principal::Anonymous, request_id, origin, Meter::default());
            // On the heap, since a future holds what is handed to it more than once.
            let session = Box::new(Session::new(edge, caller, token, seat));
            upgrade.on_upgrade(move |socket| tracker.track_future(serve(session, socket).instrument(span)))
        }
        Err(refusal) => graphql::refuse(&refusal, MediaType::Json, &request_id),
    }
}

/// A handshake that goes well.
struct Handshake {
    upgrade: WebSocketUpgrade,
    token: Option<String>,
    seat: Seat,
}

async fn accept(
    edge: &Edge,
    origin: &Origin,
    request: HttpRequest,
    request_id: &str,
) -> Result<Handshake, Refusal> {
    let headers = request.headers();
    if !is_origin_allowed(headers, &edge.settings.allowed_origins) {
        tracing::info!(request_id, origin = ?headers.get(header::ORIGIN), "origin refused");
        return Err(Error::forbidden("Pages of this origin may not open a websocket here.").into());
    }
    let token = graphql::bearer(headers)?;
    let upgrade = WebSocketUpgrade::from_request(request, &()).await.map_err(|_| {
        Refusal::bad_request(StatusCode::BAD_REQUEST, "This is not a valid websocket handshake.")
    })?;
    // Nobody has said who calls, so the address is answerable until somebody does.
    let seat = edge.roll.seat(
        Transport::Websocket,
        Holder::Address(origin.ip),
        edge.settings.address_sockets_max,
    )?;
    // Twice the limit, so that most messages beyond it can be told so instead of breaking the connection.
    let bytes_max = edge.settings.body_bytes_max * 2;
    let upgrade = upgrade
        .protocols([SUBPROTOCOL])
        .read_buffer_size(READ_BUFFER_BYTES)
        .write_buffer_size(WRITE_BUFFER_BYTES)
        .max_message_size(bytes_max)
        .max_frame_size(bytes_max);
    Ok(Handshake { upgrade, token, seat })
}

/// Browsers open sockets to other hosts without asking, and name the page's origin. Programs have none.
fn is_origin_allowed(headers: &HeaderMap, allowed: &[String]) -> bool {
    let Some(origin) = headers.get(header::ORIGIN) else { return true };
    let Ok(origin) = origin.to_str() else { return false };
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let own = origin.split_once("://").map(|(_, host)| host);
    own.zip(host).is_some_and(|(own, host)| own.eq_ignore_ascii_case(host))
        || allowed.iter().any(|allowed| allowed.eq_ignore_ascii_case(origin))
}

/// Why a session is over.
enum End {
    /// The client closed the socket or is not there any more.
    Gone,
    /// The client takes nothing any more.
    Lost,
    /// We close it.
    Close(Close),
}

impl From<Lost> for End {
    fn from(_: Lost) -> Self {
        Self::Lost
    }
}

impl From<Close> for End {
    fn from(close: Close) -> Self {
        Self::Close(close)
    }
}

async fn serve(session: Box<Session>, socket: WebSocket) {
    let shutdown = session.edge.shutdown.clone();
    let patience = session.edge.settings.write_timeout;
    let is_ours = socket.protocol().is_some();
    let (sink, mut incoming) = socket.split();
    let mut outbox = Outbox::new(sink, patience);
    let end = if is_ours {
        select! {
            biased;
            end = session.run(&mut incoming, &mut outbox) => end,
            () = shutdown.cancelled() => Close::RESTART.into(),
        }
    } else {
        Close::NO_SUBPROTOCOL.into()
    };
    let farewell = async {
        match end {
            End::Gone => drop(outbox),
            End::Lost => return,
            End::Close(close) => {
                tracing::debug!(code = close.code, reason = %close.reason, "closing");
                outbox.close(&close).await;
            }
        }
        // Reading on finishes the closing handshake, whoever began it.
        while let Some(Ok(_)) = incoming.next().await {}
    };
    timeout(CLOSE_TIMEOUT, farewell).await.ok();
}

/// Something for the outbox.
enum Ready {
    Reply(Utf8Bytes),
    Turn(Turn),
}

/// One step of an operation: an answer, or its end.
struct Turn {
    id: String,
    response: Option<Response>,
    rest: Abortable<Items>,
}

/// Asks an operation for its next answer.
fn turn(id: String, operation: Abortable<Items>) -> BoxFuture<'static, Turn> {
    operation.into_future().map(|(response, rest)| Turn { id, response, rest }).boxed()
}

/// One client's socket while it is open.
struct Session {
    edge: Arc<Edge>,
    /// Nobody in particular before the greeting.
    caller: Caller,
    /// The token of the handshake, for clients that are no browsers. One in `connection_init` goes before it.
    token: Option<String>,
    /// The address's, then the caller's.
    seat: Seat,
    conversation: Conversation,
    authentication: OptionFuture<BoxFuture<'static, Result<Principal>>>,
    /// Returns when the caller's session has ended before its token.
    ended: BoxFuture<'static, ()>,
    running: FuturesUnordered<BoxFuture<'static, Turn>>,
    ready: VecDeque<Ready>,
    /// When the session ends: until the caller is known for lack of that, afterwards with the token.
    deadline: Option<Instant>,
    heard_at: Instant,
}

impl Session {
    fn new(edge: Arc<Edge>, caller: Caller, token: Option<String>, seat: Seat) -> Self {
        let now = Instant::now();
        Self {
            conversation: Conversation::new(
                edge.settings.operations_max,
                edge.settings.operations_per_second,
            ),
            deadline: Some(now + edge.settings.init_timeout),
            edge,
            caller,
            token,
            seat,
            authentication: None.into(),
            ended: pending().boxed(),
            running: FuturesUnordered::new(),
            ready: VecDeque::new(),
            heard_at: now,
        }
    }

    async fn run(mut self: Box<Self>, incoming: &mut SplitStream<WebSocket>, outbox: &mut Outbox) -> End {
        let Err(end) = self.converse(incoming, outbox).await;
        end
    }

    /// Returns only with an end.
    async fn converse(
        &mut self,
        incoming: &mut SplitStream<WebSocket>,
        outbox: &mut Outbox,
    ) -> Result<Infallible, End> {
        let keep_alive = self.edge.settings.keep_alive;
        let ready_max = self.edge.settings.operations_max + REPLIES_MAX;
        let mut beat_at = Instant::now() + keep_alive;
        // One timer for everything, for as long as the socket is open: making one for each turn costs more than the turn.
        let mut alarm = pin!(sleep_until(self.alarm_at(beat_at)));
        let mut turns = 0;
        loop {
            let others_first = turns == TURNS_MAX;
            turns = if others_first { 0 } else { turns + 1 };
            select! {
                biased;
                Some(turn) = self.running.next(), if !others_first => self.queue(turn),
                () = &mut alarm => {
                    let now = Instant::now();
                    if self.deadline.is_some_and(|deadline| deadline <= now) {
                        return Err(self.overdue());
                    }
                    if beat_at <= now {
                        self.ping(outbox)?;
                        beat_at = now + keep_alive;
                    }
                    alarm.as_mut().reset(self.alarm_at(beat_at));
                }
                () = &mut self.ended => return Err(Close::TOKEN_REVOKED.into()),
                Some(result) = &mut self.authentication => {
                    self.greet(result)?;
                    alarm.as_mut().reset(self.alarm_at(beat_at));
                }
                message = incoming.next(), if self.ready.len() < ready_max => self.hear(message)?,
                written = outbox.drive(), if !outbox.is_idle() => written?,
                () = ready(()), if others_first => {}
            }
            self.answer(outbox)?;
            // A full one waits until the client was heard.
            if outbox.has_room() {
                outbox.attempt().await?;
            }
        }
    }

    /// Puts answers into the outbox, those as well that become ready meanwhile: so they are written together, and the loop,
    /// which looks at everything else, turns but once for them.
    fn answer(&mut self, outbox: &mut Outbox) -> Result<(), Close> {
        while outbox.has_room() {
            if let Some(Some(turn)) = self.running.next().now_or_never() {
                self.queue(turn);
            }
            let Some(ready) = self.ready.pop_front() else { break };
            self.deliver(ready, outbox)?;
        }
        Ok(())
    }

    fn hear(&mut self, message: Option<Result<Message, axum::Error>>) -> Result<(), End> {
        self.heard_at = Instant::now();
        let text = match message {
            None | Some(Ok(Message::Close(_))) => return Err(End::Gone),
            Some(Err(error)) => return Err(Close::of(&error).map_or(End::Gone, End::Close)),
            Some(Ok(Message::Ping(_) | Message::Pong(_))) => return Ok(()),
            Some(Ok(Message::Binary(_))) => return Err(Close::invalid("binary").into()),
            Some(Ok(Message::Text(text))) => text,
        };
        if text.len() > self.edge.settings.body_bytes_max {
            return Err(Close::TOO_BIG.into());
        }
        match self.conversation.receive(&text, self.heard_at)? {
            Step::Rest => {}
            Step::Reply(reply) => self.ready.push_back(Ready::Reply(reply)),
            Step::Authenticate(payload) => self.authenticate(&payload)?,
            Step::Start { id, request, registration } => self.start(id, request, registration),
            Step::Refuse { id, refusal } => {
                let reply = protocol::error(&id, &refusal.response(&self.caller.request_id))?;
                self.ready.push_back(Ready::Reply(reply));
            }
        }
        Ok(())
    }

    fn authenticate(&mut self, payload: &Map<String, Value>) -> Result<(), Close> {
        let principal = match credentials(payload)?.or_else(|| self.token.take()) {
            Some(token) => self.edge.api.authenticate(token),
            None => ready(Ok(Principal::Anonymous)).boxed(),
        };
        self.authentication = Some(principal).into();
        Ok(())
    }

    fn greet(&mut self, result: Result<Principal>) -> Result<(), End> {
        self.authentication = None.into();
        self.caller.principal = result.map_err(|error| match error {
            Error::Unauthenticated(_) | Error::Forbidden(_) => Close::TOKEN_REFUSED,
            other => {
                other.log();
                Close::TRY_LATER
            }
        })?;
        if let holder @ Holder::Account(_) = Holder::of(&self.caller.principal, &self.caller.origin) {
            let seat = self.edge.roll.seat(Transport::Websocket, holder, self.edge.settings.sockets_max);
            self.seat = seat.map_err(|_| Close::TOO_MANY_SOCKETS)?;
        }
        self.ended = self.edge.api.ended(self.caller.principal);
        self.deadline = operation::deadline(&self.edge, &self.caller.principal);
        self.ready.push_back(Ready::Reply(self.conversation.open()));
        Ok(())
    }

    fn alarm_at(&self, beat_at: Instant) -> Instant {
        self.deadline.map_or(beat_at, |deadline| deadline.min(beat_at))
    }

    fn overdue(&self) -> End {
        match self.caller.principal {
            Principal::Anonymous => Close::INIT_TIMEOUT.into(),
            Principal::Account { .. } | Principal::Restricted { .. } => Close::TOKEN_EXPIRED.into(),
        }
    }

    fn start(&mut self, id: String, mut request: Request, registration: AbortRegistration) {
        // What others send as headers, sockets have in extensions.
        let header = |name: &str| request.extensions.get(name).and_then(Value::as_str);
        let trace = Trace::begin(&self.caller.request_id, header);
        let caller = Caller { meter: report::meter(&self.edge, trace.clone()), ..self.caller.clone() };
        let holder = Holder::of(&caller.principal, &caller.origin);
        if let Err(error) = self.edge.budgets.request(holder) {
            trace.fail(error.code());
            let items = operation::alone(self.refused(error));
            return self.running.push(turn(id, Abortable::new(items, registration)));
        }
        let items = match operation::kind(&self.edge, &caller, &mut request) {
            Err(response) => operation::alone(response),
            Ok(kind) => operation::start(&self.edge, Transport::Websocket, kind, caller, request)
                .unwrap_or_else(|error| operation::alone(self.refused(error))),
        };
        self.running.push(turn(id, Abortable::new(items, registration)));
    }

    fn refused(&self, error: Error) -> Response {
        Refusal::from(error).response(&self.caller.request_id)
    }

    /// Keeps an answer until the outbox has room, unless the client no longer wants it.
    fn queue(&mut self, turn: Turn) {
        if !turn.rest.is_aborted() {
            self.ready.push_back(Ready::Turn(turn));
        }
    }

    fn deliver(&mut self, ready: Ready, outbox: &mut Outbox) -> Result<(), Close> {
        let text = match ready {
            Ready::Reply(reply) => reply,
            Ready::Turn(Turn { rest, .. }) if rest.is_aborted() => return Ok(()),
            Ready::Turn(Turn { id, response, rest }) => match response {
                Some(response) if response.executed => {
                    let text = protocol::next(&id, &response)?;
                    self.running.push(turn(id, rest));
                    text
                }
                Some(response) => {
                    self.conversation.finish(&id);
                    protocol::error(&id, &response)?
                }
                None => {
                    self.conversation.finish(&id);
                    protocol::complete(&id)?
                }
            },
        };
        outbox.push(Message::Text(text));
        Ok(())
    }

    /// Pings are frames of the websocket, which every client answers by itself, not messages of the protocol.
    fn ping(&self, outbox: &mut Outbox) -> Result<(), End> {
        if self.heard_at.elapsed() > self.edge.settings.keep_alive * 2 {
            return Err(End::Gone);
        }
        // A full outbox means that much is being sent; the next beat comes.
        if outbox.has_room() {
            outbox.push(Message::Ping(Bytes::new()));
        }
        Ok(())
    }
}

/// The token in the payload of `connection_init`: `authorization`, in any case, there or among its `headers`.
fn credentials(payload: &Map<String, Value>) -> Result<Option<String>, Close> {
    let headers = payload.get("headers").and_then(Value::as_object);
    let found = [Some(payload), headers].into_iter().flatten().flatten();
    for (name, value) in found {
        match value {
            Value::Null => {}
            Value::String(text) if name.eq_ignore_ascii_case("authorization") => {
                return graphql::token(text).map(Some).ok_or(Close::TOKEN_REFUSED);
            }
            _ if name.eq_ignore_ascii_case("authorization") => return Err(Close::TOKEN_REFUSED),
            _ => {}
        }
    }
    Ok(None)
}
