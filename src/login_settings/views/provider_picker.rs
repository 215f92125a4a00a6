//! Adding an identity provider: a search over those that are not listed yet. Only the first that
//! match are drawn, so that an instance may have a thousand.

use super::element_ids;
use super::row_state::locked_reason;
use super::search::{fold, has_words};
use crate::components::{Button, CheckboxRow, ControlState, SearchField};
use crate::i18n::{I18n, t, use_i18n};
use crate::login_settings::actions::load::load_providers;
use crate::login_settings::actions::use_actions;
use crate::login_settings::labels::provider_kind_text;
use crate::login_settings::state::{Remote, SettingsStore, use_settings};
use crate::platform::document::focus_after_render;
use leptos::prelude::*;
use login_policy::{Item, Value};

/// How many are offered at once. Of more than these none is offered before something is typed.
const MAX_OFFERED: usize = 10;

/// What can be added.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    /// Nothing yet, or the person may not.
    Hidden,
    /// The providers could not be read.
    Failed,
    /// All providers are listed.
    Exhausted,
    /// Some are not.
    Search,
}

/// The way to add a provider, as far as there is something to add.
#[component]
pub fn ProviderPicker(
    /// Ids of the providers that are listed.
    listed: Memo<Vec<String>>,
) -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let candidates = Memo::new(move |_| all_candidates(store, i18n));
    let unlisted = Memo::new(move |_| {
        let mut unlisted = candidates.get();
        listed.with(|listed| unlisted.retain(|one| !listed.contains(&one.id)));
        unlisted
    });
    let choice = Memo::new(move |_| {
        let can_write = store.server.access.with(|access| access.write);
        store.server.providers.with(|providers| match providers {
            Remote::Failed => Choice::Failed,
            Remote::Ready(_) if !can_write => Choice::Hidden,
            Remote::Ready(_) if unlisted.with(Vec::is_empty) => Choice::Exhausted,
            Remote::Ready(_) => Choice::Search,
            Remote::Loading => Choice::Hidden,
        })
    });
    move || match choice.get() {
        Choice::Hidden => ().into_any(),
        Choice::Failed => view! { <NotRead/> }.into_any(),
        Choice::Exhausted => view! { <p class="small">{t("providers.empty")}</p> }.into_any(),
        Choice::Search => view! { <ProviderSearch unlisted/> }.into_any(),
    }
}

#[component]
fn NotRead() -> impl IntoView {
    let context = use_actions();
    let read_again = move || {
        load_providers(context);
        focus_after_render(element_ids::PROVIDER_LIST);
    };
    view! {
        <p class="says">
            <span>{t("providers.not-read")}</span>
            <Button class="btn btn-small" on_press=read_again>
                {t("button.check-again")}
            </Button>
        </p>
    }
}

/// The search field, and what is found.
#[component]
fn ProviderSearch(unlisted: Memo<Vec<Candidate>>) -> impl IntoView {
    let i18n = use_i18n();
    let query = RwSignal::new(String::new());
    let matches = Memo::new(move |_| {
        let folded = fold(&query.get());
        unlisted.with(|unlisted| search(unlisted, &folded))
    });
    let found = Signal::derive(move || {
        if query.with(String::is_empty) {
            return String::new();
        }
        i18n.count("providers.found", matches.with(|found| found.total), &[])
    });
    let more = move || match matches.with(|found| found.total - found.offered.len()) {
        0 => String::new(),
        more => i18n.count("providers.more", more, &[]),
    };
    view! {
        <section class="adding">
            <SearchField id="find-provider" label=t("providers.find") query found/>
            <For
                each=move || matches.with(|found| found.offered.clone())
                key=|id| id.clone()
                children=|id| view! { <OfferedProvider id/> }
            />
            <p class="small">{more}</p>
        </section>
    }
    .into_any()
}

/// A provider that can be added. Ticked, it moves to those that are listed, and the focus with it.
#[component]
fn OfferedProvider(id: String) -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let (named, described, added) = (id.clone(), id.clone(), id.clone());
    let name = move || store.provider_name(&named);
    let effect = move || store.provider_description(i18n, &described);
    let add = move |_: bool| {
        store.set_value(&Item::Provider(added.clone()), Value::Bool(true));
        focus_after_render(element_ids::provider_checkbox(&added));
    };
    view! {
        <CheckboxRow
            id=element_ids::provider_checkbox(&id)
            field=id
            name=move || view! { <bdi>{name}</bdi> }
            effect=move || effect
            checked=false
            state=ControlState::Plain
            locked_by=locked_reason(store)
            on_change=add
        />
    }
}

/// A provider of the instance, as it is searched for.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Candidate {
    id: String,
    /// Name, kind and id, folded.
    words: String,
}

/// What a search found.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Matches {
    /// Ids of the first.
    offered: Vec<String>,
    /// How many there are.
    total: usize,
}

/// All providers of the instance, by name; tracked.
fn all_candidates(store: SettingsStore, i18n: I18n) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = store.server.providers.with(|providers| {
        let all = providers.value().into_iter().flatten();
        all.map(|provider| {
            let name = provider.name.as_deref().unwrap_or_default();
            let kind = provider_kind_text(i18n, provider);
            Candidate {
                id: provider.id.clone(),
                words: fold(&format!("{name} {kind} {}", provider.id)),
            }
        })
        .collect()
    });
    candidates.sort_by(|one, other| one.words.cmp(&other.words));
    candidates
}

/// Searches for folded words.
fn search(candidates: &[Candidate], words: &str) -> Matches {
    let found: Vec<&Candidate> = candidates
        .iter()
        .filter(|candidate| has_words(&candidate.words, words))
        .collect();
    let offered = if words.is_empty() && found.len() > MAX_OFFERED {
        Vec::new()
    } else {
        let first = found.iter().take(MAX_OFFERED);
        first.map(|candidate| candidate.id.clone()).collect()
    };
    Matches {
        offered,
        total: found.len(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Candidate, MAX_OFFERED, search};

    fn candidates(number: usize) -> Vec<Candidate> {
        let candidate = |number| Candidate {
            id: format!("{number}"),
            words: format!("provider {number} openid connect {number}"),
        };
        (0..number).map(candidate).collect()
    }

    #[test]
    fn few_are_offered_before_anything_is_typed() {
        let matches = search(&candidates(MAX_OFFERED), "");
        assert_eq!(matches.offered.len(), MAX_OFFERED);
        assert_eq!(matches.total, MAX_OFFERED);
    }

    #[test]
    fn of_many_none_is_offered_before_something_is_typed() {
        let matches = search(&candidates(MAX_OFFERED + 1), "");
        assert!(matches.offered.is_empty());
        assert_eq!(matches.total, MAX_OFFERED + 1);
    }

    #[test]
    fn of_many_matches_the_first_are_offered() {
        let matches = search(&candidates(1_000), "connect");
        let first: Vec<String> = (0..MAX_OFFERED).map(|number| number.to_string()).collect();
        assert_eq!(matches.offered, first);
        assert_eq!(matches.total, 1_000);
    }

    #[test]
    fn what_does_not_match_is_not_offered() {
        let matches = search(&candidates(20), "provider 17");
        assert_eq!(matches.offered, ["17"]);
        assert_eq!(search(&candidates(20), "saml").total, 0);
    }
}
