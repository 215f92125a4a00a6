//! Sign-ins in words: who, page by page, and how it ends. What happens is `login_policy`'s.

use crate::i18n::{list, text, text_with};
use crate::pages::settings::model::Model;
use crate::pages::settings::words::second_factor_name;
use login_policy::kinds::Kind;
use login_policy::outcome::best_access;
use login_policy::outcome::{Basis, Ending, NotKnown, Outcome, Refusal, Step};
use login_policy::rules::version_spans;
use login_policy::{
    Access, EnrolledMethods, LoginSettings, LoginVersion, Rules, SecondFactorType, SignInPages,
    SignInPath, outcome,
};

/// One line of a story.
#[derive(PartialEq)]
pub struct Line {
    /// What happens.
    pub words: String,
    /// Whether somebody is left outside by it.
    pub is_out: bool,
}

/// The sign-in pages by name.
pub fn login_name(login: LoginVersion) -> String {
    text(match login {
        LoginVersion::BuiltIn => "login.built-in",
        LoginVersion::V2 => "login.v2",
    })
}

/// The sign-in pages by name, with the versions that are spoken of; all where none is given.
pub fn login_name_in(login: LoginVersion, rules: &[Rules]) -> String {
    let name = login_name(login);
    if rules.is_empty() || rules.len() == Rules::ALL.len() || login == LoginVersion::BuiltIn {
        return name;
    }
    text_with(
        "login.in-versions",
        &[("login", &name), ("versions", &versions(rules))],
    )
}

/// Generations of rules as ranges of versions.
pub fn versions(rules: &[Rules]) -> String {
    let spans: Vec<String> = version_spans(rules)
        .into_iter()
        .map(|span| match (span.since, span.before) {
            (None, None) => text("versions.all"),
            (Some(since), None) => text_with("versions.since", &[("since", since)]),
            (None, Some(before)) => text_with("versions.before", &[("before", before)]),
            (Some(since), Some(before)) => {
                text_with("versions.between", &[("since", since), ("before", before)])
            }
        })
        .collect();
    list(&spans)
}

/// A kind of person.
pub fn kind_name(model: Model, kind: &Kind) -> String {
    let key = match kind {
        Kind::Password => "kind.password",
        Kind::PasswordAndApp => "kind.password-app",
        Kind::PasswordAndKey => "kind.password-key",
        Kind::Passkey => "kind.passkey",
        Kind::PasskeyAndPassword => "kind.passkey-password",
        Kind::NothingYet => "kind.nothing",
        Kind::ExternalAccount { provider: None } => "kind.external",
        Kind::ExternalAccount { provider: Some(id) } => {
            return text_with("kind.external-at", &[("name", &model.provider_name(id))]);
        }
        Kind::Combination(means) => {
            return text_with("kind.with", &[("means", &means_words(model, means))]);
        }
    };
    text(key)
}

/// What somebody has.
pub fn means_words(model: Model, means: &EnrolledMethods) -> String {
    let has = [
        (means.password, "means.password"),
        (means.authenticator_app, "means.app"),
        (means.security_key, "means.key"),
        (means.code_by_mail, "means.mail"),
        (means.code_by_text, "means.text"),
        (means.passkey, "means.passkey"),
        (
            means.passkey_not_known && !means.passkey,
            "means.passkey-not-known",
        ),
        (means.recovery_codes, "means.recovery"),
        (means.unknown_method, "means.unknown"),
    ];
    let mut all: Vec<String> = has
        .into_iter()
        .filter(|(has, _)| *has)
        .map(|(_, key)| text(key))
        .collect();
    for id in &means.external {
        all.push(if id.is_empty() {
            text("means.external")
        } else {
            text_with("means.external-at", &[("name", &model.provider_name(id))])
        });
    }
    if all.is_empty() {
        return text("means.nothing");
    }
    list(&all)
}

/// A sign-in, page by page.
pub fn story(outcome: &Result<Outcome, NotKnown>) -> Vec<Line> {
    let outcome = match outcome {
        Ok(outcome) => outcome,
        Err(why) => {
            return vec![Line {
                words: not_known(*why),
                is_out: false,
            }];
        }
    };
    let mut lines: Vec<Line> = outcome
        .steps
        .iter()
        .filter_map(step)
        .map(|words| Line {
            words,
            is_out: false,
        })
        .collect();
    lines.push(Line {
        words: ending(&outcome.end),
        is_out: outcome.end.access() == Access::ShutOut,
    });
    if outcome.basis == Basis::Deduced {
        lines.push(Line {
            words: text("story.deduced"),
            is_out: false,
        });
    }
    lines
}

/// By what somebody gets in, by the best way the pages offer; `None` where they do not, or where it
/// is not known.
pub fn ways_in(
    policy: &LoginSettings,
    pages: SignInPages,
    means: &EnrolledMethods,
) -> Option<String> {
    let best = best_access(policy, pages, means)?;
    let taken = SignInPath::ALL.into_iter().find_map(|way| {
        let found = outcome(policy, pages.login, pages.rules, means, way).ok()?;
        (found.end.access() == best && best > Access::ShutOut).then_some(found)
    })?;
    let used: Vec<String> = taken
        .steps
        .iter()
        .filter_map(|step| match step {
            Step::Passkey { .. } => Some("means.passkey"),
            Step::Password => Some("means.password"),
            Step::ExternalProvider => Some("means.external"),
            Step::AuthenticatorApp { .. } => Some("means.app"),
            Step::SecurityKey { .. } => Some("means.key"),
            _ => None,
        })
        .map(text)
        .collect();
    Some(list(&used))
}

fn step(step: &Step) -> Option<String> {
    Some(match step {
        Step::LoginName => text("step.name"),
        Step::ProvidersOnly => text("step.providers-only"),
        // These two are how it ends.
        Step::NoWayOffered | Step::Error => return None,
        Step::Passkey {
            password_offered: true,
        } => text("step.passkey-or-password"),
        Step::Passkey { .. } => text("step.passkey"),
        Step::Password => text("step.password"),
        Step::SetPasswordByCode => text("step.mailed-code"),
        Step::ExternalProvider => text("step.provider"),
        Step::VerifyByCode => text("step.verify-code"),
        Step::ChooseSecondFactor(_) => text("step.choose"),
        Step::AuthenticatorApp { key_offered: false } => text("step.app"),
        Step::AuthenticatorApp { key_offered: true } => text("step.app-or-key"),
        Step::SecurityKey { app_offered: false } => text("step.key"),
        Step::SecurityKey { app_offered: true } => text("step.key-or-app"),
        Step::SetUpSecondFactor(offers) => offered("step.set-up", offers),
        Step::InvitedToSetUpSecondFactor(offers) => offered("step.invited", offers),
    })
}

fn offered(key: &str, offers: &[SecondFactorType]) -> String {
    let names: Vec<String> = offers.iter().map(second_factor_name).collect();
    let names = if names.is_empty() {
        text("word.none")
    } else {
        list(&names)
    };
    text_with(key, &[("offers", &names)])
}

fn ending(end: &Ending) -> String {
    text(match end {
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
    })
}

/// Why nothing can be said.
pub fn not_known(why: NotKnown) -> String {
    text(match why {
        NotKnown::CodesByMailOrText => "unknown.codes",
        NotKnown::NoFirstFactor => "unknown.nothing-set-up",
        NotKnown::UnknownValue => "unknown.newer",
        NotKnown::PasskeyDomain => "unknown.passkey",
        NotKnown::LifetimeTooShort => "unknown.too-short",
        NotKnown::PathNotOffered => "unknown.other",
    })
}
