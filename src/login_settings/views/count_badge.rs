//! A badge with a number of things.

use crate::components::{Badge, Tone};
use crate::i18n::use_i18n;
use leptos::prelude::*;

/// A badge that says how many there are; nothing where there are none.
#[component]
pub fn CountBadge(
    /// How many.
    #[prop(into)]
    number: Signal<usize>,
    /// What it says about its matter.
    tone: Tone,
    /// The icon before the words.
    icon: &'static str,
    /// The text key, with plural forms.
    key: &'static str,
) -> impl IntoView {
    let i18n = use_i18n();
    let is_any = Memo::new(move |_| number.get() > 0);
    let text = Signal::derive(move || i18n.count(key, number.get(), &[]));
    view! {
        <Show when=move || is_any.get()>
            <Badge tone icon text/>
        </Show>
    }
}
