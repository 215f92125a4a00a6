//! Projects and apps, as far as registering the console needs them.

use super::Input;
use super::search::{page, text_fits};
use crate::error::{ApiError, Code};
use crate::instance::access::Caller;
use crate::instance::application::{App, Config, Project};
use crate::instance::{Instance, Trace};
use crate::messages::Text;
use crate::wire::message::Message;
use crate::wire::protojson::{Field, Schema};
use crate::wire::writer::Writer;
use serde_json::{Value, json};

/// AddProjectRequest, as far as it is kept.
pub(crate) static CREATE_PROJECT: &Schema = &[("name", Field::Text)];

const NO_PROJECT: ApiError = ApiError::spoken(
    Code::FailedPrecondition,
    "COMMAND-EbFMN",
    Text::ProjectNotFound,
);
const NO_APP: ApiError = ApiError::spoken(Code::NotFound, "APP-Bfgs2", Text::ApplicationNotFound);

fn same_name(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

fn named(input: &Input, name: &str) -> bool {
    let queries = input.body.messages("queries");
    let by_name = |query: &Message| query.optional_message("nameQuery");
    let mut wanted = queries.iter().filter_map(by_name);
    wanted.all(|query| text_fits(&query, "name", name))
}

fn validated<'a>(request: &str, input: &'a Input) -> Result<&'a str, ApiError> {
    let name = input.body.text("name");
    if (1..=200).contains(&name.chars().count()) {
        Ok(name)
    } else {
        let rule = "value length must be between 1 and 200 runes, inclusive";
        Err(ApiError::invalid(&format!("{request}.Name"), rule))
    }
}

/// ListProjects.
pub(crate) fn search_projects(
    instance: &mut Instance,
    _: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let projects = instance.projects.iter();
    let found: Vec<&Project> = projects
        .filter(|project| named(input, &project.name))
        .collect();
    let total = found.len();
    let rows: Vec<Value> = page(found, &input.body.message("query"))
        .into_iter()
        .map(|project| project.to_json(&instance.org.id))
        .collect();
    Ok(Writer::new()
        .put("details", instance.list_details(total))
        .put("result", rows)
        .done())
}

/// AddProject.
pub(crate) fn create_project(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let name = validated("AddProjectRequest", input)?.to_owned();
    if instance
        .projects
        .iter()
        .any(|known| same_name(&known.name, &name))
    {
        return Err(ApiError::spoken(
            Code::AlreadyExists,
            "V3-DKcYh",
            Text::ProjectExists,
        ));
    }
    let id = instance.new_id();
    let stamp = instance.owned_event("project", &id, Some(&by.user), "project.added");
    instance.projects.push(Project {
        id: id.clone(),
        name,
        apps: Vec::new(),
        trace: Trace::new(stamp),
    });
    Ok(json!({"id": id, "details": stamp.added(&instance.org.id)}))
}

fn project<'a>(instance: &'a Instance, input: &Input) -> Option<&'a Project> {
    let mut projects = instance.projects.iter();
    projects.find(|project| project.id == input.param(0))
}

/// ListApps.
pub(crate) fn search(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let apps = project(instance, input).map_or(&[][..], |project| &project.apps);
    let found: Vec<&App> = apps.iter().filter(|app| named(input, &app.name)).collect();
    let total = found.len();
    let rows: Vec<Value> = page(found, &input.body.message("query"))
        .into_iter()
        .map(|app| app.to_json(&instance.org.id, by.language))
        .collect();
    Ok(Writer::new()
        .put("details", instance.list_details(total))
        .put("result", rows)
        .done())
}

/// GetAppByID.
pub(crate) fn get(instance: &mut Instance, by: &Caller, input: &Input) -> Result<Value, ApiError> {
    let apps = project(instance, input).map_or(&[][..], |project| &project.apps);
    let app = apps.iter().find(|app| app.id == input.param(1));
    let app = app.ok_or(NO_APP)?;
    Ok(json!({"app": app.to_json(&instance.org.id, by.language)}))
}

