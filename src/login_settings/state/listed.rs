//! What the lists of the page show: what the server lists, each once, and what this console knows
//! besides.

use super::SettingsStore;
use leptos::prelude::*;
use login_policy::{MultiFactorType, SecondFactorType};
use std::collections::BTreeSet;

impl SettingsStore {
    /// The multi-factor types: those the server or the draft lists, then those this console knows
    /// besides; tracked.
    pub fn listed_multi_factors(self) -> Vec<MultiFactorType> {
        let mut all = self.server.base().multi_factors;
        self.draft
            .settings
            .with(|draft| all.extend(draft.multi_factors.iter().cloned()));
        all.extend(MultiFactorType::KNOWN);
        each_once(all)
    }

    /// The second factors: those that a login interface offers, then those the server or the draft
    /// lists besides; tracked. What none offers is not proposed, and an older server would refuse it.
    pub fn listed_second_factors(self) -> Vec<SecondFactorType> {
        let mut all = SecondFactorType::KNOWN.to_vec();
        all.retain(SecondFactorType::is_offered);
        all.extend(self.server.base().second_factors);
        self.draft
            .settings
            .with(|draft| all.extend(draft.second_factors.iter().cloned()));
        each_once(all)
    }

    /// The identity providers that are linked or wanted, behind those of `before` that are neither
    /// any more: what was just unticked stays where it is; tracked.
    pub fn listed_providers(self, before: &[String]) -> Vec<String> {
        let mut all = before.to_vec();
        self.server.policy.with(|policy| {
            all.extend(
                policy
                    .iter()
                    .flat_map(|read| read.settings.providers.iter().cloned()),
            );
        });
        self.draft
            .settings
            .with(|draft| all.extend(draft.providers.iter().cloned()));
        each_once(all)
    }
}

fn each_once<T: Clone + Ord>(mut all: Vec<T>) -> Vec<T> {
    let mut seen = BTreeSet::new();
    all.retain(|one| seen.insert(one.clone()));
    all
}

#[cfg(test)]
mod tests {
    use super::each_once;

    #[test]
    fn what_is_listed_twice_stands_where_it_was_first() {
        assert_eq!(each_once(vec![2, 1, 2, 3, 1]), [2, 1, 3]);
    }
}
