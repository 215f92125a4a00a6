//! How long login v2 goes on with settings that were changed: it keeps what it read for 15 minutes,
//! and then gives one more old answer before it reads anew.
//!
//! Measured (`tests/contract/login-v2-cache.json`): a page was old 909 seconds after the first read
//! and new at 930. The built-in login and the API go by the new settings at once. It knows no clock:
//! times are seconds since 1970, as the caller has them.

use crate::draft::Item;
use crate::people::LoginVersion;

/// How long login v2 keeps the login settings, in seconds (`apps/login/src/lib/zitadel.ts`, since
/// 4.13; `API_CACHE_ENABLED=false` turns it off there, which no call of the API tells).
pub const KEPT_SECONDS: i64 = 15 * 60;

/// The time in which people may meet the old settings on the pages of login v2.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OldSettingsWindow {
    /// When the first of the changes was made.
    pub since: i64,
    /// About when the last one shows. Whoever comes first after it may still meet the old settings;
    /// their visit makes login v2 read the new ones.
    pub until: i64,
}

impl OldSettingsWindow {
    /// The window of changes of these items, made between two moments; `None` where nobody meets
    /// login v2 or login v2 keeps nothing of it.
    #[must_use]
    pub fn of<'a>(
        items: impl IntoIterator<Item = &'a Item>,
        logins: &[LoginVersion],
        first_write: i64,
        last_write: i64,
    ) -> Option<Self> {
        let is_met = logins.contains(&LoginVersion::V2);
        let is_kept = is_met && items.into_iter().any(is_kept_by_login_v2);
        is_kept.then(|| Self {
            since: first_write,
            until: last_write.saturating_add(KEPT_SECONDS),
        })
    }

    /// Whether people may meet the old settings at that moment.
    #[must_use]
    pub fn contains(&self, now: i64) -> bool {
        (self.since..self.until).contains(&now)
    }

    /// The end as the full minute that a person is told: never one that is too early.
    #[must_use]
    pub fn until_minute(&self) -> i64 {
        let beyond = self.until.rem_euclid(60);
        if beyond == 0 {
            self.until
        } else {
            self.until.saturating_add(60 - beyond)
        }
    }

    /// Both together, for changes that follow each other.
    #[must_use]
    pub fn and(self, later: Self) -> Self {
        Self {
            since: self.since.min(later.since),
            until: self.until.max(later.until),
        }
    }
}

/// Whether login v2 keeps that item with the login settings: the fields of the policy and the second
/// factors. It reads the linked providers each time, and never the list of multi factors.
#[must_use]
pub fn is_kept_by_login_v2(item: &Item) -> bool {
    matches!(item, Item::Field(_) | Item::SecondFactor(_))
}
