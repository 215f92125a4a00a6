//! Findings grouped as they are read: one group for each switch, whoever it concerns.

use crate::login_settings::labels::api_field;
use login_policy::guard::{Finding, GuardId, Severity};
use login_policy::kinds::Kind;
use login_policy::{Item, LoginVersion, Rules};

/// Findings of the same guard and severity, about the same controls.
#[derive(Clone, PartialEq, Debug)]
pub struct FindingGroup {
    /// The guard.
    pub guard: GuardId,
    /// How much they stand in the way of applying.
    pub severity: Severity,
    /// The items they are about.
    pub items: Vec<Item>,
    /// Whether it is so before the plan, too.
    pub already_so: bool,
    /// Ids of the owners concerned.
    pub owners: Vec<String>,
    /// Whom they concern, by login interface.
    pub audiences: Vec<Audience>,
}

/// Whom a finding concerns on some of the login interfaces; on any where none is named.
#[derive(Clone, PartialEq, Debug)]
pub struct Audience {
    /// The login interfaces.
    pub logins: Vec<LoginVersion>,
    /// The generations of their rules by which all of it holds; empty where all of them agree. Of the
    /// server where no login interface is named.
    pub rules: Vec<Rules>,
    /// The kinds of people; empty where the finding is not about kinds.
    pub kinds: Vec<Kind>,
}

/// Groups findings, in their order.
///
/// Left out is what others already say: that kinds of people are shut out, where each of them is
/// named beside the switch that does it; and that no owner is known to get in, before any owner
/// was asked about.
pub fn group_findings(findings: Vec<Finding>, owners_asked: bool) -> Vec<FindingGroup> {
    let named: Vec<Audience> = findings
        .iter()
        .filter(|one| {
            one.severity >= Severity::MustBeAcknowledged
                && !matches!(one.guard, GuardId::KindsShutOut | GuardId::ShutOutMeanwhile)
        })
        .map(|one| Audience {
            logins: one.login.clone(),
            rules: one.rules.clone(),
            kinds: one.who.clone(),
        })
        .collect();
    let is_named = |login: &LoginVersion, kind: &Kind| {
        named
            .iter()
            .any(|one| one.logins.contains(login) && one.kinds.contains(kind))
    };
    let mut groups: Vec<FindingGroup> = Vec::new();
    for finding in findings {
        let is_said_elsewhere = match finding.guard {
            GuardId::KindsShutOut => finding
                .login
                .iter()
                .all(|login| finding.who.iter().all(|kind| is_named(login, kind))),
            GuardId::OwnersNotKnown => !owners_asked,
            _ => false,
        };
        if is_said_elsewhere {
            continue;
        }
        let audience = Audience {
            logins: finding.login,
            rules: finding.rules,
            kinds: finding.who,
        };
        let group = groups.iter_mut().find(|group| {
            group.guard == finding.guard
                && group.severity == finding.severity
                && group.items == finding.items
                && group.already_so == finding.already_so
                && group.owners == finding.owners
        });
        match group {
            Some(group) => group.audiences.push(audience),
            None => groups.push(FindingGroup {
                guard: finding.guard,
                severity: finding.severity,
                items: finding.items,
                already_so: finding.already_so,
                owners: finding.owners,
                audiences: vec![audience],
            }),
        }
    }
    groups
}

impl FindingGroup {
    /// Tells this group from others, whoever they concern, so that acknowledging one does not
    /// acknowledge another. Stable over evaluations; fit for keys of lists.
    pub fn key(&self) -> String {
        let mut parts = vec![self.guard.id().to_owned()];
        for item in &self.items {
            parts.push(api_field(item).to_owned());
            parts.push(match item {
                Item::SecondFactor(factor) => factor.api_name().to_owned(),
                Item::MultiFactor(factor) => factor.api_name().to_owned(),
                Item::Provider(id) => id.clone(),
                Item::Field(_) | Item::OrgRegistration => String::new(),
            });
        }
        for audience in &self.audiences {
            for login in &audience.logins {
                let digit = match login {
                    LoginVersion::BuiltIn => "1",
                    LoginVersion::V2 => "2",
                };
                parts.push(digit.to_owned());
            }
            for kind in &audience.kinds {
                let methods = kind.methods();
                let letters = [
                    (methods.password, "p"),
                    (methods.authenticator_app, "a"),
                    (methods.security_key, "k"),
                    (methods.passkey, "y"),
                ];
                let held = letters.into_iter().filter(|(held, _)| *held);
                parts.extend(held.map(|(_, letter)| letter.to_owned()));
                parts.extend(methods.external);
            }
        }
        parts.extend(self.owners.iter().cloned());
        parts.join("|")
    }
}

#[cfg(test)]
mod tests {
    use super::{FindingGroup, group_findings};
    use login_policy::guard::{GuardId, GuardInput, Logins, Severity, evaluate};
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

    fn groups(wanted: &LoginSettings) -> Vec<FindingGroup> {
        let logins = Logins::EitherAppDecides;
        let findings = evaluate(&usual(), wanted, logins, &GuardInput::default());
        group_findings(findings, false)
    }

    #[test]
    fn one_switch_is_one_thing_to_acknowledge() {
        let wanted = LoginSettings {
            passwordless_type: PasswordlessType::NotAllowed,
            ..usual()
        };
        let groups = groups(&wanted);
        let acknowledged = |one: &&FindingGroup| one.severity == Severity::MustBeAcknowledged;
        let all: Vec<_> = groups.iter().filter(acknowledged).collect();
        assert_eq!(all.len(), 1, "{all:?}");
        assert_eq!(all[0].guard, GuardId::PasskeysOff);
    }

    #[test]
    fn the_key_tells_whom_a_group_concerns() {
        let off = LoginSettings {
            allow_username_password: false,
            ..usual()
        };
        let key_of = |wanted: &LoginSettings| {
            let all = groups(wanted);
            let found = all
                .iter()
                .find(|one| one.guard == GuardId::UsernamePasswordOff);
            found.map(FindingGroup::key).expect("found")
        };
        assert_eq!(key_of(&off), key_of(&off));
        assert!(key_of(&off).starts_with("username-password-off|allowUsernamePassword"));
    }
}
