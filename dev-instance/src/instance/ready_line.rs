//! The line that tells whoever started the program how to reach the instance.

use super::state::Instance;
use serde_json::{Map, Value, json};

impl Instance {
    /// Issuer, client id, redirect URIs, a personal access token, ids and secrets by name.
    pub(crate) fn ready_line(&self) -> Value {
        let project = self.projects.first();
        let app = project.and_then(|project| project.apps.first());
        let users = self.users.iter();
        let users = users.map(|user| (user.username.clone(), user.id.as_str().into()));
        let providers = self.providers.truth().iter();
        let providers =
            providers.map(|provider| (provider.kind.path.to_owned(), provider.id.as_str().into()));
        let secrets = self.users.iter().filter_map(|user| {
            let secret = user.human()?.methods.totp.as_deref()?;
            Some((user.username.clone(), secret.into()))
        });
        json!({
            "issuer": self.issuer,
            "clientId": app.map(|app| &app.client_id),
            "redirectUris": app.map(|app| &app.config.redirect_uris),
            "pat": self.tokens.personal.first().map(|personal| &personal.token),
            "ids": {
                "instance": self.id,
                "org": self.org.id,
                "zitadelProject": self.zitadel_project,
                "project": project.map(|project| &project.id),
                "app": app.map(|app| &app.id),
                "users": users.collect::<Map<String, Value>>(),
                "idps": providers.collect::<Map<String, Value>>(),
            },
            "totpSecrets": secrets.collect::<Map<String, Value>>(),
        })
    }
}
