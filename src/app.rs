//! The root of the console: what is read before it is shown, what all of it shares, and which page
//! is shown.

use crate::auth::{AuthError, Session, SessionState, SignedOutReason, provide_session};
use crate::components::provide_announcer;
use crate::config::{self, ConfigError, Instance};
use crate::i18n::{self, Catalogue, Locale, provide_i18n, use_i18n};
use crate::layout::Layout;
use crate::login_settings::actions::{use_actions, watch};
use crate::login_settings::state::SettingsStore;
use crate::pages::{
    ConfigErrorPage, LoginSettingsPage, NotFoundPage, ReviewPage, SetupErrorPage, SignInErrorPage,
    StartPage, StartReason, WaitingPage,
};
use crate::platform::storage::TabStorage;
use crate::platform::{document, fetch, location};
use crate::routes::Page;
use futures_util::future::join;
use leptos::mount::mount_to_body;
use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};

/// Reads what the deployment says and shows the console. Where not even words can be had, it shows
/// the page that stands ready in `index.html`.
pub async fn start() {
    let preferred = i18n::preferred(None);
    let (configuration, catalogue) = join(read_config(), i18n::download(preferred)).await;
    let (locale, catalogue) = match catalogue {
        Ok(catalogue) => (preferred, catalogue),
        Err(_) => match i18n::download(Locale::ENGLISH).await {
            Ok(catalogue) => (Locale::ENGLISH, catalogue),
            Err(_) => return document::reveal("boot-failed"),
        },
    };
    mount_to_body(move || view! { <App configuration locale catalogue/> });
}

async fn read_config() -> Result<Instance, ConfigError> {
    match fetch::own_file("/config.json").await {
        Ok(file) if file.status() == 200 => config::parse(file.body()),
        _ => Err(ConfigError::Missing),
    }
}

/// The whole console.
#[component]
pub fn App(
    /// What the deployment says.
    configuration: Result<Instance, ConfigError>,
    /// The language of the page.
    locale: Locale,
    /// The texts of that language.
    catalogue: Catalogue,
) -> impl IntoView {
    provide_i18n(locale, catalogue);
    provide_announcer();
    let instance = match configuration {
        Ok(instance) => instance,
        Err(error) => {
            return view! {
                <Layout>
                    <ConfigErrorPage error/>
                </Layout>
            }
            .into_any();
        }
    };
    match provide_session(&instance, &location::origin(), TabStorage::default()) {
        Ok(session) => view! { <Console instance session/> }.into_any(),
        Err(error) => view! {
            <Layout instance>
                <SetupErrorPage error/>
            </Layout>
        }
        .into_any(),
    }
}

/// What of the session decides which page is shown. A sign-in that ended keeps its page.
#[derive(Clone, PartialEq)]
enum Screen {
    Waiting,
    SignedOut(SignedOutReason),
    Failed(AuthError),
    /// With the subject, so that another person gets another page.
    SignedIn(String),
}

impl Screen {
    fn of(state: SessionState) -> Self {
        match state {
            SessionState::Starting | SessionState::Redirecting => Self::Waiting,
            SessionState::SignedOut(reason) => Self::SignedOut(reason),
            SessionState::Failed(error) => Self::Failed(error),
            SessionState::SignedIn(person) | SessionState::Expired(person) => {
                Self::SignedIn(person.subject)
            }
        }
    }
}

/// The console of an instance.
#[component]
fn Console(instance: Instance, session: Session) -> impl IntoView {
    provide_context(SettingsStore::new(session, instance.clone()));
    watch(use_actions());
    follow_profile_language(session);
    session.start();
    let screen = Memo::new(move |_| Screen::of(session.state()));
    let page = {
        let instance = instance.clone();
        move || {
            let instance = instance.clone();
            match screen.get() {
                Screen::Waiting => view! { <WaitingPage/> }.into_any(),
                Screen::SignedOut(reason) => {
                    let reason = StartReason::SignedOut(reason);
                    view! { <StartPage session instance reason/> }.into_any()
                }
                Screen::Failed(error) => view! { <SignInErrorPage session error/> }.into_any(),
                Screen::SignedIn(_) => view! { <Pages session instance/> }.into_any(),
            }
        }
    };
    view! {
        <Layout instance session>
            {page}
        </Layout>
    }
}

/// The pages of somebody who is signed in. The router begins here and not above: signing in and out
/// put the address in order themselves, before it follows.
#[component]
fn Pages(session: Session, instance: Instance) -> impl IntoView {
    let start = {
        let instance = instance.clone();
        move || {
            let instance = instance.clone();
            view! { <StartPage session instance reason=StartReason::SignedIn/> }
        }
    };
    let not_found = move || {
        let instance = instance.clone();
        view! { <NotFoundPage instance/> }
    };
    view! {
        <Router>
            <FlatRoutes fallback=not_found>
                <Route path=Page::Start view=start/>
                <Route path=Page::LoginSettings view=LoginSettingsPage/>
                <Route path=Page::Review view=ReviewPage/>
            </FlatRoutes>
        </Router>
    }
}

/// The profile's language counts where the person chose none for this browser.
fn follow_profile_language(session: Session) {
    let i18n = use_i18n();
    let subject = Memo::new(move |_| session.person().map(|person| person.subject));
    Effect::new(move || {
        if subject.get().is_none() {
            return;
        }
        let profile = untrack(|| session.person()).and_then(|person| person.locale);
        let preferred = i18n::preferred(profile.as_deref());
        if preferred != untrack(|| i18n.locale()) {
            session.spawn(async move {
                // A catalogue that cannot be downloaded leaves the page in the language it has.
                let _ = i18n.switch_to(preferred).await;
            });
        }
    });
}
