//! Findings put together as they are read: one thing for each switch, whoever it concerns. Pure; the
//! sentences are chosen in `consequences`.

use crate::pages::settings::words::item_field;
use login_policy::guard::{Finding, GuardId, Severity};
use login_policy::kinds::Kind;
use login_policy::{Item, LoginVersion, Rules};

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
    /// The generations of their rules by which all of it holds, where they do not agree.
    pub rules: Vec<Rules>,
    /// The kinds of people; empty where it does not speak of kinds.
    pub who: Vec<Kind>,
}

/// Puts findings together. Left out is what others say already: that kinds of people are shut out,
/// where each of them is named beside the switch that does it; and that no owner is known to get
/// in, before any was asked about.
pub fn fold(findings: Vec<Finding>, owners_asked: bool) -> Vec<Said> {
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
            rules: finding.rules,
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
            let means = kind.methods();
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
    use login_policy::guard::{Facts, GuardId, Logins, Severity, evaluate};
    use login_policy::{Lifetime, LoginSettings, PasswordlessType};

    fn usual() -> LoginSettings {
        LoginSettings {
            allow_username_password: true,
            passwordless_type: PasswordlessType::Allowed,
            password_check_lifetime: Lifetime::from_seconds(864_000),
            second_factor_check_lifetime: Lifetime::from_seconds(64_800),
            multi_factor_check_lifetime: Lifetime::from_seconds(43_200),
            external_login_check_lifetime: Lifetime::from_seconds(864_000),
            ..LoginSettings::default()
        }
    }

    fn said(wanted: &LoginSettings) -> Vec<Said> {
        let all = Logins::EitherAppDecides;
        fold(evaluate(&usual(), wanted, all, &Facts::default()), false)
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
