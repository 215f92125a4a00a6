//! The page that stands where the settings could not be read: why, and what to do.

use super::session_banners::SignInAgainButton;
use super::support::CallSupportDetails;
use crate::auth::SignInMode;
use crate::components::{Button, Code, DescriptionItem, Prose};
use crate::i18n::{t, use_i18n};
use crate::login_settings::actions::load::load;
use crate::login_settings::actions::use_actions;
use crate::login_settings::errors::{error_text, needs_sign_in, page_title};
use crate::login_settings::state::{LoadFailure, use_settings};
use crate::platform::document::focus_after_render;
use leptos::prelude::*;
use zitadel_admin::{CallError, RefusalKind};

/// Why the settings could not be read.
#[component]
pub fn LoadError(
    /// The failure.
    failure: LoadFailure,
) -> impl IntoView {
    let i18n = use_i18n();
    let LoadFailure {
        operation,
        error,
        at,
    } = failure;
    focus_after_render("main");
    let title = page_title(&error);
    let lacks_role = lacks_role(&error);
    let helps_to_sign_in = needs_sign_in(&error);
    let explained = error.clone();
    let text = Memo::new(move |_| error_text(i18n, &explained, operation));
    let why = Signal::derive(move || text.with(|text| text.why.clone()));
    let todo = Signal::derive(move || text.with(|text| text.todo.clone()));
    let server_text = text.with_untracked(|text| text.server.clone());
    view! {
        <main class="hero one" id="main" tabindex="-1">
            <div>
                <h1>{t(title)}</h1>
                <p class="scope">
                    <Prose text=why/>
                </p>
                {lacks_role.then(|| view! { <NeededRole/> })}
                <p class="scope">
                    <Prose text=todo/>
                </p>
                {server_text.map(|text| view! { <ServerText text/> })}
                <WaysOn helps_to_sign_in/>
                <CallSupportDetails error operation at/>
            </div>
        </main>
    }
    .into_any()
}

fn lacks_role(error: &CallError) -> bool {
    matches!(
        error,
        CallError::Refused(refusal)
            if matches!(refusal.kind, RefusalKind::NoMembership | RefusalKind::NoPermission)
    )
}

/// What the server said itself.
#[component]
fn ServerText(text: String) -> impl IntoView {
    view! {
        <p class="small">{t("word.server-says")} " " <q dir="auto">{text}</q></p>
    }
}

/// To try again, to come back as somebody else, or to leave.
#[component]
fn WaysOn(helps_to_sign_in: bool) -> impl IntoView {
    let (store, context) = (use_settings(), use_actions());
    let session = store.session;
    let again = if helps_to_sign_in {
        view! { <SignInAgainButton/> }.into_any()
    } else {
        view! {
            <Button class="btn btn-main btn-big" on_press=move || load(context)>
                {t("button.check-again")}
            </Button>
        }
        .into_any()
    };
    view! {
        <div class="btns">
            {again}
            <Button class="btn btn-big" on_press=move || session.sign_in(SignInMode::SomebodyElse)>
                {t("account.somebody-else")}
            </Button>
            <Button class="btn btn-quiet btn-big" on_press=move || session.sign_out()>
                {t("account.sign-out")}
            </Button>
        </div>
    }
}

/// Who is signed in, where, and which roles look and change.
#[component]
fn NeededRole() -> impl IntoView {
    let store = use_settings();
    let person = move || {
        store
            .session
            .person()
            .map(|person| match person.login_name {
                Some(login) if login != person.name => format!("{}, {login}", person.name),
                _ => person.name,
            })
    };
    let instance = store.instance.with_value(|instance| instance.name.clone());
    view! {
        <div class="sheet">
            <dl class="pairs">
                <DescriptionItem name=t("no-role.signed-in")>
                    <bdi>{person}</bdi>
                </DescriptionItem>
                <DescriptionItem name=t("no-role.instance")>
                    {instance} ", " <Code>{store.host()}</Code>
                </DescriptionItem>
                <DescriptionItem name=t("no-role.look")>
                    <Prose text=t("no-role.look-what")/>
                </DescriptionItem>
                <DescriptionItem name=t("no-role.change")>
                    <Prose text=t("no-role.change-what")/>
                </DescriptionItem>
            </dl>
        </div>
    }
}
