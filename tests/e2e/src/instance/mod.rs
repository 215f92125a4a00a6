//! What happens at the instance without the console, over REST: it prepares a journey, changes things
//! behind the console's back, and puts everything back as it was.
//!
//! Speaks ZITADEL's JSON on its own account, so that a wrong belief of the console does not cancel out
//! here.

mod admin_api;
mod app;
mod people;
mod providers;
mod settings;

pub use admin_api::AdminApi;
pub use app::app_code;
pub use people::{People, Person, TemporaryPeople};
pub use providers::Provider;
pub use settings::{MULTI_FACTORS, SECOND_FACTORS, SETTINGS, Settings};

use crate::error::{TestError, TestResult, ensure_eq};
use crate::wait::{timeout, wait_at_most, wait_until};
use serde_json::Value;

/// The settings over API v2. Before it answers, the server brings its reads up to its writes, those
/// of API v1 too; after a write these are otherwise behind for a moment.
const CATCH_UP: &str = "/v2/settings/login?ctx.instance=true";

const WANTED: &str = "the settings to read as wanted";

/// An instance.
#[derive(Clone)]
pub struct Instance {
    /// Its origin, which is its issuer.
    pub issuer: String,
    /// The way to it.
    pub api: AdminApi,
}

impl Instance {
    /// Its host, as the console shows it.
    pub fn host(&self) -> &str {
        self.issuer
            .split_once("://")
            .map_or(&self.issuer, |(_, host)| host)
    }

    /// The settings as they are read now.
    pub fn settings(&self) -> TestResult<Settings> {
        let read = self.api.get(SETTINGS)?;
        Ok(Settings::of(&read["policy"]))
    }

    /// The number of the latest change that reads show.
    pub fn sequence(&self) -> TestResult<u64> {
        let read = self.api.get(SETTINGS)?;
        let sequence = read["policy"]["details"]["sequence"].as_str();
        Ok(sequence.and_then(|text| text.parse().ok()).unwrap_or(0))
    }

    /// The settings with everything that was written until now.
    pub fn consistent_settings(&self) -> TestResult<Settings> {
        self.catch_up()?;
        self.settings()
    }

    fn catch_up(&self) -> TestResult {
        // A server that refuses it is read as it is.
        self.api.send("GET", CATCH_UP, None).map(|_| ())
    }

    /// Waits until the settings read so.
    pub fn wait_for_settings(&self, wanted: &Settings) -> TestResult {
        self.with_difference(wanted, wait_until(WANTED, || self.read_as(wanted)))
    }

    fn read_as(&self, wanted: &Settings) -> TestResult<Option<()>> {
        Ok((self.settings()? == *wanted).then_some(()))
    }

    /// Says of settings that did not come in time what they are and what they should be.
    fn with_difference(&self, wanted: &Settings, waited: TestResult) -> TestResult {
        match waited {
            Err(TestError::TimedOut { .. }) => ensure_eq("the settings", &self.settings()?, wanted),
            other => other,
        }
    }

    /// Makes the settings so and waits until reads show it, Ctrl-C or not. Adds before it removes.
    pub fn write_settings(&self, wanted: &Settings) -> TestResult {
        let present = self.consistent_settings()?;
        if present == *wanted {
            return Ok(());
        }
        for (list, wanted, present) in [
            (MULTI_FACTORS, &wanted.multi, &present.multi),
            (SECOND_FACTORS, &wanted.second, &present.second),
        ] {
            for factor in wanted.difference(present) {
                self.api.add_factor(list, factor)?;
            }
        }
        if wanted.fields != present.fields {
            self.api.put_settings(wanted)?;
        }
        for (list, wanted, present) in [
            (MULTI_FACTORS, &wanted.multi, &present.multi),
            (SECOND_FACTORS, &wanted.second, &present.second),
        ] {
            for factor in present.difference(wanted) {
                self.api.remove_factor(list, factor)?;
            }
        }
        let shown = wait_at_most(timeout(), WANTED, || self.read_as(wanted));
        self.with_difference(wanted, shown)
    }

    /// The factors of a list in the server's order, each once: adding one to the list several times
    /// at once may have left it there as often.
    pub fn factors(&self, list: &str) -> TestResult<Vec<String>> {
        self.catch_up()?;
        let mut factors: Vec<String> = Vec::new();
        for factor in self.api.factors(list)? {
            if !factors.contains(&factor) {
                factors.push(factor);
            }
        }
        Ok(factors)
    }

    /// Puts the factors of a list into the order in which they were found. It means nothing for
    /// signing in, but whoever finds the list should find it as it was.
    pub fn order(&self, list: &str, wanted: &[String]) -> TestResult {
        let present = self.factors(list)?;
        let pairs = present.iter().zip(wanted);
        let same = pairs.take_while(|(one, other)| one == other).count();
        for factor in present.iter().skip(same) {
            self.api.remove_factor(list, factor)?;
        }
        for factor in wanted.iter().skip(same) {
            self.api.add_factor(list, factor)?;
        }
        wait_at_most(timeout(), "the factors to read as they were set", || {
            Ok((self.factors(list)? == wanted).then_some(()))
        })
    }

    /// Whether nobody may register an organization on a page.
    pub fn disallows_org_registration(&self) -> TestResult<bool> {
        let read = self.api.get("/admin/v1/restrictions")?;
        Ok(read["disallowPublicOrgRegistration"] == Value::Bool(true))
    }

    /// Whether some people may meet the built-in login: login v2 is not required for everybody.
    pub fn has_built_in_login(&self) -> TestResult<bool> {
        let read = self.api.get("/v2/features/instance")?;
        Ok(read["loginV2"]["required"] != Value::Bool(true))
    }

    /// Whether a refresh token still gives new tokens. Uses it up.
    pub fn can_refresh(&self, client_id: &str, refresh_token: &str) -> TestResult<bool> {
        let form = [
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh_token),
            ("client_id", client_id),
        ];
        let answer = self.api.form("/oauth/v2/token", &form)?;
        Ok(answer.status == 200)
    }
}

/// The text of a member; empty if there is none.
fn text_of(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
