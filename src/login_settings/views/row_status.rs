//! What a row says about its value: that it is not applied yet, or what became of it.

use super::change_status::ChangeStatusText;
use crate::components::{Badge, Button, ControlState, Diff, Tone};
use crate::i18n::{t, use_i18n};
use crate::login_settings::labels::{item_anchor, value_text};
use crate::login_settings::state::use_settings;
use crate::platform::document::focus_after_render;
use leptos::prelude::*;
use login_policy::Item;

/// What a row says about its value.
#[component]
pub fn RowStatus(
    /// What the row edits.
    item: Item,
    /// How far its value has come.
    state: Memo<ControlState>,
) -> impl IntoView {
    move || {
        let item = item.clone();
        match state.get() {
            ControlState::Plain => ().into_any(),
            ControlState::Draft => view! { <DraftStatus item/> }.into_any(),
            _ => view! { <ChangeStatusText item state/> }.into_any(),
        }
    }
}

/// What a line of a list says about its value: only what its badge does not.
#[component]
pub fn CheckboxStatus(
    /// What the line edits.
    item: Item,
    /// How far its value has come.
    state: Memo<ControlState>,
) -> impl IntoView {
    let is_said_by_badge = Memo::new(move |_| {
        matches!(
            state.get(),
            ControlState::Plain | ControlState::Draft | ControlState::Conflict
        )
    });
    move || {
        let item = item.clone();
        (!is_said_by_badge.get()).then(|| {
            view! {
                <span class="says">
                    <RowStatus item state/>
                </span>
            }
        })
    }
}

/// The change that is not applied yet, and the way to take it back.
#[component]
fn DraftStatus(item: Item) -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let stored = item.clone();
    let old = Signal::derive(move || {
        let stored_value = store.stored(&stored);
        stored_value.map_or_else(String::new, |value| value_text(i18n, &stored, &value))
    });
    let wanted = item.clone();
    let new = Signal::derive(move || value_text(i18n, &wanted, &store.wanted(&wanted)));
    let named = item.clone();
    let name = move || store.item_name(i18n, &named);
    let undo = move || {
        store.discard(&item);
        focus_after_render(item_anchor(&item));
    };
    view! {
        <Badge tone=Tone::Draft icon="pencil" text=t("tag.draft")/>
        <Diff old new/>
        <Button class="btn btn-quiet btn-small" on_press=undo>
            <span>{t("button.undo")}</span>
            <span class="vh">": " {name}</span>
        </Button>
    }
    .into_any()
}
