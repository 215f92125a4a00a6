//! Setting up and giving a second factor. Authenticator apps are done for real; of the other kinds
//! the pages are shown, and that nothing here can verify them.

use super::pages::{Notice, Page};
use super::{Outcome, Visit};
use crate::instance::login_policy::{OTP, U2F};
use crate::instance::user::Person;
use crate::wire::clock::Moment;
use crate::wire::totp;

impl Visit<'_> {
    /// With one kind listed and no choice to skip, its set-up comes at once.
    pub(super) fn set_up(
        &mut self,
        listed: Vec<usize>,
        may_skip: bool,
        notice: Option<Notice>,
    ) -> Outcome {
        match listed.as_slice() {
            [only] if !may_skip => self.begin_set_up(*only, notice),
            _ => Outcome::Page(Page::Prompt {
                context: self.context(notice),
                listed,
                may_skip,
            }),
        }
    }

    /// The page of one kind. The secret stays the same until a code of it was right.
    fn begin_set_up(&mut self, factor: usize, notice: Option<Notice>) -> Outcome {
        match factor {
            OTP => {
                let request = self.request();
                let secret = request.totp_secret.get_or_insert_with(totp::new_secret);
                let secret = secret.clone();
                let page = Page::SetUpApp(self.context(notice), secret);
                Outcome::Page(page)
            }
            U2F => Outcome::Page(Page::SetUpKey(self.context(notice))),
            _ => {
                let what = "This stand-in sends no mails and no text messages";
                Outcome::Page(Page::Error(what.to_owned()))
            }
        }
    }

    /// The choice among several kinds, or to do without for now.
    pub(super) fn mfa_prompt(&mut self) -> Outcome {
        let skip = self.form.get("skip") == Some("true");
        let provider = self
            .form
            .get("provider")
            .and_then(|value| value.parse().ok());
        let policy = self.instance.effective_policy();
        if skip && policy.settings.skip_lifetime() > 0 {
            let user = self.request().user.clone().unwrap_or_default();
            let person = self.instance.person_mut(&user);
            if let Some(human) = person.and_then(|person| person.human_mut()) {
                human.skipped = Some(Moment::now());
            }
            return self.proceed(None);
        }
        let listed = policy.second_factors.clone();
        match provider.and_then(factor_of_form) {
            Some(factor) if listed.contains(&factor) => self.begin_set_up(factor, None),
            _ => self.proceed(None),
        }
    }

    /// The first code of a new authenticator app.
    pub(super) fn mfa_init_verify(&mut self) -> Outcome {
        let code = self.form.get("code").unwrap_or_default().to_owned();
        let listed = self
            .instance
            .effective_policy()
            .second_factors
            .contains(&OTP);
        let proved_before = self.has_first_factor();
        let secret = self.request().totp_secret.clone();
        let Some(secret) = secret.filter(|_| listed && proved_before) else {
            return self.proceed(None);
        };
        if !totp::is_right(&secret, &code, Moment::now()) {
            // The page comes again without a word.
            return self.begin_set_up(OTP, None);
        }
        let user = self.request().user.clone().unwrap_or_default();
        let kind = "user.human.mfa.otp.verified";
        let stamp = self.instance.owned_event("user", &user, Some(&user), kind);
        if let Some(person) = self.instance.person_mut(&user) {
            person.trace.touch(stamp);
            if let Some(human) = person.human_mut() {
                human.means.totp = Some(secret);
            }
        }
        self.request().totp_secret = None;
        self.session().checks.otp = Some(stamp.at);
        let context = self.context(None);
        Outcome::Page(Page::Next("Second factor set up", context))
    }

    /// A code of an authenticator app, or the wish for another of one's factors.
    pub(super) fn mfa_verify(&mut self) -> Outcome {
        let code = self.form.get("code").unwrap_or_default().to_owned();
        if code.is_empty() && self.form.get("provider").is_some() {
            let what = "This stand-in verifies no security keys";
            return self.proceed(Some(Notice::new(what)));
        }
        let human = self.person().and_then(Person::human);
        let secret = human.and_then(|human| human.means.totp.clone());
        let right = secret.is_some_and(|secret| totp::is_right(&secret, &code, Moment::now()));
        if !right || !self.has_first_factor() {
            return self.proceed(Some(Notice::new("Invalid code")));
        }
        self.session().checks.otp = Some(Moment::now());
        self.proceed(None)
    }

    /// Whether the person has proved anything yet: a second factor alone is no way in.
    fn has_first_factor(&mut self) -> bool {
        let checks = self.checks();
        checks.password.is_some() || checks.external.is_some()
    }
}

/// The numbers of the pages' radio buttons: 0 app, 1 key, 3 text message, 4 mail.
pub(super) const fn factor_of_form(value: u8) -> Option<usize> {
    match value {
        0 => Some(OTP),
        1 => Some(U2F),
        3 => Some(4),
        4 => Some(3),
        _ => None,
    }
}

/// The radio button of a kind of factor, and its label.
pub(super) const fn form_of_factor(factor: usize) -> (u8, &'static str) {
    match factor {
        OTP => (0, "Authenticator app"),
        U2F => (1, "Security key"),
        3 => (4, "Code by mail"),
        _ => (3, "Code by text message"),
    }
}
