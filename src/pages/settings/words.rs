//! The domain in words: what a setting is called, what a value says.

use super::model::Model;
use super::table;
use crate::i18n::{quantity, text};
use login_policy::lifetime::Unit;
use login_policy::{Item, Lifetime, MultiFactorType, PasswordlessType, SecondFactorType, Value};
use zitadel_admin::ProviderKind;

/// The name of a kind of passkey.
pub fn multi_factor_name(factor: &MultiFactorType) -> String {
    match factor {
        MultiFactorType::U2fWithVerification => text("multi.u2f.name"),
        MultiFactorType::Unknown(name) => name.clone(),
    }
}

/// What a kind of passkey is.
pub fn multi_factor_effect(factor: &MultiFactorType) -> String {
    match factor {
        MultiFactorType::U2fWithVerification => text("multi.u2f.effect"),
        MultiFactorType::Unknown(_) => text("factor.newer"),
    }
}

/// The name of a second factor.
pub fn second_factor_name(factor: &SecondFactorType) -> String {
    match factor {
        SecondFactorType::Otp => text("second.otp.name"),
        SecondFactorType::U2f => text("second.u2f.name"),
        SecondFactorType::OtpEmail => text("second.email.name"),
        SecondFactorType::OtpSms => text("second.sms.name"),
        SecondFactorType::RecoveryCodes => text("second.recovery.name"),
        SecondFactorType::Unknown(name) => name.clone(),
    }
}

/// What a second factor is.
pub fn second_factor_effect(factor: &SecondFactorType) -> String {
    text(match factor {
        SecondFactorType::Otp => "second.otp.effect",
        SecondFactorType::U2f => "second.u2f.effect",
        SecondFactorType::OtpEmail => "second.email.effect",
        SecondFactorType::OtpSms => "second.sms.effect",
        SecondFactorType::RecoveryCodes => "second.recovery.effect",
        SecondFactorType::Unknown(_) => "factor.newer",
    })
}

impl Model {
    /// What an item is called.
    pub fn item_name(self, item: &Item) -> String {
        match item {
            Item::Field(_) | Item::OrgRegistration => text(table::of(item).name),
            Item::SecondFactor(factor) => second_factor_name(factor),
            Item::MultiFactor(factor) => multi_factor_name(factor),
            Item::Provider(id) => self.provider_name(id),
        }
    }

    /// What a provider is called: its name, else its kind, else its id.
    pub fn provider_name(self, id: &str) -> String {
        let listed = self.providers.with(|providers| {
            let all = providers.value()?;
            let provider = all.iter().find(|one| one.id == id)?;
            let kind = || provider.kind.as_ref().map(provider_kind);
            provider.name.clone().or_else(kind)
        });
        let linked = || {
            self.loaded.with(|loaded| {
                let linked = &loaded.as_ref()?.linked;
                linked.iter().find(|one| one.id == id)?.name.clone()
            })
        };
        listed.or_else(linked).unwrap_or_else(|| id.to_owned())
    }
}

/// What a kind of provider is called, by its maker or its protocol.
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

/// What an item is called in the API.
pub fn item_field(item: &Item) -> &str {
    match item {
        Item::Field(field) => field.api_name(),
        Item::SecondFactor(_) => "secondFactors",
        Item::MultiFactor(_) => "multiFactors",
        Item::Provider(_) => "idps",
        Item::OrgRegistration => "disallowPublicOrgRegistration",
    }
}

/// Where an item stands on the page.
pub fn item_anchor(item: &Item) -> &'static str {
    table::of(item).id
}

/// What a value says on the screen.
pub fn value_words(item: &Item, value: &Value) -> String {
    match (item, value) {
        (Item::Field(_) | Item::OrgRegistration, Value::Bool(stored)) => {
            on_off(*stored != table::of(item).is_inverted())
        }
        (Item::MultiFactor(_), Value::Bool(listed)) => text(if *listed {
            "value.accepted"
        } else {
            "value.not-accepted"
        }),
        (_, Value::Bool(listed)) => text(if *listed {
            "value.offered"
        } else {
            "value.not-offered"
        }),
        (_, Value::Passwordless(PasswordlessType::Unknown(name))) => name.clone(),
        (_, Value::Passwordless(kind)) => on_off(*kind == PasswordlessType::Allowed),
        (_, Value::Text(address)) if address.is_empty() => text("value.empty"),
        (_, Value::Text(address)) => address.clone(),
        (_, Value::Lifetime(lifetime)) => lifetime_words(*lifetime),
    }
}

/// On or off.
pub fn on_off(on: bool) -> String {
    text(if on { "value.on" } else { "value.off" })
}

/// A lifetime in its largest exact unit.
pub fn lifetime_words(lifetime: Lifetime) -> String {
    let amount = lifetime.in_largest_exact_unit();
    let number = amount.count as f64 + f64::from(amount.nanos) / 1e9;
    quantity(number, unit_name(amount.unit))
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
