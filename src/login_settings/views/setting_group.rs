//! A group of settings: its heading, its rows, and how much of it is not applied yet.

use super::count_badge::CountBadge;
use super::search::use_filter;
use super::setting_rows::ControlRow;
use crate::components::{Button, Prose, Tone, use_announcer};
use crate::i18n::{t, use_i18n};
use crate::login_settings::schema::{Group, SETTINGS};
use crate::login_settings::state::use_settings;
use crate::platform::document::focus_after_render;
use leptos::prelude::*;

/// A group with its rows.
#[component]
pub fn SettingGroup(
    /// The group.
    group: Group,
) -> impl IntoView {
    // The heading alone names the group: a name does not change with a state.
    let heading = format!("{}-h", group.id());
    let rows: Vec<_> = SETTINGS
        .iter()
        .filter(|setting| setting.group == group)
        .map(|setting| view! { <ControlRow setting/> })
        .collect();
    view! {
        <fieldset
            class="group"
            id=group.id()
            tabindex="-1"
            aria-labelledby=heading
            hidden=use_filter().hides_group(group)
        >
            <legend>
                <h2 id=heading.clone()>{t(group.name())}</h2>
                <OpenChanges group/>
            </legend>
            <p class="group-note">{t(group.note())}</p>
            <ReadOnlyLine/>
            <div class="sheet">{rows}</div>
        </fieldset>
    }
    .into_any()
}

/// How much of the group is not applied yet, and the way to take it back.
#[component]
fn OpenChanges(group: Group) -> impl IntoView {
    let store = use_settings();
    let changes = Memo::new(move |_| store.changes_in(group).len());
    let errors = Memo::new(move |_| store.errors_in(group));
    let is_any = Memo::new(move |_| changes.get() + errors.get() > 0);
    view! {
        <Show when=move || is_any.get()>
            <CountBadge number=changes tone=Tone::Draft icon="pencil" key="count.open"/>
            <CountBadge number=errors tone=Tone::Danger icon="stop" key="bar.faults"/>
            <DiscardGroup group/>
        </Show>
    }
}

#[component]
fn DiscardGroup(group: Group) -> impl IntoView {
    let (store, i18n, announcer) = (use_settings(), use_i18n(), use_announcer());
    let discard = move || {
        store.discard_group(group);
        focus_after_render(group.id());
        let name = i18n.text(group.name());
        announcer.polite(i18n.text_with("say.group-discarded", &[("name", &name)]));
    };
    view! {
        <Button class="btn btn-quiet btn-small" on_press=discard>
            {t("group.discard")}
            <span class="vh">": " {t(group.name())}</span>
        </Button>
    }
}

/// Why the group cannot be changed, in visible text.
#[component]
fn ReadOnlyLine() -> impl IntoView {
    let store = use_settings();
    let is_read_only = Memo::new(move |_| !store.server.access.with(|access| access.write));
    view! {
        <Show when=move || is_read_only.get()>
            <p class="group-note">
                <Prose text=t("read-only.group")/>
            </p>
        </Show>
    }
}
