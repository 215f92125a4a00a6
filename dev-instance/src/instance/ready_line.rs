//! The line that tells whoever started the program how to reach the instance.

use super::Instance;
use serde_json::{Value, json};

impl Instance {
    /// The line that tells whoever started the program how to reach the instance.
    pub(crate) fn ready_line(&self) -> Value {
        let project = self.projects.first();
        let app = project.and_then(|project| project.apps.first());
        let users: serde_json::Map<String, Value> = self
            .people
            .iter()
            .map(|person| (person.username.clone(), person.id.as_str().into()))
            .collect();
        let providers: serde_json::Map<String, Value> = self
            .providers
            .truth()
            .iter()
            .map(|provider| (provider.kind.path.to_owned(), provider.id.as_str().into()))
            .collect();
        let secrets: serde_json::Map<String, Value> = self
            .people
            .iter()
            .filter_map(|person| {
                let secret = person.human()?.means.totp.as_deref()?;
                Some((person.username.clone(), secret.into()))
            })
            .collect();
        json!({
            "issuer": self.issuer,
            "clientId": app.map(|app| &app.client_id),
            "redirectUris": app.map(|app| &app.config.redirect_uris),
            "pat": self.sessions.personal.first().map(|(token, _)| token),
            "ids": {
                "instance": self.id,
                "org": self.org.id,
                "zitadelProject": self.zitadel_project,
                "project": project.map(|project| &project.id),
                "app": app.map(|app| &app.id),
                "users": users,
                "idps": providers,
            },
            "totpSecrets": secrets,
        })
    }
}
