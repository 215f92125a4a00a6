//! The page of the instance login settings.

use crate::components::DocumentTitle;
use crate::i18n::{t, use_i18n};
use crate::login_settings::errors::page_title;
use crate::login_settings::receipts::{ConflictBanner, Receipts};
use crate::login_settings::schema::Group;
use crate::login_settings::state::{LoadState, use_settings};
use crate::login_settings::views::action_bar::ActionBar;
use crate::login_settings::views::banners::{
    ReadOnlyBanner, RestoredDraftBanner, UnknownMembersBanner, WorkingBanner,
};
use crate::login_settings::views::contents::Contents;
use crate::login_settings::views::load_error::LoadError;
use crate::login_settings::views::loading::LoadingSkeleton;
use crate::login_settings::views::policy_details::PolicyDetails;
use crate::login_settings::views::search::{SettingsSearch, provide_filter};
use crate::login_settings::views::session_banners::SessionBanners;
use crate::login_settings::views::setting_group::SettingGroup;
use crate::platform::document;
use leptos::prelude::*;

/// The settings, or how far reading them is.
#[component]
pub fn LoginSettingsPage() -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    // What was read again and is the same leaves the page as it is.
    let load = Memo::new(move |_| store.server.load.get());
    let title = Signal::derive(move || {
        let title = load.with(|load| match load {
            LoadState::Failed(failure) => page_title(&failure.error),
            LoadState::Loading | LoadState::Ready => "settings.title",
        });
        let instance = store.instance.with_value(|instance| instance.name.clone());
        format!("{} · {instance}", i18n.text(title))
    });
    let page = move || match load.get() {
        LoadState::Loading => view! { <LoadingSkeleton/> }.into_any(),
        LoadState::Failed(failure) => view! { <LoadError failure/> }.into_any(),
        LoadState::Ready => view! { <Settings/> }.into_any(),
    };
    view! {
        <DocumentTitle text=title/>
        {page}
    }
}

/// The settings that were read. Whoever comes here, perhaps to one of them by its link, finds all:
/// the search is empty at first.
#[component]
fn Settings() -> impl IntoView {
    provide_filter();
    document::after_render(document::scroll_to_fragment);
    let groups: Vec<_> = Group::ALL
        .into_iter()
        .map(|group| view! { <SettingGroup group/> })
        .collect();
    view! {
        <main class="page page-cols" id="main" tabindex="-1">
            <div class="head">
                <h1>{t("settings.title")}</h1>
                <p class="scope">{t("settings.scope")}</p>
                <PolicyDetails/>
                <SettingsSearch/>
            </div>
            <ReadOnlyBanner/>
            <SessionBanners/>
            <RestoredDraftBanner/>
            <UnknownMembersBanner/>
            <ConflictBanner/>
            <WorkingBanner/>
            <Contents/>
            <form class="body" on:submit=move |event| event.prevent_default()>
                <Receipts/>
                {groups}
            </form>
        </main>
        <ActionBar/>
    }
    .into_any()
}
