//! The difference between what the server holds and what it will hold.

use crate::components::{Code, Diff};
use crate::i18n::use_i18n;
use crate::login_settings::labels::{api_field, value_text};
use crate::login_settings::state::use_settings;
use leptos::prelude::*;
use login_policy::Change;

/// Every change of the plan, in the order of the page of the settings.
#[component]
pub(super) fn ChangeList() -> impl IntoView {
    let store = use_settings();
    let rows = move || {
        let changes = store.draft.deferred.get().into_iter();
        changes
            .map(|change| view! { <ChangeRow change/> })
            .collect_view()
    };
    view! { <ul class="list changes">{rows}</ul> }
}

#[component]
fn ChangeRow(change: Change) -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let Change { item, from, to } = change;
    let field = api_field(&item).to_owned();
    let (was, is) = (item.clone(), item.clone());
    let old = Signal::derive(move || value_text(i18n, &was, &from));
    let new = Signal::derive(move || value_text(i18n, &is, &to));
    view! {
        <li>
            <div>
                <p class="name">{move || store.item_name(i18n, &item)}</p>
                <p class="sub">
                    <Code>{field}</Code>
                </p>
            </div>
            <p>
                <Diff old new/>
            </p>
        </li>
    }
}
