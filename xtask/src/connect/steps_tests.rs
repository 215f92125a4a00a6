//! Connecting against a model of an instance that records what it was asked.

use super::connect;
use crate::connect::ConnectError;
use crate::connect::api::{Answer, Api};
use serde_json::{Value, json};
use std::cell::{Cell, RefCell};
use ureq::http::Method;

const INSTANCE: &str = "https://login.acme.example";
const CONSOLE: &str = "https://console.acme.example";

/// What the model has, and how it misbehaves.
#[derive(Default)]
struct Model {
    project: RefCell<Option<Value>>,
    app: RefCell<Option<Value>>,
    /// How many searches do not show what exists yet.
    lag: Cell<u32>,
    gives_secret: bool,
    ignores_app_type: bool,
    nobody: bool,
    calls: RefCell<Vec<String>>,
}

impl Model {
    fn writes(&self) -> usize {
        let calls = self.calls.borrow();
        calls
            .iter()
            .filter(|call| !call.contains("_search") && !call.starts_with("GET"))
            .count()
    }

    /// Writes the names of project and app in capitals.
    fn shout(&self) {
        for what in [&self.project, &self.app] {
            let mut what = what.borrow_mut();
            let what = what.as_mut().expect("something registered");
            what["name"] = json!(what["name"].as_str().expect("a name").to_uppercase());
        }
    }

    fn shown(&self, what: &RefCell<Option<Value>>) -> Value {
        let lag = self.lag.get();
        self.lag.set(lag.saturating_sub(1));
        match what.borrow().clone().filter(|_| lag == 0) {
            Some(found) => json!({"details": {}, "result": [found]}),
            None => json!({"details": {}}),
        }
    }
}

fn error(status: u16, id: &str) -> Answer {
    let message = format!("words ({id})");
    Answer {
        status,
        body: json!({"message": message, "details": [{"id": id}]}),
    }
}

impl Api for Model {
    fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<Value>,
    ) -> Result<Answer, ConnectError> {
        self.calls.borrow_mut().push(format!("{method:?} {path}"));
        let body = body.unwrap_or_default();
        let good = |body| Ok(Answer { status: 200, body });
        match (method, path) {
            (_, "/.well-known/openid-configuration") => good(json!({"issuer": INSTANCE})),
            _ if self.nobody => Ok(error(404, "AUTHZ-cdgFk")),
            (_, "/management/v1/projects/_search") => good(self.shown(&self.project)),
            (_, "/management/v1/projects/p/apps/_search") => good(self.shown(&self.app)),
            (_, "/management/v1/projects") => {
                if self.project.borrow().is_some() {
                    return Ok(error(409, "V3-DKcYh"));
                }
                *self.project.borrow_mut() = Some(json!({"id": "p", "name": body["name"]}));
                good(json!({"id": "p"}))
            }
            (Method::POST, "/management/v1/projects/p/apps/oidc") => {
                if self.app.borrow().is_some() {
                    return Ok(error(409, "V3-DKcYh"));
                }
                let mut config = body.clone();
                config["clientId"] = json!("c1");
                if self.ignores_app_type {
                    config.as_object_mut().expect("an object").remove("appType");
                }
                *self.app.borrow_mut() =
                    Some(json!({"id": "a", "name": body["name"], "oidcConfig": config}));
                let mut made = json!({"appId": "a", "clientId": "c1"});
                if self.gives_secret {
                    made["clientSecret"] = json!("hush");
                }
                good(made)
            }
            (Method::PUT, "/management/v1/projects/p/apps/a/oidc_config") => {
                let mut app = self.app.borrow_mut();
                let app = app.as_mut().expect("an app");
                let mut config = body;
                config["clientId"] = app["oidcConfig"]["clientId"].clone();
                app["oidcConfig"] = config;
                good(json!({"details": {}}))
            }
            (Method::GET, "/management/v1/projects/p/apps/a") => {
                good(json!({"app": self.app.borrow().clone()}))
            }
            other => panic!("not expected: {other:?}"),
        }
    }

    fn pause(&self, _milliseconds: u64) {}
}

