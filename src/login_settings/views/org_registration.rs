//! Whether anyone may register an organization, and why that cannot be changed now, in visible
//! text.
//!
//! It is kept with the restrictions of the instance, needs a permission of its own, and is read
//! after the rest of the page.

use super::element_ids;
use super::row_state::locked_reason;
use super::switch_row::SwitchRow;
use crate::components::{Button, Prose};
use crate::i18n::t;
use crate::login_settings::actions::load::load_restrictions;
use crate::login_settings::actions::use_actions;
use crate::login_settings::schema::Setting;
use crate::login_settings::state::{SettingsStore, use_settings};
use crate::platform::document::focus_after_render;
use leptos::prelude::*;
use login_policy::Item;

/// Why it cannot be changed, where the reason is not that of all settings.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lock {
    /// It is not read yet.
    Loading,
    /// It could not be read.
    Failed,
    /// The person lacks the permission.
    NoPermission,
}

/// The row of the switch for registering organizations.
#[component]
pub fn OrgRegistrationRow(
    /// The setting.
    setting: &'static Setting,
) -> impl IntoView {
    let store = use_settings();
    let lock = Memo::new(move |_| own_lock(store));
    let common = locked_reason(store);
    let locked_by = Memo::new(move |_| {
        lock.get().map_or_else(
            || common.get(),
            |_| Some(element_ids::ORG_REGISTRATION_LOCK),
        )
    });
    view! {
        <SwitchRow
            setting
            item=Item::OrgRegistration
            locked_by
            below=move || view! { <LockReason lock/> }
        />
    }
}

fn own_lock(store: SettingsStore) -> Option<Lock> {
    let access = store.server.access.get();
    if store.stored(&Item::OrgRegistration).is_some() {
        (access.write && !access.restrictions).then_some(Lock::NoPermission)
    } else if store.server.restrictions_failed.get() {
        Some(Lock::Failed)
    } else {
        Some(Lock::Loading)
    }
}

/// The sentence, while there is a reason.
#[component]
fn LockReason(lock: Memo<Option<Lock>>) -> impl IntoView {
    move || {
        lock.get().map(|lock| {
            let reason = match lock {
                Lock::Loading => "set.org-register.reading",
                Lock::Failed => "set.org-register.not-read",
                Lock::NoPermission => "set.org-register.locked",
            };
            view! {
                <p class="says">
                    <span id=element_ids::ORG_REGISTRATION_LOCK>
                        <Prose text=t(reason)/>
                    </span>
                    {(lock == Lock::Failed).then(|| view! { <ReadAgain/> })}
                </p>
            }
        })
    }
}

#[component]
fn ReadAgain() -> impl IntoView {
    let context = use_actions();
    let read_again = move || {
        load_restrictions(context);
        focus_after_render("org-register");
    };
    view! {
        <Button class="btn btn-small" on_press=read_again>
            {t("button.check-again")}
        </Button>
    }
}
