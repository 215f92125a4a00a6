//! The identity providers below the switch for them: those that are linked or wanted.

use super::element_ids;
use super::item_checkbox::ItemCheckbox;
use super::provider_picker::ProviderPicker;
use crate::components::Code;
use crate::i18n::{t, use_i18n};
use crate::login_settings::state::use_settings;
use leptos::prelude::*;
use login_policy::Item;

/// The list of providers, and the way to add one.
#[component]
pub fn ProviderList() -> impl IntoView {
    let store = use_settings();
    let listed = Memo::new(move |before: Option<&Vec<String>>| {
        store.listed_providers(before.map_or(&[], Vec::as_slice))
    });
    view! {
        <fieldset class="choices wide" id=element_ids::PROVIDER_LIST tabindex="-1">
            <legend>{t("providers.legend")} " " <Code>"idps"</Code></legend>
            <Show when=move || listed.with(Vec::is_empty)>
                <p class="small">{t("providers.none")}</p>
            </Show>
            <For
                each=move || listed.get()
                key=|id| id.clone()
                children=|id| view! { <ListedProvider id/> }
            />
            <ProviderPicker listed/>
        </fieldset>
    }
    .into_any()
}

#[component]
fn ListedProvider(id: String) -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let (named, described) = (id.clone(), id.clone());
    let name = move || store.provider_name(&named);
    let effect = Signal::derive(move || store.provider_description(i18n, &described));
    view! {
        <ItemCheckbox
            id=element_ids::provider_checkbox(&id)
            field=id.clone()
            name=move || view! { <bdi>{name}</bdi> }
            effect
            item=Item::Provider(id)
        />
    }
}
