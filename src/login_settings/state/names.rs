//! Names of what is on the page, where they depend on what was read.

use super::SettingsStore;
use crate::i18n::I18n;
use crate::login_settings::labels;
use leptos::prelude::*;
use login_policy::Item;

impl SettingsStore {
    /// The name of an item in the active language; tracked.
    pub fn item_name(self, i18n: I18n, item: &Item) -> String {
        match item {
            Item::Provider(id) => self.provider_name(id),
            other => labels::item_name(i18n, other),
        }
    }

    /// The name of an identity provider, else its kind, else its id; tracked.
    pub fn provider_name(self, id: &str) -> String {
        let listed = self.server.providers.with(|providers| {
            let all = providers.value()?;
            let provider = all.iter().find(|one| one.id == id)?;
            let kind = || provider.kind.as_ref().map(labels::provider_kind);
            provider.name.clone().or_else(kind)
        });
        let linked = || {
            self.server.policy.with(|policy| {
                let linked = &policy.as_ref()?.linked;
                linked.iter().find(|one| one.id == id)?.name.clone()
            })
        };
        listed.or_else(linked).unwrap_or_else(|| id.to_owned())
    }
}
