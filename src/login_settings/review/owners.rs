//! The owners of the instance by name, each with how they sign in before and after the plan. Machine
//! users do not sign in on a page and are named as such.

use super::owner_access::{OwnerAccess, owner_access};
use super::owners_progress::OwnersProgress;
use super::reviewed_plan::use_reviewed_plan;
use crate::components::Badge;
use crate::i18n::{t, use_i18n};
use crate::login_settings::actions::owners::load_owners;
use crate::login_settings::actions::use_actions;
use crate::login_settings::labels::login_version;
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
    let means = Memo::new(move |_| {
        owner.with(|owner| owner.as_ref().and_then(|one| one.means.read().cloned()))
    });
    let means_text = move || {
        means.with(|means| {
            let means = means.as_ref().map(|means| store.means_text(i18n, means));
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
                <Show when=move || means.read().is_some()>
                    <p class="sub">{means_text}</p>
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
            let logins = store.server.evaluated_logins().versions();
            let (base, target) = (reviewed.base.read(), reviewed.target.read());
            Some(owner_access(owner.as_ref()?, &base, &target, logins))
        })
    });
    move || match lines.get() {
        None => view! { <p class="small">{t("owners.not-asked")}</p> }.into_any(),
        Some(lines) => lines
            .into_iter()
            .map(|access| view! { <AccessLine access/> })
            .collect_view()
            .into_any(),
    }
}

#[component]
fn AccessLine(access: OwnerAccess) -> impl IntoView {
    let i18n = use_i18n();
    let OwnerAccess {
        logins,
        tone,
        icon,
        key,
        ways,
    } = access;
    let names = move |keys: &[&str]| {
        let names: Vec<String> = keys.iter().map(|key| i18n.text(key)).collect();
        i18n.list(&names)
    };
    let logins: Vec<&str> = logins.into_iter().map(login_version).collect();
    let text = Signal::derive(move || i18n.text_with(key, &[("ways", &names(&ways))]));
    view! {
        <p class="fate">
            <span class="small">{move || names(&logins)}</span>
            <Badge tone icon text/>
        </p>
    }
}
