//! What the pages send, in their addresses and their forms.

use serde::Deserialize;

/// The members of all addresses and forms; a page sends those of its own.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct PageForm {
    /// `oidc_` and the id of the authorization request.
    pub request_id: String,
    pub login_name: String,
    pub password: String,
    pub code: String,
    /// What of several things was chosen.
    pub choice: String,
}

impl PageForm {
    /// The id of the authorization request.
    pub(super) fn auth_request(&self) -> &str {
        let id = self.request_id.strip_prefix("oidc_");
        id.unwrap_or(&self.request_id)
    }
}
