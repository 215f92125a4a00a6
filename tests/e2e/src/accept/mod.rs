//! The acceptance of a ZITADEL: the journeys against it, and everything as it was afterwards.
//!
//! Meant for an instance for tests: while it runs, the login settings change for everybody there.

mod registration;

use crate::bench::{Bench, Hosted};
use crate::clock::is_interrupted;
use crate::instance::{Instance, MULTI_FACTORS, Rest, SECOND_FACTORS, Settings, Temporary};
use crate::runner::{Place, Tally, share};
use crate::trouble::{Trouble, Verdict};
use registration::{Registration, still_there};
use serde_json::json;
use std::path::PathBuf;
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

/// Makes every journey that makes sense anywhere.
pub fn accept(bench: &Bench, options: &Options) -> Verdict<Tally> {
    let pat = Pat::read(&options.pat_file)?;
    let token = fs_err::read_to_string(&options.pat_file)?;
    let issuer = instance_origin(&options.instance)?;
    let instance = Instance {
        rest: Rest::new(&issuer, &token),
        issuer,
    };
    if is_interrupted() {
        return Err(Trouble::Interrupted);
    }
    binds_its_people(&instance)?;
    let listener = Listener::at(0)?;
    // From here on each guard takes its own part back, in the opposite order, whatever happens.
    let mut registration = Registration::before(&instance.rest)?;
    let connected = connect(&Connect {
        instance: options.instance.clone(),
        pat,
        console: listener.origin(),
    })?;
    registration.made(&connected);
    let mut found = Found::at(&instance)?;
    let mut temporary = Temporary::at(&instance.rest);
    let mark = &std::process::id().to_string();
    let people = temporary.make(mark)?;
    let settings = passable(&found.settings);
    instance.settle(&settings)?;
    let host = Hosted::start(bench, listener, &connected.issuer, &connected.client_id)?;
    let place = Place {
        bench,
        host: &host,
        instance: &instance,
        people: &people,
        settings: &settings,
    };
    let mut tally = share(&place)?;
    let mut left = temporary.remove();
    left.extend(
        found
            .put_back()
            .err()
            .map(|trouble| format!("the login settings are not as they were: {trouble}")),
    );
    left.extend(
        registration
            .take_back()
            .err()
            .map(|trouble| still_there(&trouble)),
    );
    for sentence in &left {
        println!("{sentence}");
        tally.add(false);
    }
    if is_interrupted() {
        return Err(Trouble::Interrupted);
    }
    Ok(tally)
}

/// Fails if the people of the token's organization are not bound by the settings that are tried out.
fn binds_its_people(instance: &Instance) -> Verdict {
    let read = instance.rest.get("/management/v1/policies/login")?;
    if read["policy"]["isDefault"] == json!(true) {
        return Ok(());
    }
    let sentence = "The organization of the token's user has login settings of its own, which bind \
                    its people in place of the instance's. Take a token from another organization.";
    Err(anyhow::anyhow!("{sentence}").into())
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
struct Found {
    instance: Instance,
    settings: Settings,
    order: [(&'static str, Vec<String>); 2],
    done: bool,
}

impl Found {
    fn at(instance: &Instance) -> Verdict<Self> {
        let order = |list| -> Verdict<_> { Ok((list, instance.factors(list)?)) };
        Ok(Self {
            settings: instance.settings_now()?,
            order: [order(MULTI_FACTORS)?, order(SECOND_FACTORS)?],
            instance: instance.clone(),
            done: false,
        })
    }

    fn put_back(&mut self) -> Verdict {
        // Should a read be behind all the same, it could make believe that there is nothing to do.
        self.instance.rest.put_settings(&self.settings)?;
        self.instance.settle(&self.settings)?;
        for (list, factors) in &self.order {
            self.instance.order(list, factors)?;
        }
        self.done = true;
        Ok(())
    }
}

impl Drop for Found {
    fn drop(&mut self) {
        if !self.done
            && let Err(trouble) = self.put_back()
        {
            eprintln!("The login settings are not as they were: {trouble}");
        }
    }
}