#[test]
fn a_new_instance_gets_project_and_app() {
    let model = Model::default();
    let connected = connect(&model, INSTANCE, CONSOLE).expect("connected");
    assert_eq!(connected.client_id, "c1");
    assert_eq!(connected.issuer, INSTANCE);
    assert!(connected.did.iter().all(|said| said.starts_with("Created")));
    assert_eq!(connected.did.len(), 2);
    assert_eq!(model.writes(), 2);
}

#[test]
fn a_second_time_nothing_is_written() {
    let model = Model::default();
    let first = connect(&model, INSTANCE, CONSOLE).expect("connected");
    let writes = model.writes();
    let second = connect(&model, INSTANCE, CONSOLE).expect("connected");
    assert_eq!(first.client_id, second.client_id);
    assert!(second.did.iter().all(|said| said.starts_with("Found")));
    assert_eq!(model.writes(), writes);
}

#[test]
fn what_is_named_in_other_capitals_is_found() {
    let model = Model::default();
    let first = connect(&model, INSTANCE, CONSOLE).expect("connected");
    let writes = model.writes();
    model.shout();
    let second = connect(&model, INSTANCE, CONSOLE).expect("connected");
    assert_eq!(first.project_id, second.project_id);
    assert_eq!(first.client_id, second.client_id);
    assert!(second.did.iter().all(|said| said.starts_with("Found")));
    assert_eq!(model.writes(), writes);
}

#[test]
fn another_deployment_is_added_by_one_change() {
    let model = Model::default();
    connect(&model, INSTANCE, CONSOLE).expect("connected");
    let writes = model.writes();
    let connected = connect(&model, INSTANCE, "https://other.example").expect("connected");
    assert!(connected.did[1].starts_with("Changed"));
    assert_eq!(model.writes(), writes + 1);
    let app = model.app.borrow().clone().expect("an app");
    assert_eq!(
        app["oidcConfig"]["redirectUris"],
        json!([
            "https://console.acme.example/auth/callback",
            "https://other.example/auth/callback"
        ])
    );
}

#[test]
fn what_a_late_search_hides_is_found_after_the_conflict() {
    let model = Model::default();
    connect(&model, INSTANCE, CONSOLE).expect("connected");
    model.lag.set(3);
    let connected = connect(&model, INSTANCE, CONSOLE).expect("connected");
    assert_eq!(connected.app_id, "a");
}

#[test]
fn a_search_that_never_shows_it_gives_up() {
    let model = Model::default();
    connect(&model, INSTANCE, CONSOLE).expect("connected");
    model.lag.set(u32::MAX);
    let refused = connect(&model, INSTANCE, CONSOLE);
    assert_eq!(refused, Err(ConnectError::NotShown { what: "project" }));
}

#[test]
fn a_client_with_a_secret_is_refused() {
    let model = Model {
        gives_secret: true,
        ..Model::default()
    };
    assert_eq!(
        connect(&model, INSTANCE, CONSOLE),
        Err(ConnectError::GotSecret)
    );
}

#[test]
fn an_app_that_became_a_web_app_is_refused() {
    let model = Model {
        ignores_app_type: true,
        ..Model::default()
    };
    let refused = connect(&model, INSTANCE, CONSOLE);
    assert!(
        matches!(
            refused,
            Err(ConnectError::Differs {
                member: "appType",
                ..
            })
        ),
        "{refused:?}"
    );
}

#[test]
fn a_user_without_a_role_is_told_so() {
    let model = Model {
        nobody: true,
        ..Model::default()
    };
    let refused = connect(&model, INSTANCE, CONSOLE);
    assert!(
        matches!(refused, Err(ConnectError::NotAllowed { .. })),
        "{refused:?}"
    );
}

#[test]
fn an_instance_of_another_name_is_refused() {
    let refused = connect(&Model::default(), "https://alias.example", CONSOLE);
    assert_eq!(
        refused,
        Err(ConnectError::OtherIssuer {
            issuer: INSTANCE.to_owned()
        })
    );
}

#[test]
fn a_deactivated_app_is_not_revived() {
    let model = Model::default();
    connect(&model, INSTANCE, CONSOLE).expect("connected");
    if let Some(app) = model.app.borrow_mut().as_mut() {
        app["state"] = json!("APP_STATE_INACTIVE");
    }
    let refused = connect(&model, INSTANCE, CONSOLE);
    assert_eq!(refused, Err(ConnectError::Inactive { what: "app" }));
}
