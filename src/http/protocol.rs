//! The graphql-transport-ws protocol as plain values: what a message may be, and what a socket does about it.
//!
//! Nothing here reads a socket, waits, or knows who the caller is; `websocket.rs` does. The rules are therefore testable
//! without a network, and there is one place that says which close code a breach deserves.
//!
//! Clients decide by the close code whether to try again, so the codes matter: 1002, 1007, 1009, 4400, 4401, 4406, 4409 and
//! 4429 are faults of the client's code and end it; 4403, 4408, 1012 and 1013 are tried again, with a new token where needed.

use std::{
    borrow::Cow,
    collections::{HashMap, hash_map::Entry},
    time::Duration,
};

use axum::extract::ws::Utf8Bytes;
use futures::stream::{AbortHandle, AbortRegistration};
use serde_json::{Map, Value, value::RawValue};
use tokio::time::Instant;

use super::{params, refusal::Refusal};
use crate::{
    error::Error,
    graphql::{Request, Response},
};

/// The one subprotocol spoken.
pub const SUBPROTOCOL: &str = "graphql-transport-ws";

/// Why a socket is closed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Close {
    /// The websocket close code.
    pub code: u16,
    /// A short sentence for people; a close frame holds 123 bytes.
    pub reason: Cow<'static, str>,
}

impl Close {
    pub const NOT_A_FRAME: Self = Self::new(1002, "Not a frame of the websocket protocol");
    pub const NOT_UTF8: Self = Self::new(1007, "Not UTF-8");
    pub const TOO_BIG: Self = Self::new(1009, "Message too big");
    pub const INTERNAL: Self = Self::new(1011, "Internal error");
    pub const RESTART: Self = Self::new(1012, "Server is restarting");
    pub const TRY_LATER: Self = Self::new(1013, "Try again later");
    pub const TOO_MANY_SOCKETS: Self = Self::new(1013, "Try again later: too many sockets of this account");
    pub const UNAUTHORIZED: Self = Self::new(4401, "Unauthorized: connection_init comes first");
    pub const TOKEN_REFUSED: Self = Self::new(4403, "Forbidden: token refused");
    pub const TOKEN_REVOKED: Self = Self::new(4403, "Forbidden: session ended");
    pub const TOKEN_EXPIRED: Self = Self::new(4403, "Forbidden: token expired");
    pub const NO_SUBPROTOCOL: Self = Self::new(4406, "Subprotocol not acceptable");
    pub const INIT_TIMEOUT: Self = Self::new(4408, "Connection initialisation timeout");
    pub const INIT_TWICE: Self = Self::new(4429, "Too many initialisation requests");

    const fn new(code: u16, reason: &'static str) -> Self {
        Self { code, reason: Cow::Borrowed(reason) }
    }

    /// What to say about bytes that are not a message; nothing where there is nobody to say it to.
    pub fn of(error: &axum::Error) -> Option<Self> {
        use tungstenite::Error;
        let cause = std::error::Error::source(error).and_then(|cause| cause.downcast_ref::<Error>())?;
        match cause {
            Error::Capacity(_) => Some(Self::TOO_BIG),
            Error::Utf8(_) => Some(Self::NOT_UTF8),
            Error::Protocol(tungstenite::error::ProtocolError::ResetWithoutClosingHandshake) => None,
            Error::Protocol(_) => Some(Self::NOT_A_FRAME),
            _ => None,
        }
    }

    /// The message was not one of the protocol's.
    pub fn invalid(fault: impl std::fmt::Display) -> Self {
        Self { code: 4400, reason: short(format!("Invalid message: {fault}")).into() }
    }

    fn duplicate(id: &str) -> Self {
        Self { code: 4409, reason: short(format!("Subscriber for {id} already exists")).into() }
    }
}

/// Cuts a reason to what a close frame holds.
fn short(mut reason: String) -> String {
    reason.truncate(reason.floor_char_boundary(123));
    reason
}

/// A message of the client.
#[derive(Debug)]
enum Incoming {
    Init(Map<String, Value>),
    Ping(Option<Value>),
    Pong,
    Subscribe { id: String, request: Request },
    Complete { id: String },
}

