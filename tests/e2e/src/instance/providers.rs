//! Identity providers that a journey creates.

use super::{AdminApi, Instance, SETTINGS, text_of};
use crate::error::TestResult;
use crate::wait::wait_until;
use serde_json::{Value, json};

/// A provider of the instance; it is removed with this value, and its link with it.
pub struct Provider {
    api: AdminApi,
    /// Its id; empty once it is removed.
    pub id: String,
    /// Its name.
    pub name: String,
}

impl Provider {
    /// Creates one, and waits until it can be found.
    pub fn create(api: &AdminApi, name: &str) -> TestResult<Self> {
        let created = api.post(
            "/admin/v1/idps/google",
            &json!({
                "name": name,
                "clientId": "journey",
                "clientSecret": "of nothing",
                "scopes": ["openid"],
                "providerOptions": {"isLinkingAllowed": true},
            }),
        )?;
        let provider = Self {
            api: api.clone(),
            id: text_of(&created["id"]),
            name: name.to_owned(),
        };
        wait_until("a new provider to be found", || {
            let query = json!({"queries": [{"idpNameQuery": {"name": name}}]});
            let found = api.post("/admin/v1/idps/templates/_search", &query)?;
            Ok((found["result"][0]["id"] == provider.id.as_str()).then_some(()))
        })?;
        Ok(provider)
    }

    /// Removes it.
    pub fn remove(&mut self) -> TestResult {
        let id = std::mem::take(&mut self.id);
        let path = format!("/admin/v1/idps/templates/{id}");
        self.api.call("DELETE", &path, None).map(|_| ())
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        if !self.id.is_empty()
            && let Err(error) = self.remove()
        {
            eprintln!("The provider {} is still there: {error}", self.name);
        }
    }
}

impl Instance {
    /// The ids of the providers on the form.
    pub fn linked_providers(&self) -> TestResult<Vec<String>> {
        let read = self.api.get(SETTINGS)?;
        let all = read["policy"]["idps"].as_array().map(Vec::as_slice);
        let ids = all.unwrap_or_default().iter().map(|one| &one["idpId"]);
        Ok(ids.filter_map(Value::as_str).map(str::to_owned).collect())
    }
}
