//! The event log as the API shows it. It reads the log itself and is therefore always current.

use super::body::Body;
use super::call::{Access, Api, ApiResult};
use super::messages::event_name;
use super::refusal::Refusal;
use crate::clock::Timestamp;
use crate::instance::event_log::Event;
use crate::instance::state::Instance;
use crate::language::Language;
use crate::proto::defaults::without_defaults;
use crate::proto::number::unsigned;
use crate::state::AppState;
use axum::Router;
use axum::routing::post;
use serde::Deserialize;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<AppState> {
    Router::new().route("/admin/v1/events/_search", post(search))
}

/// The most events that are answered, whatever is asked for.
const MOST: usize = 1000;

/// ListEventsRequest as it is sent.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct WireRequest {
    #[serde(deserialize_with = "unsigned")]
    sequence: Option<u64>,
    #[serde(deserialize_with = "unsigned")]
    limit: Option<u32>,
    asc: Option<bool>,
    #[serde(alias = "editor_user_id")]
    editor_user_id: Option<String>,
    #[serde(alias = "event_types")]
    event_types: Option<Vec<String>>,
    #[serde(alias = "aggregate_id")]
    aggregate_id: Option<String>,
    #[serde(alias = "aggregate_types")]
    aggregate_types: Option<Vec<String>>,
    #[serde(alias = "resource_owner")]
    resource_owner: Option<String>,
    #[serde(alias = "creation_date")]
    creation_date: Option<Timestamp>,
    from: Option<Timestamp>,
    range: Option<Range>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Range {
    since: Option<Timestamp>,
    until: Option<Timestamp>,
}

/// ListEventsRequest: which events are wanted. What is empty or zero does not matter.
#[derive(Default, Deserialize)]
#[serde(try_from = "WireRequest")]
struct EventsRequest {
    /// Of an aggregate; which side of it is wanted follows the order.
    sequence: u64,
    limit: usize,
    asc: bool,
    editor: String,
    types: Vec<String>,
    aggregate_id: String,
    aggregate_types: Vec<String>,
    owner: String,
    after: Option<Timestamp>,
    before: Option<Timestamp>,
}

/// Both members of the oneof are set.
#[derive(Debug, thiserror::Error)]
#[error("oneof zitadel.admin.v1.ListEventsRequest.creation_date_filter is already set")]
struct FromAndRange;

impl TryFrom<WireRequest> for EventsRequest {
    type Error = FromAndRange;

    /// A range overrides the other dates; the beginning of 1970 is none.
    fn try_from(wire: WireRequest) -> Result<Self, FromAndRange> {
        if wire.from.is_some() && wire.range.is_some() {
            return Err(FromAndRange);
        }
        let date = |date: Option<Timestamp>| date.filter(|date| date.unix_seconds() != 0);
        let asc = wire.asc.unwrap_or_default();
        let from = date(wire.from.or(wire.creation_date));
        let (after, before) = match wire.range {
            Some(range) => (date(range.since), date(range.until)),
            None if asc => (from, None),
            None => (None, from),
        };
        Ok(Self {
            sequence: wire.sequence.unwrap_or_default(),
            limit: match usize::try_from(wire.limit.unwrap_or_default()) {
                Ok(limit) if (1..=MOST).contains(&limit) => limit,
                _ => MOST,
            },
            asc,
            editor: wire.editor_user_id.unwrap_or_default(),
            types: wire.event_types.unwrap_or_default(),
            aggregate_id: wire.aggregate_id.unwrap_or_default(),
            aggregate_types: wire.aggregate_types.unwrap_or_default(),
            owner: wire.resource_owner.unwrap_or_default(),
            after,
            before,
        })
    }
}

/// ListEvents.
async fn search(api: Api, Body(request): Body<EventsRequest>) -> ApiResult {
    api.call(Access::Permission("events.read"), |instance, caller| {
        request.validate()?;
        let events = instance.log.events().iter();
        let fitting = events.filter(|event| request.fits(event));
        let found: Vec<&Event> = if request.asc {
            fitting.take(request.limit).collect()
        } else {
            fitting.rev().take(request.limit).collect()
        };
        let rows = found.into_iter();
        let rows = rows.map(|event| to_json(instance, event, caller.language));
        Ok(without_defaults(
            json!({"events": rows.collect::<Vec<_>>()}),
        ))
    })
}

