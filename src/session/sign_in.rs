//! Coming in: the way to the sign-in server, the way back, and a page that was loaded anew.

use super::keeper::Renewing;
use super::{Failure, Goodbye, Inner, Person, Session, SessionState};
use crate::browser::ports::Browser;
use crate::browser::storage::{Kept, tab};
use crate::browser::tasks::spawn;
use crate::browser::{address, clock, crypto::BrowserRandom};
use crate::routes::Page;
use oauth2_pkce::{
    AuthError, CallbackError, CallbackParams, IdClaims, LocalPath, Metadata, Prompt, Purpose,
    SessionRecord, SignIn, SignedIn, Transaction,
};
use std::rc::Rc;

/// Where the server's endpoints are remembered for this tab.
const DISCOVERY: &str = "discovery";
/// Where the server's public keys are remembered for this tab.
pub(super) const KEYS: &str = "keys";
/// Whether the refresh token was taken back at the last sign-out.
pub(super) const REVOKED: &str = "revoked";
/// Paths that nobody is sent back to.
const CLOSED: [&str; 2] = [Page::Callback.path(), Page::SignedOut.path()];

/// How somebody wants to come in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Way {
    /// As whoever the server knows, or else whoever types a name.
    Plain,
    /// As the person whose sign-in just ended.
    Again,
    /// As somebody else: the server offers its list of accounts.
    SomebodyElse,
}

impl Session {
    /// Finds out where the session stands when the page was loaded; puts the address in order.
    pub async fn start(self) {
        // Pages that are no place to be for whoever is signed in, and what they say to others.
        let instead = match Page::of(&address::path()) {
            Some(Page::Callback) => match self.come_back().await {
                Ok(person) => Err(SessionState::SignedIn(person)),
                Err(Turned::Away(failure)) => Err(SessionState::Failed(failure)),
                Err(Turned::Over(failure)) => Ok(Some(SessionState::Failed(failure))),
            },
            Some(Page::SignedOut) => {
                // The server sends its own parameters back; none of them is needed.
                address::replace(Page::SignedOut.path());
                Ok(Some(SessionState::SignedOut(match tab::take(REVOKED) {
                    Some(revoked) => Goodbye::Here {
                        revoked: revoked == "yes",
                    },
                    None => Goodbye::NotYet,
                })))
            }
            _ => Ok(None),
        };
        sweep_old_transactions();
        self.state.set(match instead {
            Err(state) => state,
            Ok(instead) => self.resume(instead).await,
        });
    }

    /// Leaves for the sign-in server. Comes back only if that fails.
    pub fn sign_in(self, way: Way) {
        spawn(self.leave_to_sign_in(way));
    }

    async fn leave_to_sign_in(self, way: Way) {
        let before = self.state.get_untracked();
        self.not_left.set(None);
        self.state.set(SessionState::Leaving);
        let failure = match self.depart(way, &before).await {
            Ok(url) => {
                address::leave_for(&url, true).await;
                Failure::own("AUTH-NET", "the browser did not leave the page")
            }
            Err(failure) => failure,
        };
        self.state.set(match before {
            SessionState::Ended(_) | SessionState::SignedIn(_) => {
                // The page is kept, with whatever is drafted on it; it says why it was not left.
                self.not_left.set(Some(failure));
                before
            }
            _ => SessionState::Failed(failure),
        });
    }

    async fn depart(self, way: Way, before: &SessionState) -> Result<String, Failure> {
        let inner = self.inner();
        let metadata = inner.metadata().await?;
        let back = LocalPath::or_root(&return_path(), &CLOSED);
        let mut wish = SignIn::to(back);
        wish.ui_locales = Some(crate::browser::document::language());
        match way {
            Way::Plain => {}
            Way::SomebodyElse => wish.prompt = Some(Prompt::SelectAccount),
            Way::Again => {
                if let SessionState::Ended(person) | SessionState::SignedIn(person) = before {
                    wish.purpose = Purpose::Reauth {
                        expected_sub: person.subject.clone(),
                    };
                    wish.login_hint.clone_from(&person.login_name);
                    wish.prompt = Some(Prompt::Login);
                }
            }
        }
        let now = clock::now_seconds();
        let departure =
            oauth2_pkce::begin(&inner.registration, &metadata, wish, &BrowserRandom, now)
                .map_err(AuthError::from)?;
        let transaction = departure.transaction;
        if tab::set(&transaction.storage_key(), &transaction.to_text()) == Kept::InMemory {
            return Err(Failure::own("AUTH-STORAGE", "no session storage"));
        }
        Ok(departure.url)
    }

    /// Judges what the sign-in server sent back with. The address is wiped before anything else.
    async fn come_back(self) -> Result<Person, Turned> {
        let query = address::query();
        address::replace(Page::Callback.path());
        let params = CallbackParams::parse(&query).map_err(|error| {
            let empty = error == CallbackError::Empty;
            let failure = AuthError::from(error).into();
            // The address was wiped before: the page was loaded anew meanwhile.
            if empty {
                Turned::Over(failure)
            } else {
                Turned::Away(failure)
            }
        })?;
        let stored = params.storage_key().and_then(|key| tab::take(&key));
        let Some(stored) = stored else {
            // Opened from a bookmark, by the back button or for a second time.
            return Err(Turned::Over(Failure::own(
                "AUTH-STATE",
                "no sign-in is under way",
            )));
        };
        let (person, back) = self.finish(params, &stored).await.map_err(Turned::Away)?;
        address::replace(&back);
        Ok(person)
    }

