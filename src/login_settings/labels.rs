//! Domain values as text: names of settings, factors and providers, and what a value says.
//!
//! Names that depend on what was read are `state`'s.

use super::schema::{Edits, Setting, setting_of};
use crate::i18n::I18n;
use login_policy::guard::{GuardId, Severity};
use login_policy::lifetime::Unit;
use login_policy::rules::version_spans;
use login_policy::version::Feature;
use login_policy::{
    Field, Item, Lifetime, LoginVersion, MultiFactorType, PasswordlessType, Rules,
    SecondFactorType, ServerVersion, Value,
};
use zitadel_admin::{Provider, ProviderKind};

/// The text key of a setting's name, as the server's version means it.
pub fn setting_name(setting: &Setting, server: &ServerVersion) -> &'static str {
    if is_local_authentication(setting, server) {
        "set.local-authentication.name"
    } else {
        setting.name
    }
}

/// The text key of what a setting does, as the server's version means it.
pub fn setting_effect(setting: &Setting, server: &ServerVersion) -> &'static str {
    if is_local_authentication(setting, server) {
        "set.local-authentication.effect"
    } else {
        setting.effect
    }
}

/// `allowUsernamePassword` is all local authentication since ZITADEL 4.11.
fn is_local_authentication(setting: &Setting, server: &ServerVersion) -> bool {
    setting.edits == Edits::Field(Field::AllowUsernamePassword)
        && server.surely_has(Feature::LocalAuthentication)
}

/// The name of an item, as the server's version means it; an identity provider by its id.
pub fn item_name(i18n: I18n, item: &Item, server: &ServerVersion) -> String {
    match item {
        Item::Field(_) | Item::OrgRegistration => i18n.text(setting_name(setting_of(item), server)),
        Item::SecondFactor(factor) => second_factor_name(i18n, factor),
        Item::MultiFactor(factor) => multi_factor_name(i18n, factor),
        Item::Provider(id) => id.clone(),
    }
}

/// The name of a multi-factor type.
pub fn multi_factor_name(i18n: I18n, factor: &MultiFactorType) -> String {
    match factor {
        MultiFactorType::U2fWithVerification => i18n.text("multi.u2f.name"),
        MultiFactorType::Unknown(name) => name.clone(),
    }
}

/// The text key of what a multi-factor type is.
pub fn multi_factor_effect(factor: &MultiFactorType) -> &'static str {
    match factor {
        MultiFactorType::U2fWithVerification => "multi.u2f.effect",
        MultiFactorType::Unknown(_) => "factor.newer",
    }
}

/// The name of a second factor type.
pub fn second_factor_name(i18n: I18n, factor: &SecondFactorType) -> String {
    match factor {
        SecondFactorType::Otp => i18n.text("second.otp.name"),
        SecondFactorType::U2f => i18n.text("second.u2f.name"),
        SecondFactorType::OtpEmail => i18n.text("second.email.name"),
        SecondFactorType::OtpSms => i18n.text("second.sms.name"),
        SecondFactorType::RecoveryCodes => i18n.text("second.recovery.name"),
        SecondFactorType::Unknown(name) => name.clone(),
    }
}

/// The text key of what a second factor type is.
pub fn second_factor_effect(factor: &SecondFactorType) -> &'static str {
    match factor {
        SecondFactorType::Otp => "second.otp.effect",
        SecondFactorType::U2f => "second.u2f.effect",
        SecondFactorType::OtpEmail => "second.email.effect",
        SecondFactorType::OtpSms => "second.sms.effect",
        SecondFactorType::RecoveryCodes => "second.recovery.effect",
        SecondFactorType::Unknown(_) => "factor.newer",
    }
}

/// The kind of an identity provider, by its maker or protocol; the same in every language.
pub fn provider_kind(kind: &ProviderKind) -> String {
    let name = match kind {
        ProviderKind::Oidc => "OpenID Connect",
        ProviderKind::Jwt => "JWT",
        ProviderKind::Ldap => "LDAP",
        ProviderKind::OAuth => "OAuth 2.0",
        ProviderKind::AzureAd => "Microsoft Entra ID",
        ProviderKind::GitHub => "GitHub",
        ProviderKind::GitHubEnterprise => "GitHub Enterprise Server",
        ProviderKind::GitLab => "GitLab",
        ProviderKind::GitLabSelfHosted => "GitLab Self-Managed",
        ProviderKind::Google => "Google",
        ProviderKind::Apple => "Apple",
        ProviderKind::Saml => "SAML",
        ProviderKind::Unknown(name) => name,
    };
    name.to_owned()
}

/// The kind of an identity provider, or that the server names none.
pub fn provider_kind_text(i18n: I18n, provider: &Provider) -> String {
    let kind = provider.kind.as_ref().map(provider_kind);
    kind.unwrap_or_else(|| i18n.text("providers.no-kind"))
}

/// The member of ZITADEL's API that holds an item.
pub fn api_field(item: &Item) -> &str {
    match item {
        Item::Field(field) => field.api_name(),
        Item::SecondFactor(_) => "secondFactors",
        Item::MultiFactor(_) => "multiFactors",
        Item::Provider(_) => "idps",
        Item::OrgRegistration => "disallowPublicOrgRegistration",
    }
}

