//! The steps of connecting: discovery, project, app, and a last look at what is there.

use super::api::Api;
use super::registration::{APP, PROJECT, creation, difference, is_named, wanted};
use super::{ConnectError, Connected};
use serde_json::{Value, json};
use ureq::http::Method;

/// Pauses in milliseconds until what was written shows up in a search, which may lag behind.
const PATIENCE: [u64; 6] = [100, 200, 400, 800, 1600, 3200];

pub fn connect(api: &impl Api, instance: &str, console: &str) -> Result<Connected, ConnectError> {
    let mut did = Vec::new();
    let issuer = issuer(api, instance)?;
    let project_id = project(api, &mut did)?;
    let app_id = app(api, &project_id, console, &mut did)?;
    let client_id = confirmed(api, &project_id, &app_id, console)?;
    Ok(Connected {
        issuer,
        client_id,
        project_id,
        app_id,
        did,
    })
}

/// OpenID Connect Discovery 1.0 §4: what the instance calls itself.
fn issuer(api: &impl Api, instance: &str) -> Result<String, ConnectError> {
    let path = "/.well-known/openid-configuration";
    let answer = api.send(Method::GET, path, None)?;
    let issuer = answer.body["issuer"]
        .as_str()
        .filter(|_| answer.status == 200);
    match issuer {
        Some(issuer) if issuer == instance => Ok(issuer.to_owned()),
        Some(issuer) => Err(ConnectError::OtherIssuer {
            issuer: issuer.to_owned(),
        }),
        None => Err(ConnectError::NotZitadel {
            asked: format!("{instance}{path}"),
            reason: format!("HTTP {} without an issuer", answer.status),
        }),
    }
}

fn project(api: &impl Api, did: &mut Vec<String>) -> Result<String, ConnectError> {
    let search = || {
        find(
            api,
            "/management/v1/projects/_search",
            PROJECT,
            "look for the project",
        )
    };
    let found = match search()? {
        Some(found) => found,
        None => {
            let body = json!({ "name": PROJECT });
            let answer = api.send(Method::POST, "/management/v1/projects", Some(body))?;
            if answer.status != 409 {
                let made = answer.success("create the project")?;
                did.push(format!("Created the project “{PROJECT}”."));
                return id(&made["id"], "project");
            }
            patiently(api, search)?.ok_or(ConnectError::NotShown { what: "project" })?
        }
    };
    if found["state"] == "PROJECT_STATE_INACTIVE" {
        return Err(ConnectError::Inactive { what: "project" });
    }
    did.push(format!("Found the project “{PROJECT}”."));
    id(&found["id"], "project")
}

fn app(
    api: &impl Api,
    project: &str,
    console: &str,
    did: &mut Vec<String>,
) -> Result<String, ConnectError> {
    let path = format!("/management/v1/projects/{project}/apps");
    let search = || find(api, &format!("{path}/_search"), APP, "look for the app");
    let found = match search()? {
        Some(found) => found,
        None => {
            let answer = api.send(
                Method::POST,
                &format!("{path}/oidc"),
                Some(creation(console)),
            )?;
            if answer.status != 409 {
                let made = answer.success("create the app")?;
                if made["clientSecret"]
                    .as_str()
                    .is_some_and(|secret| !secret.is_empty())
                {
                    return Err(ConnectError::GotSecret);
                }
                did.push(format!("Created the app “{APP}” for {console}."));
                return id(&made["appId"], "app");
            }
            patiently(api, search)?.ok_or(ConnectError::NotShown { what: "app" })?
        }
    };
    if found["state"] == "APP_STATE_INACTIVE" {
        return Err(ConnectError::Inactive { what: "app" });
    }
    let app = id(&found["id"], "app")?;
    // The search may lag behind; reading the app itself does not.
    let present = api
        .send(Method::GET, &format!("{path}/{app}"), None)?
        .success("read the app")?;
    let present = &present["app"]["oidcConfig"];
    let wanted = wanted(present, console);
    if difference(present, &wanted).is_none() {
        did.push(format!(
            "Found the app “{APP}” as it should be for {console}."
        ));
        return Ok(app);
    }
    let answer = api.send(
        Method::PUT,
        &format!("{path}/{app}/oidc_config"),
        Some(wanted),
    )?;
    if answer.status == 400 && answer.error_id() == "COMMAND-1m88i" {
        did.push(format!(
            "Found the app “{APP}” as it should be for {console}."
        ));
    } else {
        answer.success("change the app")?;
        did.push(format!(
            "Changed the app “{APP}” so that it serves {console} too."
        ));
    }
    Ok(app)
}

/// The client id of the app, once it reads as wanted.
fn confirmed(
    api: &impl Api,
    project: &str,
    app: &str,
    console: &str,
) -> Result<String, ConnectError> {
    let path = format!("/management/v1/projects/{project}/apps/{app}");
    let mut last = ConnectError::NotShown { what: "app" };
    for pause in PATIENCE {
        let answer = api.send(Method::GET, &path, None)?;
        if answer.status != 404 || answer.error_id() == "AUTHZ-cdgFk" {
            let read = answer.success("read the app")?;
            let present = &read["app"]["oidcConfig"];
            match difference(present, &wanted(present, console)) {
                None => return id(&present["clientId"], "app"),
                Some(difference) => last = difference,
            }
        }
        api.pause(pause);
    }
    Err(last)
}

/// The one of this name, in whatever capitals.
fn find(
    api: &impl Api,
    path: &str,
    name: &str,
    trying: &'static str,
) -> Result<Option<Value>, ConnectError> {
    let query = json!({"queries": [{"nameQuery": {
        "name": name,
        "method": "TEXT_QUERY_METHOD_EQUALS_IGNORE_CASE",
    }}]});
    let answer = api.send(Method::POST, path, Some(query))?.success(trying)?;
    let all = answer["result"]
        .as_array()
        .map(Vec::as_slice)
        .unwrap_or_default();
    Ok(all.iter().find(|one| is_named(one, name)).cloned())
}

fn patiently(
    api: &impl Api,
    look: impl Fn() -> Result<Option<Value>, ConnectError>,
) -> Result<Option<Value>, ConnectError> {
    for pause in PATIENCE {
        api.pause(pause);
        if let Some(found) = look()? {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn id(value: &Value, what: &'static str) -> Result<String, ConnectError> {
    match value.as_str() {
        Some(id) if !id.is_empty() => Ok(id.to_owned()),
        _ => Err(ConnectError::NotShown { what }),
    }
}

#[cfg(test)]
#[path = "steps_tests.rs"]
mod tests;
