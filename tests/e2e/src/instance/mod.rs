//! The other client of the instance: what happens there without the console, over REST.
//!
//! It sets the scene for a journey, changes things behind the console's back, and puts everything
//! back as it was. Speaks ZITADEL's JSON on its own account, so that a wrong belief of the console
//! does not cancel out here.

mod app;
mod people;
mod providers;
mod rest;
mod settings;

pub use app::app_code;
pub use people::{People, Person, Temporary};
pub use providers::Provider;
pub use rest::{Answer, Rest};
pub use settings::{MULTI_FACTORS, SECOND_FACTORS, SETTINGS, Settings};

use crate::clock::{SOON, until, until_even_if_interrupted};
use crate::trouble::{Trouble, Verdict, same};
use serde_json::Value;

/// The settings over API v2. Before it answers, the server brings its reads up to its writes, those
/// of API v1 too; after a write these are otherwise behind for a moment.
const CATCH_UP: &str = "/v2/settings/login?ctx.instance=true";

const SHOWN: &str = "the settings to read as wanted";

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

    /// The settings with everything that was written until now.
    pub fn settings_now(&self) -> Verdict<Settings> {
        self.catch_up()?;
        self.settings()
    }

    fn catch_up(&self) -> Verdict {
        // A server that refuses it is read as it is.
        self.rest.send("GET", CATCH_UP, None).map(|_| ())
    }

    /// Waits until the settings read so.
    pub fn shows(&self, wanted: &Settings) -> Verdict {
        self.told_apart(wanted, until(SHOWN, SOON, || self.shows_now(wanted)))
    }

    fn shows_now(&self, wanted: &Settings) -> Verdict<Option<()>> {
        Ok((self.settings()? == *wanted).then_some(()))
    }

    /// In place of “too late”, what the settings are and what they should be.
    fn told_apart(&self, wanted: &Settings, waited: Verdict) -> Verdict {
        match waited {
            Err(Trouble::Late { .. }) => same("the settings", &self.settings()?, wanted),
            other => other,
        }
    }

    /// Makes the settings so and waits until reads show it, Ctrl-C or not. Adds before it removes.
    pub fn settle(&self, wanted: &Settings) -> Verdict {
        let present = self.settings_now()?;
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
        let shown = until_even_if_interrupted(SHOWN, SOON, || self.shows_now(wanted));
        self.told_apart(wanted, shown)
    }

    /// The factors of a list in the server's order, each once: adding one to the list several times
    /// at once may have left it there as often.
    pub fn factors(&self, list: &str) -> Verdict<Vec<String>> {
        self.catch_up()?;
        let mut factors: Vec<String> = Vec::new();
        for factor in self.rest.factors(list)? {
            if !factors.contains(&factor) {
                factors.push(factor);
            }
        }
        Ok(factors)
    }

    /// Puts the factors of a list into the order in which they were found. It means nothing for
    /// signing in, but whoever finds the list should find it as it was.
    pub fn order(&self, list: &str, wanted: &[String]) -> Verdict {
        let present = self.factors(list)?;
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
        until_even_if_interrupted("the factors to read as they were set", SOON, || {
            Ok((self.factors(list)? == wanted).then_some(()))
        })
    }

    /// Whether nobody may register an organization on a page.
    pub fn disallows_org_registration(&self) -> Verdict<bool> {
        let read = self.rest.get("/admin/v1/restrictions")?;
        Ok(read["disallowPublicOrgRegistration"] == Value::Bool(true))
    }

    /// Whether some people may meet the built-in login: login v2 is not required for everybody.
    pub fn has_built_in_login(&self) -> Verdict<bool> {
        let read = self.rest.get("/v2/features/instance")?;
        Ok(read["loginV2"]["required"] != Value::Bool(true))
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
