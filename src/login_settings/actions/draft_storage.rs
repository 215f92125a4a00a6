//! The draft in the tab's storage: it survives a reload, an expired session and signing in again.
//!
//! Stored by instance and person, so that nobody else ever sees it. It holds the values of the
//! settings, those that were to change with both, so that it can be said what changed meanwhile; and
//! no token.

use crate::login_settings::state::{LoadState, RestoredDraft, SettingsStore};
use leptos::prelude::*;
use login_policy::draft::items;
use login_policy::{
    Change, Field, Item, Lifetime, LoginSettings, MultiFactorType, PasswordlessType,
    SecondFactorType, Value,
};
use serde::{Deserialize, Serialize};

/// Stores the draft whenever it changes, and removes it when there is none.
pub(super) fn watch_draft(store: SettingsStore) {
    Effect::new(move || {
        // Until the settings are read, what is stored is all there is.
        if store.server.load.with(|load| *load == LoadState::Ready) {
            save_draft(store);
        }
    });
}

/// Takes back what this person had left, on top of the settings just read.
pub(super) fn restore_draft(store: SettingsStore) {
    let storage = store.session.tab_storage();
    let key = storage_key(store);
    let Some(text) = storage.get(&key) else {
        return;
    };
    let Some(saved) = read(&text) else {
        storage.remove(&key);
        return;
    };
    let base = untrack(|| store.server.base());
    let mut changed_meanwhile = Vec::new();
    for item in items(&base, &base) {
        let is_listed = matches!(item, Item::SecondFactor(_) | Item::MultiFactor(_));
        if is_listed && !saved.iter().any(|change| change.item == item) {
            changed_meanwhile.push(item);
        }
    }
    for change in saved {
        let is_wish = change.from != change.to;
        if change.item == Item::OrgRegistration && base.org_registration_disallowed.is_none() {
            // The restrictions are read later; the wish waits for them.
            store.draft.pending_registration.set(Some(change.to));
            continue;
        }
        if base.item(&change.item) != change.from {
            changed_meanwhile.push(change.item.clone());
        }
        if is_wish {
            store.draft.settings.update(|draft| {
                draft.set_item(&change.item, change.to);
            });
        }
    }
    announce_restored(store, changed_meanwhile);
}

/// Takes back the rest of it, now that the restrictions are read too.
pub(super) fn restore_registration(store: SettingsStore) {
    let Some(wish) = store.draft.pending_registration.get_untracked() else {
        return;
    };
    store.draft.pending_registration.set(None);
    let before = store.draft.restored.get_untracked();
    let mut changed_meanwhile = before
        .map(|restored| restored.changed_meanwhile)
        .unwrap_or_default();
    if untrack(|| store.stored(&Item::OrgRegistration)).as_ref() == Some(&wish) {
        changed_meanwhile.push(Item::OrgRegistration);
    }
    store.draft.settings.update(|draft| {
        draft.set_item(&Item::OrgRegistration, wish);
    });
    announce_restored(store, changed_meanwhile);
}

fn announce_restored(store: SettingsStore, changed_meanwhile: Vec<Item>) {
    let changes = untrack(|| store.open_changes()).len();
    if changes > 0 {
        store.draft.restored.set(Some(RestoredDraft {
            changes,
            changed_meanwhile,
        }));
    }
}

/// Writes the draft down, or removes it when there is none; tracked.
fn save_draft(store: SettingsStore) {
    let mut saved = store.open_changes();
    if let Some(wish) = store.draft.pending_registration.get() {
        saved.push(Change {
            item: Item::OrgRegistration,
            from: Value::Bool(wish != Value::Bool(true)),
            to: wish,
        });
    }
    let storage = store.session.tab_storage();
    let key = storage_key(store);
    if saved.is_empty() {
        storage.remove(&key);
        return;
    }
    let base = store.server.base();
    for item in items(&base, &base) {
        // Providers may be a thousand; of them only what was to change is stored.
        let is_stored = !matches!(item, Item::Provider(_) | Item::OrgRegistration);
        if is_stored && !saved.iter().any(|change| change.item == item) {
            let (from, to) = (base.item(&item), base.item(&item));
            saved.push(Change { item, from, to });
        }
    }
    if let Some(text) = write(&saved) {
        storage.set(&key, &text);
    }
}

fn storage_key(store: SettingsStore) -> String {
    let subject = store.server.subject.get_untracked();
    format!("draft.{}.{subject}", store.host())
}

/// The stored form of a draft.
#[derive(Serialize, Deserialize)]
struct SavedDraft {
    changes: Vec<SavedChange>,
}

/// What the server held and what was wanted of one item; the same where nothing was to change.
#[derive(Serialize, Deserialize)]
struct SavedChange {
    kind: SavedKind,
    /// The API's name of the field or factor, the id of the provider.
    name: String,
    from: String,
    to: String,
}

