//! Confirming by typing the host of the instance, where a plan can lock people out.

use crate::components::{Callout, CalloutKind, Code};
use crate::i18n::t;
use crate::login_settings::state::use_settings;
use leptos::prelude::*;

/// The field for the host.
#[component]
pub(super) fn TypedConfirmation() -> impl IntoView {
    let store = use_settings();
    let typed = store.review.typed;
    view! {
        <Callout kind=CalloutKind::Danger icon="stop">
            <h3>{t("typed.title")}</h3>
            <p>{t("typed.what")}</p>
            <div class="typed">
                <label for="typed">
                    {t("typed.label")} " " <Code>{store.host()}</Code>
                </label>
                <input
                    class="field"
                    id="typed"
                    type="text"
                    dir="ltr"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    aria-describedby="typed-d"
                    prop:value=typed
                    on:input=move |event| typed.set(event_target_value(&event))
                />
                <p class="small" id="typed-d">
                    {t("typed.how")}
                </p>
            </div>
        </Callout>
    }
    .into_any()
}
