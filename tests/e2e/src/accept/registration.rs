//! The registration of the console for the time of a run, and the way back to what was there.

use crate::error::{TestError, TestResult};
use crate::instance::AdminApi;
use crate::wait::wait_at_most;
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
    api: AdminApi,
    before: Before,
    /// The project and the app that the console was registered in; `None` until that is known.
    registered: Option<[String; 2]>,
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
    pub fn before(api: &AdminApi) -> TestResult<Self> {
        let before = match find(api, PROJECTS, PROJECT)? {
            None => Before::Nothing,
            Some(project) => match find(api, &apps(&project), APP)? {
                None => Before::Project(project),
                Some(id) => {
                    let app = format!("{}/{id}", apps(&project));
                    let config = api.get(&app)?["app"]["oidcConfig"].take();
                    Before::App(app, config)
                }
            },
        };
        Ok(Self {
            api: api.clone(),
            before,
            registered: None,
            done: false,
        })
    }

    /// Takes down where the console was registered.
    pub fn set_registered(&mut self, connected: &Connected) {
        self.registered = Some([connected.project_id.clone(), connected.app_id.clone()]);
    }

    /// Puts everything back as it was.
    pub fn take_back(&mut self) -> TestResult {
        let registered = self.registered.as_ref();
        match &self.before {
            Before::Nothing => {
                let project = registered.map(|[project, _]| project.clone());
                self.remove(project, PROJECTS, PROJECT)
            }
            Before::Project(project) => {
                let app = registered.map(|[_, app]| app.clone());
                self.remove(app, &apps(project), APP)
            }
            Before::App(app, config) => {
                // ZITADEL passes over the members that cannot be changed.
                let path = format!("{app}/oidc_config");
                match self.api.call("PUT", &path, Some(config)) {
                    Err(TestError::Refused { message, .. })
                        if message.contains(NOTHING_CHANGED) =>
                    {
                        Ok(())
                    }
                    other => other.map(|_| ()),
                }
            }
        }?;
        self.done = true;
        Ok(())
    }

    /// Removes what was made below a path. Registering that broke off half-way did not say its id.
    fn remove(&self, id: Option<String>, path: &str, name: &str) -> TestResult {
        let found = match id {
            Some(id) => Ok(id),
            None => wait_at_most(BEHIND, "what was registered", || {
                find(&self.api, path, name)
            }),
        };
        match found {
            Ok(id) => {
                let path = format!("{path}/{id}");
                self.api.call("DELETE", &path, None).map(|_| ())
            }
            Err(TestError::TimedOut { .. }) => Ok(()),
            Err(other) => Err(other),
        }
    }
}

impl Drop for Registration {
    fn drop(&mut self) {
        if !self.done
            && let Err(error) = self.take_back()
        {
            eprintln!("{}", not_taken_back(&error));
        }
    }
}

/// The sentence for a registration that could not be taken back.
pub fn not_taken_back(error: &TestError) -> String {
    format!("The registration of the console is not as it was: {error}")
}

fn apps(project: &str) -> String {
    format!("{PROJECTS}/{project}/apps")
}

/// The id of the one that registering would take for the one of this name.
fn find(api: &AdminApi, path: &str, name: &str) -> TestResult<Option<String>> {
    let query = json!({"queries": [{"nameQuery": {
        "name": name,
        "method": "TEXT_QUERY_METHOD_EQUALS_IGNORE_CASE",
    }}]});
    let answer = api.post(&format!("{path}/_search"), &query)?;
    let all = answer["result"].as_array().map(Vec::as_slice);
    let mut all = all.unwrap_or_default().iter();
    let found = all.find(|one| is_named(one, name));
    Ok(found.and_then(|one| one["id"].as_str().map(str::to_owned)))
}