#[derive(Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum SavedKind {
    Field,
    SecondFactor,
    MultiFactor,
    Provider,
    OrgRegistration,
}

fn write(changes: &[Change]) -> Option<String> {
    let changes = changes
        .iter()
        .map(|change| {
            let (kind, name) = match &change.item {
                Item::Field(field) => (SavedKind::Field, field.api_name()),
                Item::SecondFactor(factor) => (SavedKind::SecondFactor, factor.api_name()),
                Item::MultiFactor(factor) => (SavedKind::MultiFactor, factor.api_name()),
                Item::Provider(id) => (SavedKind::Provider, id.as_str()),
                Item::OrgRegistration => (SavedKind::OrgRegistration, ""),
            };
            SavedChange {
                kind,
                name: name.to_owned(),
                from: value_text(&change.from),
                to: value_text(&change.to),
            }
        })
        .collect();
    serde_json::to_string(&SavedDraft { changes }).ok()
}

fn value_text(value: &Value) -> String {
    match value {
        Value::Bool(on) => on.to_string(),
        Value::Passwordless(kind) => kind.api_name().to_owned(),
        Value::Text(text) => text.clone(),
        Value::Lifetime(lifetime) => lifetime.to_api(),
    }
}

/// The changes of a stored draft; `None` if one of them is not readable.
fn read(text: &str) -> Option<Vec<Change>> {
    let saved: SavedDraft = serde_json::from_str(text).ok()?;
    saved
        .changes
        .into_iter()
        .map(|change| {
            let item = item(change.kind, change.name)?;
            Some(Change {
                from: value(&item, change.from)?,
                to: value(&item, change.to)?,
                item,
            })
        })
        .collect()
}

fn item(kind: SavedKind, name: String) -> Option<Item> {
    Some(match kind {
        SavedKind::Field => Item::Field(
            Field::ALL
                .into_iter()
                .find(|field| field.api_name() == name)?,
        ),
        SavedKind::SecondFactor => Item::SecondFactor(SecondFactorType::from_api_name(&name)),
        SavedKind::MultiFactor => Item::MultiFactor(MultiFactorType::from_api_name(&name)),
        SavedKind::Provider => Item::Provider(name),
        SavedKind::OrgRegistration => Item::OrgRegistration,
    })
}

fn value(item: &Item, text: String) -> Option<Value> {
    let like = match item {
        Item::Field(field) => LoginSettings::default().get(*field),
        _ => Value::Bool(false),
    };
    Some(match like {
        Value::Bool(_) => Value::Bool(text.parse().ok()?),
        Value::Passwordless(_) => Value::Passwordless(PasswordlessType::from_api_name(&text)),
        Value::Text(_) => Value::Text(text),
        Value::Lifetime(_) => Value::Lifetime(text.parse::<Lifetime>().ok()?),
    })
}

#[cfg(test)]
mod tests {
    use super::{read, write};
    use login_policy::{Change, Field, Item, Lifetime, PasswordlessType, SecondFactorType, Value};

    #[test]
    fn a_draft_reads_back_as_it_was_written() {
        let changes = vec![
            Change {
                item: Item::Field(Field::ForceMfa),
                from: Value::Bool(false),
                to: Value::Bool(true),
            },
            Change {
                item: Item::Field(Field::PasswordlessType),
                from: Value::Passwordless(PasswordlessType::NotAllowed),
                to: Value::Passwordless(PasswordlessType::Unknown("X".to_owned())),
            },
            Change {
                item: Item::Field(Field::PasswordCheckLifetime),
                from: Value::Lifetime(Lifetime {
                    seconds: -1,
                    nanos: -500_000_000,
                }),
                to: Value::Lifetime(Lifetime {
                    seconds: 864_000,
                    nanos: 0,
                }),
            },
            Change {
                item: Item::Field(Field::DefaultRedirectUri),
                from: Value::Text("\"\n".to_owned()),
                to: Value::Text(String::new()),
            },
            Change {
                item: Item::SecondFactor(SecondFactorType::Unknown("NEW".to_owned())),
                from: Value::Bool(true),
                to: Value::Bool(false),
            },
            Change {
                item: Item::Provider("7".to_owned()),
                from: Value::Bool(false),
                to: Value::Bool(true),
            },
            Change {
                item: Item::OrgRegistration,
                from: Value::Bool(false),
                to: Value::Bool(true),
            },
        ];
        assert_eq!(write(&changes).and_then(|text| read(&text)), Some(changes));
    }

    #[test]
    fn what_is_no_draft_is_left_alone() {
        for text in [
            "",
            "[]",
            r#"{"changes":{}}"#,
            r#"{"changes":[{"kind":"field","name":"nothing","from":"true","to":"false"}]}"#,
            r#"{"changes":[{"kind":"field","name":"forceMfa","from":"1","to":"false"}]}"#,
            r#"{"changes":[{"kind":"new","name":"","from":"true","to":"false"}]}"#,
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
