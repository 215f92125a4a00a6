//! The guard of the forms: a cookie and a hidden member that belong together, under the names that
//! ZITADEL's pages use. Knows no page.

use crate::wire::http::{Form, Reply, Request};
use crate::wire::random;
use rsa::sha2::{Digest, Sha256};

const COOKIE: &str = "zitadel.login.csrf";
/// The hidden member of every form.
pub(crate) const FIELD: &str = "gorilla.csrf.Token";

/// The guard of one browser.
pub(crate) struct Guard {
    secret: String,
    is_new: bool,
}

impl Guard {
    /// The guard of the browser that asks; a new one when it has none.
    pub(crate) fn of(request: &Request) -> Self {
        match request.cookie(COOKIE) {
            Some(secret) => Self {
                secret: secret.to_owned(),
                is_new: false,
            },
            None => Self {
                secret: random::text(32),
                is_new: true,
            },
        }
    }

    /// The value of the hidden member.
    pub(crate) fn token(&self) -> String {
        random::base64url(&Sha256::digest(self.secret.as_bytes()))
    }

    /// Whether a form came from a page of this browser.
    pub(crate) fn accepts(&self, form: &Form) -> bool {
        !self.is_new && form.get(FIELD) == Some(self.token().as_str())
    }

    /// What is said to a form that did not.
    pub(crate) fn refusal(&self, form: &Form) -> String {
        let said = match form.get(FIELD) {
            None => "CSRF token not found in request",
            Some(_) => "CSRF token invalid",
        };
        said.to_owned()
    }

    /// Gives a new guard to the browser.
    pub(crate) fn keep(&self, reply: Reply) -> Reply {
        if !self.is_new {
            return reply;
        }
        let cookie = format!("{COOKIE}={}; Path=/; HttpOnly; SameSite=Lax", self.secret);
        reply.with("Set-Cookie", cookie)
    }
}
