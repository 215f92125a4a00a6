//! The choice of a theme.

use crate::i18n::t;
use crate::platform::{document, storage};
use leptos::prelude::*;

/// Where the theme is remembered; `public/boot.js` reads the same key before first paint.
const THEME_KEY: &str = "theme";

/// The themes, with the keys of their names. An empty theme follows the system.
const THEMES: [(&str, &str); 3] = [
    ("", "theme.system"),
    ("light", "theme.light"),
    ("dark", "theme.dark"),
];

/// Switches the theme, and remembers it for this browser.
#[component]
pub fn ThemeSelect() -> impl IntoView {
    let chosen = storage::local_get(THEME_KEY).unwrap_or_default();
    let switch = |theme: String| {
        storage::local_set(THEME_KEY, &theme);
        document::set_theme(&theme);
    };
    let options = THEMES
        .into_iter()
        .map(|(theme, name)| view! { <option value=theme>{t(name)}</option> })
        .collect_view();
    view! {
        <label class="vh" for="theme">
            {t("shell.theme")}
        </label>
        <select
            class="field quiet"
            id="theme"
            prop:value=chosen
            on:change=move |event| switch(event_target_value(&event))
        >
            {options}
        </select>
    }
    .into_any()
}
