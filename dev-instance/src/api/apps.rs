//! The OpenID Connect apps of a project, as far as registering the console needs them.

use super::body::Body;
use super::call::{Access, Api, ApiResult};
use super::details;
use super::oidc_config::{OidcConfigRequest, compliance_problems, to_json as config_to_json};
use super::projects::{find, is_named, is_same_name, validated_name};
use super::refusal::Refusal;
use super::search::SearchRequest;
use crate::instance::application::App;
use crate::instance::revision::Revision;
use crate::instance::state::Instance;
use crate::language::Language;
use crate::proto::defaults::without_defaults;
use crate::random;
use crate::state::AppState;
use axum::Router;
use axum::extract::Path;
use axum::routing::{get, post, put};
use serde_json::{Value, json};

pub(super) fn routes() -> Router<AppState> {
    const APPS: &str = "/management/v1/projects/{project}/apps";
    Router::new()
        .route(&format!("{APPS}/_search"), post(search))
        .route(&format!("{APPS}/oidc"), post(create))
        .route(&format!("{APPS}/{{app}}"), get(read).delete(remove))
        .route(&format!("{APPS}/{{app}}/oidc_config"), put(update))
}

/// ListApps.
async fn search(
    api: Api,
    Path(project): Path<String>,
    Body(request): Body<SearchRequest>,
) -> ApiResult {
    api.call(
        Access::Permission("project.app.read"),
        |instance, caller| {
            let mut projects = instance.projects.iter();
            let project = projects.find(|known| known.id == project);
            let apps = project.map_or(&[][..], |project| &project.apps);
            let found = apps.iter().filter(|app| is_named(&request, &app.name));
            let found: Vec<&App> = found.collect();
            let details = details::of_list(instance, found.len());
            let rows = request.page(found).into_iter();
            let rows = rows.map(|app| to_json(instance, app, caller.language));
            Ok(without_defaults(
                json!({"details": details, "result": rows.collect::<Vec<_>>()}),
            ))
        },
    )
}

/// GetAppByID.
async fn read(api: Api, Path((project, app)): Path<(String, String)>) -> ApiResult {
    api.call(
        Access::Permission("project.app.read"),
        |instance, caller| {
            let mut projects = instance.projects.iter();
            let project = projects.find(|known| known.id == project);
            let mut apps = project.map_or(&[][..], |project| &project.apps).iter();
            let app = apps.find(|known| known.id == app);
            let app = app.ok_or(Refusal::AppNotFound)?;
            Ok(json!({"app": to_json(instance, app, caller.language)}))
        },
    )
}

/// AddOIDCApp.
async fn create(
    api: Api,
    Path(project): Path<String>,
    Body(request): Body<OidcConfigRequest>,
) -> ApiResult {
    let access = Access::Permission("project.app.write");
    api.call(access, |instance, caller| {
        let name = validated_name("AddOIDCAppRequest", request.name.clone())?;
        let config = request.validated()?;
        let known = find(instance, &project).ok_or(Refusal::ProjectNotFound)?;
        if known.apps.iter().any(|app| is_same_name(&app.name, &name)) {
            return Err(Refusal::AppExists);
        }
        let (id, client_id) = (instance.new_id(), instance.new_id());
        let mut event = |kind| instance.owned_event("project", &project, Some(&caller.user), kind);
        event("project.application.added");
        let stamp = event("project.application.config.oidc.added");
        let problems = compliance_problems(&config, instance.version, caller.language);
        let secret = config.has_secret().then(|| random::text(48));
        let answer = without_defaults(json!({
            "appId": id,
            "details": details::of_addition(stamp, &instance.org.id),
            "clientId": client_id,
            "clientSecret": secret,
            "noneCompliant": config.is_not_compliant(),
            "complianceProblems": problems,
        }));
        if let Some(known) = find(instance, &project) {
            known.apps.push(App {
                id,
                name,
                client_id,
                config,
                revision: Revision::new(stamp),
            });
        }
        Ok(answer)
    })
}

/// UpdateOIDCAppConfig: a full replace.
async fn update(
    api: Api,
    Path((project, app)): Path<(String, String)>,
    Body(request): Body<OidcConfigRequest>,
) -> ApiResult {
    let access = Access::Permission("project.app.write");
    api.call(access, |instance, caller| {
        let config = request.validated()?;
        if app_mut(instance, &project, &app)?.config == config {
            return Err(Refusal::AppNotChanged);
        }
        let kind = "project.application.config.oidc.changed";
        let stamp = instance.owned_event("project", &project, Some(&caller.user), kind);
        let app = app_mut(instance, &project, &app)?;
        app.config = config;
        app.revision.touch(stamp);
        Ok(json!({"details": details::of_change(stamp, &instance.org.id)}))
    })
}

/// RemoveApp.
async fn remove(api: Api, Path((project, app)): Path<(String, String)>) -> ApiResult {
    let access = Access::Permission("project.app.delete");
    api.call(access, |instance, caller| {
        app_mut(instance, &project, &app)?;
        if let Some(project) = find(instance, &project) {
            project.apps.retain(|known| known.id != app);
        }
        let kind = "project.application.removed";
        let stamp = instance.owned_event("project", &project, Some(&caller.user), kind);
        Ok(json!({"details": details::of_change(stamp, &instance.org.id)}))
    })
}

fn app_mut<'a>(
    instance: &'a mut Instance,
    project: &str,
    app: &str,
) -> Result<&'a mut App, Refusal> {
    let project = find(instance, project).ok_or(Refusal::ProjectNotFound)?;
    let mut apps = project.apps.iter_mut();
    apps.find(|known| known.id == app)
        .ok_or(Refusal::AppNotFound)
}

/// App of the Management API.
fn to_json(instance: &Instance, app: &App, language: Language) -> Value {
    json!({
        "id": app.id,
        "details": details::of_row(&app.revision, &instance.org.id),
        "state": "APP_STATE_ACTIVE",
        "name": app.name,
        "oidcConfig": config_to_json(&app.config, &app.client_id, instance.version, language),
    })
}
