//! Asking what the signed-in person has to sign in with, once there is a draft that may affect them.

use super::context::ActionContext;
use super::user_details::read_user_details;
use crate::login_settings::state::{CurrentUser, Remote};
use futures_util::future::join;
use leptos::prelude::*;
use zitadel_admin::{call, enrolled_methods, get_my_login_policy};

/// Asks as soon as there is something to judge, until there is an answer.
pub(super) fn watch_need(context: ActionContext) {
    let store = context.store;
    let asking = StoredValue::new(None);
    Effect::new(move || {
        let subject = store.server.subject.get();
        let is_needed = store.draft.deferred.with(|changes| !changes.is_empty())
            && store.server.current_user.with(Remote::is_loading);
        if is_needed && asking.get_value().as_ref() != Some(&subject) {
            asking.set_value(Some(subject.clone()));
            load_current_user(context, subject, asking);
        }
    });
}

fn load_current_user(context: ActionContext, subject: String, asking: StoredValue<Option<String>>) {
    let store = context.store;
    store.session.spawn(async move {
        let (api, host) = (store.session.client(), store.host());
        let details = read_user_details(&api, &host, &subject);
        let (details, policy) = join(details, call(&api, get_my_login_policy())).await;
        if store.server.subject.get_untracked() != subject {
            return;
        }
        asking.set_value(None);
        let methods = details.ok().and_then(|one| {
            let methods = enrolled_methods(&one.user, &one.methods, &one.links);
            methods.read().cloned()
        });
        store.server.current_user.set(Remote::Ready(CurrentUser {
            methods,
            follows_instance: policy.ok().map(|read| read.is_default),
        }));
    });
}
