//! Projects, as far as registering the console needs them.

use super::body::Body;
use super::call::{Access, Api, ApiResult};
use super::details;
use super::refusal::Refusal;
use super::search::{SearchRequest, text_fits};
use crate::instance::application::Project;
use crate::instance::revision::Revision;
use crate::instance::state::Instance;
use crate::proto::defaults::without_defaults;
use crate::state::AppState;
use axum::Router;
use axum::extract::Path;
use axum::routing::{delete, post};
use serde::Deserialize;
use serde_json::{Value, json};

pub(super) fn routes() -> Router<AppState> {
    Router::new()
        .route("/management/v1/projects", post(create))
        .route("/management/v1/projects/_search", post(search))
        .route("/management/v1/projects/{project}", delete(remove))
}

/// AddProjectRequest, as far as it is kept.
#[derive(Default, Deserialize)]
#[serde(default)]
struct CreateRequest {
    name: Option<String>,
}

/// ListProjects.
async fn search(api: Api, Body(request): Body<SearchRequest>) -> ApiResult {
    api.call(Access::Permission("project.read"), |instance, _| {
        let projects = instance.projects.iter();
        let found: Vec<&Project> = projects
            .filter(|project| is_named(&request, &project.name))
            .collect();
        let details = details::of_list(instance, found.len());
        let rows = request.page(found).into_iter();
        let rows = rows.map(|project| to_json(project, &instance.org.id));
        Ok(without_defaults(
            json!({"details": details, "result": rows.collect::<Vec<_>>()}),
        ))
    })
}

/// AddProject.
async fn create(api: Api, Body(request): Body<CreateRequest>) -> ApiResult {
    api.call(Access::Permission("project.create"), |instance, caller| {
        let name = validated_name("AddProjectRequest", request.name)?;
        let mut projects = instance.projects.iter();
        if projects.any(|known| is_same_name(&known.name, &name)) {
            return Err(Refusal::ProjectExists);
        }
        let id = instance.new_id();
        let stamp = instance.owned_event("project", &id, Some(&caller.user), "project.added");
        instance.projects.push(Project {
            id: id.clone(),
            name,
            apps: Vec::new(),
            revision: Revision::new(stamp),
        });
        Ok(json!({"id": id, "details": details::of_addition(stamp, &instance.org.id)}))
    })
}

/// RemoveProject, with its apps.
async fn remove(api: Api, Path(id): Path<String>) -> ApiResult {
    api.call(Access::Permission("project.delete"), |instance, caller| {
        find(instance, &id).ok_or(Refusal::ProjectNotFound)?;
        instance.projects.retain(|project| project.id != id);
        let stamp = instance.owned_event("project", &id, Some(&caller.user), "project.removed");
        Ok(json!({"details": details::of_change(stamp, &instance.org.id)}))
    })
}

/// The project with this id.
pub(super) fn find<'a>(instance: &'a mut Instance, id: &str) -> Option<&'a mut Project> {
    let mut projects = instance.projects.iter_mut();
    projects.find(|project| project.id == id)
}

/// Whether all queries by name fit.
pub(super) fn is_named(request: &SearchRequest, name: &str) -> bool {
    let queries = request.queries().iter();
    let mut wanted = queries.filter_map(|query| query.get("nameQuery"));
    wanted.all(|wanted| text_fits(wanted, "name", name))
}

/// Whether the server takes two names for the same.
pub(super) fn is_same_name(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

/// A name of 1 to 200 characters; `message` is the name of the request.
///
/// # Errors
/// For any other.
pub(super) fn validated_name(message: &str, name: Option<String>) -> Result<String, Refusal> {
    let name = name.unwrap_or_default();
    if (1..=200).contains(&name.chars().count()) {
        Ok(name)
    } else {
        let rule = "value length must be between 1 and 200 runes, inclusive";
        Err(Refusal::invalid(format!("{message}.Name"), rule))
    }
}

/// Project of the Management API.
fn to_json(project: &Project, owner: &str) -> Value {
    json!({
        "id": project.id,
        "details": details::of_row(&project.revision, owner),
        "name": project.name,
        "state": "PROJECT_STATE_ACTIVE",
    })
}
