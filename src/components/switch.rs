//! `role="switch"`: its label never changes with its state; Space and Enter toggle it.

use super::ControlState;
use leptos::prelude::*;

/// A switch, to stand in a [`SettingRow`](super::SettingRow) of the same id.
#[component]
pub fn Switch(
    /// The id of the row.
    id: &'static str,
    /// Whether it is on.
    #[prop(into)]
    checked: Signal<bool>,
    /// How far that has come. While it waits for the server it takes no input, and keeps the focus.
    #[prop(into)]
    state: Signal<ControlState>,
    /// The word beside the track: what it is set to.
    #[prop(into)]
    value_text: Signal<String>,
    /// The id of the sentence that says why it cannot be changed, if it cannot.
    #[prop(into)]
    locked_by: Signal<Option<&'static str>>,
    /// Called with the new value.
    #[prop(into)]
    on_toggle: Callback<(bool,)>,
) -> impl IntoView {
    let described_by = move || {
        let mut ids = [id, "-d ", id, "-s"].concat();
        if let Some(reason) = locked_by.get() {
            ids.push(' ');
            ids.push_str(reason);
        }
        ids
    };
    let toggle = move |_| {
        if !state.get_untracked().is_busy() && locked_by.get_untracked().is_none() {
            on_toggle.run((!checked.get_untracked(),));
        }
    };
    view! {
        <div class="flip-switch end">
            <span class="state" aria-hidden="true">
                {value_text}
            </span>
            <button
                type="button"
                role="switch"
                class="switch"
                id=[id, "-x"].concat()
                aria-labelledby=[id, "-l"].concat()
                aria-checked=move || if checked.get() { "true" } else { "false" }
                aria-describedby=described_by
                aria-busy=move || state.get().is_busy().then_some("true")
                aria-disabled=move || locked_by.get().is_some().then_some("true")
                on:click=toggle
            ></button>
        </div>
    }
}
