//! Sequence numbers.

use crate::i18n::t;
use leptos::prelude::*;

/// The sequence number that proves a fact, always in Western digits, to be compared with logs.
#[component]
pub fn SequenceNumber(
    /// The number.
    #[prop(into)]
    value: Signal<u64>,
) -> impl IntoView {
    view! {
        <span class="seq">
            {t("word.sequence")} " " <b dir="ltr">{move || value.get().to_string()}</b>
        </span>
    }
}
