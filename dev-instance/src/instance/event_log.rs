//! The event log: every change in order, numbered per aggregate. Knows not what an event means.

use super::Stamp;
use crate::wire::clock::Moment;
use serde_json::Value;
use std::collections::BTreeMap;

/// A change that happened.
pub(crate) struct Event {
    pub aggregate: &'static str,
    pub id: String,
    pub owner: String,
    /// `None` for the events of the set-up.
    pub editor: Option<String>,
    pub kind: &'static str,
    pub payload: Option<Value>,
    pub stamp: Stamp,
}

/// A change about to be noted.
pub(crate) struct New<'a> {
    pub aggregate: &'static str,
    pub id: &'a str,
    pub owner: &'a str,
    pub editor: Option<&'a str>,
    pub kind: &'static str,
    pub payload: Option<Value>,
}

/// The changes so far.
#[derive(Default)]
pub(crate) struct Log {
    events: Vec<Event>,
    sequences: BTreeMap<String, u64>,
    last: Moment,
    /// While set, all events carry this moment, as those of one transaction do.
    transaction: Option<Moment>,
}

impl Log {
    /// Notes a change with the aggregate's next number. Times never repeat outside a transaction.
    pub(crate) fn push(&mut self, new: New<'_>) -> Stamp {
        let now = Moment::now();
        self.last = self
            .transaction
            .unwrap_or_else(|| now.max(Moment(self.last.0 + 1)));
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

    /// Gives all events until [`Log::commit`] one moment.
    pub(crate) fn begin(&mut self) {
        self.transaction = Some(Moment::now());
    }

    /// Ends what [`Log::begin`] began.
    pub(crate) fn commit(&mut self) {
        self.transaction = None;
    }

    /// All events, oldest first.
    pub(crate) fn events(&self) -> &[Event] {
        &self.events
    }

    /// The number of the last event of an aggregate.
    pub(crate) fn sequence_of(&self, id: &str) -> u64 {
        self.sequences.get(id).copied().unwrap_or(0)
    }

    /// When the last event of an aggregate happened.
    pub(crate) fn changed(&self, id: &str) -> Moment {
        let mut events = self.events.iter().rev();
        events
            .find(|event| event.id == id)
            .map_or(self.last, |event| event.stamp.at)
    }

    /// When the last event of all happened.
    pub(crate) const fn last_moment(&self) -> Moment {
        self.last
    }
}
