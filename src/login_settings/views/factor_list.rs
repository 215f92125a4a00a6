//! The two lists of factors: what the server lists, each once, and what the console knows besides.

use super::item_checkbox::ItemCheckbox;
use super::search::use_filter;
use crate::components::{Code, Prose};
use crate::i18n::{t, use_i18n};
use crate::login_settings::labels::{
    multi_factor_effect, multi_factor_name, second_factor_effect, second_factor_name,
};
use crate::login_settings::schema::Setting;
use crate::login_settings::state::use_settings;
use leptos::prelude::*;
use login_policy::{Item, MultiFactorType, SecondFactorType};

/// The kinds of passkey.
#[component]
pub fn MultiFactorList() -> impl IntoView {
    let store = use_settings();
    let factors = Memo::new(move |_| store.listed_multi_factors());
    let is_duplicated = Memo::new(move |_| {
        store
            .server
            .policy
            .with(|policy| policy.as_ref().is_some_and(|read| read.duplicated))
    });
    view! {
        <fieldset class="choices wide">
            <legend>{t("multi.legend")} " " <Code>"multiFactors"</Code></legend>
            <For
                each=move || factors.get()
                key=|factor| factor.api_name().to_owned()
                children=|factor| view! { <MultiFactor factor/> }
            />
            <Show when=move || is_duplicated.get()>
                <p class="small">{t("factor.twice")}</p>
            </Show>
        </fieldset>
    }
    .into_any()
}

#[component]
fn MultiFactor(factor: MultiFactorType) -> impl IntoView {
    let i18n = use_i18n();
    let named = factor.clone();
    view! {
        <ItemCheckbox
            id=format!("multi-{}", factor.api_name())
            field=factor.api_name().to_owned()
            name=move || move || multi_factor_name(i18n, &named)
            effect=t(multi_factor_effect(&factor))
            is_unknown=matches!(factor, MultiFactorType::Unknown(_))
            item=Item::MultiFactor(factor)
        />
    }
}

/// The row of the second factors.
#[component]
pub fn SecondFactorsRow(
    /// The setting.
    setting: &'static Setting,
) -> impl IntoView {
    let store = use_settings();
    let factors = Memo::new(move |_| store.listed_second_factors());
    view! {
        <div class="row" id=setting.id tabindex="-1" hidden=use_filter().hides(setting)>
            <fieldset class="wide choices">
                <legend>
                    <span class="name">{t(setting.name)}</span>
                    " "
                    <Code>"secondFactors"</Code>
                </legend>
                <p class="effect">
                    <Prose text=t(setting.effect)/>
                </p>
                <For
                    each=move || factors.get()
                    key=|factor| factor.api_name().to_owned()
                    children=|factor| view! { <SecondFactor factor/> }
                />
            </fieldset>
        </div>
    }
    .into_any()
}

#[component]
fn SecondFactor(factor: SecondFactorType) -> impl IntoView {
    let i18n = use_i18n();
    let named = factor.clone();
    view! {
        <ItemCheckbox
            id=format!("second-{}", factor.api_name())
            field=factor.api_name().to_owned()
            name=move || move || second_factor_name(i18n, &named)
            effect=t(second_factor_effect(&factor))
            is_unknown=matches!(factor, SecondFactorType::Unknown(_))
            item=Item::SecondFactor(factor)
        />
    }
}
