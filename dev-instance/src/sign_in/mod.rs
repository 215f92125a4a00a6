//! The built-in sign-in pages: the ids, fields, addresses and hidden members of ZITADEL's, so that
//! one driver signs in to both. What is asked is judged in `flow`, how it looks is in `pages`; here
//! is what a browser sends and what comes of it. It verifies passwords and authenticator codes; it
//! has no passkey, security key or provider to verify, and says so on their pages.

mod csrf;
mod factors;
mod flow;
#[cfg(test)]
mod measured;
mod pages;
mod progress;

use crate::instance::Instance;
use crate::instance::user::Person;
use crate::openid::{agent, with_agent};
use crate::wire::clock::Moment;
use crate::wire::http::{Form, Reply, Request};
use pages::{Notice, Page};
use serde_json::json;

/// Answers a request to one of the pages.
pub(crate) fn answer(instance: &mut Instance, request: &Request) -> Reply {
    if request.path == "/ui/console/assets/environment.json" {
        return environment(instance);
    }
    let agent = agent(request);
    let guard = csrf::Guard::of(request);
    let form = request.form();
    let (method, path) = (request.method.as_str(), request.path.as_str());
    let page = match (method, path.strip_prefix("/ui/login").unwrap_or("")) {
        ("POST", _) if !guard.accepts(&form) => Outcome::Page(Page::Error(guard.refusal(&form))),
        ("GET", "/logout/done") => Outcome::Page(Page::LogoutDone),
        (_, known) => {
            let id = match method {
                "POST" => form.get("authRequestID"),
                _ => request.query.get("authRequestID"),
            };
            let id = id.unwrap_or_default().to_owned();
            let found = instance.sessions.requests.get(&id);
            match found.map(|found| found.agent == agent) {
                Some(true) => Visit {
                    instance,
                    id,
                    form,
                    query: &request.query,
                }
                .answer(method, known),
                Some(false) => {
                    let what = "User Agent does not correspond (EVENT-adk13)";
                    Outcome::Page(Page::Error(what.to_owned()))
                }
                None => {
                    let what = "Could not find authrequest (CACHE-d24aD)";
                    Outcome::Page(Page::Error(what.to_owned()))
                }
            }
        }
    };
    let reply = match page {
        Outcome::Page(page) => guard.keep(pages::reply(&page, &guard.token())),
        Outcome::Away(reply) => reply,
    };
    let reply = reply
        .with("Cache-Control", "no-store")
        .with("Pragma", "no-cache")
        .with("Vary", "Origin");
    with_agent(reply, &agent)
}

/// The configuration of the server's own console.
fn environment(instance: &Instance) -> Reply {
    let body = json!({
        "api": instance.issuer,
        "issuer": instance.issuer,
        "clientid": "400922706813586470",
    });
    Reply::new(200)
        .with("Content-Type", "text/plain; charset=utf-8")
        .body(body.to_string())
}

/// What a browser gets: a page, or the way to another address.
enum Outcome {
    Page(Page),
    Away(Reply),
}

/// One request of a browser within a sign-in.
struct Visit<'a> {
    instance: &'a mut Instance,
    /// Of the authorization request, which is known.
    id: String,
    form: Form,
    query: &'a Form,
}

