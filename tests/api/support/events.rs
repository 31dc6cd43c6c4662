//! A client's end of a stream of events. Waiting has an end: a server that says nothing fails the test.

use std::time::Duration;

use reqwest::{RequestBuilder, Response};
use serde_json::Value;
use tokio::time::timeout;

pub struct Events {
    response: Response,
    received: String,
}

/// What a server sends.
#[derive(Debug, PartialEq)]
pub enum Event {
    Next(Value),
    Complete,
    Comment,
}

impl Events {
    /// The answer to a request, as events; it must be one.
    pub async fn of(request: RequestBuilder) -> Self {
        let response = request.header("accept", "text/event-stream").send().await.unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["content-type"], "text/event-stream; charset=utf-8");
        assert!(!response.headers().contains_key("content-encoding"), "events would wait in the compressor");
        Self { response, received: String::new() }
    }

    /// The next event; `None` when the connection has ended.
    pub async fn receive(&mut self) -> Option<Event> {
        let block = loop {
            if let Some((block, rest)) = self.received.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.received = rest;
                break block;
            }
            let chunk = timeout(Duration::from_secs(10), self.response.chunk());
            match chunk.await.expect("the server says nothing").unwrap() {
                Some(bytes) => self.received += std::str::from_utf8(&bytes).unwrap(),
                None => {
                    assert_eq!(self.received, "", "the connection ended within an event");
                    return None;
                }
            }
        };
        Some(match block.split('\n').collect::<Vec<_>>()[..] {
            [":"] => Event::Comment,
            ["event: complete", "data:"] => Event::Complete,
            ["event: next", data] => {
                Event::Next(serde_json::from_str(data.strip_prefix("data: ").unwrap()).unwrap())
            }
            _ => panic!("not an event: {block}"),
        })
    }

    /// The next answer; comments are passed over.
    pub async fn next(&mut self) -> Value {
        loop {
            match self.receive().await {
                Some(Event::Next(answer)) => return answer,
                Some(Event::Comment) => {}
                other => panic!("expected an answer, got {other:?}"),
            }
        }
    }

    /// The code of the error that is the last answer, before the end.
    pub async fn ended(&mut self) -> String {
        let last = self.next().await;
        assert_eq!(self.receive().await, Some(Event::Complete));
        assert_eq!(self.receive().await, None);
        last["errors"][0]["extensions"]["code"].as_str().unwrap().to_owned()
    }
}
