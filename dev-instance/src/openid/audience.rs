//! For whom a token is meant.

use crate::instance::state::Instance;

/// Scopes of this form put the id of a project into the audience; `zitadel` means the instance's own.
const PREFIX: &str = "urn:zitadel:iam:org:project:id:";
const SUFFIX: &str = ":aud";

/// The client itself, the other apps of its project, the project, and the projects that scopes name.
pub(super) fn audience(instance: &Instance, client_id: &str, scopes: &[String]) -> Vec<String> {
    let mut audience = vec![client_id.to_owned()];
    let mut add = |id: &str| {
        if !audience.iter().any(|known| known == id) {
            audience.push(id.to_owned());
        }
    };
    if let Some((project, _)) = instance.client(client_id) {
        for app in &project.apps {
            add(&app.client_id);
        }
        add(&project.id);
    }
    for scope in scopes {
        let named = scope.strip_prefix(PREFIX);
        match named.and_then(|rest| rest.strip_suffix(SUFFIX)) {
            Some("zitadel") => add(&instance.zitadel_project),
            Some(id) => add(id),
            None => {}
        }
    }
    audience
}