impl Incoming {
    fn parse(text: &str) -> Result<Self, Close> {
        let Ok(value) = serde_json::from_str(text) else { return Err(Close::invalid("not JSON")) };
        let Value::Object(mut message) = value else { return Err(Close::invalid("not an object")) };
        let Some(Value::String(kind)) = message.remove("type") else {
            return Err(Close::invalid("`type` must be a string"));
        };
        match kind.as_str() {
            "connection_init" => Ok(Self::Init(object(&mut message)?.unwrap_or_default())),
            "ping" => Ok(Self::Ping(object(&mut message)?.map(Value::Object))),
            "pong" => object(&mut message).map(|_| Self::Pong),
            "subscribe" => {
                let id = id(&mut message)?;
                let Some(payload) = object(&mut message)? else {
                    return Err(Close::invalid("`payload` must be an object"));
                };
                let request = params::from_json(payload).map_err(Close::invalid)?;
                Ok(Self::Subscribe { id, request })
            }
            "complete" => Ok(Self::Complete { id: id(&mut message)? }),
            _ => Err(Close::invalid("unknown `type`")),
        }
    }
}

fn id(message: &mut Map<String, Value>) -> Result<String, Close> {
    match message.remove("id") {
        Some(Value::String(id)) if !id.is_empty() => Ok(id),
        _ => Err(Close::invalid("`id` must be a string that is not empty")),
    }
}

fn object(message: &mut Map<String, Value>) -> Result<Option<Map<String, Value>>, Close> {
    match message.remove("payload") {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Object(payload)) => Ok(Some(payload)),
        Some(_) => Err(Close::invalid("`payload` must be an object")),
    }
}

/// What the socket is to do after a message.
#[derive(Debug)]
pub enum Step {
    /// Nothing.
    Rest,
    /// Find out who calls; then call [`Conversation::open`].
    Authenticate(Map<String, Value>),
    /// Send this.
    Reply(Utf8Bytes),
    /// Answer this operation with an error; the socket stays open.
    Refuse {
        /// The client's name for it.
        id: String,
        /// Why.
        refusal: Refusal,
    },
    /// Run this operation until it ends or is aborted.
    Start {
        /// The client's name for it.
        id: String,
        /// The operation.
        request: Request,
        /// Ends it when the client no longer wants it.
        registration: AbortRegistration,
    },
}

#[derive(Debug, PartialEq, Eq)]
enum Phase {
    Silent,
    Authenticating,
    Open,
}

/// One socket's state: how far its handshake is and which operations are running.
#[derive(Debug)]
pub struct Conversation {
    phase: Phase,
    operations: HashMap<String, AbortHandle>,
    operations_max: usize,
    pace: Pace,
}

impl Conversation {
    /// A socket that has said nothing yet, and may start so many operations, at a time and in a second.
    pub fn new(operations_max: usize, per_second: u32) -> Self {
        Self { phase: Phase::Silent, operations: HashMap::new(), operations_max, pace: Pace::new(per_second) }
    }

    /// What to do about a text message.
    pub fn receive(&mut self, text: &str, now: Instant) -> Result<Step, Close> {
        match Incoming::parse(text)? {
            Incoming::Init(payload) => match self.phase {
                Phase::Silent => {
                    self.phase = Phase::Authenticating;
                    Ok(Step::Authenticate(payload))
                }
                Phase::Authenticating | Phase::Open => Err(Close::INIT_TWICE),
            },
            Incoming::Ping(payload) => Ok(Step::Reply(pong(payload))),
            Incoming::Pong => Ok(Step::Rest),
            Incoming::Subscribe { .. } if self.phase != Phase::Open => Err(Close::UNAUTHORIZED),
            Incoming::Subscribe { id, request } => self.start(id, request, now),
            Incoming::Complete { id } => {
                // An unknown id is no fault: the operation may have ended while the message was on its way.
                if let Some(operation) = self.operations.remove(&id) {
                    operation.abort();
                }
                Ok(Step::Rest)
            }
        }
    }

    fn start(&mut self, id: String, request: Request, now: Instant) -> Result<Step, Close> {
        let has_room = self.operations.len() < self.operations_max;
        match self.operations.entry(id) {
            Entry::Occupied(taken) => Err(Close::duplicate(taken.key())),
            Entry::Vacant(refused) if !has_room => {
                let message = format!("At most {} operations may run on one socket.", self.operations_max);
                Ok(Step::Refuse { id: refused.into_key(), refusal: Error::rate_limited(message).into() })
            }
            Entry::Vacant(refused) if !self.pace.allows(now) => {
                let message = "This socket starts operations too fast. Wait a second.";
                Ok(Step::Refuse { id: refused.into_key(), refusal: Error::rate_limited(message).into() })
            }
            Entry::Vacant(free) => {
                let id = free.key().clone();
                let (handle, registration) = AbortHandle::new_pair();
                free.insert(handle);
                Ok(Step::Start { id, request, registration })
            }
        }
    }

