//! What there is to say about the draft, judged anew whenever the draft or what is known changes.
//!
//! The rules are `login_policy::guard`'s. Here is only which of them stand in the way of applying.

use super::said::{Said, fold, mark};
use crate::markup::{follow_forever, unfollowed};
use crate::pages::settings::model::Model;
use crate::pages::settings::state::{Known, Progress};
use login_policy::guard::{Facts, Logins, Severity, evaluate};
use login_policy::{Call, ServerVersion, SignInPages};

/// What was judged, the most severe first.
#[derive(Clone, PartialEq, Default)]
pub struct Judged {
    /// What there is to say.
    pub said: Vec<Said>,
    /// Whether the plan replaces the policy although the server has members that this console does
    /// not know.
    pub drops_unknown: bool,
}

/// What keeps a plan from being applied.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// What an earlier plan did is not confirmed.
    NotConfirmed,
    /// A value that is refused.
    Refused,
    /// The owners are being asked.
    Asking,
    /// Something is not acknowledged.
    NotAcknowledged,
    /// The confirmation is not typed.
    NotTyped,
}

/// Begins to judge what is told to be open, for as long as the console lives.
pub fn begin(model: Model) {
    follow_forever(move || {
        let nothing = model.open.with(Vec::is_empty);
        // All that is judged by is followed here, and read below.
        model.session.person();
        model.loaded.with(|_| ());
        model.logins.with(|_| ());
        model.own.with(|_| ());
        model.owners.with(|_| ());
        unfollowed(|| {
            model.judged.set_if_other(if nothing {
                Judged::default()
            } else {
                model.read_own();
                model.judge()
            });
        });
    });
}

impl Model {
    /// The sign-in pages to judge for; where it is not known, both.
    pub(super) fn judged_logins(self) -> Logins {
        self.logins
            .with(|logins| logins.value().copied())
            .unwrap_or(Logins::EitherAppDecides)
    }

    /// What the server says it is. It is not asked yet: as long as it is not known, every generation
    /// of rules that people may meet is judged.
    pub(super) fn server_version(self) -> ServerVersion {
        ServerVersion::default()
    }

    /// The sign-in pages to judge for, in every generation that may apply.
    pub(super) fn judged_pages(self) -> Vec<SignInPages> {
        self.judged_logins().pages(&self.server_version())
    }

    /// What is known beside the settings.
    pub(super) fn facts(self) -> Facts {
        let own = self.own.with(|own| own.value().cloned());
        Facts {
            server: self.server_version(),
            own_amr: self.session.person().map(|person| person.amr),
            own_organization_follows: own.as_ref().and_then(|own| own.follows_instance),
            own_methods: own.and_then(|own| own.means),
            owners: self.owners.with(|owners| owners.judged()),
        }
    }

    fn judge(self) -> Judged {
        let facts = self.facts();
        let has_unknown = self.loaded.with(|loaded| {
            loaded
                .as_ref()
                .is_some_and(|read| !read.unknown_members.is_empty())
        });
        let replaces = |call: &Call| matches!(call, Call::UpdatePolicy(_));
        let findings = evaluate(&self.base(), &self.target(), self.judged_logins(), &facts);
        Judged {
            said: fold(findings, facts.owners.is_some()),
            drops_unknown: has_unknown && self.plan().calls.iter().any(replaces),
        }
    }

    /// Why the plan cannot be applied now; `None` if it can.
    pub(super) fn obstacle(self) -> Option<Obstacle> {
        if self.has_unconfirmed() {
            return Some(Obstacle::NotConfirmed);
        }
        let asking = self.owners.with(super::owners::OwnersRead::is_asking);
        self.judged.with(|judged| {
            let any = |severity| judged.said.iter().any(|one| one.severity == severity);
            let open = judged
                .said
                .iter()
                .filter(|one| one.severity == Severity::MustBeAcknowledged)
                .map(mark)
                .chain(judged.drops_unknown.then(|| UNKNOWN_MEMBERS.to_owned()))
                .any(|mark| !self.is_acknowledged(&mark));
            if any(Severity::Refused) {
                Some(Obstacle::Refused)
            } else if asking {
                Some(Obstacle::Asking)
            } else if open {
                Some(Obstacle::NotAcknowledged)
            } else if any(Severity::BlocksUntilTyped) && !self.is_typed() {
                Some(Obstacle::NotTyped)
            } else {
                None
            }
        })
    }

    /// Whether the plan has nothing that must be read first.
    pub(super) fn is_plain(self) -> bool {
        !self.has_unconfirmed()
            && self.judged.with(|judged| {
                !judged.drops_unknown
                    && judged
                        .said
                        .iter()
                        .all(|one| one.severity == Severity::ForInformation)
            })
    }

    /// Whether the server may hold something else than reads have shown. A plan made from these would
    /// take it back, because a write replaces all fields.
    fn has_unconfirmed(self) -> bool {
        self.progress.with(|progress| {
            let is_late = |state: &Progress| matches!(state, Progress::Late(_) | Progress::Unknown);
            progress.iter().any(|(_, state)| is_late(state))
        })
    }

    /// Whether this was acknowledged.
    pub(super) fn is_acknowledged(self, mark: &str) -> bool {
        self.acknowledged
            .with(|all| all.iter().any(|one| one == mark))
    }

    /// Takes an acknowledgement, or takes it back.
    pub(super) fn acknowledge(self, mark: &str, on: bool) {
        self.acknowledged.update(|all| {
            all.retain(|one| one != mark);
            if on {
                all.push(mark.to_owned());
            }
        });
    }

    /// Whether the confirmation is typed: the host of the instance.
    pub(super) fn is_typed(self) -> bool {
        self.typed
            .with(|typed| typed.trim() == self.instance.host())
    }

    /// Whether it is known who is signed in, or known that it cannot be.
    pub(super) fn knows_own(self) -> bool {
        self.own.with(|own| *own != Known::NotYet)
    }
}

/// The mark of what a newer server would lose.
pub const UNKNOWN_MEMBERS: &str = "unknown-members";
