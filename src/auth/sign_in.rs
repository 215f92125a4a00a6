//! The way to the sign-in server (OpenID Connect Core §3.1.2.1). What comes back is judged in
//! `callback`.

use super::auth_error::AuthError;
use super::inner::SessionInner;
use super::session_state::{Person, SessionState};
use crate::platform::document;
use crate::platform::location::{self, HistoryEntry};
use crate::platform::storage::Persistence;
use crate::routes::Page;
use leptos::prelude::*;
use oauth2_pkce::{LocalPath, Prompt, Purpose, SignIn};

/// Paths that nobody is sent back to.
const CLOSED: [&str; 2] = [Page::Callback.path(), Page::SignedOut.path()];

/// How somebody wants to sign in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SignInMode {
    /// As whoever the server knows, or else whoever types a name.
    Plain,
    /// As the person whose sign-in just ended.
    Again,
    /// As somebody else: the server offers its list of accounts.
    SomebodyElse,
}

/// Leaves for the sign-in server. Returns only if that fails.
pub(super) async fn redirect_to_sign_in(session: &SessionInner, mode: SignInMode) {
    let before = session.state.get_untracked();
    session.redirect_failed.set(None);
    session.state.set(SessionState::Redirecting);
    let error = match authorization_url(session, mode, before.person()).await {
        Ok(url) => {
            location::leave_for(&url, HistoryEntry::Keep).await;
            AuthError::NotLeft
        }
        Err(error) => error,
    };
    session.state.set(match before {
        SessionState::Expired(_) | SessionState::SignedIn(_) => {
            // The page is kept, with whatever is drafted on it; it says why it was not left.
            session.redirect_failed.set(Some(error));
            before
        }
        _ => SessionState::Failed(error),
    });
}

/// Begins a sign-in and remembers what the callback will be held to.
async fn authorization_url(
    session: &SessionInner,
    mode: SignInMode,
    person: Option<&Person>,
) -> Result<String, AuthError> {
    let mut wanted = SignIn::to(LocalPath::or_root(&return_path(), &CLOSED));
    wanted.ui_locales = Some(document::language());
    match (mode, person) {
        (SignInMode::SomebodyElse, _) => wanted.prompt = Some(Prompt::SelectAccount),
        (SignInMode::Again, Some(person)) => {
            wanted.purpose = Purpose::Reauth {
                expected_sub: person.subject.clone(),
            };
            wanted.login_hint.clone_from(&person.login_name);
            wanted.prompt = Some(Prompt::Login);
        }
        (SignInMode::Again, None) | (SignInMode::Plain, _) => {}
    }
    let redirect = session.client.authorize_url(wanted).await?;
    // Whoever comes back need not wait for the keys; a failure is met again then.
    let _ = session.client.prefetch().await;
    session.save_discovery();
    let transaction = redirect.transaction;
    let key = transaction.storage_key();
    if session.storage.set(&key, &transaction.to_json()) == Persistence::MemoryOnly {
        return Err(AuthError::NoStorage);
    }
    Ok(redirect.url.into())
}

/// Where to come back to: this page, or the settings from pages that are no place to be.
fn return_path() -> String {
    match Page::of(&location::path()) {
        Some(Page::Start | Page::Callback | Page::SignedOut) => {
            Page::LoginSettings.path().to_owned()
        }
        _ => location::path_query_fragment(),
    }
}
