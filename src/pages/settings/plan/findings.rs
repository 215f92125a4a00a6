//! What there is to say about the draft, judged anew whenever the draft or what is known changes.
//!
//! The rules are `login_policy::guard`'s. Here is only which of them stand in the way of applying.

use crate::markup::follow_forever;
use crate::pages::settings::model::{Known, Model};
use crate::pages::settings::words::item_field;
use login_policy::guard::{Facts, Finding, GuardId, Logins, Severity, judge};
use login_policy::kinds::Kind;
use login_policy::{Call, Item, LoginVersion};

/// What was judged, the most severe first.
#[derive(Clone, PartialEq, Default)]
pub struct Judged {
    /// What there is to say.
    pub said: Vec<Said>,
    /// Whether the plan replaces the policy although the server has members that this console does
    /// not know.
    pub drops_unknown: bool,
}

/// Findings that are one thing to read: of the same guard and weight, about the same controls.
#[derive(Clone, PartialEq, Debug)]
pub struct Said {
    /// Which guard.
    pub guard: GuardId,
    /// How much it stands in the way.
    pub severity: Severity,
    /// The controls it is about.
    pub items: Vec<Item>,
    /// It was so before.
    pub already_so: bool,
    /// The owners concerned, by id.
    pub owners: Vec<String>,
    /// On which sign-in pages whom it concerns.
    pub whom: Vec<Whom>,
}

/// Whom something concerns on some of the sign-in pages; on any where none is named.
#[derive(Clone, PartialEq, Debug)]
pub struct Whom {
    /// The pages.
    pub login: Vec<LoginVersion>,
    /// The kinds of people; empty where it does not speak of kinds.
    pub who: Vec<Kind>,
}

/// Puts findings together. Left out is what others say already: that kinds of people are shut out,
/// where each of them is named beside the switch that does it; and that no owner is known to get
/// in, before any was asked about.
fn fold(findings: Vec<Finding>, owners_asked: bool) -> Vec<Said> {
    let told: Vec<(Vec<LoginVersion>, Vec<Kind>)> = findings
        .iter()
        .filter(|one| {
            one.severity >= Severity::MustBeAcknowledged
                && !matches!(one.guard, GuardId::KindsShutOut | GuardId::ShutOutMeanwhile)
        })
        .map(|one| (one.login.clone(), one.who.clone()))
        .collect();
    let is_told = |login: LoginVersion, kind: &Kind| {
        told.iter()
            .any(|(logins, who)| logins.contains(&login) && who.contains(kind))
    };
    let mut all: Vec<Said> = Vec::new();
    for finding in findings {
        let said_elsewhere = match finding.guard {
            GuardId::KindsShutOut => finding
                .login
                .iter()
                .all(|login| finding.who.iter().all(|kind| is_told(*login, kind))),
            GuardId::OwnersNotKnown => !owners_asked,
            _ => false,
        };
        if said_elsewhere {
            continue;
        }
        let whom = Whom {
            login: finding.login,
            who: finding.who,
        };
        let twin = all.iter_mut().find(|said| {
            said.guard == finding.guard
                && said.severity == finding.severity
                && said.items == finding.items
                && said.already_so == finding.already_so
                && said.owners == finding.owners
        });
        match twin {
            Some(said) => said.whom.push(whom),
            None => all.push(Said {
                guard: finding.guard,
                severity: finding.severity,
                items: finding.items,
                already_so: finding.already_so,
                owners: finding.owners,
                whom: vec![whom],
            }),
        }
    }
    all
}

/// What keeps a plan from being applied.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Obstacle {
    /// A value that is refused.
    Refused,
    /// The owners are being asked.
    Asking,
    /// Something is not acknowledged.
    NotAcknowledged,
    /// The confirmation is not typed.
    NotTyped,
}

/// Begins to judge, for as long as the console lives.
pub fn begin(model: Model) {
    follow_forever(move || {
        let judged = if model.loaded.with(Option::is_none) || model.open_changes().is_empty() {
            Judged::default()
        } else {
            model.read_own();
            model.judge()
        };
        if model.judged.with_untracked(|before| *before != judged) {
            model.judged.set(judged);
        }
    });
}

