//! What a guard says. The words are chosen at the screen.

use super::id::GuardId;
use crate::draft::Item;
use crate::kinds::Kind;
use crate::people::LoginVersion;
use crate::rules::Rules;

/// One thing to say.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// What.
    pub guard: GuardId,
    /// How much it stands in the way.
    pub severity: Severity,
    /// The controls it is about, in page order where that matters.
    pub items: Vec<Item>,
    /// On which sign-in pages; empty where it does not depend on them.
    pub login: Vec<LoginVersion>,
    /// Where the generations that were judged do not agree: those by which all of this holds; by
    /// the others less of it does, or nothing. Of the pages in `login`, of the server where that is
    /// empty. Empty where all agree.
    pub rules: Vec<Rules>,
    /// Which kinds of people are affected, as far as it speaks of kinds.
    pub who: Vec<Kind>,
    /// Which owners are affected, by id, as far as it speaks of owners.
    pub owners: Vec<String>,
    /// It was so before the draft; then it is for information.
    pub already_so: bool,
}

/// How much a finding stands in the way of applying.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Said, not asked about.
    ForInformation,
    /// Applied only after a nod.
    MustBeAcknowledged,
    /// Applied only after typing a confirmation.
    BlocksUntilTyped,
    /// Not applied: the server would refuse or alter the value, or this console refuses it.
    Refused,
}
