//! The app of the console, as `connect` would have registered it.

use super::application::{App, OidcConfig, Project, number};
use super::revision::Revision;
use super::state::Instance;

/// Registers the console on these origins.
pub(super) fn add(instance: &mut Instance, origins: &[String]) {
    let id = instance.new_id();
    let mut event = |kind| instance.owned_event("project", &id, None, kind);
    let project_added = event("project.added");
    event("project.application.added");
    let app_added = event("project.application.config.oidc.added");
    let app = App {
        id: instance.new_id(),
        name: "console-spa".to_owned(),
        client_id: instance.new_id(),
        config: config(origins),
        revision: Revision::new(app_added),
    };
    instance.projects.push(Project {
        id,
        name: "Login Settings Console".to_owned(),
        apps: vec![app],
        revision: Revision::new(project_added),
    });
}

/// A browser app that uses PKCE and refresh tokens.
fn config(origins: &[String]) -> OidcConfig {
    let at = |path: &str| {
        origins
            .iter()
            .map(|origin| format!("{origin}{path}"))
            .collect()
    };
    OidcConfig {
        redirect_uris: at("/auth/callback"),
        post_logout_redirect_uris: at("/signed-out"),
        response_types: vec![number::RESPONSE_TYPE_CODE],
        grant_types: vec![number::GRANT_TYPE_CODE, number::GRANT_TYPE_REFRESH_TOKEN],
        app_type: number::APP_TYPE_USER_AGENT,
        auth_method: number::AUTH_METHOD_NONE,
        dev_mode: true,
        id_token_userinfo: true,
        ..OidcConfig::default()
    }
}
