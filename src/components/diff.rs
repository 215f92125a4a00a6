//! A value that becomes another.

use super::Icon;
use crate::i18n::t;
use leptos::prelude::*;

/// Old to new; a word stands between them for a screen reader.
#[component]
pub fn Diff(
    /// The value as it is.
    #[prop(into)]
    old: Signal<String>,
    /// The value as it will be.
    #[prop(into)]
    new: Signal<String>,
) -> impl IntoView {
    view! {
        <span class="become">
            <del dir="auto">{old}</del>
            <Icon name="arrow"/>
            <span class="vh">{t("word.becomes")} " "</span>
            <ins dir="auto">{new}</ins>
        </span>
    }
}