/// AddOIDCApp. An app that must keep a secret is given one, once.
pub(crate) fn create(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let name = validated("AddOIDCAppRequest", input)?.to_owned();
    let config = valid_config(input)?;
    let project = project(instance, input).ok_or(NO_PROJECT)?;
    if project
        .apps
        .iter()
        .any(|known| same_name(&known.name, &name))
    {
        return Err(ApiError::spoken(
            Code::AlreadyExists,
            "V3-DKcYh",
            Text::ApplicationExists,
        ));
    }
    let project_id = project.id.clone();
    let (id, client_id) = (instance.new_id(), instance.new_id());
    let editor = Some(by.user.as_str());
    instance.owned_event("project", &project_id, editor, "project.application.added");
    let kind = "project.application.config.oidc.added";
    let stamp = instance.owned_event("project", &project_id, editor, kind);
    let problems = config.problems(by.language);
    let answer = Writer::new()
        .put("appId", id.as_str())
        .put("details", stamp.added(&instance.org.id))
        .put("clientId", client_id.as_str())
        .put(
            "clientSecret",
            config.has_secret().then(|| crate::wire::random::text(48)),
        )
        .put("noneCompliant", !problems.is_empty())
        .put("complianceProblems", problems);
    let app = App {
        id,
        name,
        client_id,
        config,
        trace: Trace::new(stamp),
    };
    let mut projects = instance.projects.iter_mut();
    if let Some(project) = projects.find(|project| project.id == project_id) {
        project.apps.push(app);
    }
    Ok(answer.done())
}

/// UpdateOIDCAppConfig: a full replace.
pub(crate) fn update(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let config = valid_config(input)?;
    let project_id = project(instance, input).ok_or(NO_PROJECT)?.id.clone();
    let org = instance.org.id.clone();
    let position = instance
        .projects
        .iter()
        .position(|known| known.id == project_id);
    let apps = position.map(|index| &instance.projects[index].apps);
    let app = apps.and_then(|apps| apps.iter().position(|app| app.id == input.param(1)));
    let (Some(project_index), Some(app_index)) = (position, app) else {
        return Err(NO_APP);
    };
    if instance.projects[project_index].apps[app_index].config == config {
        return Err(ApiError::spoken(
            Code::FailedPrecondition,
            "COMMAND-1m88i",
            Text::NoChanges,
        ));
    }
    let kind = "project.application.config.oidc.changed";
    let stamp = instance.owned_event("project", &project_id, Some(&by.user), kind);
    let app = &mut instance.projects[project_index].apps[app_index];
    app.config = config;
    app.trace.touch(stamp);
    Ok(json!({"details": stamp.changed(&org)}))
}

/// RemoveApp.
pub(crate) fn remove(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let project_id = project(instance, input).ok_or(NO_PROJECT)?.id.clone();
    let app_id = input.param(1).to_owned();
    let mut projects = instance.projects.iter_mut();
    let project = projects.find(|project| project.id == project_id);
    let removed = project.is_some_and(|project| {
        let before = project.apps.len();
        project.apps.retain(|app| app.id != app_id);
        project.apps.len() < before
    });
    if !removed {
        return Err(NO_APP);
    }
    let kind = "project.application.removed";
    let stamp = instance.owned_event("project", &project_id, Some(&by.user), kind);
    Ok(json!({"details": stamp.changed(&instance.org.id)}))
}

/// RemoveProject, with its apps.
pub(crate) fn remove_project(
    instance: &mut Instance,
    by: &Caller,
    input: &Input,
) -> Result<Value, ApiError> {
    let id = project(instance, input).ok_or(NO_PROJECT)?.id.clone();
    instance.projects.retain(|project| project.id != id);
    let stamp = instance.owned_event("project", &id, Some(&by.user), "project.removed");
    Ok(json!({"details": stamp.changed(&instance.org.id)}))
}

fn valid_config(input: &Input) -> Result<Config, ApiError> {
    let config = Config::from_message(&input.body);
    if config.origins_are_valid() {
        Ok(config)
    } else {
        Err(ApiError::spoken(
            Code::InvalidArgument,
            "PROJECT-1n8df",
            Text::ApplicationInvalid,
        ))
    }
}
