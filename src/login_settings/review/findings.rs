//! What the plan does, as findings in full: to be read, acknowledged, or confirmed by typing.

use super::typed_confirmation::TypedConfirmation;
use crate::components::{Button, Callout, CalloutKind, Prose};
use crate::i18n::{t, use_i18n};
use crate::login_settings::labels::{item_anchor, severity};
use crate::login_settings::state::{FindingGroup, UNKNOWN_MEMBERS, use_settings};
use crate::login_settings::views::inline_findings::{
    Acknowledge, FindingBody, acknowledgement, callout_style, list_key,
};
use crate::platform::document;
use crate::routes::Page;
use leptos::prelude::*;
use leptos_router::components::A;
use login_policy::Item;
use login_policy::guard::Severity;

/// Every finding of the plan, the most severe first.
#[component]
pub(super) fn Findings() -> impl IntoView {
    let evaluation = use_settings().review.evaluation;
    let is_empty = Memo::new(move |_| {
        evaluation.with(|found| found.groups.is_empty() && !found.drops_unknown_members)
    });
    let must_be_typed =
        Memo::new(move |_| evaluation.with(|found| found.count(Severity::BlocksUntilTyped) > 0));
    let drops_unknown_members =
        Memo::new(move |_| evaluation.with(|found| found.drops_unknown_members));
    view! {
        <Show
            when=move || !is_empty.get()
            fallback=|| view! { <p class="small">{t("consequences.none")}</p> }
        >
            <div class="guards">
                <Show when=move || must_be_typed.get()>
                    <TypedConfirmation/>
                </Show>
                <Show when=move || drops_unknown_members.get()>
                    <UnknownMembers/>
                </Show>
                <For
                    each=move || evaluation.with(|found| found.groups.clone())
                    key=list_key
                    children=|finding| view! { <Finding finding/> }
                />
            </div>
        </Show>
    }
    .into_any()
}

/// A finding with the controls it is about and what can be done about it.
#[component]
fn Finding(finding: FindingGroup) -> impl IntoView {
    let (kind, icon) = callout_style(finding.severity);
    let items = finding.items.clone();
    let acknowledge = acknowledgement(&finding, "review");
    let take_out = (finding.severity >= Severity::BlocksUntilTyped)
        .then(|| view! { <TakeOut items=finding.items.clone()/> });
    view! {
        <Callout kind icon>
            <FindingBody finding/>
            <AboutControls items/>
            {acknowledge}
            {take_out}
        </Callout>
    }
    .into_any()
}

/// Links to the controls a finding is about.
#[component]
fn AboutControls(items: Vec<Item>) -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    (!items.is_empty()).then(|| {
        let links = items
            .into_iter()
            .enumerate()
            .map(|(index, item)| {
                let href = [Page::LoginSettings.path(), "#", item_anchor(&item)].concat();
                view! {
                    {(index > 0).then_some(" · ")}
                    <A href>{move || store.item_name(i18n, &item)}</A>
                }
            })
            .collect_view();
        view! {
            <p class="small">{t("guard.about")} " " {links}</p>
        }
    })
}

/// The way round a risk: the changes go out of the plan.
#[component]
fn TakeOut(items: Vec<Item>) -> impl IntoView {
    let store = use_settings();
    let take_out = move || {
        for item in &items {
            if untrack(|| store.is_changed(item)) {
                store.discard(item);
            }
        }
        document::focus_after_render("main");
    };
    view! {
        <div class="btns">
            <Button class="btn btn-small" on_press=take_out>
                {t("guard.take-out")}
            </Button>
        </div>
    }
}

/// That the plan replaces members of the policy that this console does not know.
#[component]
fn UnknownMembers() -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let text = Signal::derive(move || {
        let names = store.server.policy.with(|policy| {
            let read = policy.as_ref();
            read.map(|read| read.unknown_members.join("`, `"))
                .unwrap_or_default()
        });
        i18n.text_with("newer.replaces", &[("names", &names)])
    });
    view! {
        <Callout kind=CalloutKind::Acknowledge icon="hand">
            <p>
                <strong class="kind">{t(severity(Severity::MustBeAcknowledged))}</strong>
                " "
                <Prose text/>
            </p>
            <Acknowledge key=UNKNOWN_MEMBERS.to_owned() place="review"/>
        </Callout>
    }
    .into_any()
}
