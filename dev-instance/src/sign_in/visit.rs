//! One request of a browser within a sign-in: who signs in, what they have proved in this browser,
//! and how the sign-in ends.

use crate::clock::Timestamp;
use crate::instance::login_policy::LoginPolicy;
use crate::instance::sign_in::{AuthMethod, AuthRequest, Checks, CompletedSignIn, Session};
use crate::instance::state::Instance;
use crate::instance::user::{EnrolledMethods, Human, User};

/// A request of a browser within a sign-in.
pub(super) struct Visit<'a> {
    pub instance: &'a mut Instance,
    /// The login policy that the pages go by.
    pub policy: LoginPolicy,
    /// Of the authorization request.
    id: String,
}

impl<'a> Visit<'a> {
    /// A visit within the sign-in of an authorization request that is known.
    pub(super) const fn new(instance: &'a mut Instance, policy: LoginPolicy, id: String) -> Self {
        Self {
            instance,
            policy,
            id,
        }
    }

    /// The id of the authorization request.
    pub(super) fn id(&self) -> &str {
        &self.id
    }

    /// The authorization request.
    pub(super) fn request(&mut self) -> &mut AuthRequest {
        let requests = &mut self.instance.sign_ins.requests;
        requests.entry(self.id.clone()).or_default()
    }

    /// The id of the person who said who they are.
    pub(super) fn user_id(&mut self) -> Option<String> {
        self.request().user.clone()
    }

    /// The person who said who they are.
    pub(super) fn user(&mut self) -> Option<&User> {
        let id = self.user_id()?;
        self.instance.user(&id)
    }

    /// The same, if it is a human being.
    pub(super) fn human(&mut self) -> Option<&Human> {
        self.user().and_then(User::human)
    }

    /// By what the person can sign in.
    pub(super) fn methods(&mut self) -> EnrolledMethods {
        let methods = self.human().map(|human| human.methods.clone());
        methods.unwrap_or_default()
    }

    /// Notes a change of the person and hands on when it happened.
    pub(super) fn change_human(
        &mut self,
        kind: &'static str,
        change: impl FnOnce(&mut Human),
    ) -> Timestamp {
        let id = self.user_id().unwrap_or_default();
        let stamp = self.instance.owned_event("user", &id, Some(&id), kind);
        if let Some(user) = self.instance.user_mut(&id) {
            user.revision.touch(stamp);
            user.human_mut().map(change);
        }
        stamp.at
    }

    /// What the person has proved in this browser.
    pub(super) fn checks(&mut self) -> Checks {
        let known = self.session_index();
        let sessions = &self.instance.sign_ins.sessions;
        known.map_or_else(Checks::default, |index| sessions[index].checks.clone())
    }

    /// The person's session in this browser, for somebody who has just proved something: it is made
    /// when there is none, and is active from now on.
    pub(super) fn session(&mut self) -> &mut Session {
        let index = self.session_index().unwrap_or_else(|| {
            let id = self.instance.new_id();
            let prefix = self.session_prefix();
            let request = self.request();
            let session = Session {
                id: format!("{prefix}{id}"),
                agent: request.agent.clone(),
                user: request.user.clone().unwrap_or_default(),
                active: true,
                checks: Checks::default(),
            };
            self.instance.sign_ins.sessions.push(session);
            self.instance.sign_ins.sessions.len() - 1
        });
        let session = &mut self.instance.sign_ins.sessions[index];
        session.active = true;
        session
    }

    /// Whether the person has proved anything that is a way in by itself: a second factor is none.
    pub(super) fn has_first_factor(&mut self) -> bool {
        let checks = self.checks();
        checks.password.is_some() || checks.identity_provider.is_some()
    }

    /// Checks before this time do not count (`prompt=login`, `max_age`).
    pub(super) fn not_before(&mut self) -> Timestamp {
        let request = self.request();
        if request.prompt.iter().any(|value| value == "login") {
            return request.created;
        }
        let age = request.max_age;
        age.map_or(Timestamp(0), |age| request.created.plus_millis(-age * 1000))
    }

    /// Ends the sign-in well.
    pub(super) fn complete(&mut self, methods: Vec<AuthMethod>) {
        let session = self.session();
        let checks = &session.checks;
        let first = [checks.password, checks.passkey, checks.identity_provider];
        let at = first.into_iter().flatten().max().unwrap_or_default();
        let completed = CompletedSignIn {
            session: session.id.clone(),
            methods,
            at,
        };
        self.request().completed = Some(completed);
    }

    /// Who has a session in this browser at this sign-in interface, by their ids, and whether it is
    /// active.
    pub(super) fn known_users(&mut self) -> Vec<(String, bool)> {
        let (agent, prefix) = (self.request().agent.clone(), self.session_prefix());
        let sessions = self.instance.sign_ins.sessions.iter();
        sessions
            .filter(|session| session.agent == agent && session.id.starts_with(prefix))
            .filter(|session| self.instance.user(&session.user).is_some())
            .map(|session| (session.user.clone(), session.active))
            .collect()
    }

    /// Where the person's session in this browser lies, if there is one.
    fn session_index(&mut self) -> Option<usize> {
        let prefix = self.session_prefix();
        let request = self.request();
        let (agent, user) = (request.agent.clone(), request.user.clone()?);
        let mut all = self.instance.sign_ins.sessions.iter();
        all.position(|session| {
            session.agent == agent && session.user == user && session.id.starts_with(prefix)
        })
    }

    /// Each sign-in interface has sessions of its own.
    fn session_prefix(&self) -> &'static str {
        if self.id.starts_with("V2_") {
            "V2_"
        } else {
            "V1_"
        }
    }
}
