//! What the files of measured sign-ins call things. The quoted errors are what ZITADEL's pages
//! showed.

use serde_json::{Value as Json, json};

use crate::outcome::{Ending, Outcome, Refusal, Step};
use crate::people::LoginVersion;
use crate::policy::SecondFactorType;
use crate::rules::{Measurement, Rules};
use crate::token::ApiAnswer;

pub(super) fn ending(end: &Ending) -> &'static str {
    match end {
        Ending::SignedIn => "signed-in",
        Ending::MustSetUpSecondFactor { .. } => "must-set-up-second-factor",
        Ending::MustSetPasswordByCode => "must-set-password-by-code",
        Ending::AskedForAPasswordNotSet => "asked-for-a-password-not-set",
        Ending::SentToAProviderWithoutAccount => "sent-to-a-provider-without-account",
        Ending::NoWayOffered => "no-way-offered",
        Ending::NoSecondFactorOffered => "no-second-factor-offered",
        Ending::AskedAgainWithoutEnd => "asked-again-without-end",
        Ending::Refused { .. } => "refused",
    }
}

/// The pages in order. The newer app has a page of its own for a provider that failed.
pub(super) fn steps(said: &Outcome, login: LoginVersion, rules: Rules) -> Vec<String> {
    let mut names: Vec<String> = said.steps.iter().map(step).collect();
    let at_provider = matches!(
        said.end,
        Ending::Refused {
            because: Refusal::ExternalLoginFailed
        }
    );
    if at_provider && login == LoginVersion::V2 && is_newer(rules) {
        names.pop();
        names.push("provider: failure".to_owned());
    }
    names
}

fn is_newer(rules: Rules) -> bool {
    rules.measurement() >= Measurement::V4_13
}

pub(super) fn step(step: &Step) -> String {
    let plain = match step {
        Step::LoginName => "login-name",
        Step::ProvidersOnly => "provider-buttons",
        Step::NoWayOffered => "no-way-offered",
        Step::Passkey {
            password_offered: false,
        } => "passkey",
        Step::Passkey {
            password_offered: true,
        } => "passkey, password offered",
        Step::Password => "password",
        Step::SetPasswordByCode => "set-password-by-code",
        Step::ExternalProvider => "external-provider",
        Step::VerifyByCode => "verify-by-code",
        Step::AuthenticatorApp { key_offered: false } => "authenticator-app",
        Step::AuthenticatorApp { key_offered: true } => "authenticator-app, security-key offered",
        Step::SecurityKey { app_offered: false } => "security-key",
        Step::SecurityKey { app_offered: true } => "security-key, authenticator-app offered",
        Step::Error => "error",
        Step::ChooseSecondFactor(offers) => return with_offers("choose-second-factor: ", offers),
        Step::SetUpSecondFactor(offers) => return with_offers("set-up-second-factor: ", offers),
        Step::InvitedToSetUpSecondFactor(offers) => {
            return with_offers("invited-to-set-up-second-factor: ", offers);
        }
    };
    plain.to_owned()
}

fn with_offers(page: &str, offers: &[SecondFactorType]) -> String {
    if offers.is_empty() {
        return format!("{page}nothing offered");
    }
    let mut names: Vec<&str> = offers
        .iter()
        .map(|kind| match kind {
            SecondFactorType::Otp => "authenticator-app",
            SecondFactorType::U2f => "security-key",
            SecondFactorType::OtpEmail => "code-by-mail",
            SecondFactorType::OtpSms => "code-by-text",
            SecondFactorType::RecoveryCodes => "recovery-codes",
            SecondFactorType::Unknown(name) => name,
        })
        .collect();
    // The pages list them in the order of their addition, the files by name.
    names.sort_unstable();
    format!("{page}{}", names.join(", "))
}

pub(super) fn first_page(said: &Outcome) -> Json {
    said.first_page.map_or(
        Json::Null,
        |page| json!({ "register": page.register, "providers": page.providers }),
    )
}

/// In the files a signed-in person without the claim has `null` there, like everybody else.
pub(super) fn amr(said: &Outcome) -> Json {
    match &said.token {
        Some(token) if !token.amr.is_empty() => json!(token.amr),
        _ => Json::Null,
    }
}

pub(super) fn api(said: &Outcome) -> Json {
    said.token
        .as_ref()
        .map_or(Json::Null, |token| match token.api {
            ApiAnswer::Answers => json!(200),
            ApiAnswer::MfaRequired => json!(403),
        })
}

pub(super) fn error(said: &Outcome, rules: Rules) -> Json {
    let Ending::Refused { because } = said.end else {
        return Json::Null;
    };
    json!(match because {
        Refusal::NoSecondFactorConfigured =>
            "Errors.Login.LoginPolicy.MFA.ForceAndNotConfigured (LOGIN-5Hm8s)",
        Refusal::PasswordNotAllowed =>
            "Username Password not allowed! Contact your administrator for more information.",
        Refusal::PasskeyNotAllowed =>
            "Passkeys not allowed! Contact your administrator for more information.",
        Refusal::LoginNameNotAccepted if is_newer(rules) => "User not found in the system",
        Refusal::LoginNameNotAccepted => "User not found in the system!",
        Refusal::PasswordNotVerified if is_newer(rules) => "Could not create session for user",
        Refusal::PasswordNotVerified => "Could not verify password",
        Refusal::PasskeyNotVerified => "Could not verify passkey",
        Refusal::ExternalLoginFailed if is_newer(rules) =>
            "An error occurred while trying to login.",
        Refusal::ExternalLoginFailed => "An internal error occurred",
    })
}
