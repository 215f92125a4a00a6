//! Which event made or changed a row, and when.

use crate::clock::Timestamp;

/// The number and time of an event.
#[derive(Clone, Copy, Default)]
pub(crate) struct Stamp {
    /// Counts within the event's aggregate, from one.
    pub sequence: u64,
    pub at: Timestamp,
}

/// When a row was made and last changed, and by which event.
#[derive(Clone, Copy, Default)]
pub(crate) struct Revision {
    /// Of the last event.
    pub sequence: u64,
    pub created: Timestamp,
    pub changed: Timestamp,
}

impl Revision {
    /// The revision of a row made by this event.
    pub(crate) const fn new(stamp: Stamp) -> Self {
        Self {
            sequence: stamp.sequence,
            created: stamp.at,
            changed: stamp.at,
        }
    }

    /// Notes a later event.
    pub(crate) const fn touch(&mut self, stamp: Stamp) {
        self.sequence = stamp.sequence;
        self.changed = stamp.at;
    }

    /// The last event.
    pub(crate) const fn last(&self) -> Stamp {
        Stamp {
            sequence: self.sequence,
            at: self.changed,
        }
    }
}
