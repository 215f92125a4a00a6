//! The acceptance of a ZITADEL: the journeys against it, and everything as it was afterwards.
//!
//! Meant for an instance for tests: while it runs, the login settings change for everybody there.

use crate::bench::{Bench, Hosted, free_port};
use crate::clock::is_interrupted;
use crate::instance::{Instance, MULTI_FACTORS, Rest, SECOND_FACTORS, Settings, Temporary};
use crate::runner::{Place, Tally, share};
use crate::trouble::{Trouble, Verdict};
use serde_json::{Value, json};
use std::fs;
use std::path::PathBuf;
use xtask::connect::{Connect, Connected, Made, Pat, connect};
use xtask::failure::Failure;

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
    let pat = Pat::read(&options.pat_file).map_err(Failure::from)?;
    let token = fs::read_to_string(&options.pat_file).map_err(Failure::file(&options.pat_file))?;
    let port = free_port()?;
    let console = format!("http://localhost:{port}");
    let connected = connect(&Connect {
        instance: options.instance.clone(),
        pat,
        console: console.clone(),
    })
    .map_err(Failure::from)?;
    let instance = Instance {
        rest: Rest::new(&connected.issuer, &token),
        issuer: connected.issuer.clone(),
    };
    // From here on each guard takes its own part back, in the opposite order, whatever happens.
    let mut registration = Registration {
        rest: instance.rest.clone(),
        console,
        connected,
        done: false,
    };
    let mut found = Found::at(&instance)?;
    let mut temporary = Temporary::at(&instance.rest);
    let mark = &std::process::id().to_string();
    let people = temporary.make(mark)?;
    let settings = passable(&found.settings);
    instance.settle(&settings)?;
    let connected = &registration.connected;
    let host = Hosted::start(bench, port, &connected.issuer, &connected.client_id)?;
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
    left.extend(registration.take_back().err().map(|trouble| {
        format!(
            "the registration of {} is still there: {trouble}",
            registration.console
        )
    }));
    for sentence in &left {
        println!("{sentence}");
        tally.add(false);
    }
    if is_interrupted() {
        return Err(Trouble::Interrupted);
    }
    Ok(tally)
}

/// The settings under which people with nothing but a password get in; the rest is as found.
fn passable(found: &Settings) -> Settings {
    found
        .clone()
        .with("allowUsernamePassword", true)
        .with("forceMfa", false)
        .with("forceMfaLocalOnly", false)
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
        let order = |list| -> Verdict<_> { Ok((list, instance.rest.factors(list)?)) };
        Ok(Self {
            settings: instance.settings()?,
            order: [order(MULTI_FACTORS)?, order(SECOND_FACTORS)?],
            instance: instance.clone(),
            done: false,
        })
    }

    fn put_back(&mut self) -> Verdict {
        // A read that lags behind could make believe that there is nothing to be done.
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

/// The registration of the console; what was made for this run is taken back with this value.
struct Registration {
    rest: Rest,
    console: String,
    connected: Connected,
    done: bool,
}

impl Registration {
    fn take_back(&mut self) -> Verdict {
        let Connected {
            project_id,
            app_id,
            made,
            ..
        } = &self.connected;
        let project = format!("/management/v1/projects/{project_id}");
        let app = format!("{project}/apps/{app_id}");
        match made {
            Made::Nothing => Ok(()),
            Made::Project => self.rest.call("DELETE", &project, None).map(|_| ()),
            Made::App => self.rest.call("DELETE", &app, None).map(|_| ()),
            Made::Change => {
                let read = self.rest.get(&app)?;
                let config = without(&read["app"]["oidcConfig"], &self.console);
                let path = format!("{app}/oidc_config");
                self.rest.call("PUT", &path, Some(&config)).map(|_| ())
            }
        }?;
        self.done = true;
        Ok(())
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        if !self.done
            && let Err(trouble) = self.take_back()
        {
            eprintln!(
                "The registration of {} is still there: {trouble}",
                self.console
            );
        }
    }
}

/// The configuration of an app without the addresses of a console. ZITADEL passes over the members
/// of it that cannot be changed.
fn without(config: &Value, console: &str) -> Value {
    let mut config = config.clone();
    let mut development = false;
    for member in ["redirectUris", "postLogoutRedirectUris"] {
        let all = config[member].as_array().cloned().unwrap_or_default();
        let kept: Vec<Value> = all
            .into_iter()
            .filter(|uri| {
                !uri.as_str()
                    .is_some_and(|uri| uri.starts_with(&format!("{console}/")))
            })
            .collect();
        let is_http = |uri: &Value| uri.as_str().is_some_and(|uri| uri.starts_with("http://"));
        development |= member == "redirectUris" && kept.iter().any(is_http);
        config[member] = json!(kept);
    }
    config["devMode"] = json!(development);
    config
}

#[cfg(test)]
mod tests {
    use super::without;
    use serde_json::json;

    #[test]
    fn only_the_addresses_of_this_run_are_taken_back() {
        let config = json!({
            "redirectUris": ["https://a/auth/callback", "http://localhost:1/auth/callback"],
            "postLogoutRedirectUris": ["https://a/signed-out", "http://localhost:1/signed-out"],
            "devMode": true, "accessTokenType": "OIDC_TOKEN_TYPE_BEARER",
        });
        assert_eq!(
            without(&config, "http://localhost:1"),
            json!({
                "redirectUris": ["https://a/auth/callback"],
                "postLogoutRedirectUris": ["https://a/signed-out"],
                "devMode": false, "accessTokenType": "OIDC_TOKEN_TYPE_BEARER",
            })
        );
    }
}
