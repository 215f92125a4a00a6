//! The passkey switch, with the kinds of passkey below it.

use super::factor_list::MultiFactorList;
use super::row_state::locked_reason;
use super::switch_row::ToggleRow;
use crate::components::{Callout, CalloutKind, Prose};
use crate::i18n::t;
use crate::login_settings::schema::Setting;
use crate::login_settings::state::use_settings;
use leptos::prelude::*;
use login_policy::{Field, Item, PasswordlessType, Value};

/// Whether a passkey alone signs in.
#[component]
pub fn PasskeysRow(
    /// The setting.
    setting: &'static Setting,
) -> impl IntoView {
    let store = use_settings();
    let checked = Memo::new(move |_| {
        store
            .draft
            .settings
            .with(|draft| draft.passwordless_type != PasswordlessType::NotAllowed)
    });
    let field = Memo::new(move |_| {
        let name = Field::PasswordlessType.api_name();
        store.server.policy.with(|policy| match policy {
            Some(read) => format!("{name} = {}", read.settings.passwordless_type.api_name()),
            None => name.to_owned(),
        })
    });
    let item = Item::Field(Field::PasswordlessType);
    let toggled = item.clone();
    let on_toggle = move |on: bool| {
        let kind = if on {
            PasswordlessType::Allowed
        } else {
            PasswordlessType::NotAllowed
        };
        store.set_value(&toggled, Value::Passwordless(kind));
    };
    view! {
        <ToggleRow
            setting
            item
            checked
            field
            locked_by=locked_reason(store)
            on_toggle
            below=|| view! { <MultiFactorList/> <PasskeyFacts/> }
        />
    }
}

/// What ZITADEL does with passkeys whatever is set here.
#[component]
fn PasskeyFacts() -> impl IntoView {
    view! {
        <Callout kind=CalloutKind::Information icon="info">
            <p>
                <strong class="kind">{t("note.information")}</strong>
                " "
                <Prose text=t("passkeys.truth")/>
            </p>
            <p>
                <Prose text=t("multi.truth")/>
            </p>
        </Callout>
    }
}
