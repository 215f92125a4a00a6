//! The bar at the bottom of the page while there is a draft: how much is not applied yet, how much
//! there is to read about it, and the way on.

use super::count_badge::CountBadge;
use super::element_ids;
use super::primary_action::PrimaryAction;
use crate::components::{Badge, Button, ConfirmDialog, Tone, use_announcer};
use crate::i18n::{t, use_i18n};
use crate::login_settings::state::use_settings;
use crate::platform::document::focus_after_render;
use leptos::prelude::*;
use login_policy::guard::Severity;

/// The bar, while there is something to apply or to correct.
#[component]
pub fn ActionBar() -> impl IntoView {
    let store = use_settings();
    let is_shown = Memo::new(move |_| {
        let can_write = store.server.access.with(|access| access.write);
        let is_drafted = !store.draft.deferred.with(Vec::is_empty);
        can_write && (is_drafted || !store.draft.field_errors.with(Vec::is_empty))
    });
    view! {
        <Show when=move || is_shown.get()>
            <Bar/>
        </Show>
    }
}

#[component]
fn Bar() -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let changes = Memo::new(move |_| store.draft.deferred.with(Vec::len));
    let summary = move || match changes.get() {
        0 => i18n.text("bar.label"),
        number => i18n.count("count.open", number, &[]),
    };
    let asks_to_discard = RwSignal::new(false);
    view! {
        <section class="bar" id="plan" aria-label=t("bar.label") tabindex="-1">
            <div class="bar-in">
                <p class="count">{summary}</p>
                <div class="tags" id=element_ids::BAR_BADGES>
                    <ObstacleBadges/>
                    <FindingBadges/>
                </div>
                <div class="btns">
                    <Button class="btn btn-quiet" on_press=move || asks_to_discard.set(true)>
                        {t("bar.discard")}
                    </Button>
                    <PrimaryAction changes/>
                </div>
            </div>
        </section>
        <DiscardDialog open=asks_to_discard changes/>
    }
    .into_any()
}

/// What must be corrected or decided before anything can be applied.
#[component]
fn ObstacleBadges() -> impl IntoView {
    let store = use_settings();
    let errors = Memo::new(move |_| store.draft.field_errors.with(Vec::len));
    let is_in_conflict = Memo::new(move |_| store.apply.conflict.with(Option::is_some));
    view! {
        <CountBadge number=errors tone=Tone::Danger icon="stop" key="bar.faults"/>
        <Show when=move || is_in_conflict.get()>
            <Badge tone=Tone::Danger icon="two" text=t("bar.clash")/>
        </Show>
    }
}

/// How many findings of each severity there are.
#[component]
fn FindingBadges() -> impl IntoView {
    let evaluation = use_settings().review.evaluation;
    let count = move |severity| Memo::new(move |_| evaluation.with(|found| found.count(severity)));
    let to_acknowledge = Memo::new(move |_| {
        evaluation.with(|found| {
            found.count(Severity::MustBeAcknowledged) + usize::from(found.drops_unknown_members)
        })
    });
    let refused = count(Severity::Refused);
    let to_type = count(Severity::BlocksUntilTyped);
    let information = count(Severity::ForInformation);
    view! {
        <CountBadge number=refused tone=Tone::Danger icon="stop" key="bar.refused"/>
        <CountBadge number=to_type tone=Tone::Danger icon="stop" key="bar.typed"/>
        <CountBadge number=to_acknowledge tone=Tone::Draft icon="hand" key="bar.acknowledge"/>
        <CountBadge number=information tone=Tone::Neutral icon="info" key="bar.information"/>
    }
}

/// Asks before all changes are discarded.
#[component]
fn DiscardDialog(open: RwSignal<bool>, changes: Memo<usize>) -> impl IntoView {
    let (store, i18n, announcer) = (use_settings(), use_i18n(), use_announcer());
    let question = Signal::derive(move || i18n.count("discard.question", changes.get(), &[]));
    let discard = move || {
        store.discard_all();
        announcer.polite(i18n.text("say.discarded"));
        focus_after_render("main");
    };
    view! {
        <ConfirmDialog
            id="discard"
            open
            question
            consequence=t("discard.fact")
            cancel=t("discard.stay")
            confirm=t("discard.go")
            on_confirm=discard
        />
    }
}
