//! The other client of the instance: what happens there without the console, over REST.
//!
//! It sets the scene for a journey, changes things behind the console's back, and puts everything
//! back as it was. Speaks ZITADEL's JSON on its own account, so that a wrong belief of the console
//! does not cancel out here.

mod people;
mod rest;
mod settings;

pub use people::{People, Person, Temporary};
pub use rest::{Answer, Rest};
pub use settings::{MULTI_FACTORS, SECOND_FACTORS, SETTINGS, Settings};

use crate::clock::{SOON, until};
use crate::trouble::{Trouble, Verdict, same};
use serde_json::Value;

/// An instance, and the way to it.
#[derive(Clone)]
pub struct Instance {
    /// Its origin, which is its issuer.
    pub issuer: String,
    /// The other client.
    pub rest: Rest,
}

impl Instance {
    /// Its host, as the console shows it.
    pub fn host(&self) -> &str {
        self.issuer
            .split_once("://")
            .map_or(&self.issuer, |(_, host)| host)
    }

    /// The settings as they are read now.
    pub fn settings(&self) -> Verdict<Settings> {
        let read = self.rest.get(SETTINGS)?;
        Ok(Settings::of(&read["policy"]))
    }

    /// The number of the latest change that reads show.
    pub fn sequence(&self) -> Verdict<u64> {
        let read = self.rest.get(SETTINGS)?;
        let sequence = read["policy"]["details"]["sequence"].as_str();
        Ok(sequence.and_then(|text| text.parse().ok()).unwrap_or(0))
    }

    /// Waits until the settings read so.
    pub fn shows(&self, wanted: &Settings) -> Verdict {
        let shown = until("the settings to read as wanted", SOON, || {
            Ok((self.settings()? == *wanted).then_some(()))
        });
        match shown {
            Err(Trouble::Late { .. }) => same("the settings", &self.settings()?, wanted),
            other => other,
        }
    }

    /// Makes the settings so and waits until reads show it. Adds before it removes.
    pub fn settle(&self, wanted: &Settings) -> Verdict {
        let present = self.settings()?;
        if present == *wanted {
            return Ok(());
        }
        for (list, wanted, present) in [
            (MULTI_FACTORS, &wanted.multi, &present.multi),
            (SECOND_FACTORS, &wanted.second, &present.second),
        ] {
            for factor in wanted.difference(present) {
                self.rest.add_factor(list, factor)?;
            }
        }
        if wanted.fields != present.fields {
            self.rest.put_settings(wanted)?;
        }
        for (list, wanted, present) in [
            (MULTI_FACTORS, &wanted.multi, &present.multi),
            (SECOND_FACTORS, &wanted.second, &present.second),
        ] {
            for factor in present.difference(wanted) {
                self.rest.remove_factor(list, factor)?;
            }
        }
        self.shows(wanted)
    }

    /// Puts the factors of a list into the order in which they were found. It means nothing for
    /// signing in, but whoever finds the list should find it as it was.
    pub fn order(&self, list: &str, wanted: &[String]) -> Verdict {
        let present = self.rest.factors(list)?;
        let same = present
            .iter()
            .zip(wanted)
            .take_while(|(one, other)| one == other);
        let same = same.count();
        for factor in present.iter().skip(same) {
            self.rest.remove_factor(list, factor)?;
        }
        for factor in wanted.iter().skip(same) {
            self.rest.add_factor(list, factor)?;
        }
        until("the factors to read as they were set", SOON, || {
            Ok((self.rest.factors(list)? == wanted).then_some(()))
        })
    }

    /// Whether a refresh token still gives new tokens. Uses it up.
    pub fn refreshes(&self, client_id: &str, refresh_token: &str) -> Verdict<bool> {
        let form = [
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh_token),
            ("client_id", client_id),
        ];
        let answer = self.rest.form("/oauth/v2/token", &form)?;
        Ok(answer.status == 200)
    }
}

/// The text of a member; empty if there is none.
fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
