//! The authorization request (OpenID Connect Core §3.1.2.1, RFC 7636 §4.3): the address to send
//! the person to, and the transaction to remember. It sends nobody anywhere.

use std::fmt;

use oauth2::{PkceCodeChallenge, PkceCodeVerifier};

use crate::discovery::Metadata;
use crate::form;
use crate::local_path::LocalPath;
use crate::ports::{Random, RandomError};
use crate::registration::Registration;
use crate::secret::{IdToken, Nonce, State, random_text};
use crate::transaction::{Purpose, Transaction};
use crate::web_url;

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

/// Everything needed to leave. `Debug` shows neither part.
pub struct Departure {
    /// To be kept, before leaving, under its own storage key.
    pub transaction: Transaction,
    /// To be navigated to.
    pub url: String,
}

impl fmt::Debug for Departure {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("Departure([redacted])")
    }
}

/// Begins a sign-in: fresh `state`, `nonce` and PKCE verifier, and the address that carries them.
pub fn begin(
    registration: &Registration,
    metadata: &Metadata,
    wanted: SignIn,
    random: &impl Random,
    now: f64,
) -> Result<Departure, RandomError> {
    let state = random_text(random)?;
    let nonce = random_text(random)?;
    let verifier = PkceCodeVerifier::new(random_text(random)?);
    // The verifier has 43 characters, so that computing the challenge cannot panic.
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
    let max_age = wanted.max_age.map(|seconds| seconds.to_string());

    let mut fields = vec![
        ("response_type", "code"),
        ("client_id", registration.client_id.as_str()),
        ("redirect_uri", registration.redirect_uri.as_str()),
        ("scope", registration.scopes.as_str()),
        ("state", state.as_str()),
        ("nonce", nonce.as_str()),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", challenge.method().as_str()),
    ];
    let hints = [
        ("login_hint", wanted.login_hint.as_deref()),
        (
            "id_token_hint",
            wanted.id_token_hint.as_ref().map(IdToken::secret),
        ),
        ("prompt", wanted.prompt.map(Prompt::as_str)),
        ("ui_locales", wanted.ui_locales.as_deref()),
        ("max_age", max_age.as_deref()),
    ];
    fields.extend(
        hints
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?))),
    );
    let url = web_url::with_query(&metadata.authorization_endpoint, &form::encode(&fields));

    let transaction = Transaction {
        state: State::new(state),
        nonce: Nonce::new(nonce),
        verifier,
        issuer: registration.issuer.clone(),
        redirect_uri: registration.redirect_uri.clone(),
        return_to: wanted.return_to,
        created: now,
        purpose: wanted.purpose,
        max_age: wanted.max_age,
    };
    Ok(Departure { transaction, url })
}

/// A random value for the `state` of a sign-out.
pub fn random_state(random: &impl Random) -> Result<String, RandomError> {
    random_text(random)
}
