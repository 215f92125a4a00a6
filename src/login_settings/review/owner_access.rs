//! How an owner of the instance signs in before and after a plan, as lines to read. The rules are
//! `login_policy`'s.

use crate::components::Tone;
use login_policy::outcome::{Step, best_access};
use login_policy::owners::{Owner, OwnerAccess, owner_access};
use login_policy::{
    Access, EnrolledMethods, LoginSettings, LoginVersion, Rules, SignInPages, SignInPath, outcome,
};

/// What happens to an owner on login interfaces where it is the same.
#[derive(Clone, PartialEq, Debug)]
pub struct AccessLine {
    /// The login interfaces, in each generation.
    pub pages: Vec<SignInPages>,
    /// The tone of the badge.
    pub tone: Tone,
    /// The icon of the badge.
    pub icon: &'static str,
    /// The text key; its text may have the placeholder `ways`.
    pub key: &'static str,
    /// Text keys of what they sign in with.
    pub ways: Vec<&'static str>,
}

impl AccessLine {
    /// Each of the login interfaces once, with the generations of it that are spoken of.
    pub fn logins(&self) -> Vec<(LoginVersion, Vec<Rules>)> {
        let rules_of = |login: LoginVersion| -> Vec<Rules> {
            let pages = self.pages.iter().filter(|pages| pages.login == login);
            pages.map(|pages| pages.rules).collect()
        };
        LoginVersion::ALL
            .into_iter()
            .map(|login| (login, rules_of(login)))
            .filter(|(_, rules)| !rules.is_empty())
            .collect()
    }
}

/// How an owner signs in before and after, on each of the login interfaces.
pub fn access_lines(
    owner: &Owner,
    base: &LoginSettings,
    target: &LoginSettings,
    pages: &[SignInPages],
) -> Vec<AccessLine> {
    let mut all: Vec<AccessLine> = Vec::new();
    for &pages in pages {
        let Some(line) = access_on(owner, base, target, pages) else {
            continue;
        };
        let same = all
            .iter_mut()
            .find(|other| other.key == line.key && other.ways == line.ways);
        match same {
            Some(other) => other.pages.extend(line.pages),
            None => all.push(line),
        }
    }
    all
}

fn access_on(
    owner: &Owner,
    base: &LoginSettings,
    target: &LoginSettings,
    pages: SignInPages,
) -> Option<AccessLine> {
    let access = owner_access(std::slice::from_ref(owner), base, target, &[pages])
        .into_iter()
        .next()?;
    let ways = |settings| ways_in(settings, pages, owner.methods.read()?);
    let (before, after) = (ways(base), ways(target));
    let is_same = access.before == access.after && before == after;
    let (tone, icon, key) = match (access.after, is_same) {
        (OwnerAccess::Known(Access::In), true) => (Tone::Fact, "check", "fate.in-as-before"),
        (OwnerAccess::Known(Access::In), false) => (Tone::Draft, "pencil", "fate.in"),
        (OwnerAccess::Known(Access::AfterSetUp), true) => {
            (Tone::Draft, "hand", "fate.set-up-as-before")
        }
        (OwnerAccess::Known(Access::AfterSetUp), false) => (Tone::Draft, "hand", "fate.set-up"),
        (OwnerAccess::Known(Access::ShutOut), true) => (Tone::Danger, "stop", "fate.out-as-before"),
        (OwnerAccess::Known(Access::ShutOut), false) => (Tone::Danger, "stop", "fate.out"),
        (OwnerAccess::NotReached, _) => (Tone::Fact, "info", "fate.not-reached"),
        (OwnerAccess::NotActive, _) => (Tone::Danger, "stop", "fate.inactive"),
        (OwnerAccess::NotKnown, _) => (Tone::Draft, "ask", "fate.not-known"),
    };
    Some(AccessLine {
        pages: vec![pages],
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
    pages: SignInPages,
    methods: &EnrolledMethods,
) -> Option<Vec<&'static str>> {
    let best = best_access(settings, pages, methods).filter(|best| *best > Access::ShutOut)?;
    let taken = SignInPath::ALL.into_iter().find_map(|path| {
        let found = outcome(settings, pages.login, pages.rules, methods, path).ok()?;
        (found.end.access() == best).then_some(found)
    })?;
    let used = taken.steps.iter().filter_map(|step| match step {
        Step::Passkey { .. } => Some("means.passkey"),
        Step::Password => Some("means.password"),
        Step::ExternalProvider => Some("means.external"),
        Step::AuthenticatorApp { .. } => Some("means.app"),
        Step::SecurityKey { .. } => Some("means.key"),
        _ => None,
    });
    Some(used.collect())
}

#[cfg(test)]
mod tests {
    use super::{AccessLine, access_lines};
    use login_policy::owners::{Owner, OwnerMethods};
    use login_policy::{
        EnrolledMethods, Lifetime, LoginSettings, LoginVersion, PasswordlessType, Rules,
        SignInPages,
    };

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

    fn access(methods: OwnerMethods, target: &LoginSettings) -> Vec<AccessLine> {
        let owner = Owner {
            id: "1".to_owned(),
            methods,
            follows_instance: Some(true),
        };
        access_lines(&owner, &usual(), target, &SignInPages::every())
    }

    fn with_password() -> OwnerMethods {
        OwnerMethods::Read(EnrolledMethods {
            password: true,
            ..EnrolledMethods::default()
        })
    }

    fn with_passkey() -> OwnerMethods {
        OwnerMethods::Read(EnrolledMethods {
            passkey: true,
            ..EnrolledMethods::default()
        })
    }

    #[test]
    fn what_is_the_same_on_both_interfaces_is_one_line() {
        let lines = access(with_password(), &without_passkeys());
        assert_eq!(lines.len(), 1, "{lines:?}");
        let logins: Vec<_> = lines[0].logins();
        assert_eq!(
            logins,
            [
                (LoginVersion::BuiltIn, vec![Rules::LATEST]),
                (LoginVersion::V2, Rules::ALL.to_vec()),
            ]
        );
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
        let lines = access(OwnerMethods::Unread, &usual());
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert_eq!(lines[0].key, "fate.not-known");
    }
}
