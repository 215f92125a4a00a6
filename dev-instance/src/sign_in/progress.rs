//! A sign-in between two pages: who is known already, what comes next, and the end of it. Knows the
//! sessions of the browser; knows no form.

use super::flow::{FirstPage, Situation, Step, first_page, next_step};
use super::pages::{Context, Notice, Page};
use super::{Outcome, Visit};
use crate::instance::Instance;
use crate::instance::session::{AuthRequest, Checks, Done, Method, Session};
use crate::instance::user::{Means, Person};
use crate::wire::clock::Moment;
use crate::wire::http::Reply;

impl Instance {
    /// Whose login name this is: the user name, the user name at the organization's domain, or a
    /// verified mail address unless the policy refuses it.
    pub(crate) fn by_login_name(&self, name: &str) -> Option<&Person> {
        let name = name.to_lowercase();
        let suffix = format!("@{}", self.org.domain);
        let short = name.strip_suffix(&suffix);
        let mail = !self.effective_policy().settings.refuses_mail();
        self.people.iter().find(|person| {
            let username = person.username.to_lowercase();
            person.human().is_some_and(|human| {
                username == name
                    || Some(username.as_str()) == short
                    || (mail && human.email_verified && human.email.to_lowercase() == name)
            })
        })
    }
}

impl Visit<'_> {
    /// The authorization request. [`super::answer`] has made sure that it is there.
    pub(super) fn request(&mut self) -> &mut AuthRequest {
        let request = self.instance.sessions.requests.get_mut(&self.id);
        #[expect(
            clippy::expect_used,
            reason = "a visit is only made for a request that is known"
        )]
        request.expect("the request of a visit is known")
    }

    /// The person who said who they are.
    pub(super) fn person(&mut self) -> Option<&Person> {
        let user = self.request().user.clone()?;
        self.instance.person(&user)
    }

    /// Where the person's session in this browser lies, if there is one.
    fn session_index(&mut self) -> Option<usize> {
        let request = self.request();
        let (agent, user) = (request.agent.clone(), request.user.clone()?);
        let mut all = self.instance.sessions.sessions.iter();
        all.position(|session| session.agent == agent && session.user == user)
    }

    /// What the person has proved in this browser.
    pub(super) fn checks(&mut self) -> Checks {
        let known = self.session_index();
        known.map_or_else(Checks::default, |index| {
            self.instance.sessions.sessions[index].checks.clone()
        })
    }

    /// The person's session in this browser, for somebody who has just proved something: it is made
    /// when there is none, and is active from now on.
    pub(super) fn session(&mut self) -> &mut Session {
        let index = self.session_index().unwrap_or_else(|| {
            let id = self.instance.new_id();
            let request = self.request();
            let (agent, user) = (request.agent.clone(), request.user.clone());
            self.instance.sessions.sessions.push(Session {
                id,
                agent,
                user: user.unwrap_or_default(),
                active: true,
                checks: Checks::default(),
            });
            self.instance.sessions.sessions.len() - 1
        });
        let session = &mut self.instance.sessions.sessions[index];
        session.active = true;
        session
    }

    /// The first page: straight on for somebody whom the browser or the app already names.
    pub(super) fn start(&mut self) -> Outcome {
        let request = self.request();
        let asks = |name: &str| request.prompt.iter().any(|value| value == name);
        let (anew, select, silent) = (asks("login"), asks("select_account"), asks("none"));
        let (agent, hint) = (request.agent.clone(), request.login_hint.clone());
        let named = hint.and_then(|name| Some(self.instance.by_login_name(&name)?.id.clone()));
        let all = self.instance.sessions.sessions.iter();
        let known: Vec<(String, bool)> = all
            .filter(|session| session.agent == agent)
            .filter(|session| self.instance.person(&session.user).is_some())
            .map(|session| (session.user.clone(), session.active))
            .collect();
        let chosen = match (&named, known.as_slice()) {
            (Some(user), _) => Some(user.clone()),
            (None, [(user, true)]) if !anew && !select => Some(user.clone()),
            _ => None,
        };
        if chosen.is_some() {
            self.request().user = chosen;
            let step = self.step();
            return match step {
                Step::Done(methods) => self.finish(methods),
                _ if silent => self.interaction_required(),
                step => self.show(step, None),
            };
        }
        if silent {
            return self.interaction_required();
        }
        if anew || known.is_empty() {
            return self.login_page("");
        }
        let people = known.iter().filter_map(|(user, _)| {
            let person = self.instance.person(user)?;
            Some((
                person.id.clone(),
                person.display_name(),
                person.username.clone(),
            ))
        });
        let people = people.collect();
        Outcome::Page(Page::SelectUser(self.context(None), people))
    }

    /// To the app, which did not want a page shown. Why one would have been is not told apart.
    fn interaction_required(&mut self) -> Outcome {
        Outcome::Away(crate::openid::interaction_required(self.request()))
    }

    /// The page that asks who somebody is, or what stands in its place.
    pub(super) fn login_page(&mut self, wrong: &str) -> Outcome {
        let policy = self.instance.effective_policy();
        match first_page(policy, self.instance.links.truth()) {
            FirstPage::External(provider) => self.to_provider(&provider),
            FirstPage::LoginName => self.name_page(wrong, true),
            FirstPage::ProvidersOnly => self.name_page(wrong, false),
        }
    }

    fn name_page(&mut self, wrong: &str, with_field: bool) -> Outcome {
        let settings = &self.instance.effective_policy().settings;
        let (register, external) = (settings.register(), settings.external());
        let providers = self.instance.providers.truth().iter();
        let linked = self.instance.links.truth();
        let providers = providers
            .filter(|provider| external && linked.contains(&provider.id))
            .map(|provider| (provider.id.clone(), provider.shown_name().to_owned()))
            .collect();
        let notice = (!wrong.is_empty()).then(|| Notice::new(wrong));
        Outcome::Page(Page::LoginName {
            context: self.context(notice),
            with_field,
            register,
            providers,
        })
    }

    /// What every page within a sign-in shows.
    pub(super) fn context(&mut self, notice: Option<Notice>) -> Context {
        let id = self.id.clone();
        let unknown = self.request().unknown_name.clone();
        let name = self.person().map(|person| person.username.clone());
        Context {
            request: id,
            login_name: name.or(unknown).unwrap_or_default(),
            notice,
        }
    }

    fn step(&mut self) -> Step {
        let request = self.request();
        let not_before = if request.prompt.iter().any(|value| value == "login") {
            request.created
        } else {
            let age = request.max_age;
            age.map_or(Moment(0), |age| request.created.plus_millis(-age * 1000))
        };
        let chose_password = request.chose_password;
        let checks = self.checks();
        let human = self.person().and_then(Person::human);
        let (means, change, skipped) = human.map_or_else(
            || (Means::default(), false, None),
            |human| {
                let means = human.means.clone();
                (means, human.password_change_required, human.skipped)
            },
        );
        next_step(&Situation {
            policy: self.instance.effective_policy(),
            linked: self.instance.links.truth(),
            means: &means,
            checks: &checks,
            now: Moment::now(),
            not_before,
            chose_password,
            password_change_required: change,
            skipped,
        })
    }

    /// Whatever is next for somebody who said who they are.
    pub(super) fn proceed(&mut self, notice: Option<Notice>) -> Outcome {
        if self.request().user.is_none() {
            // A name that nobody has is asked for a password like any other.
            return if self.request().unknown_name.is_some() {
                self.show(Step::Password, notice)
            } else {
                self.login_page("")
            };
        }
        match self.step() {
            Step::Done(methods) => self.finish(methods),
            step => self.show(step, notice),
        }
    }

    fn show(&mut self, step: Step, notice: Option<Notice>) -> Outcome {
        let hide_reset = self.instance.effective_policy().settings.hides_reset();
        let page = match step {
            Step::External(provider) => return self.to_provider(&provider),
            Step::Done(methods) => return self.finish(methods),
            Step::NoWay => no_way(),
            Step::SetUp { listed, may_skip } => return self.set_up(listed, may_skip, notice),
            Step::Passkey { password_offered } => {
                Page::Passkey(self.context(notice), password_offered)
            }
            Step::Password => Page::Password(self.context(notice), !hide_reset),
            Step::SetPasswordByCode => Page::SetPasswordByCode(self.context(notice)),
            Step::SecondFactor(usable) => Page::SecondFactor(self.context(notice), usable),
            Step::ChangePassword => Page::ChangePassword(self.context(notice)),
            Step::Refused => Page::Error(
                "Errors.Login.LoginPolicy.MFA.ForceAndNotConfigured (LOGIN-5Hm8s)".to_owned(),
            ),
        };
        Outcome::Page(page)
    }

    pub(super) fn to_provider(&self, id: &str) -> Outcome {
        let mut providers = self.instance.providers.truth().iter();
        match providers.find(|provider| provider.id == id) {
            Some(provider) => Outcome::Away(Reply::found(&provider.authorization_url())),
            None => Outcome::Page(Page::Error("Identity Provider does not exist".to_owned())),
        }
    }

    /// Back to the provider's endpoint, which hands out the code.
    fn finish(&mut self, methods: Vec<Method>) -> Outcome {
        let session = self.session();
        let checks = &session.checks;
        let first = [checks.password, checks.passkey, checks.external];
        let at = first.into_iter().flatten().max().unwrap_or_default();
        let done = Done {
            session: session.id.clone(),
            methods,
            at,
        };
        self.request().done = Some(done);
        let location = format!("/oauth/v2/authorize/callback?id={}", self.id);
        Outcome::Away(Reply::found(&location))
    }
}

/// The server has no text for this key in any language.
pub(super) fn no_way() -> Page {
    Page::Error("Errors.Org.IdpNotExisting (LOGIN-5Hm8s)".to_owned())
}
