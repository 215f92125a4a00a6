//! The values of the login settings (`zitadel.policy.v1.LoginPolicy`, the linked providers and the
//! restriction on organization registration) and the names the API has for them.
//!
//! It does not know how they travel (left-out zeros, durations as text) nor which are wise.

mod factor;
mod field;

use crate::lifetime::Lifetime;

pub use factor::{MultiFactorType, PasswordlessType, SecondFactorType};
pub use field::{Field, Value};

/// All that the page edits. The seventeen fields are those of [`Field`]; the default is what the
/// API means by an empty object: everything off, zero or empty.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LoginSettings {
    /// Sign in with login name and password.
    pub allow_username_password: bool,
    /// People may register themselves.
    pub allow_register: bool,
    /// Sign in with an account elsewhere.
    pub allow_external_idp: bool,
    /// Everybody needs a second factor.
    pub force_mfa: bool,
    /// Whether a passkey alone signs in.
    pub passwordless_type: PasswordlessType,
    /// The password page shows no link to reset it.
    pub hide_password_reset: bool,
    /// An unknown login name is answered like a known one.
    pub ignore_unknown_usernames: bool,
    /// Where to go when no app asked for the sign-in; empty: ZITADEL's own console.
    pub default_redirect_uri: String,
    /// How long a password holds.
    pub password_check_lifetime: Lifetime,
    /// How long a sign-in elsewhere holds.
    pub external_login_check_lifetime: Lifetime,
    /// How long a skipped set-up of a second factor stays skipped; zero: it is never proposed.
    pub mfa_init_skip_lifetime: Lifetime,
    /// How long a second factor holds.
    pub second_factor_check_lifetime: Lifetime,
    /// How long a passkey holds.
    pub multi_factor_check_lifetime: Lifetime,
    /// An unknown `name@domain` is sent to the organization of that domain.
    pub allow_domain_discovery: bool,
    /// The mail address is no login name.
    pub disable_login_with_email: bool,
    /// The phone number is no login name.
    pub disable_login_with_phone: bool,
    /// Everybody who signs in here, not elsewhere, needs a second factor.
    pub force_mfa_local_only: bool,
    /// Second factors people may use, each once, in the server's order.
    pub second_factors: Vec<SecondFactorType>,
    /// The multi-factor list, each once, in the server's order.
    pub multi_factors: Vec<MultiFactorType>,
    /// Ids of the linked identity providers, each once, in the server's order.
    pub providers: Vec<String>,
    /// The restriction `disallowPublicOrgRegistration`; `None`: it could not be read.
    pub org_registration_disallowed: Option<bool>,
}

impl LoginSettings {
    /// What a set-up page offers: the second factors that are listed, in their order, but for those
    /// that no sign-in page knows. A list of recovery codes alone is an empty one.
    #[must_use]
    pub fn offered_second_factors(&self) -> Vec<SecondFactorType> {
        let listed = self.second_factors.iter();
        listed.filter(|kind| kind.is_offered()).cloned().collect()
    }

    /// The value of one field.
    #[must_use]
    pub fn get(&self, field: Field) -> Value {
        match field {
            Field::AllowUsernamePassword => Value::Bool(self.allow_username_password),
            Field::AllowRegister => Value::Bool(self.allow_register),
            Field::AllowExternalIdp => Value::Bool(self.allow_external_idp),
            Field::ForceMfa => Value::Bool(self.force_mfa),
            Field::PasswordlessType => Value::Passwordless(self.passwordless_type.clone()),
            Field::HidePasswordReset => Value::Bool(self.hide_password_reset),
            Field::IgnoreUnknownUsernames => Value::Bool(self.ignore_unknown_usernames),
            Field::DefaultRedirectUri => Value::Text(self.default_redirect_uri.clone()),
            Field::PasswordCheckLifetime => Value::Lifetime(self.password_check_lifetime),
            Field::ExternalLoginCheckLifetime => {
                Value::Lifetime(self.external_login_check_lifetime)
            }
            Field::MfaInitSkipLifetime => Value::Lifetime(self.mfa_init_skip_lifetime),
            Field::SecondFactorCheckLifetime => Value::Lifetime(self.second_factor_check_lifetime),
            Field::MultiFactorCheckLifetime => Value::Lifetime(self.multi_factor_check_lifetime),
            Field::AllowDomainDiscovery => Value::Bool(self.allow_domain_discovery),
            Field::DisableLoginWithEmail => Value::Bool(self.disable_login_with_email),
            Field::DisableLoginWithPhone => Value::Bool(self.disable_login_with_phone),
            Field::ForceMfaLocalOnly => Value::Bool(self.force_mfa_local_only),
        }
    }

    /// Sets one field. A value of the wrong kind is ignored and answered with `false`.
    pub fn set(&mut self, field: Field, value: Value) -> bool {
        match value {
            Value::Bool(on) => assign(self.flag_mut(field), on),
            Value::Lifetime(lifetime) => assign(self.lifetime_mut(field), lifetime),
            Value::Passwordless(kind) if field == Field::PasswordlessType => {
                self.passwordless_type = kind;
                true
            }
            Value::Text(text) if field == Field::DefaultRedirectUri => {
                self.default_redirect_uri = text;
                true
            }
            Value::Passwordless(_) | Value::Text(_) => false,
        }
    }

    fn flag_mut(&mut self, field: Field) -> Option<&mut bool> {
        Some(match field {
            Field::AllowUsernamePassword => &mut self.allow_username_password,
            Field::AllowRegister => &mut self.allow_register,
            Field::AllowExternalIdp => &mut self.allow_external_idp,
            Field::ForceMfa => &mut self.force_mfa,
            Field::HidePasswordReset => &mut self.hide_password_reset,
            Field::IgnoreUnknownUsernames => &mut self.ignore_unknown_usernames,
            Field::AllowDomainDiscovery => &mut self.allow_domain_discovery,
            Field::DisableLoginWithEmail => &mut self.disable_login_with_email,
            Field::DisableLoginWithPhone => &mut self.disable_login_with_phone,
            Field::ForceMfaLocalOnly => &mut self.force_mfa_local_only,
            _ => return None,
        })
    }

    fn lifetime_mut(&mut self, field: Field) -> Option<&mut Lifetime> {
        Some(match field {
            Field::PasswordCheckLifetime => &mut self.password_check_lifetime,
            Field::ExternalLoginCheckLifetime => &mut self.external_login_check_lifetime,
            Field::MfaInitSkipLifetime => &mut self.mfa_init_skip_lifetime,
            Field::SecondFactorCheckLifetime => &mut self.second_factor_check_lifetime,
            Field::MultiFactorCheckLifetime => &mut self.multi_factor_check_lifetime,
            _ => return None,
        })
    }
}

fn assign<T>(place: Option<&mut T>, value: T) -> bool {
    let Some(place) = place else { return false };
    *place = value;
    true
}
