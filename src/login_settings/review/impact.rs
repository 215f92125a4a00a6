//! What each kind of people goes through when signing in, before and after the plan, step by step.

use super::measurement::MeasurementNotes;
use super::reviewed_plan::use_reviewed_plan;
use super::sign_in_preview::{Impact, PreviewGroup, SignInLine, group_previews};
use crate::components::{Badge, Icon, Tone};
use crate::i18n::{I18n, t, use_i18n};
use crate::login_settings::labels::{login_version, second_factor_name, versions_text};
use crate::login_settings::state::{Remote, SettingsStore, use_settings};
use crate::login_settings::views::old_settings::OldSettingsNote;
use leptos::prelude::*;
use login_policy::guard::Logins;
use login_policy::kinds::preview;
use login_policy::{Item, LoginVersion};

/// How many identity providers are named where people of all fare alike.
const NAMED_PROVIDERS: usize = 3;

/// Every kind of people, for each of the login interfaces that they meet.
#[component]
pub(super) fn SignInImpact() -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let logins = Memo::new(move |_| store.server.evaluated_logins());
    let which = move || {
        i18n.text(match logins.get() {
            Logins::V2 => "login.only-v2",
            Logins::BuiltIn => "login.only-built-in",
            Logins::EitherAppDecides
                if store.server.logins.with(|read| *read == Remote::Failed) =>
            {
                "login.not-read"
            }
            Logins::EitherAppDecides => "login.either",
        })
    };
    let old_settings = move |now: i64| {
        let changes = store.draft.deferred.get();
        let items: Vec<Item> = changes.into_iter().map(|change| change.item).collect();
        store.server.old_settings_window(&items, now, now)
    };
    view! {
        <p class="group-note">{which}</p>
        <MeasurementNotes/>
        <OldSettingsNote text="old-settings.planned" window=old_settings/>
        <For
            each=move || logins.get().versions().to_vec()
            key=|login| *login
            children=|login| view! { <LoginImpact login/> }
        />
    }
}

#[component]
fn LoginImpact(login: LoginVersion) -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let reviewed = use_reviewed_plan();
    let groups = Memo::new(move |_| {
        let mut pages = store.server.evaluated_pages();
        pages.retain(|pages| pages.login == login);
        let (base, target) = (reviewed.base.read(), reviewed.target.read());
        group_previews(&preview(&base, &target, &pages))
    });
    let of_impact = move |is_noticed: bool| {
        Memo::new(move |_| {
            let mut some = groups.get();
            some.retain(|group| group.impact.is_noticed() == is_noticed);
            some
        })
    };
    let (noticed, unnoticed) = (of_impact(true), of_impact(false));
    let same = move || i18n.count("people.same", unnoticed.with(Vec::len), &[]);
    view! {
        <div class="login">
            <h3>{t(login_version(login))}</h3>
            <Show
                when=move || !noticed.with(Vec::is_empty)
                fallback=|| view! { <p class="small">{t("people.no-change")}</p> }
            >
                <PreviewCards groups=noticed/>
            </Show>
            <Show when=move || !unnoticed.with(Vec::is_empty)>
                <details class="more">
                    <summary>
                        <Icon name="chev"/>
                        {same}
                    </summary>
                    <PreviewCards groups=unnoticed/>
                </details>
            </Show>
        </div>
    }
    .into_any()
}

#[component]
fn PreviewCards(groups: Memo<Vec<PreviewGroup>>) -> impl IntoView {
    let cards = move || {
        let groups = groups.get().into_iter();
        groups
            .map(|group| view! { <PreviewCard group/> })
            .collect_view()
    };
    view! { <div class="people">{cards}</div> }
}

#[component]
fn PreviewCard(group: PreviewGroup) -> impl IntoView {
    let impact = group.impact;
    let before = lines_view(&group.before);
    let after = lines_view(&group.after);
    view! {
        <article class="sheet person">
            <h4>
                <span>{group_name(group)}</span>
                <ImpactBadge impact/>
            </h4>
            <div class="ba">
                <div>
                    <h5>{t("people.today")}</h5>
                    <ol>{before}</ol>
                </div>
                <div class=after_class(impact)>
                    <h5>{t("people.after")}</h5>
                    <ol>{after}</ol>
                </div>
            </div>
        </article>
    }
    .into_any()
}

#[component]
fn ImpactBadge(impact: Impact) -> impl IntoView {
    let (tone, icon, key) = match impact {
        Impact::Unchanged => return plain_badge("people.same-mark").into_any(),
        Impact::ShutOutAsBefore => return plain_badge("people.out-as-before").into_any(),
        Impact::NotKnown => (Tone::Draft, "ask", "people.not-known"),
        Impact::ShutOut => (Tone::Danger, "stop", "people.out"),
        Impact::LetIn => (Tone::Draft, "pencil", "people.in-again"),
        Impact::MustSetUp => (Tone::Draft, "hand", "people.set-up"),
        Impact::Different => (Tone::Draft, "pencil", "people.different"),
    };
    view! { <Badge tone icon text=t(key)/> }.into_any()
}

/// A badge without an icon, where nothing changes.
fn plain_badge(key: &'static str) -> impl IntoView {
    view! { <span class="tag">{t(key)}</span> }
}

fn after_class(impact: Impact) -> &'static str {
    match impact {
        Impact::Unchanged | Impact::ShutOutAsBefore => "after same",
        Impact::ShutOut => "after out",
        Impact::LetIn | Impact::MustSetUp | Impact::Different | Impact::NotKnown => "after",
    }
}

fn group_name(group: PreviewGroup) -> impl Fn() -> String {
    let (store, i18n) = (use_settings(), use_i18n());
    move || {
        let kind = people_name(store, i18n, &group);
        match &group.rules {
            None => kind,
            Some(rules) => {
                let versions = versions_text(i18n, rules);
                i18n.text_with(
                    "kind.in-versions",
                    &[("kind", &kind), ("versions", &versions)],
                )
            }
        }
    }
}

/// Who they are, whichever version of the login interface they meet.
fn people_name(store: SettingsStore, i18n: I18n, group: &PreviewGroup) -> String {
    let [_, _, ..] = group.providers.as_slice() else {
        return store.kind_name(i18n, &group.kind);
    };
    let mut names: Vec<String> = group
        .providers
        .iter()
        .take(NAMED_PROVIDERS)
        .map(|id| store.provider_name(id))
        .collect();
    let unnamed = group.providers.len() - names.len();
    if unnamed > 0 {
        names.push(i18n.count("count.more", unnamed, &[]));
    }
    i18n.text_with("kind.external-at", &[("name", &i18n.list(&names))])
}

fn lines_view(lines: &[SignInLine]) -> impl IntoView + use<> {
    let i18n = use_i18n();
    lines
        .iter()
        .cloned()
        .map(|line| {
            let class = line.is_shut_out.then_some("gone");
            view! { <li class=class>{move || line_text(i18n, &line)}</li> }
        })
        .collect_view()
}

fn line_text(i18n: I18n, line: &SignInLine) -> String {
    let Some(offers) = &line.offers else {
        return i18n.text(line.key);
    };
    let names: Vec<String> = offers
        .iter()
        .map(|factor| second_factor_name(i18n, factor))
        .collect();
    let names = if names.is_empty() {
        i18n.text("word.none")
    } else {
        i18n.list(&names)
    };
    i18n.text_with(line.key, &[("offers", &names)])
}
