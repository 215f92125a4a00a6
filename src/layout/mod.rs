//! What stands around every page: the way past the header, the header, the footer and what screen
//! readers listen to.

mod account_menu;
mod header;
mod language_select;
mod theme_select;

use crate::auth::Session;
use crate::components::LiveRegions;
use crate::config::Instance;
use crate::i18n::t;
use header::Header;
use leptos::prelude::*;

/// The frame of every page.
#[component]
pub fn Layout(
    /// The instance that is managed, once it is known.
    #[prop(optional)]
    instance: Option<Instance>,
    /// Who may be signed in, where anybody can be.
    #[prop(optional)]
    session: Option<Session>,
    /// The page.
    children: Children,
) -> impl IntoView {
    view! {
        <a class="skip" href="#main">
            {t("shell.skip")}
        </a>
        <Header instance session/>
        {children()}
        <Footer/>
        <LiveRegions/>
    }
    .into_any()
}

#[component]
fn Footer() -> impl IntoView {
    view! {
        <footer class="foot">
            <p>
                <span>{t("shell.api")}</span>
                <span>{t("shell.console")} " " {env!("CARGO_PKG_VERSION")}</span>
            </p>
        </footer>
    }
}
