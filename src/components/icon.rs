//! Icons.

use leptos::prelude::*;

/// An icon of the sprite in `index.html`; the words beside it say the same.
#[component]
pub fn Icon(
    /// The id of the symbol without its `i-`.
    name: &'static str,
) -> impl IntoView {
    // What points along the line points the other way where people read from right to left.
    let class = if matches!(name, "arrow" | "chev" | "out") {
        "i flip"
    } else {
        "i"
    };
    view! {
        <svg class=class aria-hidden="true">
            <use_ href=["#i-", name].concat()></use_>
        </svg>
    }
}
