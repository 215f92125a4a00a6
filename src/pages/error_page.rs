//! Pages of one message: a sign-in that did not work out, a console that is not set up.

use crate::auth::{AuthError, Session, SignInMode};
use crate::auth_messages::auth_message;
use crate::components::{Button, Detail, DocumentTitle, Prose, SupportDetails};
use crate::config::ConfigError;
use crate::i18n::{t, use_i18n};
use crate::platform::{clock, location};
use leptos::prelude::*;

/// A sign-in did not work out.
#[component]
pub fn SignInErrorPage(
    /// The session, to try again.
    session: Session,
    /// The error that ended the sign-in.
    error: AuthError,
) -> impl IntoView {
    let sign_in = move |class, words, mode| {
        view! {
            <Button class on_press=move || session.sign_in(mode)>
                {t(words)}
            </Button>
        }
    };
    view! {
        <AuthMessage error>
            {sign_in("btn btn-main btn-big", "start.sign-in", SignInMode::Plain)}
            {sign_in("btn btn-big", "account.somebody-else", SignInMode::SomebodyElse)}
        </AuthMessage>
    }
}

/// This console cannot sign anybody in at all: it is not served by https, or not set up.
#[component]
pub fn SetupErrorPage(
    /// The error that no sign-in would get past.
    error: AuthError,
) -> impl IntoView {
    view! { <AuthMessage error/> }
}

/// `config.json` cannot be used.
#[component]
pub fn ConfigErrorPage(
    /// What is wrong with the file.
    error: ConfigError,
) -> impl IntoView {
    let i18n = use_i18n();
    let code = error.code();
    let detail = match &error {
        ConfigError::Unreadable { detail } => detail.clone(),
        _ => String::new(),
    };
    let why = Signal::derive(move || {
        let (key, member) = match error {
            ConfigError::Missing => ("config.missing", ""),
            ConfigError::Unreadable { .. } => ("config.unreadable", ""),
            ConfigError::NoInstance => ("config.none", ""),
            ConfigError::SeveralInstances => ("config.several", ""),
            ConfigError::Empty { member } => ("config.empty", member),
            ConfigError::InsecureIssuer => ("config.insecure", ""),
            ConfigError::IssuerNotAnOrigin => ("config.origin", ""),
        };
        i18n.text_with(key, &[("member", member)])
    });
    view! {
        <MessagePage title="config.title" why todo=t("config.todo") code detail>
            <Button class="btn btn-main btn-big" on_press=location::reload>
                {t("button.reload")}
            </Button>
        </MessagePage>
    }
}

#[component]
fn AuthMessage(
    error: AuthError,
    /// The ways on, if there are any.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (why, todo) = auth_message(error.code());
    let minutes = error.clock_minutes_ahead();
    let why = Signal::derive(move || match minutes {
        Some(minutes) => i18n.count("auth.clock", minutes.unsigned_abs() as usize, &[]),
        None => i18n.text(why),
    });
    let todo = Signal::derive(move || i18n.text_with(todo, &[("origin", &location::origin())]));
    view! {
        <MessagePage title="auth.title" why todo code=error.code() detail=error.to_string()>
            {children.map(|children| children())}
        </MessagePage>
    }
}

/// A page of one message, with what support needs to know.
#[component]
fn MessagePage(
    /// The key of the title.
    title: &'static str,
    /// What went wrong.
    why: Signal<String>,
    /// What to do next.
    todo: Signal<String>,
    /// The stable code of the error.
    code: &'static str,
    /// English, for support; may be empty.
    detail: String,
    /// The ways on.
    children: Children,
) -> impl IntoView {
    let mut details = vec![
        support_detail("support.id", "id", code.to_owned()),
        support_detail("support.time", "time", clock::now_rfc3339()),
        support_detail(
            "support.console",
            "console",
            env!("CARGO_PKG_VERSION").to_owned(),
        ),
    ];
    if !detail.is_empty() {
        details.push(support_detail("support.message", "message", detail));
    }
    view! {
        <DocumentTitle text=t(title)/>
        <main class="hero one" id="main" tabindex="-1">
            <div>
                <div role="alert">
                    <h1>{t(title)}</h1>
                    <p class="scope">
                        <Prose text=why/>
                    </p>
                    <p class="scope">
                        <Prose text=todo/>
                    </p>
                </div>
                <div class="btns">{children()}</div>
                <SupportDetails details/>
            </div>
        </main>
    }
    .into_any()
}

fn support_detail(name: &'static str, key: &'static str, value: String) -> Detail {
    Detail { name, key, value }
}
