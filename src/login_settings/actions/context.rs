//! What every action is handed.

use crate::components::{Announcer, use_announcer};
use crate::i18n::{I18n, use_i18n};
use crate::login_settings::state::{SettingsStore, use_settings};

/// What actions work on: the store, words in the person's language, and the live region.
#[derive(Clone, Copy)]
pub struct ActionContext {
    /// The settings.
    pub store: SettingsStore,
    /// The catalogue of the active language.
    pub i18n: I18n,
    /// Says what happened to people who cannot see it.
    pub announcer: Announcer,
}

/// The action context of the nearest console.
pub fn use_actions() -> ActionContext {
    ActionContext {
        store: use_settings(),
        i18n: use_i18n(),
        announcer: use_announcer(),
    }
}
