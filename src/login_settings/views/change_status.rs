//! What a control says about its change once it was sent: accepted, refused, not known, in conflict.

use crate::components::{Badge, Button, ControlState, SequenceNumber, Tone};
use crate::i18n::{t, use_i18n};
use crate::login_settings::actions::poll_confirmation::check_again;
use crate::login_settings::actions::use_actions;
use crate::login_settings::labels::value_text;
use crate::login_settings::state::{ChangeStatus, use_settings};
use leptos::prelude::*;
use login_policy::Item;

/// What became of the change of an item.
#[component]
pub fn ChangeStatusText(
    /// The item.
    item: Item,
    /// How far its value has come.
    state: Memo<ControlState>,
) -> impl IntoView {
    let store = use_settings();
    let sent = item.clone();
    let status = Memo::new(move |_| store.change_status(&sent));
    move || {
        let item = item.clone();
        match (state.get(), status.get()) {
            (_, Some(ChangeStatus::Pending(sequence))) => view! {
                <AcceptedBadge key="tag.accepted" sequence/>
                <span>{t("says.waiting")}</span>
            }
            .into_any(),
            (_, Some(ChangeStatus::Overdue(sequence))) => view! {
                <AcceptedBadge key="tag.late" sequence/>
                <CheckAgain item/>
            }
            .into_any(),
            (_, Some(ChangeStatus::Confirmed(sequence))) => view! {
                <Badge tone=Tone::Fact icon="check" text=t("tag.confirmed")/>
                <SequenceNumber value=sequence/>
            }
            .into_any(),
            (ControlState::Refused, _) => view! {
                <Badge tone=Tone::Danger icon="stop" text=t("tag.refused")/>
                <StillStored item/>
                <a href="#trouble">{t("says.why-and-what")}</a>
            }
            .into_any(),
            (ControlState::Unknown, _) => view! {
                <Badge tone=Tone::Draft icon="ask" text=t("tag.unknown")/>
                <span>{t("says.unknown")}</span>
                <CheckAgain item/>
            }
            .into_any(),
            (ControlState::Conflict, _) => view! {
                <Badge tone=Tone::Danger icon="two" text=t("tag.conflict")/>
                <a href="#clash">{t("says.decide")}</a>
            }
            .into_any(),
            _ => ().into_any(),
        }
    }
}

#[component]
fn AcceptedBadge(key: &'static str, sequence: u64) -> impl IntoView {
    let i18n = use_i18n();
    let number = sequence.to_string();
    let text = Signal::derive(move || i18n.text_with(key, &[("sequence", &number)]));
    view! { <Badge tone=Tone::Fact icon="wait" text/> }
}

/// What the server still holds after it refused a change.
#[component]
fn StillStored(item: Item) -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let text = move || {
        let stored = store.stored(&item);
        let value = stored.map_or_else(String::new, |value| value_text(i18n, &item, &value));
        i18n.text_with("says.still", &[("value", &value)])
    };
    view! { <span>{text}</span> }
}

#[component]
fn CheckAgain(item: Item) -> impl IntoView {
    let (store, i18n, context) = (use_settings(), use_i18n(), use_actions());
    let name = move || store.item_name(i18n, &item);
    view! {
        <Button class="btn btn-small" on_press=move || check_again(context)>
            {t("button.check-again")}
            <span class="vh">": " {name}</span>
        </Button>
    }
}
