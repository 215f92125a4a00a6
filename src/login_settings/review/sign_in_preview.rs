//! Sign-ins before and after a plan, as lines to read, and kinds of people whose lines are the same
//! grouped. What happens in a sign-in is `login_policy`'s; lines are text keys and need no language.

use login_policy::kinds::{Kind, Preview};
use login_policy::outcome::{Basis, Ending, NotKnown, Outcome, Refusal, Step};
use login_policy::{Access, Rules, SecondFactorType};

/// One line of a sign-in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignInLine {
    /// The text key; its text has the placeholder `offers` where there are any.
    pub key: &'static str,
    /// The second factors that a page offers to set up.
    pub offers: Option<Vec<SecondFactorType>>,
    /// Whether the person cannot sign in because of it.
    pub is_shut_out: bool,
}

/// Kinds of people who go through the same; they differ by nothing but their identity provider.
#[derive(Clone, PartialEq, Debug)]
pub struct PreviewGroup {
    /// The first of the kinds.
    pub kind: Kind,
    /// The generations of the login interface that are meant, where others have a group of their
    /// own; `None` where all go through the same.
    pub rules: Option<Vec<Rules>>,
    /// The ids of the identity providers at which they have an account.
    pub providers: Vec<String>,
    /// Their sign-in today.
    pub before: Vec<SignInLine>,
    /// Their sign-in once the plan is applied.
    pub after: Vec<SignInLine>,
    /// What the plan does to them.
    pub impact: Impact,
}

/// What a plan does to people.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Impact {
    /// They notice nothing.
    Unchanged,
    /// They cannot sign in, and could not before.
    ShutOutAsBefore,
    /// They cannot sign in any more.
    ShutOut,
    /// They can sign in again.
    LetIn,
    /// They must set up a second factor.
    MustSetUp,
    /// They sign in by other pages.
    Different,
    /// It is not known how their sign-in ends.
    NotKnown,
}

impl Impact {
    /// Whether they notice the plan: other pages, or another end. What else stands on the first page
    /// does not count, nor what their token may do.
    pub fn is_noticed(self) -> bool {
        !matches!(self, Self::Unchanged | Self::ShutOutAsBefore)
    }
}

/// Groups what kinds of people go through on one login interface, in their order.
pub fn group_previews(previews: &[Preview]) -> Vec<PreviewGroup> {
    let mut groups: Vec<PreviewGroup> = Vec::new();
    let is_of_some_versions = |one: &Preview| {
        previews
            .iter()
            .any(|other| other.kind == one.kind && other.rules != one.rules)
    };
    for preview in previews {
        let provider = match &preview.kind {
            Kind::ExternalAccount { provider } => provider.clone(),
            _ => None,
        };
        let (before, after) = (
            sign_in_lines(&preview.before),
            sign_in_lines(&preview.after),
        );
        let rules = is_of_some_versions(preview).then(|| preview.rules.clone());
        let group = groups.iter_mut().find(|group| {
            provider.is_some()
                && !group.providers.is_empty()
                && group.before == before
                && group.after == after
                && group.rules == rules
        });
        match group {
            Some(group) => group.providers.extend(provider),
            None => groups.push(PreviewGroup {
                kind: preview.kind.clone(),
                rules,
                providers: provider.into_iter().collect(),
                impact: impact(preview, before != after),
                before,
                after,
            }),
        }
    }
    groups
}

fn impact(preview: &Preview, is_noticed: bool) -> Impact {
    let access = |outcome: &Result<Outcome, NotKnown>| {
        outcome.as_ref().ok().map(|outcome| outcome.end.access())
    };
    match (access(&preview.before), access(&preview.after)) {
        (_, Some(Access::ShutOut)) if !is_noticed => Impact::ShutOutAsBefore,
        _ if !is_noticed => Impact::Unchanged,
        (_, None) => Impact::NotKnown,
        (_, Some(Access::ShutOut)) => Impact::ShutOut,
        (Some(Access::ShutOut), _) => Impact::LetIn,
        (_, Some(Access::AfterSetUp)) => Impact::MustSetUp,
        (_, Some(Access::In)) => Impact::Different,
    }
}

fn sign_in_lines(outcome: &Result<Outcome, NotKnown>) -> Vec<SignInLine> {
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(reason) => return vec![line(not_known_key(*reason))],
    };
    let mut lines: Vec<SignInLine> = outcome.steps.iter().filter_map(step_line).collect();
    lines.push(SignInLine {
        is_shut_out: outcome.end.access() == Access::ShutOut,
        ..line(ending_key(&outcome.end))
    });
    if outcome.basis == Basis::Deduced {
        lines.push(line("story.deduced"));
    }
    lines
}

fn line(key: &'static str) -> SignInLine {
    SignInLine {
        key,
        offers: None,
        is_shut_out: false,
    }
}

