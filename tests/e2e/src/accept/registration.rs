//! The registration of the console for the time of a run, and the way back to what was there.

use crate::clock::until_even_if_interrupted;
use crate::instance::Rest;
use crate::trouble::{Trouble, Verdict};
use serde_json::{Value, json};
use std::time::Duration;
use xtask::connect::{APP, Connected, PROJECT, is_named};

/// ZITADEL's id of the refusal to store a configuration that is stored already.
const NOTHING_CHANGED: &str = "COMMAND-1m88i";

/// How long a search may be behind what was just made.
const BEHIND: Duration = Duration::from_secs(3);

const PROJECTS: &str = "/management/v1/projects";

/// What was registered before; whatever else is there afterwards goes with this value.
pub struct Registration {
    rest: Rest,
    before: Before,
    /// The project and the app that the console was registered in; `None` until that is known.
    made: Option<[String; 2]>,
    done: bool,
}

/// What there was under the names that the console is registered by.
enum Before {
    Nothing,
    Project(String),
    /// The app, and its configuration.
    App(String, Value),
}

impl Registration {
    /// Looks what is there. To be called before the console is registered.
    pub fn before(rest: &Rest) -> Verdict<Self> {
        let before = match find(rest, PROJECTS, PROJECT)? {
            None => Before::Nothing,
            Some(project) => match find(rest, &apps(&project), APP)? {
                None => Before::Project(project),
                Some(id) => {
                    let app = format!("{}/{id}", apps(&project));
                    let config = rest.get(&app)?["app"]["oidcConfig"].take();
                    Before::App(app, config)
                }
            },
        };
        Ok(Self {
            rest: rest.clone(),
            before,
            made: None,
            done: false,
        })
    }

    /// Takes down where the console was registered.
    pub fn made(&mut self, connected: &Connected) {
        self.made = Some([connected.project_id.clone(), connected.app_id.clone()]);
    }

    /// Puts everything back as it was.
    pub fn take_back(&mut self) -> Verdict {
        let made = self.made.as_ref();
        match &self.before {
            Before::Nothing => {
                let project = made.map(|[project, _]| project.clone());
                self.remove(project, PROJECTS, PROJECT)
            }
            Before::Project(project) => {
                let app = made.map(|[_, app]| app.clone());
                self.remove(app, &apps(project), APP)
            }
            Before::App(app, config) => {
                // ZITADEL passes over the members that cannot be changed.
                let path = format!("{app}/oidc_config");
                match self.rest.call("PUT", &path, Some(config)) {
                    Err(Trouble::Instance { said, .. }) if said.contains(NOTHING_CHANGED) => Ok(()),
                    other => other.map(|_| ()),
                }
            }
        }?;
        self.done = true;
        Ok(())
    }

    /// Removes what was made below a path. Registering that broke off half-way did not say its id.
    fn remove(&self, id: Option<String>, path: &str, name: &str) -> Verdict {
        let found = match id {
            Some(id) => Ok(id),
            None => until_even_if_interrupted("what was registered", BEHIND, || {
                find(&self.rest, path, name)
            }),
        };
        match found {
            Ok(id) => {
                let path = format!("{path}/{id}");
                self.rest.call("DELETE", &path, None).map(|_| ())
            }
            Err(Trouble::Late { .. }) => Ok(()),
            Err(other) => Err(other),
        }
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        if !self.done
            && let Err(trouble) = self.take_back()
        {
            eprintln!("{}", still_there(&trouble));
        }
    }
}

/// The sentence for a registration that could not be taken back.
pub fn still_there(trouble: &Trouble) -> String {
    format!("the registration of the console is not as it was: {trouble}")
}

fn apps(project: &str) -> String {
    format!("{PROJECTS}/{project}/apps")
}

/// The id of the one that registering would take for the one of this name.
fn find(rest: &Rest, path: &str, name: &str) -> Verdict<Option<String>> {
    let query = json!({"queries": [{"nameQuery": {
        "name": name,
        "method": "TEXT_QUERY_METHOD_EQUALS_IGNORE_CASE",
    }}]});
    let answer = rest.post(&format!("{path}/_search"), &query)?;
    let all = answer["result"].as_array().map(Vec::as_slice);
    let mut all = all.unwrap_or_default().iter();
    let found = all.find(|one| is_named(one, name));
    Ok(found.and_then(|one| one["id"].as_str().map(str::to_owned)))
}