    /// The caller is known; operations may start. Gives the message that says so.
    pub fn open(&mut self) -> Utf8Bytes {
        self.phase = Phase::Open;
        Utf8Bytes::from_static(r#"{"type":"connection_ack"}"#)
    }

    /// The operation has ended by itself; its id is free again.
    pub fn finish(&mut self, id: &str) {
        self.operations.remove(id);
    }
}

/// How fast a socket may start operations: so many in a second, and what it has not used in the last ones on top.
#[derive(Debug)]
struct Pace {
    gap: Duration,
    /// When all that was started would be due, one at a time.
    due: Option<Instant>,
}

impl Pace {
    /// A page that opens has a few seconds' worth at once.
    const BURST_SECONDS: Duration = Duration::from_secs(5);

    fn new(per_second: u32) -> Self {
        Self { gap: Duration::from_secs(1) / per_second.max(1), due: None }
    }

    fn allows(&mut self, now: Instant) -> bool {
        let due = self.due.map_or(now, |due| due.max(now)) + self.gap;
        let allowed = due <= now + Self::BURST_SECONDS;
        if allowed {
            self.due = Some(due);
        }
        allowed
    }
}

/// One answer of an operation.
pub fn next(id: &str, response: &Response) -> Result<Utf8Bytes, Close> {
    message("next", id, Some(&response.body))
}

/// The end of an operation that was refused or broke off: `response` has errors and no data.
pub fn error(id: &str, response: &Response) -> Result<Utf8Bytes, Close> {
    #[derive(serde::Deserialize)]
    struct Body<'a> {
        #[serde(borrow)]
        errors: &'a RawValue,
    }
    let body: Body = serde_json::from_slice(&response.body).map_err(|_| Close::INTERNAL)?;
    message("error", id, Some(body.errors.get().as_bytes()))
}

/// The end of an operation.
pub fn complete(id: &str) -> Result<Utf8Bytes, Close> {
    message("complete", id, None)
}

