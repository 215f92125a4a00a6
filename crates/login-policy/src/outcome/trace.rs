//! A sign-in under way: the pages so far and how it got here. It knows what both sign-in
//! interfaces share, and none of what they do differently.

use super::model::{Basis, Ending, FirstPage, Outcome, Refusal, Step, Token};
use crate::people::EnrolledMethods;
use crate::policy::{LoginSettings, SecondFactorType};
use crate::token::{ApiAnswer, requires_second_factor};

/// How the first factor was given.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum First {
    Password,
    Passkey,
    Provider,
}

pub(super) struct Trace {
    steps: Vec<Step>,
    first_page: Option<FirstPage>,
    basis: Basis,
}

impl Trace {
    /// Begins on the page that asks for the login name.
    pub(super) fn at_login_name(policy: &LoginSettings) -> Self {
        let providers = policy.allow_external_idp && !policy.providers.is_empty();
        Self {
            steps: vec![Step::LoginName],
            first_page: Some(FirstPage {
                register: policy.allow_register,
                providers,
            }),
            basis: Basis::Measured,
        }
    }

    /// Begins without a login name.
    pub(super) fn nowhere() -> Self {
        Self {
            steps: Vec::new(),
            first_page: None,
            basis: Basis::Measured,
        }
    }

    pub(super) fn step(&mut self, step: Step) {
        self.steps.push(step);
    }

    /// What follows is a rule of ZITADEL's that was not measured in this combination.
    pub(super) fn deduced_if(&mut self, beyond_measured: bool) {
        if beyond_measured {
            self.basis = Basis::Deduced;
        }
    }

    pub(super) fn refuse(mut self, because: Refusal) -> Outcome {
        self.step(Step::Error);
        self.end(Ending::Refused { because })
    }

    pub(super) fn end(self, end: Ending) -> Outcome {
        let Self {
            steps,
            first_page,
            basis,
        } = self;
        Outcome {
            end,
            steps,
            first_page,
            token: None,
            basis,
        }
    }

    pub(super) fn must_set_up(mut self, offers: Vec<SecondFactorType>) -> Outcome {
        self.deduced_if(!offers.iter().all(is_measured));
        self.step(Step::SetUpSecondFactor(offers.clone()));
        let end = if offers.is_empty() {
            Ending::NoSecondFactorOffered
        } else {
            Ending::MustSetUpSecondFactor { offers }
        };
        self.end(end)
    }

    /// Signed in. `amr` as in `contract-more` C.1, `api` as in C.2.
    pub(super) fn signed_in(self, policy: &LoginSettings, first: First) -> Outcome {
        let has = |is: fn(&Step) -> bool| self.steps.iter().any(is);
        let app = has(|step| matches!(step, Step::AuthenticatorApp { .. }));
        let key = has(|step| matches!(step, Step::SecurityKey { .. }));
        let mut amr = Vec::new();
        if first == First::Password {
            amr.push("pwd");
        }
        if first == First::Passkey || key {
            amr.push("user");
        }
        if app {
            amr.push("otp");
        }
        let has_mfa = first == First::Passkey || app || key;
        if has_mfa {
            amr.push("mfa");
        }
        let api = if !has_mfa && requires_second_factor(policy, first == First::Provider) {
            ApiAnswer::MfaRequired
        } else {
            ApiAnswer::Answers
        };
        let mut outcome = self.end(Ending::SignedIn);
        outcome.token = Some(Token { amr, api });
        outcome
    }
}

/// Whether the provider of one of the person's accounts is among the linked ones.
pub(super) fn has_linked_account(policy: &LoginSettings, methods: &EnrolledMethods) -> bool {
    methods
        .external
        .iter()
        .any(|id| policy.providers.contains(id))
}

/// Whether the set-up page was measured with this kind in the list.
fn is_measured(kind: &SecondFactorType) -> bool {
    matches!(kind, SecondFactorType::Otp | SecondFactorType::U2f)
}
