//! What became of a call: a receipt, or the refusal that stands in its place.

use super::Icon;
use leptos::prelude::*;

/// What became of a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ResultKind {
    /// The server accepted it.
    Receipt,
    /// The server refused it.
    Refusal,
    /// Nobody knows, or nothing had to be done.
    Open,
}

/// A card that stays on the page and can take the focus.
#[component]
pub fn ResultCard(
    /// What became of the call.
    kind: ResultKind,
    /// Its id.
    #[prop(into)]
    id: Signal<String>,
    /// What was done, or was not.
    #[prop(into)]
    title: Signal<String>,
    /// What stands at the end of its first line.
    #[prop(optional, into)]
    ending: ViewFnOnce,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let (class, icon) = match kind {
        ResultKind::Receipt => ("slip", "check"),
        ResultKind::Refusal => ("slip slip-stop", "stop"),
        ResultKind::Open => ("slip slip-open", "ask"),
    };
    let heading = Signal::derive(move || id.get() + "-h");
    view! {
        <article class=class id=id tabindex="-1" aria-labelledby=heading>
            <div class="slip-head">
                <Icon name=icon/>
                <h3 id=heading>{title}</h3>
                {ending.run()}
            </div>
            {children()}
        </article>
    }
    .into_any()
}
