//! The page while it is found out who is signed in, and on the way to the sign-in server.

use crate::i18n::t;
use leptos::prelude::*;

/// Says that the console is finding out whether somebody is signed in.
#[component]
pub fn WaitingPage() -> impl IntoView {
    view! {
        <main class="hero one" id="main" tabindex="-1" aria-busy="true">
            <p class="scope" role="status">
                {t("shell.waiting")}
            </p>
        </main>
    }
}
