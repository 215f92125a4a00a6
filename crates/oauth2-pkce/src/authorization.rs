//! The authorization request (OpenID Connect Core §3.1.2.1, RFC 7636 §4.3): the address to send
//! the person to, and the transaction to remember.

use std::fmt;

use oauth2::{CsrfToken, PkceCodeChallenge, PkceCodeVerifier, Scope};
use url::Url;

use crate::discovery::Metadata;
use crate::local_path::LocalPath;
use crate::oauth_client::oauth_client;
use crate::ports::{Random, RandomError};
use crate::random::random_text;
use crate::registration::Registration;
use crate::secret::{IdToken, Nonce};
use crate::transaction::{Purpose, Transaction};

/// What is wanted of a sign-in.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignIn {
    /// Where to go afterwards.
    pub return_to: LocalPath,
    /// What it is for.
    pub purpose: Purpose,
    /// The user name to fill in.
    pub login_hint: Option<String>,
    /// The ID token of the session that ended.
    pub id_token_hint: Option<IdToken>,
    /// What the server must ask.
    pub prompt: Option<Prompt>,
    /// Languages for the sign-in page, in order of preference, separated by spaces.
    pub ui_locales: Option<String>,
    /// The longest time since the person proved who they are, in seconds.
    pub max_age: Option<u32>,
}

impl SignIn {
    /// A plain sign-in that leads to `return_to`.
    pub fn to(return_to: LocalPath) -> SignIn {
        SignIn {
            return_to,
            purpose: Purpose::Login,
            login_hint: None,
            id_token_hint: None,
            prompt: None,
            ui_locales: None,
            max_age: None,
        }
    }
}

/// What the sign-in server must ask. There is no `none`: ZITADEL and others answer it with a page
/// on which the person would be stranded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Prompt {
    /// Ask for proof again.
    Login,
    /// Ask which account.
    SelectAccount,
    /// Ask for consent.
    Consent,
    /// Offer to create an account (OpenID Connect Prompt Create §4.1).
    Create,
}

impl Prompt {
    fn as_str(self) -> &'static str {
        match self {
            Prompt::Login => "login",
            Prompt::SelectAccount => "select_account",
            Prompt::Consent => "consent",
            Prompt::Create => "create",
        }
    }
}

/// Everything needed to leave for the sign-in server. `Debug` shows neither part.
pub struct AuthorizationRedirect {
    /// To be kept, before leaving, under its own storage key.
    pub transaction: Transaction,
    /// To be navigated to.
    pub url: Url,
}

impl fmt::Debug for AuthorizationRedirect {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("AuthorizationRedirect([redacted])")
    }
}

/// Builds an authorization request with fresh `state`, `nonce` and PKCE verifier.
pub(crate) fn authorization_redirect(
    registration: &Registration,
    metadata: &Metadata,
    wanted: SignIn,
    random: &impl Random,
    now: f64,
) -> Result<AuthorizationRedirect, RandomError> {
    let state = CsrfToken::new(random_text(random)?);
    let nonce = Nonce::new(random_text(random)?);
    let verifier = PkceCodeVerifier::new(random_text(random)?);
    // The verifier has 43 characters, so that computing the challenge cannot panic.
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
    let scopes = registration.scopes.iter();
    let hints = [
        ("login_hint", wanted.login_hint),
        (
            "id_token_hint",
            wanted.id_token_hint.map(|token| token.secret().to_owned()),
        ),
        (
            "prompt",
            wanted.prompt.map(|prompt| prompt.as_str().to_owned()),
        ),
        ("ui_locales", wanted.ui_locales),
        ("max_age", wanted.max_age.map(|seconds| seconds.to_string())),
    ];

    let client = oauth_client(registration, metadata);
    let mut request = client
        .authorize_url(|| state)
        .set_pkce_challenge(challenge)
        .add_scopes(scopes.map(|scope| Scope::new(scope.to_owned())))
        .add_extra_param("nonce", nonce.secret().to_owned());
    for (name, value) in hints {
        if let Some(value) = value {
            request = request.add_extra_param(name, value);
        }
    }
    let (url, state) = request.url();

    let transaction = Transaction {
        state,
        nonce,
        verifier,
        issuer: registration.issuer.clone(),
        redirect_uri: registration.redirect_uri.clone(),
        return_to: wanted.return_to,
        created: now,
        purpose: wanted.purpose,
        max_age: wanted.max_age,
    };
    Ok(AuthorizationRedirect { transaction, url })
}
