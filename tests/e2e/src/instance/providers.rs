//! Identity providers that a journey makes.

use super::{Instance, Rest, SETTINGS, text_of};
use crate::clock::{SOON, until};
use crate::trouble::Verdict;
use serde_json::{Value, json};

/// A provider of the instance; it is removed with this value, and its link with it.
pub struct Provider {
    rest: Rest,
    /// Its id; empty once it is removed.
    pub id: String,
    /// Its name.
    pub name: String,
}

impl Provider {
    /// Makes one, and waits until it can be found.
    pub fn make(rest: &Rest, name: &str) -> Verdict<Self> {
        let made = rest.post(
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
            rest: rest.clone(),
            id: text_of(&made["id"]),
            name: name.to_owned(),
        };
        until("a new provider to be found", SOON, || {
            let query = json!({"queries": [{"idpNameQuery": {"name": name}}]});
            let found = rest.post("/admin/v1/idps/templates/_search", &query)?;
            Ok((found["result"][0]["id"] == provider.id.as_str()).then_some(()))
        })?;
        Ok(provider)
    }

    /// Removes it.
    pub fn remove(&mut self) -> Verdict {
        let id = std::mem::take(&mut self.id);
        let path = format!("/admin/v1/idps/templates/{id}");
        self.rest.call("DELETE", &path, None).map(|_| ())
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        if !self.id.is_empty()
            && let Err(trouble) = self.remove()
        {
            eprintln!("The provider {} is still there: {trouble}", self.name);
        }
    }
}

impl Instance {
    /// The ids of the providers on the form.
    pub fn links(&self) -> Verdict<Vec<String>> {
        let read = self.rest.get(SETTINGS)?;
        let all = read["policy"]["idps"].as_array().map(Vec::as_slice);
        let ids = all.unwrap_or_default().iter().map(|one| &one["idpId"]);
        Ok(ids.filter_map(Value::as_str).map(str::to_owned).collect())
    }
}