impl Model {
    /// The sign-in pages to judge for; where it is not known, both.
    pub(super) fn judged_logins(self) -> Logins {
        self.logins
            .with(|logins| logins.value().copied())
            .unwrap_or(Logins::EitherAppDecides)
    }

    fn judge(self) -> Judged {
        let own = self.own.with(|own| own.value().cloned());
        let facts = Facts {
            own_amr: self.session.person().map(|person| person.amr),
            own_organization_follows: own.as_ref().and_then(|own| own.follows_instance),
            own_means: own.and_then(|own| own.means),
            owners: self.owners.with(|owners| owners.judged()),
        };
        let has_unknown = self.loaded.with(|loaded| {
            loaded
                .as_ref()
                .is_some_and(|read| !read.unknown_members.is_empty())
        });
        let replaces = |call: &Call| matches!(call, Call::UpdatePolicy(_));
        let findings = judge(&self.base(), &self.target(), self.judged_logins(), &facts);
        Judged {
            said: fold(findings, facts.owners.is_some()),
            drops_unknown: has_unknown && self.plan().calls.iter().any(replaces),
        }
    }

    /// Why the plan cannot be applied now; `None` if it can.
    pub(super) fn obstacle(self) -> Option<Obstacle> {
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
        self.judged.with(|judged| {
            !judged.drops_unknown
                && judged
                    .said
                    .iter()
                    .all(|one| one.severity == Severity::ForInformation)
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

/// What tells a thing said from others, so that acknowledging one does not acknowledge another.
pub fn mark(said: &Said) -> String {
    let mut mark = said.guard.id().to_owned();
    let mut add = |part: &str| {
        mark.push('|');
        mark.push_str(part);
    };
    for item in &said.items {
        add(item_field(item));
        add(match item {
            Item::SecondFactor(factor) => factor.api_name(),
            Item::MultiFactor(factor) => factor.api_name(),
            Item::Provider(id) => id,
            Item::Field(_) | Item::OrgRegistration => "",
        });
    }
    for whom in &said.whom {
        for login in &whom.login {
            add(match login {
                LoginVersion::BuiltIn => "1",
                LoginVersion::V2 => "2",
            });
        }
        for kind in &whom.who {
            let means = kind.means();
            let has = [
                means.password,
                means.authenticator_app,
                means.security_key,
                means.passkey,
            ];
            for (has, letter) in has.into_iter().zip(["p", "a", "k", "y"]) {
                if has {
                    add(letter);
                }
            }
            for id in &means.external {
                add(id);
            }
        }
    }
    for owner in &said.owners {
        add(owner);
    }
    mark
}

#[cfg(test)]
mod tests {
    use super::{Said, fold, mark};
    use login_policy::guard::{Facts, GuardId, Logins, Severity, judge};
    use login_policy::{LoginSettings, PasswordlessType};

    fn usual() -> LoginSettings {
        LoginSettings {
            allow_username_password: true,
            passwordless_type: PasswordlessType::Allowed,
            ..LoginSettings::default()
        }
    }

    fn said(wanted: &LoginSettings) -> Vec<Said> {
        let all = Logins::EitherAppDecides;
        fold(judge(&usual(), wanted, all, &Facts::default()), false)
    }

    #[test]
    fn one_switch_is_one_thing_to_acknowledge() {
        let wanted = LoginSettings {
            passwordless_type: PasswordlessType::NotAllowed,
            ..usual()
        };
        let said = said(&wanted);
        let asked = |one: &&Said| one.severity == Severity::MustBeAcknowledged;
        let all: Vec<_> = said.iter().filter(asked).collect();
        assert_eq!(all.len(), 1, "{all:?}");
        assert_eq!(all[0].guard, GuardId::PasskeysOff);
    }

    #[test]
    fn the_mark_tells_whom_it_concerns() {
        let off = LoginSettings {
            allow_username_password: false,
            ..usual()
        };
        let mark_of = |wanted: &LoginSettings| {
            let all = said(wanted);
            let found = all
                .iter()
                .find(|one| one.guard == GuardId::UsernamePasswordOff);
            found.map(mark).expect("said")
        };
        assert_eq!(mark_of(&off), mark_of(&off));
        assert!(mark_of(&off).starts_with("username-password-off|allowUsernamePassword"));
    }
}
