//! The separate sign-in app. Row numbers are indexes into the rows of `sign-in-outcomes.json`
//! (769–1027), those with a prime into the rows of `sign-in-outcomes-v4x.json`.
//!
//! The order in which the pages decide:
//! 1. Since 4.11, username and password off: the field for the login name is gone, for passkeys
//!    too. With a provider there are only buttons, without one there is nothing.
//! 2. Before 4.12, a login name that is neither mail address nor phone number is not found while
//!    one of the two is disabled and the other is not (886–891); with both disabled it is (892–894).
//! 3. Before 4.11 the settings bind people with exactly one method in all, second factors counted
//!    too: a password alone (804, 815, 824, …) or a passkey alone (784, 823, 830, …) is refused
//!    where it is not allowed. With more (807, 785, 794, …) they do not: passkey, then provider,
//!    then password. Since 4.11 passkeys that are off are passed over by everybody; whoever has
//!    nothing else is refused.
//! 4. The provider is reached whether or not external login is on and the provider linked (798,
//!    818, 833, 865); only its button goes.
//! 5. What was proved must hold: before 4.6 longer than no time (961–963); since then no time means
//!    24 hours and only less than none is refused. Security keys hold as long as passkeys do; the
//!    lifetime of second factors decides nothing.
//! 6. A passkey ends the matter. Otherwise every second factor the person has is asked for, listed
//!    or not (877, 925), forced or not (773). Recovery codes are none.
//! 7. Without one: set-up if forced, with an empty page if the list is empty (881). Local-only
//!    spares those from a provider (853), but not when both settings are on (859).

use super::model::{Ending, NotKnown, Outcome, Refusal, Step};
use super::trace::{First, Trace, has_linked_account};
use crate::lifetime::Lifetime;
use crate::people::{EnrolledMethods, LoginNameIs, SignInPath};
use crate::policy::{LoginSettings, PasswordlessType, SecondFactorType};
use crate::rules::Rules;

pub(super) fn outcome(
    policy: &LoginSettings,
    rules: Rules,
    methods: &EnrolledMethods,
    path: SignInPath,
) -> Result<Outcome, NotKnown> {
    let pages = Pages { policy, rules };
    if rules >= Rules::V4_11 && !policy.allow_username_password {
        return pages.without_login_name(methods, path);
    }
    let mut trace = Trace::at_login_name(policy);
    trace.deduced_if(methods.unknown_method);
    // Between the two servers measured the app changed more than once what it does then.
    trace.deduced_if(rules == Rules::V4_6 && !policy.allow_username_password);
    if path == SignInPath::Provider {
        if !policy.allow_external_idp || !has_linked_account(policy, methods) {
            return Err(NotKnown::PathNotOffered);
        }
        let asks_for_address = rules < Rules::V4_12;
        trace.deduced_if(
            asks_for_address && policy.disable_login_with_email != policy.disable_login_with_phone,
        );
        return pages.at_provider(trace, methods);
    }
    if !pages.is_found(methods, &mut trace) {
        return if path == SignInPath::Password {
            Err(NotKnown::PathNotOffered)
        } else {
            Ok(trace.refuse(Refusal::LoginNameNotAccepted))
        };
    }
    pages.local(trace, methods, path)
}

/// The longest lifetime at which people were seen to get in or not by how quick everybody was: one
/// second was a race, ten were enough.
const LONG_ENOUGH: Lifetime = Lifetime::from_seconds(10);

/// The app under these settings.
struct Pages<'a> {
    policy: &'a LoginSettings,
    rules: Rules,
}

