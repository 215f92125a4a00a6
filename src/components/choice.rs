//! A tick box in a bordered list; the whole line is the target.

use super::ControlState;
use leptos::prelude::*;

/// One line of a list of choices.
pub struct Choice {
    /// The id of its control.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// One line of what it is.
    pub effect: String,
    /// Its name in the API.
    pub field: String,
    /// Whether it is ticked in the draft.
    pub on: Signal<bool>,
    /// How far that has come.
    pub state: Signal<ControlState>,
    /// The id of the sentence that says why it cannot be changed, if it cannot.
    pub locked_by: Signal<Option<&'static str>>,
    /// The mark at the end of the line.
    pub mark: AnyView,
    /// What the line says about itself, below.
    pub says: AnyView,
    /// Called with the new value.
    pub on_change: Callback<bool>,
}

/// Shows a line of a list of choices.
#[component]
pub fn ChoiceView(
    /// What to show.
    choice: Choice,
) -> AnyView {
    let Choice {
        id,
        name,
        effect,
        field,
        on,
        state,
        locked_by,
        mark,
        says,
        on_change,
    } = choice;
    let own = [&id, "-d"].concat();
    let described = {
        let own = own.clone();
        move || match locked_by.get() {
            Some(reason) => [&own, " ", reason].concat(),
            None => own.clone(),
        }
    };
    let click = move |event: leptos::ev::MouseEvent| {
        if state.get_untracked().is_busy() || locked_by.get_untracked().is_some() {
            event.prevent_default();
        }
    };
    let change = move |_| on_change.run(!on.get_untracked());
    view! {
        <div class="choice" data-state=move || state.get().attribute()>
            <input
                type="checkbox"
                class="tick"
                id=id.clone()
                prop:checked=move || on.get()
                aria-describedby=described
                aria-busy=move || state.get().is_busy().then_some("true")
                aria-disabled=move || locked_by.get().map(|_| "true")
                on:click=click
                on:change=change
            />
            <label for=id>{name}</label>
            {mark}
            <div class="sub" id=own>
                {effect}<br/><code dir="ltr">{field}</code>
                {says}
            </div>
        </div>
    }
    .into_any()
}
