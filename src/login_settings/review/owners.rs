//! The owners of the instance by name, each with how they sign in before and after the plan. Machine
//! users do not sign in on a page and are named as such.

use super::owner_access::{AccessLine, access_lines};
use super::owners_progress::OwnersProgress;
use super::reviewed_plan::use_reviewed_plan;
use crate::components::Badge;
use crate::i18n::{t, use_i18n};
use crate::login_settings::actions::owners::load_owners;
use crate::login_settings::actions::use_actions;
use crate::login_settings::labels::login_version_in;
use crate::login_settings::state::{OwnersStage, use_settings};
use leptos::prelude::*;
use login_policy::owners::Owner;
use zitadel_admin::Member;

/// Asks about the owners when the plan is opened, and lists them while the answers come.
#[component]
pub(super) fn OwnerSection() -> impl IntoView {
    let (store, i18n, actions) = (use_settings(), use_i18n(), use_actions());
    let owners = store.server.owners;
    let is_unasked = Memo::new(move |_| owners.read().stage == OwnersStage::NotAsked);
    Effect::new(move || {
        if is_unasked.get() {
            load_owners(actions, false);
        }
    });
    let members = Memo::new(move |_| {
        let people = &owners.read().people;
        people
            .iter()
            .map(|(member, _)| member.clone())
            .collect::<Vec<_>>()
    });
    let beyond = Memo::new(move |_| owners.read().beyond);
    let machines = Memo::new(move |_| owners.read().machines.clone());
    let machine_names = move || {
        let names = i18n.list(&machines.read());
        i18n.text_with("owners.machines", &[("names", &names)])
    };
    view! {
        <OwnersProgress/>
        <Show when=move || !members.read().is_empty()>
            <div class="sheet">
                <ul class="list owners">
                    <For
                        each=move || members.get()
                        key=|member| member.user_id.clone()
                        children=|member| view! { <OwnerRow member/> }
                    />
                </ul>
            </div>
        </Show>
        <Show when=move || { beyond.get() > 0 }>
            <p class="small">{move || i18n.count("owners.beyond", beyond.get(), &[])}</p>
        </Show>
        <Show when=move || !machines.read().is_empty()>
            <p class="small">{machine_names}</p>
        </Show>
    }
    .into_any()
}

/// An owner; the answer about them comes while the row stands.
#[component]
fn OwnerRow(member: Member) -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let id = member.user_id.clone();
    let owner = Memo::new(move |_| store.owner(&id));
    let methods = Memo::new(move |_| {
        owner.with(|owner| owner.as_ref().and_then(|one| one.methods.read().cloned()))
    });
    let methods_text = move || {
        methods.with(|methods| {
            let means = methods
                .as_ref()
                .map(|methods| store.methods_text(i18n, methods));
            i18n.text_with("owners.has", &[("means", &means.unwrap_or_default())])
        })
    };
    let login_name = member.preferred_login_name;
    let name = member.display_name.unwrap_or_else(|| login_name.clone());
    view! {
        <li>
            <div>
                <p class="name">
                    <bdi>{name}</bdi>
                </p>
                <p class="sub">
                    <bdi dir="ltr">{login_name}</bdi>
                </p>
                <Show when=move || methods.read().is_some()>
                    <p class="sub">{methods_text}</p>
                </Show>
            </div>
            <div>
                <AccessLines owner/>
            </div>
        </li>
    }
    .into_any()
}

/// How an owner signs in; one line for login interfaces on which it is the same.
#[component]
fn AccessLines(owner: Memo<Option<Owner>>) -> impl IntoView {
    let store = use_settings();
    let reviewed = use_reviewed_plan();
    let lines = Memo::new(move |_| {
        owner.with(|owner| {
            let pages = store.server.evaluated_pages();
            let (base, target) = (reviewed.base.read(), reviewed.target.read());
            Some(access_lines(owner.as_ref()?, &base, &target, &pages))
        })
    });
    move || match lines.get() {
        None => view! { <p class="small">{t("owners.not-asked")}</p> }.into_any(),
        Some(lines) => lines
            .into_iter()
            .map(|line| view! { <AccessLineView line/> })
            .collect_view()
            .into_any(),
    }
}

#[component]
fn AccessLineView(line: AccessLine) -> impl IntoView {
    let i18n = use_i18n();
    let logins = line.logins();
    let AccessLine {
        tone,
        icon,
        key,
        ways,
        ..
    } = line;
    let login_names = move || {
        let names: Vec<String> = logins
            .iter()
            .map(|(login, rules)| login_version_in(i18n, *login, rules))
            .collect();
        i18n.list(&names)
    };
    let text = Signal::derive(move || {
        let ways: Vec<String> = ways.iter().map(|key| i18n.text(key)).collect();
        i18n.text_with(key, &[("ways", &i18n.list(&ways))])
    });
    view! {
        <p class="fate">
            <span class="small">{login_names}</span>
            <Badge tone icon text/>
        </p>
    }
}
