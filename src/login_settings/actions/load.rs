//! Reading what the page shows: first the settings and what the person may do, then what stands
//! beside them. Changes nothing on the server.

use super::context::ActionContext;
use super::draft_storage::{restore_draft, restore_registration};
use crate::login_settings::state::{Access, LoadFailure, LoadState, Remote, SettingsStore};
use crate::platform::{clock, document};
use futures_util::future::join;
use leptos::prelude::*;
use login_policy::ServerVersion;
use login_policy::guard::Logins;
use zitadel_admin::{
    CallError, Operation, Paging, Provider, Transport, call, get_instance, get_instance_features,
    get_login_policy, get_restrictions, list_my_permissions, search_providers,
};

/// Reads the settings and what the person may do, and restores their draft.
pub fn load(context: ActionContext) {
    let store = context.store;
    store.server.load.set(LoadState::Loading);
    let is_same_person = same_person(store);
    store.session.spawn(async move {
        let api = store.session.client();
        let (policy, permissions) = join(
            call(&api, get_login_policy()),
            call(&api, list_my_permissions()),
        )
        .await;
        if !is_same_person() {
            return;
        }
        match (policy, permissions) {
            (Ok(read), Ok(permissions)) => {
                let may = |name: &str| permissions.iter().any(|one| one == name);
                store.server.access.set(Access {
                    write: may("iam.policy.write"),
                    restrictions: may("iam.restrictions.write"),
                });
                store.draft.settings.set(read.settings.clone());
                store.server.policy.set(Some(read));
                restore_draft(store);
                store.server.load.set(LoadState::Ready);
                // The page is usable without the rest, so it is painted first.
                document::next_frame().await;
                if is_same_person() {
                    load_beside(context);
                }
            }
            (Err(error), _) => fail(store, Operation::GetLoginPolicy, error),
            (Ok(_), Err(error)) => fail(store, Operation::ListMyPermissions, error),
        }
    });
}

/// Reads whether anyone may register an organization.
pub fn load_restrictions(context: ActionContext) {
    let store = context.store;
    store.server.restrictions_failed.set(false);
    let is_same_person = same_person(store);
    store.session.spawn(async move {
        let restrictions = call(&store.session.client(), get_restrictions()).await;
        if !is_same_person() {
            return;
        }
        match restrictions {
            Ok(read) => {
                store.receive_restrictions(read.disallow_public_org_registration);
                restore_registration(store);
            }
            Err(_) => store.server.restrictions_failed.set(true),
        }
    });
}

/// Reads the identity providers of the instance; also after one turned out to be gone.
pub fn load_providers(context: ActionContext) {
    let store = context.store;
    let is_same_person = same_person(store);
    store.session.spawn(async move {
        let providers = all_providers(&store.session.client()).await;
        if is_same_person() {
            let providers = providers.map_or(Remote::Failed, Remote::Ready);
            store.server.providers.set(providers);
        }
    });
}

fn fail(store: SettingsStore, operation: Operation, error: CallError) {
    store.server.load.set(LoadState::Failed(LoadFailure {
        operation,
        error,
        at: clock::now_rfc3339(),
    }));
}

/// Reads what stands beside the settings: which ZITADEL this is and which sign-in pages people meet,
/// whether anyone may register an organization, and the identity providers.
fn load_beside(context: ActionContext) {
    load_version(context);
    load_logins(context);
    load_restrictions(context);
    load_providers(context);
}

/// Reads which version the server says it is. Whoever may read the settings need not be allowed to
/// (`iam.read`); then it stays unknown.
fn load_version(context: ActionContext) {
    let store = context.store;
    let is_same_person = same_person(store);
    store.session.spawn(async move {
        let instance = call(&store.session.client(), get_instance()).await;
        if !is_same_person() {
            return;
        }
        let version = instance
            .map(|instance| ServerVersion::parse(instance.version.as_deref().unwrap_or_default()));
        store
            .server
            .version
            .set(version.map_or(Remote::Failed, Remote::Ready));
    });
}

fn load_logins(context: ActionContext) {
    let store = context.store;
    let is_same_person = same_person(store);
    store.session.spawn(async move {
        let features = call(&store.session.client(), get_instance_features()).await;
        if !is_same_person() {
            return;
        }
        let logins = features.map(|features| match features.login_v2 {
            Some(login) if login.required => Logins::V2,
            _ => Logins::EitherAppDecides,
        });
        store
            .server
            .logins
            .set(logins.map_or(Remote::Failed, Remote::Ready));
    });
}

/// Holds as long as the same person is signed in.
fn same_person(store: SettingsStore) -> impl Fn() -> bool {
    let subject = store.server.subject.get_untracked();
    move || store.server.subject.get_untracked() == subject
}

/// Every provider of the instance, page by page.
async fn all_providers(api: &impl Transport) -> Result<Vec<Provider>, CallError> {
    let mut paging = Paging::FIRST;
    let mut all: Vec<Provider> = Vec::new();
    loop {
        let page = call(api, search_providers(None, paging)).await?;
        let next = paging.after(&page);
        // The server knows no order, so a page may repeat what one before it had.
        for one in page.items {
            if !all.iter().any(|known| known.id == one.id) {
                all.push(one);
            }
        }
        match next {
            Some(next) => paging = next,
            None => return Ok(all),
        }
    }
}