/// The fragment of the row in which an item stands.
pub fn item_anchor(item: &Item) -> &'static str {
    setting_of(item).id
}

/// What a value says on the screen.
pub fn value_text(i18n: I18n, item: &Item, value: &Value) -> String {
    match (item, value) {
        (Item::Field(_) | Item::OrgRegistration, Value::Bool(stored)) => {
            on_off(i18n, *stored != setting_of(item).is_inverted())
        }
        (Item::MultiFactor(_), Value::Bool(listed)) => i18n.text(if *listed {
            "value.accepted"
        } else {
            "value.not-accepted"
        }),
        (_, Value::Bool(listed)) => i18n.text(if *listed {
            "value.offered"
        } else {
            "value.not-offered"
        }),
        (_, Value::Passwordless(PasswordlessType::Unknown(name))) => name.clone(),
        (_, Value::Passwordless(kind)) => on_off(i18n, *kind == PasswordlessType::Allowed),
        (_, Value::Text(address)) if address.is_empty() => i18n.text("value.empty"),
        (_, Value::Text(address)) => address.clone(),
        (_, Value::Lifetime(lifetime)) => lifetime_text(i18n, *lifetime),
    }
}

/// On or off.
pub fn on_off(i18n: I18n, on: bool) -> String {
    i18n.text(if on { "value.on" } else { "value.off" })
}

/// A lifetime in its largest exact unit.
pub fn lifetime_text(i18n: I18n, lifetime: Lifetime) -> String {
    let amount = lifetime.in_largest_exact_unit();
    let number = amount.count as f64 + f64::from(amount.nanos) / 1e9;
    i18n.quantity(number, unit_name(amount.unit))
}

/// The name of a unit in ECMA-402.
pub fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Days => "day",
        Unit::Hours => "hour",
        Unit::Minutes => "minute",
        Unit::Seconds => "second",
    }
}

/// The text key of a login interface.
pub fn login_version(login: LoginVersion) -> &'static str {
    match login {
        LoginVersion::BuiltIn => "login.built-in",
        LoginVersion::V2 => "login.v2",
    }
}

/// A login interface with the versions of it that are spoken of; without them where that is all of
/// them, or where its versions do not differ.
pub fn login_version_in(i18n: I18n, login: LoginVersion, rules: &[Rules]) -> String {
    let name = i18n.text(login_version(login));
    if rules.is_empty() || rules.len() == Rules::ALL.len() || login == LoginVersion::BuiltIn {
        return name;
    }
    let versions = versions_text(i18n, rules);
    i18n.text_with(
        "login.in-versions",
        &[("login", &name), ("versions", &versions)],
    )
}

/// Generations of rules as ranges of versions.
pub fn versions_text(i18n: I18n, rules: &[Rules]) -> String {
    let spans = version_spans(rules).into_iter();
    let texts: Vec<String> = spans
        .map(|span| match (span.since, span.before) {
            (None, None) => i18n.text("versions.all"),
            (Some(since), None) => i18n.text_with("versions.since", &[("since", since)]),
            (None, Some(before)) => i18n.text_with("versions.before", &[("before", before)]),
            (Some(since), Some(before)) => {
                i18n.text_with("versions.between", &[("since", since), ("before", before)])
            }
        })
        .collect();
    i18n.list(&texts)
}

/// The sentence of a guard.
pub fn guard_sentence(i18n: I18n, guard: GuardId) -> String {
    i18n.text(&format!("guard.{}", guard.id()))
}

/// The text key of a severity.
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::ForInformation => "note.information",
        Severity::MustBeAcknowledged => "note.acknowledge",
        Severity::BlocksUntilTyped => "note.locks-out",
        Severity::Refused => "note.refused",
    }
}

#[cfg(test)]
mod tests {
    use super::{setting_effect, setting_name};
    use crate::login_settings::schema::{SETTINGS, Setting, setting_of};
    use login_policy::{Field, Item, ServerVersion};

    fn name(field: Field, version: &str) -> &'static str {
        let server = ServerVersion::parse(version);
        setting_name(setting_of(&Item::Field(field)), &server)
    }

    #[test]
    fn username_and_password_are_all_local_authentication_since_4_11() {
        for (version, wanted) in [
            ("4.11.0", "set.local-authentication.name"),
            ("v4.13.1-106-g02d07e951", "set.local-authentication.name"),
            ("4.10.3", "set.password.name"),
            ("2026-07-01", "set.password.name"),
            ("", "set.password.name"),
        ] {
            let told = name(Field::AllowUsernamePassword, version);
            assert_eq!(told, wanted, "{version}");
        }
    }

    #[test]
    fn every_other_setting_is_called_alike_in_all_versions() {
        let server = ServerVersion::parse("4.13.1");
        let differs = |setting: &&Setting| {
            setting_name(setting, &server) != setting.name
                || setting_effect(setting, &server) != setting.effect
        };
        assert_eq!(SETTINGS.iter().filter(differs).count(), 1);
    }
}
