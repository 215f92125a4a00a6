//! A row of settings: name, effect, control, small print, and how far its value has come.

use super::{ControlState, Prose};
use crate::i18n::t;
use leptos::prelude::*;

/// A row. Its parts refer to each other by id: `-l` the name, `-d` the effect, `-s` the status,
/// `-x` the control.
#[component]
pub fn SettingRow(
    /// The row's own id, which is also the link to it.
    id: &'static str,
    /// The name, which never changes with the state.
    #[prop(into)]
    name: Signal<String>,
    /// One line of what it does; backticks mark names out of the API.
    #[prop(into)]
    effect: Signal<String>,
    /// The name in the API, with the stored value where it reads differently.
    #[prop(into)]
    field: Signal<String>,
    /// How far its value has come.
    #[prop(into)]
    state: Signal<ControlState>,
    /// Whether a search hides it.
    #[prop(optional, into)]
    hidden: Signal<bool>,
    /// Whether the control needs the width below the words on a narrow page.
    #[prop(optional)]
    stacked: bool,
    /// What became of its value, in words.
    #[prop(optional, into)]
    status: ViewFnOnce,
    /// What stands below.
    #[prop(optional, into)]
    below: ViewFnOnce,
    /// The control at the end of the line.
    children: Children,
) -> impl IntoView {
    let part = |suffix: &str| [id, suffix].concat();
    view! {
        <div
            class=if stacked { "row stack" } else { "row" }
            id=id
            tabindex="-1"
            data-state=move || state.get().data_state()
            hidden=hidden
        >
            <div>
                <label class="name" id=part("-l") for=part("-x")>
                    {name}
                </label>
                <p class="effect" id=part("-d")>
                    <Prose text=effect/>
                </p>
            </div>
            {children()}
            <p class="meta wide">
                <a href=["#", id].concat()>
                    <span class="vh">{t("row.link")} ": "</span>
                    <code dir="ltr">{field}</code>
                </a>
            </p>
            <div class="says" id=part("-s")>
                {status.run()}
            </div>
            {below.run()}
        </div>
    }
    .into_any()
}
