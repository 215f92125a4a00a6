//! The acceptance of a ZITADEL: the journeys against it, and everything as it was afterwards.
//!
//! Meant for an instance for tests: until it is finished, the login settings change for everybody
//! there.

mod registration;

use crate::browser::Browser;
use crate::error::{TestError, TestResult};
use crate::fixture::{Fixture, HostedConsole, Tools};
use crate::instance::{
    AdminApi, Instance, MULTI_FACTORS, SECOND_FACTORS, Settings, TemporaryPeople,
};
use crate::journeys::Journey;
use crate::wait::is_interrupted;
use anyhow::anyhow;
use registration::{Registration, not_taken_back};
use serde_json::json;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use xtask::connect::{Connect, Pat, connect, instance_origin};
use xtask::serve::Listener;

/// What to try the console out on.
#[derive(Clone, Debug)]
pub struct Options {
    /// The address of the instance.
    pub instance: String,
    /// The file of a personal access token of an IAM_OWNER who is owner of an organization too.
    pub pat_file: PathBuf,
}

/// An instance at which the console is registered for a while, with people for journeys. Everything is
/// put back with this value, or by [`Acceptance::finish`], which says what could not be.
pub struct Acceptance {
    // In the order in which they are to go.
    fixture: Mutex<Fixture>,
    people: TemporaryPeople,
    found: FoundSettings,
    registration: Registration,
}

impl Acceptance {
    /// Prepares an instance. Should that fail halfway, what was done is undone.
    ///
    /// # Errors
    /// The token cannot be used, the instance is not fit for it, or something of it refused.
    pub fn begin(tools: &Arc<Tools>, options: &Options) -> TestResult<Self> {
        let pat = Pat::read(&options.pat_file)?;
        let token = fs_err::read_to_string(&options.pat_file)?;
        let issuer = instance_origin(&options.instance)?;
        let instance = Instance {
            api: AdminApi::new(&issuer, &token),
            issuer,
        };
        if is_interrupted() {
            return Err(TestError::Interrupted);
        }
        ensure_settings_bind(&instance)?;
        let listener = Listener::at(0)?;
        // From here on each guard takes its own part back, in the opposite order, whatever happens.
        let mut registration = Registration::before(&instance.api)?;
        let connected = connect(&Connect {
            instance: options.instance.clone(),
            pat,
            console: listener.origin(),
        })?;
        registration.set_registered(&connected);
        let found = FoundSettings::read(&instance)?;
        let mut people = TemporaryPeople::new(&instance.api);
        let mark = std::process::id().to_string();
        let everybody = people.create_all(&mark)?;
        let settings = passable(&found.settings);
        instance.write_settings(&settings)?;
        let fixture = Fixture {
            tools: Arc::clone(tools),
            browser: Browser::open(&tools.chromedriver)?,
            console: HostedConsole::start(
                tools,
                listener,
                &connected.issuer,
                &connected.client_id,
            )?,
            instance,
            people: everybody,
            settings,
        };
        Ok(Self {
            fixture: Mutex::new(fixture),
            people,
            found,
            registration,
        })
    }

    /// Runs one journey.
    pub fn run(&self, journey: &Journey) -> Result<(), String> {
        let fixture = self.fixture.lock().unwrap_or_else(PoisonError::into_inner);
        fixture.run(journey)
    }

    /// Puts everything back; gives a sentence for each thing that could not be.
    pub fn finish(mut self) -> Vec<String> {
        let mut left = self.people.remove();
        let settings = self.found.put_back();
        left.extend(settings.err().map(|error| settings_differ(&error)));
        let registration = self.registration.take_back();
        left.extend(registration.err().map(|error| not_taken_back(&error)));
        left
    }
}

/// Fails if the people of the token's organization are not bound by the settings that are tried out.
fn ensure_settings_bind(instance: &Instance) -> TestResult {
    let read = instance.api.get("/management/v1/policies/login")?;
    if read["policy"]["isDefault"] == json!(true) {
        return Ok(());
    }
    Err(anyhow!(
        "The organization of the token's user has login settings of its own, which bind its people in \
         place of the instance's. Take a token from another organization."
    )
    .into())
}

/// The settings under which people with nothing but a password get in; the rest is as found.
fn passable(found: &Settings) -> Settings {
    found
        .clone()
        .with("allowUsernamePassword", true)
        .with("forceMfa", false)
        .with("forceMfaLocalOnly", false)
        .with_text("passwordCheckLifetime", "864000s")
        .with_text("mfaInitSkipLifetime", "0s")
}

/// The settings as they were found; they are put back with this value.
struct FoundSettings {
    instance: Instance,
    settings: Settings,
    order: [(&'static str, Vec<String>); 2],
    done: bool,
}

impl FoundSettings {
    fn read(instance: &Instance) -> TestResult<Self> {
        let order = |list| -> TestResult<_> { Ok((list, instance.factors(list)?)) };
        Ok(Self {
            settings: instance.consistent_settings()?,
            order: [order(MULTI_FACTORS)?, order(SECOND_FACTORS)?],
            instance: instance.clone(),
            done: false,
        })
    }

    fn put_back(&mut self) -> TestResult {
        // Should a read be behind all the same, it could make believe that there is nothing to do.
        self.instance.api.put_settings(&self.settings)?;
        self.instance.write_settings(&self.settings)?;
        for (list, factors) in &self.order {
            self.instance.order(list, factors)?;
        }
        self.done = true;
        Ok(())
    }
}

impl Drop for FoundSettings {
    fn drop(&mut self) {
        if !self.done
            && let Err(error) = self.put_back()
        {
            eprintln!("{}", settings_differ(&error));
        }
    }
}

/// The sentence for settings that could not be put back.
fn settings_differ(error: &TestError) -> String {
    format!("The login settings are not as they were: {error}")
}
