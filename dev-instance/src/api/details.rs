//! The details of objects and lists that answers begin with.

use crate::instance::revision::{Revision, Stamp};
use crate::instance::state::Instance;
use crate::proto::defaults::without_defaults;
use serde_json::{Value, json};

/// ObjectDetails of a row that is read.
pub(crate) fn of_row(revision: &Revision, owner: &str) -> Value {
    json!({
        "sequence": revision.sequence.to_string(),
        "creationDate": revision.created.rfc3339(),
        "changeDate": revision.changed.rfc3339(),
        "resourceOwner": owner,
    })
}

/// ObjectDetails of a write that made something: a creation date, no change date.
pub(crate) fn of_addition(stamp: Stamp, owner: &str) -> Value {
    json!({
        "sequence": stamp.sequence.to_string(),
        "creationDate": stamp.at.rfc3339(),
        "resourceOwner": owner,
    })
}

/// ObjectDetails of a write that changed or removed something.
pub(crate) fn of_change(stamp: Stamp, owner: &str) -> Value {
    json!({
        "sequence": stamp.sequence.to_string(),
        "changeDate": stamp.at.rfc3339(),
        "resourceOwner": owner,
    })
}

/// ListDetails of API v1 for so many rows.
pub(crate) fn of_list(instance: &Instance, total: usize) -> Value {
    list(instance, "viewTimestamp", total)
}

/// ListDetails of API v2.
pub(crate) fn of_list_v2(instance: &Instance, total: usize) -> Value {
    list(instance, "timestamp", total)
}

fn list(instance: &Instance, date: &str, total: usize) -> Value {
    let total = (total > 0).then(|| total.to_string());
    without_defaults(json!({
        "totalResult": total,
        date: instance.log.last_time().rfc3339(),
    }))
}
