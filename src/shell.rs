//! What stands around every page: the header with instance, language, theme and account, the footer.

use crate::browser::{document, storage};
use crate::components::{focus_soon, icon};
use crate::config::Instance;
use crate::i18n::{self, LOCALES, text};
use crate::routes::Page;
use crate::session::{Session, Way};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Where the theme is remembered; `public/boot.js` reads the same key before first paint.
const THEME: &str = "theme";

/// The header.
pub fn header(
    instance: Option<&Instance>,
    session: Option<Session>,
    redraw: RwSignal<u32>,
) -> AnyView {
    let brand = instance.map(|instance| {
        view! {
            <a class="brand" href=Page::Start.path()>
                <svg class="mark" aria-hidden="true"><use href="#i-mark"/></svg>
                <span>
                    <b dir="auto">{instance.name.clone()}</b>
                    <span class="host" dir="ltr">{instance.host().to_owned()}</span>
                </span>
            </a>
        }
    });
    let account = session.map(|session| {
        let who = Memo::new(move |_| session.person());
        move || who.get().map(|person| account(session, &person.name, person.login_name))
    });
    view! {
        <header class="top">
            <div class="top-in">
                {brand}
                <div class="tools">{language(redraw)}{theme()}{account}</div>
            </div>
        </header>
    }
    .into_any()
}

fn language(redraw: RwSignal<u32>) -> AnyView {
    let active = i18n::active();
    let options = LOCALES
        .iter()
        .map(|locale| {
            view! {
                <option lang=locale.tag value=locale.tag selected=*locale == active>{locale.name}</option>
            }
        })
        .collect_view();
    let choose = move |event| {
        let tag = event_target_value(&event);
        let Some(locale) = LOCALES.iter().find(|locale| locale.tag == tag) else {
            return;
        };
        spawn_local(async move {
            // A catalogue that cannot be downloaded leaves the page in the language it has.
            if i18n::activate(*locale).await.is_ok() {
                i18n::remember(*locale);
            }
            redraw.update(|count| *count += 1);
            focus_soon("lang");
        });
    };
    view! {
        <label class="vh" for="lang">{text("shell.language")}</label>
        <select class="field quiet" id="lang" on:change=choose>{options}</select>
    }
    .into_any()
}

fn theme() -> AnyView {
    let chosen = storage::origin::get(THEME).unwrap_or_default();
    let options = [
        ("", "theme.system"),
        ("light", "theme.light"),
        ("dark", "theme.dark"),
    ]
    .into_iter()
    .map(|(value, name)| {
        view! { <option value=value selected=value == chosen>{text(name)}</option> }
    })
    .collect_view();
    let choose = |event| {
        let theme = event_target_value(&event);
        storage::origin::set(THEME, &theme);
        document::set_theme(&theme);
    };
    view! {
        <label class="vh" for="theme">{text("shell.theme")}</label>
        <select class="field quiet" id="theme" on:change=choose>{options}</select>
    }
    .into_any()
}

fn account(session: Session, name: &str, login_name: Option<String>) -> AnyView {
    let initials: String = name
        .split_whitespace()
        .filter_map(|word| word.chars().next())
        .take(2)
        .collect();
    let close_on_escape = |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            document::close_menu("account");
        }
    };
    view! {
        <details class="menu" id="account" on:keydown=close_on_escape>
            <summary>
                <span class="face" aria-hidden="true">{initials}</span>
                <span><span class="vh">{text("account.label")}": "</span><span class="who" dir="auto">{name.to_owned()}</span></span>
            </summary>
            <div class="menu-pop">
                <p>
                    {text("account.signed-in-as")}" "<strong dir="auto">{name.to_owned()}</strong>
                    <br/><bdi dir="ltr">{login_name}</bdi>
                </p>
                <button
                    type="button"
                    on:click=move |_| spawn_local(async move {
                        session.sign_in(Way::SomebodyElse).await;
                    })
                >
                    {icon("two")}{text("account.somebody-else")}
                </button>
                <button
                    type="button"
                    on:click=move |_| spawn_local(async move { session.sign_out().await })
                >
                    {icon("out")}{text("account.sign-out")}
                </button>
            </div>
        </details>
    }
    .into_any()
}

/// The footer.
pub fn footer() -> AnyView {
    let version = [&text("shell.console"), " ", env!("CARGO_PKG_VERSION")].concat();
    view! {
        <footer class="foot"><p><span>{text("shell.api")}</span><span>{version}</span></p></footer>
    }
    .into_any()
}
