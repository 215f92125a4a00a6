//! The way back from the sign-in server: the callback's query is taken off the address bar, judged
//! (RFC 6749 §4.1.2, RFC 9207) and exchanged for tokens (RFC 6749 §4.1.3), once.

use super::auth_error::AuthError;
use super::inner::SessionInner;
use super::session_state::Person;
use crate::platform::storage::TabStorage;
use crate::platform::{clock, location};
use crate::routes::Page;
use leptos::prelude::Set;
use leptos::task::spawn_local;
use oauth2_pkce::{
    AuthError as ProtocolError, CallbackError as QueryError, CallbackParams, RefreshToken,
    SessionRecord, SignedIn, Transaction,
};
use std::rc::Rc;

/// An answer of the sign-in server that signed nobody in.
pub(super) enum CallbackError {
    /// Something is wrong with it.
    Rejected(AuthError),
    /// It belongs to nothing under way; whoever is signed in stays so.
    Stale(AuthError),
}

/// Judges what the sign-in server sent back with, and puts the page that the sign-in was begun on
/// into the address bar. The query is wiped before anything else.
pub(super) async fn handle_callback(session: &Rc<SessionInner>) -> Result<Person, CallbackError> {
    let query = location::query();
    location::replace_path(Page::Callback.path());
    let params = CallbackParams::parse(&query).map_err(|error| {
        // The address was wiped before: the page was loaded anew meanwhile.
        let is_stale = error == QueryError::Empty;
        let error = ProtocolError::from(error).into();
        if is_stale {
            CallbackError::Stale(error)
        } else {
            CallbackError::Rejected(error)
        }
    })?;
    let stored = params
        .storage_key()
        .and_then(|key| session.storage.take(&key));
    let Some(stored) = stored else {
        return Err(CallbackError::Stale(AuthError::NoTransaction));
    };
    let (person, return_to) = exchange_code(session, params, &stored)
        .await
        .map_err(|error| CallbackError::Rejected(error.into()))?;
    location::replace_path(&return_to);
    Ok(person)
}

/// Removes transactions that nobody came back for.
pub(super) fn sweep_transactions(storage: &TabStorage) {
    let now = clock::now_seconds();
    for key in storage.keys(Transaction::KEY_PREFIX) {
        let kept = storage.get(&key);
        if kept.is_some_and(|text| Transaction::should_sweep(&text, now)) {
            storage.remove(&key);
        }
    }
}

/// Whoever signed in, and the path to go to.
async fn exchange_code(
    session: &Rc<SessionInner>,
    params: CallbackParams,
    stored: &str,
) -> Result<(Person, String), ProtocolError> {
    let transaction = Transaction::from_json(stored, clock::now_seconds())?;
    let signed_in = session.client.handle_callback(params, &transaction).await?;
    let return_to = if signed_in.user_changed {
        session.user_changed.set(true);
        Page::LoginSettings.path().to_owned()
    } else {
        transaction.return_to().as_str().to_owned()
    };
    Ok((accept(session, signed_in), return_to))
}

/// Takes the tokens into use, in place of those of a session before.
fn accept(session: &Rc<SessionInner>, signed_in: SignedIn) -> Person {
    let former = session.record();
    let record = SessionRecord {
        binding: signed_in.binding,
        refresh_token: signed_in.tokens.refresh_token().cloned(),
        id_token: signed_in.tokens.id_token().cloned(),
    };
    session.tokens.accept(&signed_in.tokens, &record);
    session.save_discovery();
    if let Some(token) = former.and_then(|record| record.refresh_token) {
        revoke_in_background(session, token);
    }
    Person::from_claims(&signed_in.claims)
}

/// Revokes a refresh token that is of no use any more; if the server cannot be told, it dies of age.
fn revoke_in_background(session: &Rc<SessionInner>, token: RefreshToken) {
    let session = Rc::clone(session);
    spawn_local(async move {
        let _ = session.client.revoke(&token).await;
    });
}
