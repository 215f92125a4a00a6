//! The calls of a plan in words: to be made, made, refused, or of unknown fate.

use crate::i18n::{list, text_with};
use crate::pages::settings::model::Model;
use crate::pages::settings::words::{multi_factor_name, second_factor_name};
use login_policy::{Call, Change};

/// A sentence about a call.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tense {
    /// It would be made.
    Planned,
    /// It was accepted.
    Done,
    /// It was refused.
    Refused,
    /// What became of it is not known.
    Unknown,
}

impl Model {
    /// What a call does, did, or did not do.
    pub fn call_words(self, call: &Call, changes: &[Change], tense: Tense) -> String {
        let name = match call {
            Call::AddSecondFactor(factor) | Call::RemoveSecondFactor(factor) => {
                second_factor_name(factor)
            }
            Call::AddMultiFactor(factor) | Call::RemoveMultiFactor(factor) => {
                multi_factor_name(factor)
            }
            Call::LinkProvider(id) | Call::UnlinkProvider(id) => self.provider_name(id),
            Call::UpdatePolicy(_) | Call::UpdateRestrictions { .. } => list(
                &changes
                    .iter()
                    .map(|change| self.item_name(&change.item))
                    .collect::<Vec<_>>(),
            ),
        };
        let key = match call {
            Call::AddSecondFactor(_) | Call::AddMultiFactor(_) | Call::LinkProvider(_) => {
                match tense {
                    Tense::Planned => "call.add.planned",
                    Tense::Done => "call.add.done",
                    Tense::Refused => "call.add.refused",
                    Tense::Unknown => "call.add.unknown",
                }
            }
            Call::RemoveSecondFactor(_) | Call::RemoveMultiFactor(_) | Call::UnlinkProvider(_) => {
                match tense {
                    Tense::Planned => "call.remove.planned",
                    Tense::Done => "call.remove.done",
                    Tense::Refused => "call.remove.refused",
                    Tense::Unknown => "call.remove.unknown",
                }
            }
            Call::UpdatePolicy(_) | Call::UpdateRestrictions { .. } => match tense {
                Tense::Planned => "call.change.planned",
                Tense::Done => "call.change.done",
                Tense::Refused => "call.change.refused",
                Tense::Unknown => "call.change.unknown",
            },
        };
        text_with(key, &[("name", &name)])
    }
}
