//! The draft from the moment somebody changes a control until it is back after a reload.

use crate::server::{instance, signed_in_before};
use crate::support::{Mounted, mount, until};
use leptos::prelude::*;
use login_console::auth::provide_session;
use login_console::login_settings::actions::{use_actions, watch};
use login_console::login_settings::state::{LoadState, RestoredDraft, SettingsStore};
use login_console::platform::storage::TabStorage;
use login_policy::{Field, Item, Value};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_test::wasm_bindgen_test;

const FORCE_MFA: Item = Item::Field(Field::ForceMfa);
const KEY: &str = "draft.login.session.example.7";

/// Loads the page for whoever was signed in before; it goes when this is dropped.
async fn load(storage: &TabStorage) -> (SettingsStore, Mounted) {
    let made = Rc::new(Cell::new(None));
    let (store, storage) = (Rc::clone(&made), storage.clone());
    let mounted = mount("en", move || {
        let session = provide_session(&instance(), "https://console.example", storage);
        let session = session.expect("a session");
        let settings = SettingsStore::new(session, instance());
        provide_context(settings);
        watch(use_actions());
        session.start();
        store.set(Some(settings));
    });
    let store = made.take().expect("a store");
    until("the settings are read", || {
        store.server.load.get_untracked() == LoadState::Ready
    })
    .await;
    (store, mounted)
}

fn wanted(store: SettingsStore) -> Value {
    untrack(|| store.wanted(&FORCE_MFA))
}

#[wasm_bindgen_test]
async fn a_draft_comes_back_to_whoever_left_it_and_to_nobody_else() {
    let storage = signed_in_before("7");
    let (store, page) = load(&storage).await;
    assert_eq!(storage.get(KEY), None);
    store.set_value(&FORCE_MFA, Value::Bool(true));
    until("it is stored", || storage.get(KEY).is_some()).await;
    drop(page);

    let storage = signed_in_before("8");
    let (store, page) = load(&storage).await;
    assert_eq!(wanted(store), Value::Bool(false));
    assert_eq!(store.draft.restored.get_untracked(), None);
    drop(page);

    let storage = signed_in_before("7");
    let (store, page) = load(&storage).await;
    assert_eq!(wanted(store), Value::Bool(true));
    let restored = Some(RestoredDraft {
        changes: 1,
        changed_meanwhile: Vec::new(),
    });
    assert_eq!(store.draft.restored.get_untracked(), restored);
    store.discard_all();
    until("it is stored no more", || storage.get(KEY).is_none()).await;
    drop(page);
    storage.remove("session");
}

#[wasm_bindgen_test]
async fn the_rest_of_the_page_hears_of_a_change_after_it_was_painted() {
    let storage = signed_in_before("7");
    let (store, page) = load(&storage).await;
    store.set_value(&FORCE_MFA, Value::Bool(true));
    assert!(!store.is_settled());
    until("the rest follows", || store.is_settled()).await;
    let followed = store.draft.deferred.get_untracked();
    assert_eq!(
        followed
            .iter()
            .map(|change| &change.item)
            .collect::<Vec<_>>(),
        [&FORCE_MFA]
    );
    drop(page);
    storage.remove(KEY);
    storage.remove("session");
}
