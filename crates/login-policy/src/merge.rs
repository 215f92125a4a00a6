//! Somebody else changed the settings meanwhile: theirs, mine and what both came from.
//!
//! It does not decide a conflict; the person does.

use crate::draft::{Change, Item, changes};
use crate::policy::{LoginSettings, Value};

/// What two sides did to the same base, each item in exactly one of the lists, in page order.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Merge {
    /// Only they changed it.
    pub theirs_only: Vec<Change>,
    /// Only I want to change it.
    pub mine_only: Vec<Change>,
    /// They already made it what I want.
    pub same: Vec<Change>,
    /// Both changed it, to different values. Never a list member: there are only two values.
    pub conflicts: Vec<Conflict>,
}

/// An item that both sides changed, differently.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Conflict {
    /// What both changed.
    pub item: Item,
    /// What it was.
    pub base: Value,
    /// What they made it.
    pub theirs: Value,
    /// What I want it to be.
    pub mine: Value,
}

/// Compares both sides item by item.
#[must_use]
pub fn merge(base: &LoginSettings, theirs: &LoginSettings, mine: &LoginSettings) -> Merge {
    let mut their_changes = changes(base, theirs);
    let mut merged = Merge::default();
    for change in changes(base, mine) {
        let Some(at) = their_changes
            .iter()
            .position(|their| their.item == change.item)
        else {
            merged.mine_only.push(change);
            continue;
        };
        let their = their_changes.remove(at);
        if their.to == change.to {
            merged.same.push(change);
        } else {
            merged.conflicts.push(Conflict {
                item: change.item,
                base: change.from,
                theirs: their.to,
                mine: change.to,
            });
        }
    }
    merged.theirs_only = their_changes;
    merged
}

/// What is wanted on top of theirs: their settings, my own changes, and of the conflicts those for
/// which `take_mine` answers yes.
#[must_use]
pub fn resolve(
    theirs: &LoginSettings,
    mine: &LoginSettings,
    merge: &Merge,
    take_mine: impl Fn(&Item) -> bool,
) -> LoginSettings {
    let mut wanted = theirs.clone();
    let own = merge.mine_only.iter().map(|change| &change.item);
    let taken = merge.conflicts.iter().map(|conflict| &conflict.item);
    for item in own.chain(taken.filter(|item| take_mine(item))) {
        if *item == Item::OrgRegistration {
            // Wanted even where theirs could not be read; the call may be sent in either case.
            wanted.org_registration_disallowed = mine.org_registration_disallowed;
        } else {
            wanted.set_item(item, mine.item(item));
        }
    }
    wanted
}
