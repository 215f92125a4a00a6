//! The event log as the API shows it. It reads the log itself and is therefore always current.

use super::Input;
use crate::error::ApiError;
use crate::instance::Instance;
use crate::instance::access::Caller;
use crate::instance::event_log::Event;
use crate::messages::event_name;
use crate::wire::clock::Moment;
use crate::wire::language::Language;
use crate::wire::message::Message;
use crate::wire::protojson::{Field, Schema};
use crate::wire::writer::Writer;
use serde_json::{Value, json};

/// ListEventsRequest.
pub(crate) static LIST: &Schema = &[
    ("sequence", Field::Unsigned(64)),
    ("limit", Field::Unsigned(32)),
    ("asc", Field::Bool),
    ("editorUserId", Field::Text),
    ("eventTypes", Field::List(&Field::Text)),
    ("aggregateId", Field::Text),
    ("aggregateTypes", Field::List(&Field::Text)),
    ("resourceOwner", Field::Text),
    ("creationDate", Field::Timestamp),
    ("from", Field::Timestamp),
    ("range", Field::Message(RANGE)),
];
static RANGE: &Schema = &[("since", Field::Timestamp), ("until", Field::Timestamp)];

const MOST: usize = 1000;

struct Wanted {
    sequence: u64,
    asc: bool,
    editor: String,
    kinds: Vec<String>,
    id: String,
    aggregates: Vec<String>,
    owner: String,
    after: Option<Moment>,
    before: Option<Moment>,
}

/// ListEvents.
pub(crate) fn list(
    instance: &mut Instance,
    caller: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let wanted = Wanted::from_message(&input.body)?;
    let limit = match usize::try_from(input.body.number("limit")) {
        Ok(limit) if (1..=MOST).contains(&limit) => limit,
        _ => MOST,
    };
    let fitting = instance
        .log
        .events()
        .iter()
        .filter(|event| wanted.fits(event));
    let mut found: Vec<&Event> = fitting.collect();
    if !wanted.asc {
        found.reverse();
    }
    found.truncate(limit);
    let rows: Vec<Value> = found
        .into_iter()
        .map(|event| to_json(instance, event, caller.language))
        .collect();
    Ok(Writer::new().put("events", rows).done())
}

impl Wanted {
    fn from_message(body: &Message) -> Result<Self, ApiError> {
        let most = |field: &str, rule: usize, list: Vec<String>| {
            if list.len() <= rule {
                return Ok(list);
            }
            let field = format!("ListEventsRequest.{field}");
            let rule = format!("value must contain no more than {rule} item(s)");
            Err(ApiError::invalid(&field, &rule))
        };
        let asc = body.flag("asc");
        let range = body.message("range");
        let date = |message: &Message, name: &str| Moment::parse_rfc3339(message.text(name));
        let from = date(body, "from").or_else(|| date(body, "creationDate"));
        let (after, before) = if asc { (from, None) } else { (None, from) };
        Ok(Self {
            sequence: body.number("sequence").unsigned_abs(),
            asc,
            editor: body.text("editorUserId").to_owned(),
            kinds: most("EventTypes", 30, body.texts("eventTypes"))?,
            id: body.text("aggregateId").to_owned(),
            aggregates: most("AggregateTypes", 10, body.texts("aggregateTypes"))?,
            owner: body.text("resourceOwner").to_owned(),
            after: date(&range, "since").or(after),
            before: date(&range, "until").or(before),
        })
    }

    fn fits(&self, event: &Event) -> bool {
        let any = |list: &[String], value: &str| {
            list.is_empty() || list.iter().any(|wanted| wanted == value)
        };
        let same = |wanted: &str, value: &str| wanted.is_empty() || wanted == value;
        let number = event.stamp.sequence;
        let in_order = match (self.sequence, self.asc) {
            (0, _) => true,
            (after, true) => number > after,
            (before, false) => number < before,
        };
        in_order
            && same(&self.editor, event.editor.as_deref().unwrap_or(""))
            && any(&self.kinds, event.kind)
            && same(&self.id, &event.id)
            && any(&self.aggregates, event.aggregate)
            && same(&self.owner, &event.owner)
            && self.after.is_none_or(|after| event.stamp.at > after)
            && self.before.is_none_or(|before| event.stamp.at < before)
    }
}

fn to_json(instance: &Instance, event: &Event, language: Language) -> Value {
    let named = |prefix: &str, kind: &str| {
        let key = format!("{prefix}.{kind}");
        let message = event_name(&key, language);
        json!({"type": kind, "localized": {"key": key, "localizedMessage": message}})
    };
    let editor = event.editor.as_deref();
    let name = editor.and_then(|id| instance.person(id));
    let editor = Writer::new()
        .put("userId", editor.unwrap_or(""))
        .put("displayName", name.map(|person| person.display_name()))
        .put("service", "zitadel");
    Writer::new()
        .put("editor", editor.done())
        .put(
            "aggregate",
            json!({
                "id": event.id,
                "type": named("AggregateTypes", event.aggregate),
                "resourceOwner": event.owner,
            }),
        )
        .put_long("sequence", event.stamp.sequence)
        .put("creationDate", event.stamp.at.rfc3339())
        .put("payload", event.payload.clone())
        .put("type", named("EventTypes", event.kind))
        .done()
}