impl Visit<'_> {
    fn answer(mut self, method: &str, path: &str) -> Outcome {
        match (method, path) {
            ("GET", "/login" | "/loginname") => self.start(),
            ("POST", "/login") => self.proceed(None),
            ("POST", "/loginname") => self.login_name(),
            ("POST", "/userselection") => self.user_selection(),
            ("POST", "/password") => self.password(),
            ("POST", "/password/change") => self.change_password(),
            ("POST", "/login/passwordless") => self.passkey(),
            ("POST", "/mfa/prompt") => self.mfa_prompt(),
            ("POST", "/mfa/init/verify") => self.mfa_init_verify(),
            ("POST", "/mfa/verify") => self.mfa_verify(),
            ("GET", "/login/externalidp") => self.external(),
            _ => Outcome::Page(Page::Error("This stand-in has no such page".to_owned())),
        }
    }

    /// `input#loginName`. An unknown name is told, unless the policy hides it.
    fn login_name(&mut self) -> Outcome {
        if self.form.get("register").is_some() {
            let what = "This stand-in registers nobody";
            return Outcome::Page(Page::Error(what.to_owned()));
        }
        let name = self
            .form
            .get("loginName")
            .unwrap_or_default()
            .trim()
            .to_owned();
        let found = self.instance.by_login_name(&name);
        let found = found.map(|person| (person.id.clone(), person.active));
        let hides = self
            .instance
            .effective_policy()
            .settings
            .ignores_unknown_names();
        let request = self.request();
        match found {
            Some((_, false)) => self.login_page("User is inactive"),
            Some((user, true)) => {
                request.user = Some(user);
                request.unknown_name = None;
                self.proceed(None)
            }
            None if hides && !name.is_empty() => {
                request.user = None;
                request.unknown_name = Some(name);
                self.proceed(None)
            }
            None => self.login_page("User could not be found"),
        }
    }

    fn user_selection(&mut self) -> Outcome {
        let user = self.form.get("userID").unwrap_or("0").to_owned();
        let known = self
            .instance
            .person(&user)
            .is_some_and(|person| person.active);
        if !known {
            let policy = self.instance.effective_policy();
            let nobody = !policy.settings.username_password()
                && (self.instance.links.truth().is_empty() || !policy.settings.external());
            return if nobody {
                Outcome::Page(progress::no_way())
            } else {
                self.login_page("")
            };
        }
        self.request().user = Some(user);
        self.proceed(None)
    }

    /// `input#password`.
    fn password(&mut self) -> Outcome {
        let given = self.form.get("password").unwrap_or_default().to_owned();
        let person = self.person();
        let human = person.and_then(Person::human);
        let right = human.and_then(|human| human.means.password.as_deref()) == Some(&given);
        if !right {
            let settings = &self.instance.effective_policy().settings;
            if !settings.ignores_unknown_names() {
                return self.proceed(Some(Notice::new("Password is invalid")));
            }
            // Whether there is such a name is not told, so that is where it begins again.
            return self.login_page("Username or Password is invalid");
        }
        // Who proves a password took this way, whatever else they have.
        self.request().chose_password = true;
        self.session().checks.password = Some(Moment::now());
        self.proceed(None)
    }

    fn change_password(&mut self) -> Outcome {
        let get = |name: &str| self.form.get(name).unwrap_or_default().to_owned();
        let old = get("change-old-password");
        let new = get("change-new-password");
        let human = self.person().and_then(Person::human);
        let right = human.and_then(|human| human.means.password.as_deref()) == Some(&old);
        let weak = crate::api::check_password(&new).err();
        // The confirmation is compared in the browser alone.
        let wrong = if !right {
            Some("Password is invalid".to_owned())
        } else {
            weak.map(|error| error.text(crate::wire::language::ENGLISH).to_owned())
        };
        if let Some(wrong) = wrong {
            return Outcome::Page(Page::ChangePassword(
                self.context(Some(Notice::new(&wrong))),
            ));
        }
        let user = self.request().user.clone().unwrap_or_default();
        let kind = "user.human.password.changed";
        let stamp = self.instance.owned_event("user", &user, Some(&user), kind);
        if let Some(person) = self.instance.person_mut(&user) {
            person.trace.touch(stamp);
            if let Some(human) = person.human_mut() {
                human.means.password = Some(new);
                human.password_change_required = false;
                human.password_changed = Some(stamp.at);
            }
        }
        self.session().checks.password = Some(stamp.at);
        Outcome::Page(Page::Next("Password changed", self.context(None)))
    }

    /// The only thing that the passkey page can do here is to change over to the password.
    fn passkey(&mut self) -> Outcome {
        if self.form.get("passwordlogin").is_some() {
            self.request().chose_password = true;
            return self.proceed(None);
        }
        self.proceed(Some(Notice::new("This stand-in verifies no passkeys")))
    }

    /// Sends the browser to a provider that the policy links.
    fn external(&mut self) -> Outcome {
        let id = self.query.get("idpConfigID").unwrap_or_default();
        let allowed = self.instance.effective_policy().settings.external();
        if allowed && self.instance.links.truth().iter().any(|link| link == id) {
            return self.to_provider(id);
        }
        let what = "Identity Provider is not allowed";
        Outcome::Page(Page::Error(what.to_owned()))
    }
}
