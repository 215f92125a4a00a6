//! Who changed the login settings, when and how: events of the instance, newest first.
//!
//! The event log is always current. It does not add changes up to a state.

mod event;
mod payload;

use http::Response;
use serde::Deserialize;
use serde_json::{Map, Value, json};

pub use event::{Editor, Event, EventChange};

use crate::decode::{DecodeError, decode, filled, required, required_text};
use crate::exchange::Exchange;
use crate::operation::Operation;
use crate::request::post;
use crate::wire::Uint64;

/// Which events are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EventSearch<'a> {
    /// What they are about.
    pub scope: EventScope<'a>,
    /// Only those with a lower sequence: the last one of the page before.
    pub before: Option<u64>,
    /// How many at most; the server gives no more than 1000.
    pub limit: u32,
}

/// What events are about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EventScope<'a> {
    /// The login policy of the instance.
    LoginPolicy {
        /// Id of the instance, which is [`crate::Details::resource_owner`] of its policy.
        instance: &'a str,
    },
    /// The restrictions of the instance. They have a sequence of their own.
    Restrictions,
}

/// `zitadel.admin.v1.ListEventsResponse`.
#[derive(Deserialize)]
struct EventsAnswer {
    events: Option<Vec<EventMessage>>,
}

/// The wire form of [`Event`].
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct EventMessage {
    editor: Option<EditorMessage>,
    sequence: Option<Uint64>,
    creation_date: Option<String>,
    payload: Option<Map<String, Value>>,
    r#type: Option<EventType>,
}

/// The wire form of [`Editor`].
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct EditorMessage {
    user_id: Option<String>,
    display_name: Option<String>,
}

#[derive(Deserialize)]
struct EventType {
    r#type: Option<String>,
    localized: Option<LocalizedMessage>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LocalizedMessage {
    localized_message: Option<String>,
}

/// `POST /admin/v1/events/_search`, newest first.
#[must_use]
pub fn search_events(search: &EventSearch<'_>) -> Exchange<Vec<Event>> {
    let mut body = match search.scope {
        EventScope::LoginPolicy { instance } => json!({
            "aggregateId": instance,
            "aggregateTypes": ["instance"],
            "eventTypes": payload::LOGIN_POLICY,
        }),
        EventScope::Restrictions => json!({
            "aggregateTypes": ["restrictions"],
            "eventTypes": [payload::RESTRICTIONS_SET],
        }),
    };
    if let Some(sequence) = search.before {
        body["sequence"] = json!(sequence.to_string());
    }
    body["limit"] = json!(search.limit);
    Exchange {
        operation: Operation::SearchEvents,
        request: post("/admin/v1/events/_search", &body),
        decode: decode_events,
    }
}

fn decode_events(response: &Response<String>) -> Result<Vec<Event>, DecodeError> {
    let answer: EventsAnswer = decode(response)?;
    let events = answer.events.unwrap_or_default();
    events.into_iter().map(EventMessage::read).collect()
}

impl EventMessage {
    fn read(self) -> Result<Event, DecodeError> {
        let event_type = required(self.r#type, "events.type")?;
        let name = required_text(event_type.r#type, "events.type.type")?;
        let localized = event_type.localized.and_then(|text| text.localized_message);
        let editor = match self.editor {
            Some(editor) => (filled(editor.user_id), filled(editor.display_name)),
            None => (None, None),
        };
        let payload = payload::read(&name, self.payload.unwrap_or_default());
        Ok(Event {
            sequence: self.sequence.unwrap_or_default().0,
            creation_date: self.creation_date,
            editor: Editor {
                user_id: editor.0,
                display_name: editor.1,
            },
            event_type: name,
            // Without a text in its catalogue ZITADEL sends the key.
            text: filled(localized).filter(|text| !text.starts_with("EventTypes.")),
            change: payload.change,
            unknown_members: payload.unknown_members,
        })
    }
}
