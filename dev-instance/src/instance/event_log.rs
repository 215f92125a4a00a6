//! The event log: every change in order, numbered per aggregate.

use super::revision::Stamp;
use crate::clock::Timestamp;
use serde_json::Value;
use std::collections::BTreeMap;

/// A change about to be noted.
pub(crate) struct NewEvent<'a> {
    /// The type of the aggregate, such as `instance` or `user`.
    pub aggregate: &'static str,
    /// The id of the aggregate.
    pub id: &'a str,
    /// The organization or instance that owns the aggregate.
    pub owner: &'a str,
    /// `None` for the events of the set-up.
    pub editor: Option<&'a str>,
    pub kind: &'static str,
    pub payload: Option<Value>,
}

/// A change that happened.
pub(crate) struct Event {
    pub aggregate: &'static str,
    pub id: String,
    pub owner: String,
    pub editor: Option<String>,
    pub kind: &'static str,
    pub payload: Option<Value>,
    pub stamp: Stamp,
}

/// The changes so far.
#[derive(Default)]
pub(crate) struct EventLog {
    events: Vec<Event>,
    sequences: BTreeMap<String, u64>,
    last: Timestamp,
    /// While set, all events carry this time, as those of one transaction do.
    transaction: Option<Timestamp>,
}

impl EventLog {
    /// Notes a change with the aggregate's next number. Times never repeat outside a transaction.
    pub(crate) fn push(&mut self, new: NewEvent<'_>) -> Stamp {
        let now = Timestamp::now();
        self.last = self
            .transaction
            .unwrap_or_else(|| now.max(Timestamp(self.last.0 + 1)));
        let sequence = self.sequences.entry(new.id.to_owned()).or_default();
        *sequence += 1;
        let stamp = Stamp {
            sequence: *sequence,
            at: self.last,
        };
        self.events.push(Event {
            aggregate: new.aggregate,
            id: new.id.to_owned(),
            owner: new.owner.to_owned(),
            editor: new.editor.map(str::to_owned),
            kind: new.kind,
            payload: new.payload,
            stamp,
        });
        stamp
    }

    /// Lets the next event of an aggregate have this number: events before it are not kept.
    pub(crate) fn skip_to(&mut self, id: &str, next: u64) {
        self.sequences.insert(id.to_owned(), next.saturating_sub(1));
    }

    /// Gives all events until [`EventLog::commit`] one time.
    pub(crate) fn begin(&mut self) {
        self.transaction = Some(Timestamp::now());
    }

    /// Ends what [`EventLog::begin`] began.
    pub(crate) fn commit(&mut self) {
        self.transaction = None;
    }

    /// All events, oldest first.
    pub(crate) fn events(&self) -> &[Event] {
        &self.events
    }

    /// The last event of an aggregate.
    pub(crate) fn last_of(&self, id: &str) -> Stamp {
        let last = self.events.iter().rev().find(|event| event.id == id);
        Stamp {
            sequence: self.sequences.get(id).copied().unwrap_or(0),
            at: last.map_or(self.last, |event| event.stamp.at),
        }
    }

    /// The first event of this kind; number zero where there is none.
    pub(crate) fn first_of_kind(&self, kind: &str) -> Stamp {
        let first = self.events.iter().find(|event| event.kind == kind);
        first.map(|event| event.stamp).unwrap_or_default()
    }

    /// When the last event of all happened.
    pub(crate) const fn last_time(&self) -> Timestamp {
        self.last
    }
}
