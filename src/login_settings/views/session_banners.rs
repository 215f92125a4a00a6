//! What people should know about their sign-in while they work: that it ends soon, that it ended,
//! that the sign-in server could not be reached, and that they are somebody else now.

use crate::auth::{AuthError, SessionState, SignInMode, use_session};
use crate::auth_messages::auth_message;
use crate::components::{Banner, Button, CalloutKind, Prose};
use crate::i18n::{t, use_i18n};
use crate::login_settings::actions::session_end::expires_in_text;
use crate::login_settings::state::use_settings;
use crate::platform::document::focus_after_render;
use crate::platform::location;
use leptos::prelude::*;

/// All banners about the session that hold now.
#[component]
pub fn SessionBanners() -> impl IntoView {
    view! {
        <ExpiredBanner/>
        <RedirectFailedBanner/>
        <ExpiringBanner/>
        <UserChangedBanner/>
    }
}

#[component]
fn ExpiredBanner() -> impl IntoView {
    let (session, store, i18n) = (use_session(), use_settings(), use_i18n());
    let is_expired = Memo::new(move |_| matches!(session.state(), SessionState::Expired(_)));
    let kept = Signal::derive(move || match store.draft.deferred.with(Vec::len) {
        0 => i18n.text("ended.nothing"),
        kept => i18n.count("ended.kept", kept, &[]),
    });
    view! {
        <Show when=move || is_expired.get()>
            <Banner id="ended" kind=CalloutKind::Acknowledge icon="lock">
                <h2>{t("ended.title")}</h2>
                <p>
                    <Prose text=kept/>
                </p>
                <div class="btns">
                    <SignInAgainButton/>
                </div>
            </Banner>
        </Show>
    }
}

/// The page was to be left for the sign-in server, and is still here.
#[component]
fn RedirectFailedBanner() -> impl IntoView {
    let session = use_session();
    move || {
        let error = session.redirect_failed()?;
        Some(view! { <RedirectFailed error/> })
    }
}

#[component]
fn RedirectFailed(error: AuthError) -> impl IntoView {
    let i18n = use_i18n();
    let (why, todo) = auth_message(error.code());
    let todo = Signal::derive(move || i18n.text_with(todo, &[("origin", &location::origin())]));
    view! {
        <Banner kind=CalloutKind::Danger icon="stop">
            <div role="alert">
                <h2>{t("auth.title")}</h2>
                <p>
                    <Prose text=t(why)/>
                </p>
                <p>
                    <Prose text=todo/>
                </p>
            </div>
        </Banner>
    }
}

/// That the sign-in ends soon. It counts, and its buttons keep the focus meanwhile.
#[component]
fn ExpiringBanner() -> impl IntoView {
    let (session, i18n) = (use_session(), use_i18n());
    let is_near = Memo::new(move |_| session.expires_in().is_some());
    let extend = move || {
        session.extend();
        // The banner goes, and would take the focus with it.
        focus_after_render("main");
    };
    view! {
        <Show when=move || is_near.get()>
            <Banner kind=CalloutKind::Acknowledge icon="wait">
                <h2>{move || expires_in_text(session, i18n)}</h2>
                <p>
                    <Prose text=t("expiring.what")/>
                </p>
                <div class="btns">
                    <Button on_press=extend>{t("expiring.extend")}</Button>
                    <SignInAgainButton/>
                </div>
            </Banner>
        </Show>
    }
}

#[component]
fn UserChangedBanner() -> impl IntoView {
    let session = use_session();
    view! {
        <Show when=move || session.user_changed()>
            <Banner kind=CalloutKind::Fact icon="two">
                <p>
                    <Prose text=t("note.user-changed")/>
                </p>
            </Banner>
        </Show>
    }
}

/// The button that leads back to this page through the sign-in server.
#[component]
pub fn SignInAgainButton() -> impl IntoView {
    let session = use_session();
    view! {
        <Button class="btn btn-main" on_press=move || session.sign_in(SignInMode::Again)>
            {t("button.sign-in-again")}
        </Button>
    }
}
