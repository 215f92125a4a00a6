//! Sign-ins under way, the sessions of browsers, and the tokens that came of them. Knows what is
//! valid, not how it is asked for over HTTP.

use super::Instance;
use crate::wire::clock::Moment;
use std::collections::BTreeMap;

/// When each way of proving oneself last succeeded in a session.
#[derive(Clone, Default)]
pub(crate) struct Checks {
    pub password: Option<Moment>,
    pub passkey: Option<Moment>,
    pub external: Option<Moment>,
    pub otp: Option<Moment>,
    pub u2f: Option<Moment>,
}

/// A way of proving oneself that counts for the ID token's `amr`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Method {
    Password,
    Passkey,
    External,
    Otp,
    U2f,
}

/// The `amr` values of these methods; empty for an external account alone, and then the claim is
/// left out (RFC 8176 names the values).
pub(crate) fn amr(methods: &[Method]) -> Vec<&'static str> {
    let mut values = Vec::new();
    for method in methods {
        match method {
            Method::Password => values.push("pwd"),
            Method::Passkey | Method::U2f => values.push("user"),
            Method::Otp | Method::External => {}
        }
    }
    if methods.contains(&Method::Otp) {
        values.push("otp");
    }
    if has_mfa(methods) {
        values.push("mfa");
    }
    values
}

/// Whether these methods count as more than one factor: a passkey does alone.
pub(crate) fn has_mfa(methods: &[Method]) -> bool {
    methods.len() > 1 || methods.contains(&Method::Passkey)
}

/// An authorization request (OpenID Connect Core §3.1.2.1) on its way through the sign-in pages.
pub(crate) struct AuthRequest {
    pub client_id: String,
    pub redirect_uri: String,
    pub scopes: Vec<String>,
    pub state: Option<String>,
    pub nonce: Option<String>,
    pub challenge: Option<Challenge>,
    pub prompt: Vec<String>,
    pub max_age: Option<i64>,
    pub login_hint: Option<String>,
    pub agent: String,
    pub created: Moment,
    /// The person once they said who they are.
    pub user: Option<String>,
    /// A login name that nobody has, where the policy hides that.
    pub unknown_name: Option<String>,
    pub chose_password: bool,
    /// The secret shown on the set-up page, until a code of it was right.
    pub totp_secret: Option<String>,
    pub done: Option<Done>,
}

/// RFC 7636 §4.3.
pub(crate) struct Challenge {
    pub value: String,
    pub plain: bool,
}

/// How an authorization request ended well.
#[derive(Clone)]
pub(crate) struct Done {
    pub session: String,
    pub methods: Vec<Method>,
    pub at: Moment,
}

/// A person in a browser.
pub(crate) struct Session {
    pub id: String,
    pub agent: String,
    pub user: String,
    pub active: bool,
    pub checks: Checks,
}

/// What an exchanged code left behind: the tokens that may be asked for, and those that are valid.
pub(crate) struct Grant {
    pub session: String,
    pub client_id: String,
    pub user: String,
    pub scopes: Vec<String>,
    pub audience: Vec<String>,
    pub methods: Vec<Method>,
    pub nonce: Option<String>,
    pub auth_time: Moment,
    /// The one access token that is valid; `None` after sign-out or revocation.
    pub access: Option<String>,
    pub refresh: Option<String>,
    pub expires: Moment,
}

/// All sign-ins, sessions and tokens.
#[derive(Default)]
pub(crate) struct Sessions {
    pub requests: BTreeMap<String, AuthRequest>,
    /// Codes that were not exchanged yet, with the id of their request.
    pub codes: BTreeMap<String, String>,
    pub used_codes: Vec<String>,
    pub sessions: Vec<Session>,
    pub grants: Vec<Grant>,
    /// Refresh tokens that were once valid.
    pub spent: Vec<String>,
    /// Personal access tokens with the machine of each.
    pub personal: Vec<(String, String)>,
}

/// A token that is known and valid.
pub(crate) enum Bearer<'a> {
    Personal { user: &'a str },
    App(&'a Grant),
}

impl Bearer<'_> {
    /// Whose token it is.
    pub(crate) fn user(&self) -> &str {
        match self {
            Self::Personal { user } => user,
            Self::App(grant) => &grant.user,
        }
    }
}

impl Instance {
    /// The valid token with this text, of somebody who is active.
    pub(crate) fn bearer(&self, token: &str) -> Option<Bearer<'_>> {
        let sessions = &self.sessions;
        let personal = sessions.personal.iter().find(|(known, _)| known == token);
        let bearer = match personal {
            Some((_, user)) => Bearer::Personal { user },
            None => Bearer::App(sessions.grants.iter().find(|grant| {
                grant.access.as_deref() == Some(token) && grant.expires > Moment::now()
            })?),
        };
        let person = self.person(bearer.user())?;
        person.active.then_some(bearer)
    }

    /// Ends the sessions that this test picks, and their access tokens; refresh tokens go on.
    pub(crate) fn end_sessions(&mut self, picked: impl Fn(&Session) -> bool) {
        let sessions = &mut self.sessions;
        for session in sessions
            .sessions
            .iter_mut()
            .filter(|session| picked(session))
        {
            session.active = false;
            session.checks = Checks::default();
            for grant in &mut sessions.grants {
                if grant.session == session.id {
                    grant.access = None;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amr_tells_the_methods_and_whether_they_are_enough() {
        assert_eq!(amr(&[Method::Password]), ["pwd"]);
        assert_eq!(amr(&[Method::Passkey]), ["user", "mfa"]);
        assert_eq!(amr(&[Method::Password, Method::Otp]), ["pwd", "otp", "mfa"]);
        assert_eq!(
            amr(&[Method::Password, Method::U2f]),
            ["pwd", "user", "mfa"]
        );
        assert!(amr(&[Method::External]).is_empty());
        assert_eq!(amr(&[Method::External, Method::Otp]), ["otp", "mfa"]);
    }
}
