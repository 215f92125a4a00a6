//! Who changed the login settings, when and how: events of the instance, newest first.
//!
//! The event log is always current. Its payloads have forms of their own (durations in
//! nanoseconds, enums as numbers, other spellings), which are read here. It does not add changes
//! up to a state.

mod payload;

use login_policy::{Field, MultiFactorType, SecondFactorType, Value};
use plain_json::Writer;

use crate::exchange::Exchange;
use crate::operation::Operation;
use crate::providers::post;
use crate::wire::{Message, read};

/// One entry of the event log (`zitadel.event.v1.Event`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Event {
    /// Number within the aggregate; for the policy that of [`crate::Details::sequence`].
    pub sequence: u64,
    /// RFC 3339 as sent. Events of one transaction have the same.
    pub creation_date: Option<String>,
    /// Who did it.
    pub editor: Editor,
    /// ZITADEL's name of the kind of event, e.g. `instance.policy.login.changed`.
    pub kind: String,
    /// ZITADEL's text for it in the person's language; none where it has none.
    pub text: Option<String>,
    /// What it did.
    pub what: What,
    /// Members of the payload that this crate does not know or cannot read.
    pub unknown_members: Vec<String>,
}

/// Who did something.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Editor {
    /// Id of the user, or a word such as `SETUP`; none for the set-up of the instance.
    pub user_id: Option<String>,
    /// What they are called now; none where they are no user, or no longer.
    pub display_name: Option<String>,
}

/// What an event did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum What {
    /// The policy came to be with these values; fields that are not named were zero.
    PolicyAdded(Vec<(Field, Value)>),
    /// These fields got these values.
    PolicyChanged(Vec<(Field, Value)>),
    /// A second factor was listed; `None`: the event does not say which.
    SecondFactorAdded(Option<SecondFactorType>),
    /// A second factor was taken from the list.
    SecondFactorRemoved(Option<SecondFactorType>),
    /// A multi factor was listed.
    MultiFactorAdded(Option<MultiFactorType>),
    /// A multi factor was taken from the list.
    MultiFactorRemoved(Option<MultiFactorType>),
    /// The provider with that id was linked.
    ProviderLinked(Option<String>),
    /// The provider with that id was unlinked.
    ProviderUnlinked(Option<String>),
    /// The provider with that id was deleted, and is no longer linked if it was.
    ProviderDeleted(Option<String>),
    /// Registering organizations was disallowed or allowed; `None`: other restrictions changed.
    RestrictionsSet(Option<bool>),
    /// Something else.
    Other,
}

/// Which events are wanted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EventSearch<'a> {
    /// Whose.
    pub of: EventsOf<'a>,
    /// Only those with a lower sequence: the last one of the page before.
    pub before: Option<u64>,
    /// How many at most; the server gives no more than 1000.
    pub limit: u32,
}

/// What the events are about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum EventsOf<'a> {
    /// The login policy of the instance with that id, which is [`crate::Details::resource_owner`].
    LoginPolicy {
        /// Id of the instance.
        instance: &'a str,
    },
    /// The restrictions of the instance. They have a sequence of their own.
    Restrictions,
}

/// `POST /admin/v1/events/_search`, newest first.
#[must_use]
pub fn search_events(search: &EventSearch<'_>) -> Exchange<Vec<Event>> {
    let mut writer = Writer::new();
    match search.of {
        EventsOf::LoginPolicy { instance } => {
            writer.text("aggregateId", instance);
            writer.texts("aggregateTypes", &["instance"]);
            writer.texts("eventTypes", &payload::LOGIN_POLICY);
        }
        EventsOf::Restrictions => {
            writer.texts("aggregateTypes", &["restrictions"]);
            writer.texts("eventTypes", &[payload::RESTRICTIONS_SET]);
        }
    }
    if let Some(sequence) = search.before {
        writer.text("sequence", &sequence.to_string());
    }
    writer.raw("limit", &search.limit.to_string());
    Exchange {
        operation: Operation::SearchEvents,
        request: post("/admin/v1/events/_search", writer),
        judge: |response| read(response, |answer| answer.messages("events", event)),
    }
}

fn event(event: &Message<'_>) -> Event {
    let editor = event.message("event.editor");
    let kind = event.required_message("event.type");
    let name = kind.required_text("type.type");
    let (what, unknown_members) = payload::read(&name, &event.message("event.payload"));
    Event {
        sequence: event.number("event.sequence"),
        creation_date: event.optional_text("event.creationDate"),
        editor: Editor {
            user_id: editor.filled_text("editor.userId"),
            display_name: editor.filled_text("editor.displayName"),
        },
        kind: name,
        text: kind
            .message("type.localized")
            .filled_text("localized.localizedMessage")
            .filter(|text| !text.starts_with("EventTypes.")),
        what,
        unknown_members,
    }
}