    async fn finish(
        self,
        params: CallbackParams,
        stored: &str,
    ) -> Result<(Person, String), Failure> {
        let inner = self.inner();
        let now = clock::now_seconds();
        let transaction = Transaction::from_text(stored, now).map_err(AuthError::from)?;
        let metadata = inner.metadata().await?;
        let code = params
            .validate(&transaction, &inner.registration, &metadata, now)
            .map_err(AuthError::from)?;
        let signed_in = oauth2_pkce::complete(
            &Browser,
            &inner.registration,
            &metadata,
            &inner.tokens.keys,
            code,
            &transaction,
        )
        .await?;
        let back = if signed_in.user_changed {
            self.user_changed.set(true);
            Page::LoginSettings.path().to_owned()
        } else {
            transaction.return_to().as_str().to_owned()
        };
        Ok((self.take(inner, &metadata, signed_in), back))
    }

    fn take(self, inner: &'static Inner, metadata: &Rc<Metadata>, signed_in: SignedIn) -> Person {
        let former = inner.tokens.record(&inner.registration);
        let record = SessionRecord {
            anchor: signed_in.anchor,
            refresh_token: signed_in.tokens.refresh_token().cloned(),
            id_token: signed_in.tokens.id_token().cloned(),
        };
        inner.tokens.take(&signed_in.tokens, &record);
        if let Some(token) = former.and_then(|record| record.refresh_token) {
            // The session before this one is of no use any more; if the server cannot be told,
            // its refresh token dies of age.
            let metadata = Rc::clone(metadata);
            spawn(async move {
                let _ = oauth2_pkce::revoke(&Browser, &metadata, &inner.registration, &token).await;
            });
        }
        person(&signed_in.claims)
    }

    /// Renews what this tab kept; if it kept nothing of use, it stands as `instead` says.
    async fn resume(self, instead: Option<SessionState>) -> SessionState {
        let inner = self.inner();
        let renewing = match inner.tokens.record(&inner.registration) {
            Some(record) => self.renew_from(inner, &record).await,
            None => Renewing::Over,
        };
        match renewing {
            Renewing::Done(person) => {
                if instead.is_some() {
                    address::replace(Page::LoginSettings.path());
                }
                SessionState::SignedIn(person)
            }
            Renewing::Later(code) => SessionState::Failed(Failure::own(code, "renewing")),
            Renewing::Over => {
                // It is good for nothing any more, and need not be tried at every reload.
                inner.tokens.forget();
                instead.unwrap_or(SessionState::SignedOut(Goodbye::NotYet))
            }
        }
    }
}

/// An answer of the sign-in server that brought nobody in.
enum Turned {
    /// Something is wrong with it.
    Away(Failure),
    /// It belongs to nothing under way; whoever is signed in stays so.
    Over(Failure),
}

impl Inner {
    /// The server's endpoints: from memory, from this tab, or asked for.
    pub(super) async fn metadata(&self) -> Result<Rc<Metadata>, AuthError> {
        if let Some(metadata) = self.tokens.metadata.borrow().as_ref() {
            return Ok(Rc::clone(metadata));
        }
        let issuer = &self.registration.issuer;
        let kept = tab::get(DISCOVERY).and_then(|text| Metadata::from_text(issuer, &text).ok());
        let metadata = match kept {
            Some(metadata) => metadata,
            None => {
                let metadata = oauth2_pkce::discover(&Browser, issuer).await?;
                tab::set(DISCOVERY, &metadata.to_text());
                // Whoever comes back need not wait for the keys; without them it is tried again then.
                let _ = oauth2_pkce::fetch_keys(&Browser, &metadata, &self.tokens.keys).await;
                self.tokens.keep_keys();
                metadata
            }
        };
        if let Some(keys) = tab::get(KEYS) {
            self.tokens.keys.recall(&metadata, &keys);
        }
        let metadata = Rc::new(metadata);
        *self.tokens.metadata.borrow_mut() = Some(Rc::clone(&metadata));
        Ok(metadata)
    }
}

/// Who the ID token says it is.
pub(super) fn person(claims: &IdClaims) -> Person {
    let login_name = claims.preferred_username.clone();
    let name = claims
        .name
        .clone()
        .or_else(|| login_name.clone())
        .unwrap_or_else(|| claims.subject.clone());
    Person {
        subject: claims.subject.clone(),
        name,
        login_name,
        locale: claims.locale.clone(),
        amr: claims.amr.clone(),
    }
}

/// Where to come back to: this page, or the settings from pages that are no place to be.
fn return_path() -> String {
    match Page::of(&address::path()) {
        Some(Page::Start | Page::Callback | Page::SignedOut) => {
            Page::LoginSettings.path().to_owned()
        }
        _ => address::here(),
    }
}

fn sweep_old_transactions() {
    let now = clock::now_seconds();
    for key in tab::keys(Transaction::PREFIX) {
        if tab::get(&key).is_some_and(|text| Transaction::should_sweep(&text, now)) {
            tab::remove(&key);
        }
    }
}
