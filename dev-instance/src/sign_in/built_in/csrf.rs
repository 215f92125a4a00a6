//! The guard of the forms: a cookie and a hidden member that belong together, under the names that
//! ZITADEL's pages use.

use crate::random;
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use rsa::sha2::{Digest, Sha256};

const COOKIE: &str = "zitadel.login.csrf";

/// The hidden member of every form.
pub(super) const FIELD: &str = "gorilla.csrf.Token";

/// The guard of one browser.
pub(super) struct Guard {
    secret: String,
    is_new: bool,
}

/// A form that did not come from a page of this browser.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum ForeignForm {
    #[error("CSRF token not found in request")]
    TokenMissing,
    #[error("CSRF token invalid")]
    TokenWrong,
}

impl Guard {
    /// The guard of the browser that asks; a new one when it has none.
    pub(super) fn of(jar: &CookieJar) -> Self {
        match jar.get(COOKIE) {
            Some(cookie) => Self {
                secret: cookie.value().to_owned(),
                is_new: false,
            },
            None => Self {
                secret: random::text(32),
                is_new: true,
            },
        }
    }

    /// The value of the hidden member.
    pub(super) fn token(&self) -> String {
        random::base64url(&Sha256::digest(self.secret.as_bytes()))
    }

    /// Whether a form came from a page of this browser.
    ///
    /// # Errors
    /// [`ForeignForm`] when it did not.
    pub(super) fn check(&self, token: &str) -> Result<(), ForeignForm> {
        if token.is_empty() {
            Err(ForeignForm::TokenMissing)
        } else if self.is_new || token != self.token() {
            Err(ForeignForm::TokenWrong)
        } else {
            Ok(())
        }
    }

    /// The cookie to set; `None` where the browser has it.
    pub(super) fn cookie(&self) -> Option<Cookie<'static>> {
        self.is_new.then(|| {
            Cookie::build((COOKIE, self.secret.clone()))
                .path("/")
                .http_only(true)
                .same_site(SameSite::Lax)
                .build()
        })
    }
}
