//! What the API answers to a token that is already out. It judges every call by the settings of that
//! moment, and answers 403 `AUTHZ-Kl3p0` where a second factor is missing; a refresh does not help.
//!
//! Measured with 14 tokens under 8 policies (`tests/contract/own-token-v4x.json`); a test runs every
//! one of them. It does not know how people sign in.

use crate::people::EnrolledMethods;
use crate::policy::LoginSettings;
use crate::rules::Rules;

/// What the Admin API answers to a token, as far as a second factor is concerned.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
pub enum ApiAnswer {
    /// 200.
    Answers,
    /// 403 `AUTHZ-Kl3p0`, a second factor is required.
    MfaRequired,
}

/// By what a token of a person was got, as far as the API looks at it. Personal access tokens are
/// exempt.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TokenOrigin {
    /// A passkey, or two methods of any kind.
    SeveralFactors,
    /// A password alone.
    Password,
    /// A sign-in at a provider alone.
    Provider,
}

impl TokenOrigin {
    /// As the claim `amr` of the ID token tells it; empty where the claim is absent, as it is for
    /// somebody who came from a provider.
    #[must_use]
    pub fn from_amr(amr: &[String]) -> Self {
        if amr.iter().any(|method| method == "mfa") {
            Self::SeveralFactors
        } else if amr.is_empty() {
            Self::Provider
        } else {
            Self::Password
        }
    }
}

/// What the API answers to a token under these settings, by the server's rules: whether one factor
/// is enough where nobody is forced depends on whether its owner has another that is listed.
#[must_use]
pub fn api_answer(
    policy: &LoginSettings,
    rules: Rules,
    origin: TokenOrigin,
    owner: &EnrolledMethods,
) -> ApiAnswer {
    let from_provider = match origin {
        TokenOrigin::SeveralFactors => return ApiAnswer::Answers,
        TokenOrigin::Password => false,
        TokenOrigin::Provider => true,
    };
    let has_listed_factor = || policy.second_factors.iter().any(|kind| owner.holds(kind));
    if requires_second_factor(policy, from_provider)
        || (rules >= Rules::V4_6 && has_listed_factor())
    {
        ApiAnswer::MfaRequired
    } else {
        ApiAnswer::Answers
    }
}

/// Whether the settings require a second factor of somebody who came in that way, as the API sees
/// it: local-only spares those from a provider, also when both settings are on.
#[must_use]
pub(crate) fn requires_second_factor(policy: &LoginSettings, from_provider: bool) -> bool {
    if from_provider {
        policy.force_mfa && !policy.force_mfa_local_only
    } else {
        policy.force_mfa || policy.force_mfa_local_only
    }
}

/// The token by which the calls of a plan are made, as far as it is known.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OwnToken {
    /// By what it was got; `None`: not known.
    pub origin: Option<TokenOrigin>,
    /// What its owner has set up; `None`: not known.
    pub owner: Option<EnrolledMethods>,
    /// The newest rules by which the server may answer.
    pub rules: Rules,
}

/// Nothing is known.
impl Default for OwnToken {
    fn default() -> Self {
        Self {
            origin: None,
            owner: None,
            rules: Rules::LATEST,
        }
    }
}

impl OwnToken {
    /// Every token that this may be and that the API answers under these settings. One of several
    /// factors is left out where the origin is not known: it is never refused.
    #[must_use]
    pub fn live(&self, policy: &LoginSettings) -> Vec<LiveToken> {
        let origins = match self.origin {
            Some(origin) => vec![origin],
            None => vec![TokenOrigin::Password, TokenOrigin::Provider],
        };
        let owners = match &self.owner {
            Some(owner) => vec![owner.clone()],
            None => possible_owners(),
        };
        let mut live = Vec::new();
        for origin in origins {
            for owner in &owners {
                let token = LiveToken {
                    origin,
                    owner: owner.clone(),
                    rules: self.rules,
                };
                if !token.is_refused(policy) {
                    live.push(token);
                }
            }
        }
        live
    }
}

/// Somebody without a second factor, and somebody with each of them.
fn possible_owners() -> Vec<EnrolledMethods> {
    let mut owners = vec![EnrolledMethods::default(); 5];
    owners[1].authenticator_app = true;
    owners[2].security_key = true;
    owners[3].code_by_mail = true;
    owners[4].code_by_text = true;
    owners
}

/// A token that the API answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LiveToken {
    origin: TokenOrigin,
    owner: EnrolledMethods,
    rules: Rules,
}

impl LiveToken {
    /// Whether it is refused once these settings stand.
    #[must_use]
    pub fn is_refused(&self, policy: &LoginSettings) -> bool {
        api_answer(policy, self.rules, self.origin, &self.owner) == ApiAnswer::MfaRequired
    }
}