fn step_line(step: &Step) -> Option<SignInLine> {
    let offering = |key, offers: &[SecondFactorType]| SignInLine {
        offers: Some(offers.to_vec()),
        ..line(key)
    };
    Some(match step {
        Step::LoginName => line("step.name"),
        Step::ProvidersOnly => line("step.providers-only"),
        // How the sign-in ends says these two.
        Step::NoWayOffered | Step::Error => return None,
        Step::Passkey {
            password_offered: true,
        } => line("step.passkey-or-password"),
        Step::Passkey { .. } => line("step.passkey"),
        Step::Password => line("step.password"),
        Step::SetPasswordByCode => line("step.mailed-code"),
        Step::ExternalProvider => line("step.provider"),
        Step::VerifyByCode => line("step.verify-code"),
        Step::ChooseSecondFactor(_) => line("step.choose"),
        Step::AuthenticatorApp { key_offered: false } => line("step.app"),
        Step::AuthenticatorApp { key_offered: true } => line("step.app-or-key"),
        Step::SecurityKey { app_offered: false } => line("step.key"),
        Step::SecurityKey { app_offered: true } => line("step.key-or-app"),
        Step::SetUpSecondFactor(offers) => offering("step.set-up", offers),
        Step::InvitedToSetUpSecondFactor(offers) => offering("step.invited", offers),
    })
}

fn ending_key(end: &Ending) -> &'static str {
    match end {
        Ending::SignedIn => "end.in",
        Ending::MustSetUpSecondFactor { .. } => "end.after-set-up",
        Ending::MustSetPasswordByCode => "end.mailed-code",
        Ending::AskedForAPasswordNotSet => "end.password-not-set",
        Ending::SentToAProviderWithoutAccount => "end.no-account",
        Ending::NoWayOffered => "end.no-way",
        Ending::NoSecondFactorOffered => "end.no-factor",
        Ending::AskedAgainWithoutEnd => "end.again",
        Ending::Refused { because } => match because {
            Refusal::NoSecondFactorConfigured => "end.none-configured",
            Refusal::PasswordNotAllowed => "end.password-refused",
            Refusal::PasskeyNotAllowed => "end.passkey-refused",
            Refusal::LoginNameNotAccepted => "end.name-refused",
            Refusal::PasswordNotVerified => "end.password-lapsed",
            Refusal::PasskeyNotVerified => "end.passkey-lapsed",
            Refusal::ExternalLoginFailed => "end.external-lapsed",
        },
    }
}

fn not_known_key(reason: NotKnown) -> &'static str {
    match reason {
        NotKnown::CodesByMailOrText => "unknown.codes",
        NotKnown::NoFirstFactor => "unknown.nothing-set-up",
        NotKnown::UnknownValue => "unknown.newer",
        NotKnown::PasskeyDomain => "unknown.passkey",
        NotKnown::LifetimeTooShort => "unknown.too-short",
        NotKnown::PathNotOffered => "unknown.other",
    }
}

#[cfg(test)]
mod tests {
    use super::{Impact, PreviewGroup, group_previews};
    use login_policy::kinds::{Kind, preview};
    use login_policy::{
        Lifetime, LoginSettings, LoginVersion, PasswordlessType, Rules, SignInPages,
    };

    fn usual() -> LoginSettings {
        LoginSettings {
            allow_username_password: true,
            allow_external_idp: true,
            passwordless_type: PasswordlessType::Allowed,
            password_check_lifetime: Lifetime::from_seconds(864_000),
            second_factor_check_lifetime: Lifetime::from_seconds(64_800),
            multi_factor_check_lifetime: Lifetime::from_seconds(43_200),
            external_login_check_lifetime: Lifetime::from_seconds(864_000),
            providers: vec!["1".to_owned(), "2".to_owned(), "3".to_owned()],
            ..LoginSettings::default()
        }
    }

    fn groups(wanted: &LoginSettings) -> Vec<PreviewGroup> {
        let pages = Rules::ALL.iter().map(|&rules| SignInPages {
            login: LoginVersion::V2,
            rules,
        });
        group_previews(&preview(&usual(), wanted, &pages.collect::<Vec<_>>()))
    }

    fn of_kind(groups: &[PreviewGroup], kind: &Kind) -> PreviewGroup {
        let found = groups.iter().find(|group| group.kind == *kind);
        found.cloned().expect("a group of this kind")
    }

    #[test]
    fn a_plan_that_changes_nothing_is_not_noticed() {
        let groups = groups(&usual());
        assert!(groups.iter().all(|group| !group.impact.is_noticed()));
        assert!(groups.iter().all(|group| group.before == group.after));
    }

    #[test]
    fn accounts_at_providers_that_fare_alike_are_one_group() {
        let groups = groups(&usual());
        let accounts: Vec<_> = groups
            .iter()
            .filter(|group| !group.providers.is_empty())
            .map(|group| group.providers.clone())
            .collect();
        assert_eq!(accounts, [["1", "2", "3"]]);
    }

    #[test]
    fn whoever_has_nothing_but_a_passkey_is_shut_out_without_passkeys() {
        let groups = groups(&LoginSettings {
            passwordless_type: PasswordlessType::NotAllowed,
            ..usual()
        });
        let by_passkey = of_kind(&groups, &Kind::Passkey);
        assert_eq!(by_passkey.impact, Impact::ShutOut);
        let ending = by_passkey.after.iter().find(|line| line.is_shut_out);
        assert_eq!(ending.map(|line| line.key), Some("end.passkey-refused"));
        let by_password = of_kind(&groups, &Kind::Password);
        assert!(!by_password.impact.is_noticed());
    }
}
