//! The choice of a language.

use crate::i18n::{self, LOCALES, t, use_i18n};
use leptos::html::Select;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Switches the language of the page, and remembers it for this browser.
#[component]
pub fn LanguageSelect() -> impl IntoView {
    let i18n = use_i18n();
    let select = NodeRef::<Select>::new();
    let switch = move |tag: String| {
        let Some(locale) = LOCALES.iter().find(|locale| locale.tag == tag) else {
            return;
        };
        spawn_local(async move {
            if i18n.switch_to(*locale).await.is_ok() {
                i18n::remember(*locale);
            } else if let Some(select) = select.get_untracked() {
                // A catalogue that cannot be downloaded leaves the page in the language it has.
                select.set_value(untrack(|| i18n.locale()).tag);
            }
        });
    };
    let options = LOCALES
        .iter()
        .map(|locale| {
            view! {
                <option lang=locale.tag value=locale.tag>
                    {locale.name}
                </option>
            }
        })
        .collect_view();
    view! {
        <label class="vh" for="lang">
            {t("shell.language")}
        </label>
        <select
            class="field quiet"
            id="lang"
            node_ref=select
            prop:value=move || i18n.locale().tag
            on:change=move |event| switch(event_target_value(&event))
        >
            {options}
        </select>
    }
    .into_any()
}
