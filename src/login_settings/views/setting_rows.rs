//! The row of a setting, by its control.

use super::factor_list::SecondFactorsRow;
use super::lifetime_field::LifetimeRow;
use super::org_registration::OrgRegistrationRow;
use super::passkeys_row::PasskeysRow;
use super::provider_list::ProviderList;
use super::redirect_uri_field::RedirectUriRow;
use super::switch_row::SwitchRow;
use crate::login_settings::schema::{ControlKind, Edits, Setting};
use leptos::prelude::*;
use login_policy::Item;

/// The row of a setting.
#[component]
pub fn ControlRow(
    /// The setting.
    setting: &'static Setting,
) -> impl IntoView {
    let field = match setting.edits {
        Edits::Field(field) => field,
        Edits::SecondFactors => return view! { <SecondFactorsRow setting/> }.into_any(),
        Edits::OrgRegistration => return view! { <OrgRegistrationRow setting/> }.into_any(),
    };
    let item = Item::Field(field);
    match setting.control {
        ControlKind::Passkeys => view! { <PasskeysRow setting/> }.into_any(),
        ControlKind::Providers => {
            view! { <SwitchRow setting item below=|| view! { <ProviderList/> }/> }.into_any()
        }
        ControlKind::Lifetime => view! { <LifetimeRow setting field/> }.into_any(),
        ControlKind::Address => view! { <RedirectUriRow setting field/> }.into_any(),
        ControlKind::Switch { .. } | ControlKind::List => {
            view! { <SwitchRow setting item/> }.into_any()
        }
    }
}
