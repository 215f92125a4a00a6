//! Until when people may meet the settings from before a plan, because login v2 keeps what it read.
//! How long it does is `login_policy::settings_cache`'s.

use super::{ServerState, SettingsStore};
use leptos::prelude::*;
use login_policy::settings_cache::OldSettingsWindow;
use login_policy::version::Feature;
use login_policy::{Item, LoginVersion, ServerVersion};

impl ServerState {
    /// The time in which people may meet what was before changes of these items, made between two
    /// moments in seconds since 1970-01-01T00:00:00Z; `None` if they do not; tracked.
    pub fn old_settings_window(
        self,
        items: &[Item],
        first_write: i64,
        last_write: i64,
    ) -> Option<OldSettingsWindow> {
        let (server, logins) = (self.server_version(), self.evaluated_logins().versions());
        old_settings_window(&server, logins, items, (first_write, last_write))
    }
}

impl SettingsStore {
    /// Lengthens the time in which people may meet the settings from before the newest run, by
    /// changes that were just made between two moments.
    pub fn extend_old_settings(self, items: &[Item], first_write: i64, last_write: i64) {
        let window = untrack(|| {
            self.server
                .old_settings_window(items, first_write, last_write)
        });
        let Some(window) = window else { return };
        self.apply.runs.update(|runs| {
            if let Some(run) = runs.first_mut() {
                run.old_settings = Some(run.old_settings.map_or(window, |one| one.and(window)));
            }
        });
    }
}

/// Login v2 is deployed apart from the server and does not tell its version; it is taken to be of the
/// server's release.
fn old_settings_window(
    server: &ServerVersion,
    logins: &[LoginVersion],
    items: &[Item],
    (first_write, last_write): (i64, i64),
) -> Option<OldSettingsWindow> {
    server
        .may_have(Feature::LoginV2SettingsCache)
        .then(|| OldSettingsWindow::of(items, logins, first_write, last_write))
        .flatten()
}

#[cfg(test)]
mod tests {
    use super::old_settings_window;
    use login_policy::{Field, Item, LoginVersion, ServerVersion};

    fn has_window(version: &str, logins: &[LoginVersion], item: Item) -> bool {
        let server = ServerVersion::parse(version);
        old_settings_window(&server, logins, &[item], (1_000, 1_001)).is_some()
    }

    #[test]
    fn old_settings_may_be_met_unless_the_release_surely_keeps_none() {
        for (version, wanted) in [
            ("v4.13.1-106-g02d07e951", true),
            ("4.14.0", true),
            ("4.12.9", false),
            ("4.3.1", false),
            ("2026-07-01", true),
            ("", true),
        ] {
            let found = has_window(version, &LoginVersion::ALL, Item::Field(Field::ForceMfa));
            assert_eq!(found, wanted, "{version}");
        }
    }

    #[test]
    fn old_settings_are_met_in_login_v2_alone_and_only_of_what_it_keeps() {
        let field = Item::Field(Field::ForceMfa);
        assert!(!has_window("", &[LoginVersion::BuiltIn], field));
        let provider = Item::Provider("1".to_owned());
        assert!(!has_window("", &LoginVersion::ALL, provider));
    }
}
