//! What the page can know, as values: how far reading is, what became of each change, the slips, a
//! conflict, a draft that came back. Nothing is done here.

use super::plan::Receipt;
use login_policy::{Call, Change, EnrolledMethods, Item, Merge};
use zitadel_admin::{CallError, Operation, PolicyRead};

/// How far the page is.
#[derive(Clone, PartialEq, Debug)]
pub enum Stage {
    /// The settings are being read.
    Loading,
    /// They could not be read.
    Failed {
        /// Which call.
        operation: Operation,
        /// Why.
        error: CallError,
        /// When, RFC 3339.
        at: String,
    },
    /// They are there.
    Ready,
}

/// What the person may do, as the server lists it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Access {
    /// `iam.policy.write`.
    pub write: bool,
    /// `iam.restrictions.write`.
    pub restrictions: bool,
}

/// Something that is read beside the settings and may be missing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Known<T> {
    /// Not asked for, or asked for and not answered yet.
    #[default]
    NotYet,
    /// This.
    Is(T),
    /// It could not be read.
    Not,
}

impl<T> Known<T> {
    /// The value, if it is known.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Is(value) => Some(value),
            Self::NotYet | Self::Not => None,
        }
    }
}

/// The signed-in person, as far as a plan may affect them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Own {
    /// What they have to sign in with.
    pub means: Option<EnrolledMethods>,
    /// Whether their organization follows the instance's settings.
    pub follows_instance: Option<bool>,
}

/// What became of one change.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Progress {
    /// Accepted with this sequence, not yet seen in a read.
    Pending(u64),
    /// Likewise, and the deadline has passed.
    Late(u64),
    /// Seen in a read.
    Confirmed(u64),
    /// The server said no.
    Refused,
    /// Sent; whether it was carried out is not known.
    Unknown,
}

/// A slip of paper: a receipt, or what stands in its place.
#[derive(Clone, PartialEq, Debug)]
pub enum Slip {
    /// Accepted.
    Receipt(Receipt),
    /// Refused, lost or unreadable.
    Failure {
        /// What was asked for; `None` for the reading before it.
        call: Option<Call>,
        /// What it would have changed.
        changes: Vec<Change>,
        /// Why not.
        error: CallError,
        /// When, RFC 3339.
        at: String,
        /// The sequence of the settings read afterwards, if they could be read.
        seen: Option<u64>,
    },
}

/// The slips of one plan.
#[derive(Clone, PartialEq, Debug)]
pub struct SlipSet {
    /// Counts the plans of this page.
    pub number: u32,
    /// How many calls there were to be.
    pub planned: usize,
    /// Those that were made.
    pub slips: Vec<Slip>,
}

impl SlipSet {
    /// How many calls were accepted.
    pub fn accepted(&self) -> usize {
        self.slips
            .iter()
            .filter(|slip| matches!(slip, Slip::Receipt(_)))
            .count()
    }

    /// What the accepted calls changed.
    pub fn changes(&self) -> Vec<Change> {
        let mut all = Vec::new();
        for slip in &self.slips {
            if let Slip::Receipt(receipt) = slip {
                all.extend(receipt.changes.iter().cloned());
            }
        }
        all
    }
}

/// Somebody else changed the settings meanwhile.
#[derive(Clone, PartialEq, Debug)]
pub struct Clash {
    /// What they are now.
    pub theirs: PolicyRead,
    /// What was loaded, what they are, what is wanted, compared.
    pub merge: Merge,
    /// For each conflict, whether the draft shall count; `None` until decided.
    pub take_mine: Vec<Option<bool>>,
}

/// A draft of this tab that came back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BroughtBack {
    /// How many changes.
    pub count: usize,
    /// Which settings somebody else changed meanwhile.
    pub meanwhile: Vec<Item>,
}