impl Pages<'_> {
    /// Rule 1.
    fn without_login_name(
        &self,
        methods: &EnrolledMethods,
        path: SignInPath,
    ) -> Result<Outcome, NotKnown> {
        let mut trace = Trace::nowhere();
        if path == SignInPath::Password {
            return Err(NotKnown::PathNotOffered);
        }
        if !self.policy.allow_external_idp || self.policy.providers.is_empty() {
            if path == SignInPath::Provider {
                return Err(NotKnown::PathNotOffered);
            }
            trace.step(Step::NoWayOffered);
            return Ok(trace.end(Ending::NoWayOffered));
        }
        // No measured instance had more than one provider.
        trace.deduced_if(self.policy.providers.len() > 1 || methods.unknown_method);
        trace.step(Step::ProvidersOnly);
        if !has_linked_account(self.policy, methods) {
            trace.step(Step::ExternalProvider);
            return Ok(trace.end(Ending::SentToAProviderWithoutAccount));
        }
        self.at_provider(trace, methods)
    }

    /// Rule 2. That a login name which is the remaining address is found was measured for the mail
    /// address only.
    fn is_found(&self, methods: &EnrolledMethods, trace: &mut Trace) -> bool {
        let accepted = match (
            self.policy.disable_login_with_email,
            self.policy.disable_login_with_phone,
        ) {
            (true, false) => LoginNameIs::PhoneNumber,
            (false, true) => LoginNameIs::MailAddress,
            _ => return true,
        };
        if self.rules >= Rules::V4_12 {
            // Nobody was measured whose login name is the address that is disabled.
            let typed = methods.login_name_is;
            trace.deduced_if(typed != LoginNameIs::Neither && typed != accepted);
            return true;
        }
        trace.deduced_if(accepted == LoginNameIs::PhoneNumber && methods.login_name_is == accepted);
        methods.login_name_is == accepted
    }

    /// Rules 3 and 4.
    fn local(
        &self,
        trace: Trace,
        methods: &EnrolledMethods,
        path: SignInPath,
    ) -> Result<Outcome, NotKnown> {
        let sole = amount_of_methods(methods) == 1;
        if methods.passkey && self.asks_for_passkey(sole)? {
            return self.at_passkey(trace, methods, path);
        }
        if path == SignInPath::Password {
            return Err(NotKnown::PathNotOffered);
        }
        if methods.passkey && sole {
            return Ok(self.without_passkey(trace, Refusal::PasskeyNotAllowed));
        }
        if !methods.external.is_empty() {
            let mut trace = trace;
            trace.deduced_if(methods.external.len() > 1);
            return self.at_provider(trace, methods);
        }
        if !methods.password {
            return if methods.passkey {
                Ok(self.without_passkey(trace, Refusal::LoginNameNotAccepted))
            } else {
                self.without_first_factor(trace, methods)
            };
        }
        if sole && !self.policy.allow_username_password {
            return Ok(trace.refuse(Refusal::PasswordNotAllowed));
        }
        self.at_password(trace, methods)
    }

    fn asks_for_passkey(&self, sole: bool) -> Result<bool, NotKnown> {
        if !sole && self.rules < Rules::V4_11 {
            return Ok(true);
        }
        match self.policy.passwordless_type {
            PasswordlessType::Allowed => Ok(true),
            PasswordlessType::NotAllowed => Ok(false),
            PasswordlessType::Unknown(_) => Err(NotKnown::UnknownValue),
        }
    }

    /// Somebody who has nothing to start with but the passkey that is not asked for. Where unknown
    /// login names are answered like known ones such a person is asked for a password; seen with
    /// the newer rules and a passkey alone (`allowPasskeys` and `ignoreUnknownUsernames`).
    fn without_passkey(&self, mut trace: Trace, because: Refusal) -> Outcome {
        if self.rules >= Rules::V4_11 && self.policy.ignore_unknown_usernames {
            trace.deduced_if(because != Refusal::PasskeyNotAllowed);
            trace.step(Step::Password);
            return trace.end(Ending::AskedForAPasswordNotSet);
        }
        trace.refuse(because)
    }

    /// Somebody without any method was measured with the newer rules only, somebody with nothing
    /// but a second factor never.
    fn without_first_factor(
        &self,
        mut trace: Trace,
        methods: &EnrolledMethods,
    ) -> Result<Outcome, NotKnown> {
        if self.rules < Rules::V4_11 || amount_of_methods(methods) > 0 {
            return Err(NotKnown::NoFirstFactor);
        }
        trace.step(Step::VerifyByCode);
        Ok(trace.end(Ending::MustSetPasswordByCode))
    }

    fn at_passkey(
        &self,
        mut trace: Trace,
        methods: &EnrolledMethods,
        path: SignInPath,
    ) -> Result<Outcome, NotKnown> {
        if path == SignInPath::Password && !methods.password {
            return Err(NotKnown::PathNotOffered);
        }
        trace.step(Step::Passkey {
            password_offered: methods.password,
        });
        if path == SignInPath::Password {
            return self.at_password(trace, methods);
        }
        if !self.keeps(&mut trace, self.policy.multi_factor_check_lifetime)? {
            return Ok(trace.refuse(Refusal::PasskeyNotVerified));
        }
        Ok(trace.signed_in(self.policy, First::Passkey))
    }

    fn at_password(
        &self,
        mut trace: Trace,
        methods: &EnrolledMethods,
    ) -> Result<Outcome, NotKnown> {
        trace.step(Step::Password);
        if !self.keeps(&mut trace, self.policy.password_check_lifetime)? {
            return Ok(trace.refuse(Refusal::PasswordNotVerified));
        }
        self.second_step(trace, methods, First::Password)
    }

    fn at_provider(
        &self,
        mut trace: Trace,
        methods: &EnrolledMethods,
    ) -> Result<Outcome, NotKnown> {
        trace.step(Step::ExternalProvider);
        if !self.keeps(&mut trace, self.policy.external_login_check_lifetime)? {
            return Ok(trace.refuse(Refusal::ExternalLoginFailed));
        }
        self.second_step(trace, methods, First::Provider)
    }

    /// Rules 6 and 7.
    fn second_step(
        &self,
        mut trace: Trace,
        methods: &EnrolledMethods,
        first: First,
    ) -> Result<Outcome, NotKnown> {
        if methods.code_by_mail || methods.code_by_text {
            return Err(NotKnown::CodesByMailOrText);
        }
        if methods.authenticator_app && methods.security_key {
            // The person is asked which; taken here as answered with the app.
            trace.step(Step::ChooseSecondFactor(vec![
                SecondFactorType::Otp,
                SecondFactorType::U2f,
            ]));
        }
        if methods.authenticator_app {
            trace.step(Step::AuthenticatorApp { key_offered: false });
            return Ok(trace.signed_in(self.policy, first));
        }
        // Nobody was measured who had an account elsewhere and a security key.
        trace.deduced_if(first == First::Provider && methods.security_key);
        if methods.security_key {
            trace.step(Step::SecurityKey { app_offered: false });
            // Told in words for no time at all, by no row for less.
            if !self.keeps(&mut trace, self.policy.multi_factor_check_lifetime)? {
                return Ok(trace.refuse(Refusal::PasskeyNotVerified));
            }
            return Ok(trace.signed_in(self.policy, first));
        }
        let policy = self.policy;
        let forced = policy.force_mfa || (policy.force_mfa_local_only && first != First::Provider);
        if !forced {
            return Ok(trace.signed_in(policy, first));
        }
        let offers = policy.offered_second_factors();
        let unknown = |kind: &SecondFactorType| matches!(kind, SecondFactorType::Unknown(_));
        if !offers.is_empty() && offers.iter().all(unknown) {
            return Err(NotKnown::UnknownValue);
        }
        Ok(trace.must_set_up(offers))
    }

    /// Whether what was just proved holds long enough to go on: the lifetime becomes that of the
    /// session. Below zero was measured with the newer rules; the older app asks for a session of
    /// that length as well.
    fn keeps(&self, trace: &mut Trace, lifetime: Lifetime) -> Result<bool, NotKnown> {
        if lifetime == Lifetime::default() {
            return Ok(self.rules >= Rules::V4_6);
        }
        if !lifetime.is_positive() {
            trace.deduced_if(self.rules < Rules::V4_11);
            return Ok(false);
        }
        if lifetime < LONG_ENOUGH {
            return Err(NotKnown::LifetimeTooShort);
        }
        Ok(true)
    }
}

/// What `authentication_methods` counts: each kind once.
fn amount_of_methods(methods: &EnrolledMethods) -> usize {
    [
        methods.password,
        methods.authenticator_app,
        methods.security_key,
        methods.code_by_mail,
        methods.code_by_text,
        methods.passkey,
        methods.recovery_codes,
        methods.unknown_method,
        !methods.external.is_empty(),
    ]
    .into_iter()
    .filter(|has| *has)
    .count()
}