fn pong(payload: Option<Value>) -> Utf8Bytes {
    match payload {
        None => Utf8Bytes::from_static(r#"{"type":"pong"}"#),
        Some(payload) => format!(r#"{{"type":"pong","payload":{payload}}}"#).into(),
    }
}

/// Puts a message around a payload that is JSON already: large answers are copied once and never parsed.
fn message(kind: &str, id: &str, payload: Option<&[u8]>) -> Result<Utf8Bytes, Close> {
    let id = Value::from(id).to_string();
    let mut text = Vec::with_capacity(id.len() + kind.len() + payload.map_or(0, <[u8]>::len) + 32);
    text.extend_from_slice(br#"{"id":"#);
    text.extend_from_slice(id.as_bytes());
    text.extend_from_slice(br#","type":""#);
    text.extend_from_slice(kind.as_bytes());
    text.push(b'"');
    if let Some(payload) = payload {
        text.extend_from_slice(br#","payload":"#);
        text.extend_from_slice(payload);
    }
    text.push(b'}');
    Utf8Bytes::try_from(text).map_err(|_| Close::INTERNAL)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    const SUBSCRIBE: &str = r#"{"id":"a","type":"subscribe","payload":{"query":"{ a }"}}"#;

    fn open(operations_max: usize) -> Conversation {
        let mut conversation = Conversation::new(operations_max, 1);
        conversation.receive(r#"{"type":"connection_init"}"#, Instant::now()).unwrap();
        conversation.open();
        conversation
    }

    fn refused(text: &str) -> Close {
        open(1).receive(text, Instant::now()).unwrap_err()
    }

    #[test]
    fn messages_outside_the_protocol_close_with_4400() {
        for text in [
            "",
            "nonsense",
            "[]",
            "{}",
            r#"{"type":1}"#,
            r#"{"type":"start"}"#,
            r#"{"type":"connection_init","payload":"x"}"#,
            r#"{"type":"ping","payload":[]}"#,
            r#"{"type":"complete"}"#,
            r#"{"type":"complete","id":""}"#,
            r#"{"type":"subscribe","id":"a"}"#,
            r#"{"type":"subscribe","payload":{"query":"{ a }"}}"#,
            r#"{"type":"subscribe","id":"","payload":{"query":"{ a }"}}"#,
            r#"{"type":"subscribe","id":1,"payload":{"query":"{ a }"}}"#,
            r#"{"type":"subscribe","id":"a","payload":{}}"#,
            r#"{"type":"subscribe","id":"a","payload":{"query":1}}"#,
            r#"{"type":"subscribe","id":"a","payload":{"query":"{ a }","variables":[]}}"#,
        ] {
            assert_eq!(refused(text).code, 4400, "{text}");
        }
    }

    #[test]
    fn an_operation_needs_an_open_conversation() {
        let mut conversation = Conversation::new(1, 1);
        assert_eq!(conversation.receive(SUBSCRIBE, Instant::now()).unwrap_err(), Close::UNAUTHORIZED);
        conversation.receive(r#"{"type":"connection_init"}"#, Instant::now()).unwrap();
        assert_eq!(conversation.receive(SUBSCRIBE, Instant::now()).unwrap_err(), Close::UNAUTHORIZED);
        conversation.open();
        assert!(matches!(conversation.receive(SUBSCRIBE, Instant::now()), Ok(Step::Start { .. })));
    }

    #[test]
    fn a_second_init_closes_with_4429() {
        let mut conversation = Conversation::new(1, 1);
        conversation.receive(r#"{"type":"connection_init"}"#, Instant::now()).unwrap();
        assert_eq!(
            conversation.receive(r#"{"type":"connection_init"}"#, Instant::now()).unwrap_err(),
            Close::INIT_TWICE
        );
        assert_eq!(refused(r#"{"type":"connection_init"}"#), Close::INIT_TWICE);
    }

    #[test]
    fn an_id_is_taken_until_its_operation_ends() {
        let mut conversation = open(2);
        let Ok(Step::Start { registration, .. }) = conversation.receive(SUBSCRIBE, Instant::now()) else {
            panic!("refused")
        };
        assert_eq!(conversation.receive(SUBSCRIBE, Instant::now()).unwrap_err().code, 4409);
        conversation.receive(r#"{"id":"a","type":"complete"}"#, Instant::now()).unwrap();
        assert!(registration.handle().is_aborted());
        assert!(matches!(conversation.receive(SUBSCRIBE, Instant::now()), Ok(Step::Start { .. })));
        conversation.finish("a");
        assert!(matches!(conversation.receive(SUBSCRIBE, Instant::now()), Ok(Step::Start { .. })));
    }

    #[test]
    fn one_operation_too_many_is_refused_and_the_socket_stays() {
        let mut conversation = open(1);
        conversation.receive(SUBSCRIBE, Instant::now()).unwrap();
        let other = SUBSCRIBE.replace(r#""a""#, r#""b""#);
        assert!(
            matches!(conversation.receive(&other, Instant::now()), Ok(Step::Refuse { id, .. }) if id == "b")
        );
    }

    #[test]
    fn a_socket_that_starts_too_much_is_refused_until_a_second_has_passed() {
        let mut pace = Pace::new(10);
        let now = Instant::now();
        assert_eq!((0..1000).filter(|_| pace.allows(now)).count(), 50);
        let later = now + Duration::from_secs(1);
        assert_eq!((0..1000).filter(|_| pace.allows(later)).count(), 10);
        let much_later = now + Duration::from_secs(3600);
        assert_eq!((0..1000).filter(|_| pace.allows(much_later)).count(), 50);
    }

    #[test]
    fn pings_are_answered_at_any_time_with_their_payload() {
        let mut conversation = Conversation::new(1, 1);
        for (ping, pong) in [
            (r#"{"type":"ping"}"#, json!({"type": "pong"})),
            (r#"{"type":"ping","payload":{"n":1}}"#, json!({"type": "pong", "payload": {"n": 1}})),
        ] {
            let Ok(Step::Reply(reply)) = conversation.receive(ping, Instant::now()) else {
                panic!("no reply")
            };
            assert_eq!(serde_json::from_str::<Value>(&reply).unwrap(), pong);
        }
        assert!(matches!(conversation.receive(r#"{"type":"pong"}"#, Instant::now()), Ok(Step::Rest)));
    }

    #[test]
    fn an_answer_is_passed_on_as_it_is() {
        let response = Response::of(r#"{"data":{"a":1}}"#);
        assert_eq!(
            next("q\"1", &response).unwrap().as_str(),
            r#"{"id":"q\"1","type":"next","payload":{"data":{"a":1}}}"#
        );
        let response = Response { executed: false, ..Response::of(r#"{"errors":[{"message":"no"}]}"#) };
        assert_eq!(
            error("a", &response).unwrap().as_str(),
            r#"{"id":"a","type":"error","payload":[{"message":"no"}]}"#
        );
        assert_eq!(complete("a").unwrap().as_str(), r#"{"id":"a","type":"complete"}"#);
    }

    #[test]
    fn a_close_reason_fits_its_frame() {
        let close = Close::duplicate(&"é".repeat(200));
        assert!(close.reason.len() <= 123);
    }
}
