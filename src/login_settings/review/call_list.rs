//! The calls of the plan, in their order.

use super::reviewed_plan::use_reviewed_plan;
use crate::i18n::use_i18n;
use crate::login_settings::call_labels::CallStatus;
use crate::login_settings::state::use_settings;
use leptos::prelude::*;
use login_policy::{Call, Change, LoginSettings, Plan, changes};
use zitadel_admin::exchange_for;

/// Every call: what it changes, its method and its path.
#[component]
pub(super) fn CallList() -> impl IntoView {
    let reviewed = use_reviewed_plan();
    let calls = Memo::new(move |_| calls_with_changes(reviewed.base.get(), reviewed.plan.get()));
    let rows = move || {
        let calls = calls.get().into_iter();
        calls
            .map(|(call, changes)| view! { <CallRow call changes/> })
            .collect_view()
    };
    view! { <ol class="list calls">{rows}</ol> }
}

#[component]
fn CallRow(
    call: Call,
    /// What it changes.
    changes: Vec<Change>,
) -> impl IntoView {
    let (store, i18n) = (use_settings(), use_i18n());
    let request = exchange_for(&call).request;
    view! {
        <li>
            <p class="name">
                {move || store.call_text(i18n, &call, &changes, CallStatus::Planned)}
            </p>
            <code class="call">
                <b>{request.method().to_string()}</b>
                " "
                {request.uri().path().to_owned()}
            </code>
        </li>
    }
}

/// Each call with what it changes after those before it.
fn calls_with_changes(base: LoginSettings, plan: Plan) -> Vec<(Call, Vec<Change>)> {
    let mut settings = base;
    plan.calls
        .into_iter()
        .map(|call| {
            let before = settings.clone();
            call.apply(&mut settings);
            let changes = changes(&before, &settings);
            (call, changes)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::calls_with_changes;
    use login_policy::{Item, LoginSettings, MultiFactorType, PasswordlessType, plan};

    #[test]
    fn each_call_names_its_own_changes() {
        let passkey = MultiFactorType::U2fWithVerification;
        let base = LoginSettings {
            passwordless_type: PasswordlessType::Allowed,
            multi_factors: vec![passkey.clone()],
            ..LoginSettings::default()
        };
        let target = LoginSettings {
            passwordless_type: PasswordlessType::NotAllowed,
            multi_factors: Vec::new(),
            ..LoginSettings::default()
        };
        let plan = plan(&base, &target);
        let calls = calls_with_changes(base, plan);
        assert_eq!(calls.len(), 2);
        let items: Vec<&Item> = calls
            .iter()
            .flat_map(|(_, changes)| changes.iter().map(|change| &change.item))
            .collect();
        assert_eq!(items.len(), 2, "{items:?}");
        assert_eq!(*items[1], Item::MultiFactor(passkey));
    }
}
