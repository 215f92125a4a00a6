//! A checkbox in a bordered list; the whole line is the target.

use super::{Code, ControlState};
use leptos::prelude::*;

/// One line of a list of choices.
#[component]
pub fn CheckboxRow(
    /// The id of its checkbox.
    #[prop(into)]
    id: String,
    /// Its name in the API.
    #[prop(into)]
    field: String,
    /// What it is called.
    #[prop(into)]
    name: ViewFnOnce,
    /// One line of what it is.
    #[prop(into)]
    effect: ViewFnOnce,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// How far that has come. While it waits for the server it takes no input, and keeps the focus.
    #[prop(into)]
    state: Signal<ControlState>,
    /// The id of the sentence that says why it cannot be changed, if it cannot.
    #[prop(into)]
    locked_by: Signal<Option<&'static str>>,
    /// The mark at the end of the line.
    #[prop(optional, into)]
    badge: ViewFnOnce,
    /// What became of its value, in words.
    #[prop(optional, into)]
    status: ViewFnOnce,
    /// Called with the new value.
    #[prop(into)]
    on_change: Callback<(bool,)>,
) -> impl IntoView {
    let effect_id = [&id, "-d"].concat();
    let described_by = {
        let effect_id = effect_id.clone();
        move || match locked_by.get() {
            Some(reason) => [&effect_id, " ", reason].concat(),
            None => effect_id.clone(),
        }
    };
    view! {
        <div class="choice" data-state=move || state.get().data_state()>
            <input
                type="checkbox"
                class="tick"
                id=id.clone()
                prop:checked=checked
                aria-describedby=described_by
                aria-busy=move || state.get().is_busy().then_some("true")
                aria-disabled=move || locked_by.get().is_some().then_some("true")
                on:click=move |event| {
                    if state.get_untracked().is_busy() || locked_by.get_untracked().is_some() {
                        event.prevent_default();
                    }
                }
                on:change=move |event| on_change.run((event_target_checked(&event),))
            />
            <label for=id>{name.run()}</label>
            {badge.run()}
            <div class="sub" id=effect_id>
                {effect.run()} <br/> <Code>{field}</Code> {status.run()}
            </div>
        </div>
    }
    .into_any()
}
