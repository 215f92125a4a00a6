//! How an owner of the instance signs in before and after a plan, as lines to read. The rules are
//! `login_policy`'s.

use crate::components::Tone;
use login_policy::outcome::{Step, best_access};
use login_policy::owners::{Fate, Owner, fates};
use login_policy::{Access, LoginSettings, LoginVersion, Means, Way, outcome};

/// What happens to an owner on login interfaces where it is the same.
#[derive(Clone, PartialEq, Debug)]
pub struct OwnerAccess {
    /// The login interfaces.
    pub logins: Vec<LoginVersion>,
    /// The tone of the badge.
    pub tone: Tone,
    /// The icon of the badge.
    pub icon: &'static str,
    /// The text key; its text may have the placeholder `ways`.
    pub key: &'static str,
    /// Text keys of what they sign in with.
    pub ways: Vec<&'static str>,
}

/// How an owner signs in before and after, on each of the login interfaces.
pub fn owner_access(
    owner: &Owner,
    base: &LoginSettings,
    target: &LoginSettings,
    logins: &[LoginVersion],
) -> Vec<OwnerAccess> {
    let mut all: Vec<OwnerAccess> = Vec::new();
    for login in logins {
        let Some(access) = access_on(owner, base, target, *login) else {
            continue;
        };
        let same = all
            .iter_mut()
            .find(|other| other.key == access.key && other.ways == access.ways);
        match same {
            Some(other) => other.logins.extend(access.logins),
            None => all.push(access),
        }
    }
    all
}

fn access_on(
    owner: &Owner,
    base: &LoginSettings,
    target: &LoginSettings,
    login: LoginVersion,
) -> Option<OwnerAccess> {
    let fate = fates(std::slice::from_ref(owner), base, target, login)
        .into_iter()
        .next()?;
    let ways = |settings| ways_in(settings, login, owner.means.read()?);
    let (before, after) = (ways(base), ways(target));
    let is_same = fate.before == fate.after && before == after;
    let (tone, icon, key) = match (fate.after, is_same) {
        (Fate::Known(Access::In), true) => (Tone::Fact, "check", "fate.in-as-before"),
        (Fate::Known(Access::In), false) => (Tone::Draft, "pencil", "fate.in"),
        (Fate::Known(Access::AfterSetUp), true) => (Tone::Draft, "hand", "fate.set-up-as-before"),
        (Fate::Known(Access::AfterSetUp), false) => (Tone::Draft, "hand", "fate.set-up"),
        (Fate::Known(Access::ShutOut), true) => (Tone::Danger, "stop", "fate.out-as-before"),
        (Fate::Known(Access::ShutOut), false) => (Tone::Danger, "stop", "fate.out"),
        (Fate::NotReached, _) => (Tone::Fact, "info", "fate.not-reached"),
        (Fate::NotActive, _) => (Tone::Danger, "stop", "fate.inactive"),
        (Fate::NotKnown, _) => (Tone::Draft, "ask", "fate.not-known"),
    };
    Some(OwnerAccess {
        logins: vec![login],
        tone,
        icon,
        key,
        ways: after.unwrap_or_default(),
    })
}

/// Text keys of what somebody signs in with by the best way that the pages offer; `None` where they
/// do not get in, or where it is not known.
fn ways_in(
    settings: &LoginSettings,
    login: LoginVersion,
    means: &Means,
) -> Option<Vec<&'static str>> {
    let best = best_access(settings, login, means).filter(|best| *best > Access::ShutOut)?;
    let taken = Way::ALL.into_iter().find_map(|way| {
        let found = outcome(settings, login, means, way).ok()?;
        (found.end.access() == best).then_some(found)
    })?;
    let used = taken.steps.iter().filter_map(|step| match step {
        Step::Passkey { .. } => Some("means.passkey"),
        Step::Password => Some("means.password"),
        Step::ExternalProvider => Some("means.external"),
        Step::AuthenticatorApp => Some("means.app"),
        Step::SecurityKey => Some("means.key"),
        _ => None,
    });
    Some(used.collect())
}

#[cfg(test)]
mod tests {
    use super::{OwnerAccess, owner_access};
    use login_policy::owners::{Owner, OwnerMeans};
    use login_policy::{Lifetime, LoginSettings, LoginVersion, Means, PasswordlessType};

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

    fn without_passkeys() -> LoginSettings {
        LoginSettings {
            passwordless_type: PasswordlessType::NotAllowed,
            ..usual()
        }
    }

    fn access(means: OwnerMeans, target: &LoginSettings) -> Vec<OwnerAccess> {
        let owner = Owner {
            id: "1".to_owned(),
            means,
            follows_instance: Some(true),
        };
        owner_access(&owner, &usual(), target, &LoginVersion::ALL)
    }

    fn with_password() -> OwnerMeans {
        OwnerMeans::Read(Means {
            password: true,
            ..Means::default()
        })
    }

    fn with_passkey() -> OwnerMeans {
        OwnerMeans::Read(Means {
            passkey: true,
            ..Means::default()
        })
    }

    #[test]
    fn what_is_the_same_on_both_interfaces_is_one_line() {
        let lines = access(with_password(), &without_passkeys());
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert_eq!(lines[0].logins, LoginVersion::ALL);
        assert_eq!(lines[0].key, "fate.in-as-before");
        assert_eq!(lines[0].ways, ["means.password"]);
    }

    #[test]
    fn an_owner_who_loses_the_only_way_in_is_shut_out() {
        let lines = access(with_passkey(), &without_passkeys());
        assert!(lines.iter().all(|line| line.key == "fate.out"), "{lines:?}");
        assert!(lines.iter().all(|line| line.ways.is_empty()));
    }

    #[test]
    fn of_an_owner_who_was_not_read_nothing_is_known() {
        let lines = access(OwnerMeans::Unread, &usual());
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert_eq!(lines[0].key, "fate.not-known");
    }
}
