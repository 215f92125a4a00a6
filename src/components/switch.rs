//! `role="switch"`: its label never changes with its state; Space and Enter toggle it.

use super::ControlState;
use leptos::prelude::*;

/// A switch, to stand in a row of the same id.
#[component]
pub fn Switch(
    /// The id of the row.
    id: &'static str,
    /// What it is set to in the draft.
    #[prop(into)]
    on: Signal<bool>,
    /// How far that has come.
    #[prop(into)]
    state: Signal<ControlState>,
    /// The word beside the track.
    #[prop(into)]
    word: Signal<String>,
    /// The id of the sentence that says why it cannot be changed, if it cannot.
    #[prop(into)]
    locked_by: Signal<Option<&'static str>>,
    /// Called with the new value.
    on_toggle: Callback<bool>,
) -> AnyView {
    let described = move || {
        let mut ids = [id, "-d ", id, "-s"].concat();
        if let Some(reason) = locked_by.get() {
            ids.push(' ');
            ids.push_str(reason);
        }
        ids
    };
    let toggle = move |_| {
        if !state.get_untracked().is_busy() && locked_by.get_untracked().is_none() {
            on_toggle.run(!on.get_untracked());
        }
    };
    view! {
        <div class="flip-switch end">
            <span class="state" aria-hidden="true">{move || word.get()}</span>
            <button
                type="button"
                role="switch"
                class="switch"
                id=[id, "-x"].concat()
                aria-checked=move || if on.get() { "true" } else { "false" }
                aria-labelledby=[id, "-l"].concat()
                aria-describedby=described
                aria-busy=move || state.get().is_busy().then_some("true")
                aria-disabled=move || locked_by.get().map(|_| "true")
                on:click=toggle
            ></button>
        </div>
    }
    .into_any()
}
