//! The login settings as login v2 keeps them: for a while, and then for one answer more.

use super::login_policy::LoginPolicy;
use crate::clock::Timestamp;

/// What login v2 keeps.
#[derive(Default)]
pub(crate) struct SettingsCache {
    /// For how long, in milliseconds; zero keeps nothing.
    lifetime: i64,
    kept: Option<(Timestamp, LoginPolicy)>,
}

impl SettingsCache {
    /// An empty cache whose entries are good for so many milliseconds.
    pub(crate) const fn new(lifetime: i64) -> Self {
        Self {
            lifetime,
            kept: None,
        }
    }

    /// The settings that login v2 goes by when these are true. What is too old is answered once more
    /// while it is read anew (stale-while-revalidate).
    pub(crate) fn read(&mut self, truth: &LoginPolicy, now: Timestamp) -> LoginPolicy {
        if self.lifetime == 0 {
            return truth.clone();
        }
        let lifetime = self.lifetime;
        let fresh = |at: &Timestamp| at.plus_millis(lifetime) > now;
        match &self.kept {
            Some((at, kept)) if fresh(at) => kept.clone(),
            _ => {
                let former = self.kept.replace((now, truth.clone()));
                former.map_or_else(|| truth.clone(), |(_, stale)| stale)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(force_mfa: bool) -> LoginPolicy {
        let mut policy = LoginPolicy::default();
        policy.settings.force_mfa = force_mfa;
        policy
    }

    /// What is read after each number of milliseconds, while the truth has changed after the first.
    #[track_caller]
    fn check(cache: &mut SettingsCache, reads: &[(i64, bool)]) {
        cache.read(&policy(false), Timestamp(0));
        for (millis, force_mfa) in reads {
            let now = Timestamp(0).plus_millis(*millis);
            let read = cache.read(&policy(true), now);
            assert_eq!(read.settings.force_mfa, *force_mfa, "after {millis} ms");
        }
    }

    #[test]
    fn a_change_shows_after_one_stale_answer_more() {
        let reads = [(1, false), (899, false), (909, false), (930, true)];
        check(&mut SettingsCache::new(900), &reads);
    }

    #[test]
    fn without_a_lifetime_a_change_shows_at_once() {
        check(&mut SettingsCache::new(0), &[(1, true)]);
    }
}