impl EventsRequest {
    fn validate(&self) -> Result<(), Refusal> {
        let ids = [
            ("EditorUserId", &self.editor),
            ("AggregateId", &self.aggregate_id),
            ("ResourceOwner", &self.owner),
        ];
        let lists = [
            ("EventTypes", &self.types, 30),
            ("AggregateTypes", &self.aggregate_types, 10),
        ];
        if let Some((field, _)) = ids.iter().find(|(_, id)| id.chars().count() > 200) {
            let rule = "value length must be between 0 and 200 runes, inclusive";
            return Err(Refusal::invalid(format!("ListEventsRequest.{field}"), rule));
        }
        if let Some((field, _, most)) = lists.iter().find(|(_, list, most)| list.len() > *most) {
            let rule = format!("value must contain no more than {most} item(s)");
            return Err(Refusal::invalid(format!("ListEventsRequest.{field}"), rule));
        }
        Ok(())
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
            && any(&self.types, event.kind)
            && same(&self.aggregate_id, &event.id)
            && any(&self.aggregate_types, event.aggregate)
            && same(&self.owner, &event.owner)
            && self.after.is_none_or(|after| event.stamp.at > after)
            && self.before.is_none_or(|before| event.stamp.at < before)
    }
}

/// Event of the Admin API.
fn to_json(instance: &Instance, event: &Event, language: Language) -> Value {
    let localized = |prefix: &str, kind: &str| {
        let key = format!("{prefix}.{kind}");
        let message = event_name(&key, language);
        json!({"type": kind, "localized": {"key": key, "localizedMessage": message}})
    };
    let editor = event.editor.as_deref().unwrap_or_default();
    let name = instance.user(editor).map(|user| user.display_name());
    let editor = without_defaults(json!({
        "userId": editor,
        "displayName": name,
        "service": "zitadel",
    }));
    without_defaults(json!({
        "editor": editor,
        "aggregate": {
            "id": event.id,
            "type": localized("AggregateTypes", event.aggregate),
            "resourceOwner": event.owner,
        },
        "sequence": event.stamp.sequence.to_string(),
        "creationDate": event.stamp.at.rfc3339(),
        "payload": event.payload,
        "type": localized("EventTypes", event.kind),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<EventsRequest, serde_json::Error> {
        serde_json::from_str(json)
    }

    #[test]
    fn a_date_and_a_range_contradict_each_other_even_when_the_range_is_empty() {
        let date = r#""from":"2026-11-23T20:09:58Z""#;
        assert!(read(&format!("{{{date}}}")).is_ok());
        assert!(read(&format!(r#"{{{date},"range":{{}}}}"#)).is_err());
        assert!(read(&format!(r#"{{{date},"range":null}}"#)).is_ok());
    }

    #[test]
    fn a_range_overrides_the_former_date() {
        let date = r#""creationDate":"2026-11-23T20:09:58Z""#;
        let request = read(&format!(r#"{{{date},"range":{{}}}}"#)).unwrap();
        assert_eq!((request.after, request.before), (None, None));
    }

    #[test]
    fn the_side_of_a_date_follows_the_order_and_the_epoch_is_none() {
        let date = Timestamp::parse_rfc3339("2026-11-23T20:09:58Z");
        let ascending = read(r#"{"asc":true,"from":"2026-11-23T20:09:58Z"}"#).unwrap();
        assert_eq!((ascending.after, ascending.before), (date, None));
        let descending = read(r#"{"creationDate":"2026-11-23T20:09:58Z"}"#).unwrap();
        assert_eq!((descending.after, descending.before), (None, date));
        let epoch = read(r#"{"from":"1970-01-01T00:00:00Z"}"#).unwrap();
        assert_eq!(epoch.before, None);
    }

    #[test]
    fn a_thousand_are_the_most() {
        for (limit, most) in [("0", 1000), ("7", 7), ("1001", 1000), ("100000", 1000)] {
            let request = read(&format!(r#"{{"limit":{limit}}}"#)).unwrap();
            assert_eq!(request.limit, most);
        }
    }
}
