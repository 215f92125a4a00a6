//! The contents of the page: links to its groups, each with how much of it is not applied yet.

use super::search::use_filter;
use crate::i18n::{t, use_i18n};
use crate::login_settings::schema::Group;
use crate::login_settings::state::use_settings;
use leptos::prelude::*;

/// The contents of the settings page.
#[component]
pub fn Contents() -> impl IntoView {
    let (store, filter) = (use_settings(), use_filter());
    let has_results = Memo::new(move |_| !store.apply.runs.with(Vec::is_empty));
    let groups: Vec<_> = Group::ALL
        .into_iter()
        .map(|group| {
            view! {
                <li>
                    <a href=format!("#{}", group.id())>
                        {t(group.name())}
                        <OpenChangesBadge group/>
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        // Where a link leads must not be hidden by the search.
        <nav class="toc" aria-labelledby="toc-h" on:click=move |_| filter.clear()>
            <h2 id="toc-h">{t("toc.title")}</h2>
            <ul>
                <Show when=move || has_results.get()>
                    <li>
                        <a href="#receipts">{t("receipts.title")}</a>
                    </li>
                </Show>
                {groups}
            </ul>
        </nav>
    }
    .into_any()
}

/// How many changes of a group are not applied yet.
#[component]
fn OpenChangesBadge(group: Group) -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let number = Memo::new(move |_| store.changes_in(group).len());
    let is_any = Memo::new(move |_| number.get() > 0);
    let words = move || i18n.count("count.changes", number.get(), &[]);
    view! {
        <Show when=move || is_any.get()>
            <span class="tag tag-pencil">
                <span aria-hidden="true">{move || number.get().to_string()}</span>
                <span class="vh">{words}</span>
            </span>
        </Show>
    }
}
