//! A receipt, or the refusal that stands in its place.

use super::icon;
use leptos::prelude::*;

/// What a slip is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SlipKind {
    /// The server accepted it.
    Receipt,
    /// The server refused it.
    Refusal,
    /// Nobody knows, or nothing had to be done.
    Open,
}

/// A slip of paper that stays on the page.
#[component]
pub fn SlipView(
    /// What it is.
    kind: SlipKind,
    /// Its id, so that the focus can be put on it.
    id: String,
    /// What was done, or was not.
    title: String,
    /// What stands at the end of its first line.
    ending: AnyView,
    /// What it says.
    children: Children,
) -> AnyView {
    let (class, mark) = match kind {
        SlipKind::Receipt => ("slip", "check"),
        SlipKind::Refusal => ("slip slip-stop", "stop"),
        SlipKind::Open => ("slip slip-open", "ask"),
    };
    let heading = [&id, "-h"].concat();
    let labelled = heading.clone();
    view! {
        <article class=class id=id tabindex="-1" aria-labelledby=labelled>
            <div class="slip-head">{icon(mark)}<h3 id=heading>{title}</h3>{ending}</div>
            {children()}
        </article>
    }
    .into_any()
}
