//! Buttons.

use leptos::prelude::*;

/// A button that submits nothing.
#[component]
pub fn Button(
    /// `btn`, `btn-main` and their like.
    #[prop(default = "btn")]
    class: &'static str,
    /// Whether a press does nothing now. The button still takes the focus, so that a screen reader
    /// can read why.
    #[prop(optional, into)]
    unavailable: Signal<bool>,
    /// The id of the element that says why.
    #[prop(optional)]
    described_by: Option<&'static str>,
    /// Called when it is pressed.
    #[prop(into)]
    on_press: Callback<()>,
    /// The words on it.
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class=class
            aria-disabled=move || unavailable.get().then_some("true")
            aria-describedby=described_by
            on:click=move |_| {
                if !unavailable.get_untracked() {
                    on_press.run(());
                }
            }
        >
            {children()}
        </button>
    }
}
