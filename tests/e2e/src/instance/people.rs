//! The people of the journeys: those a stand-in has, or temporary ones at any ZITADEL.

use super::{AdminApi, app_code, text_of};
use crate::error::TestResult;
use crate::wait::wait_until;
use serde_json::json;
use xtask::dev_instance::Ready;

/// What everybody types.
const PASSWORD: &str = "Password1!";

/// Somebody who can sign in. The password is of a test and no secret.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Person {
    /// What they type to say who they are.
    pub login_name: String,
    /// What they type to prove it.
    pub password: String,
    /// How they are called on the screen.
    pub name: String,
    /// The secret of their authenticator app, in base32, if they have one.
    pub app: Option<String>,
}

/// Everybody.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct People {
    /// May do everything; speaks English.
    pub owner: Person,
    /// May do everything; speaks German.
    pub german: Person,
    /// May look at everything.
    pub viewer: Person,
    /// Has no role at all.
    pub nobody: Person,
    /// Has a role, but none on the instance. Only a stand-in has one.
    pub org_owner: Option<Person>,
    /// May do everything, and has an authenticator app.
    pub with_app: Person,
}

impl People {
    /// Those a stand-in has from the start.
    pub fn of_stand_in(ready: &Ready) -> Self {
        let person = |login_name: &str, given_name: &str| Person {
            login_name: login_name.to_owned(),
            password: PASSWORD.to_owned(),
            name: format!("{given_name} Example"),
            app: ready.totp_secrets[login_name].as_str().map(str::to_owned),
        };
        Self {
            owner: person("owner", "Owner"),
            german: person("besitzer", "Besitzer"),
            viewer: person("viewer", "Viewer"),
            nobody: person("nobody", "Nobody"),
            org_owner: Some(person("orgowner", "Orgowner")),
            with_app: person("app-owner", "Anna"),
        }
    }
}

/// Temporary people; they are removed with this value.
pub struct TemporaryPeople {
    api: AdminApi,
    created: Vec<String>,
}

impl TemporaryPeople {
    /// Nobody yet.
    pub fn new(api: &AdminApi) -> Self {
        Self {
            api: api.clone(),
            created: Vec::new(),
        }
    }

    /// Creates everybody; `mark` keeps the names of two runs apart.
    pub fn create_all(&mut self, mark: &str) -> TestResult<People> {
        let org = self.own_org()?;
        Ok(People {
            owner: self.person(&org, mark, "Owner", "en", Some("IAM_OWNER"))?,
            german: self.person(&org, mark, "Besitzer", "de", Some("IAM_OWNER"))?,
            viewer: self.person(&org, mark, "Viewer", "en", Some("IAM_OWNER_VIEWER"))?,
            nobody: self.person(&org, mark, "Nobody", "en", None)?,
            org_owner: None,
            with_app: self.with_app(&org, mark)?,
        })
    }

    /// Creates so many owners who are nobody in particular.
    pub fn create_owners(&mut self, number: usize) -> TestResult {
        let org = self.own_org()?;
        for index in 0..number {
            let mark = index.to_string();
            self.person(&org, &mark, "Another", "en", Some("IAM_OWNER"))?;
        }
        Ok(())
    }

    /// The organization of the token's user.
    fn own_org(&self) -> TestResult<String> {
        Ok(text_of(
            &self.api.get("/management/v1/orgs/me")?["org"]["id"],
        ))
    }

    /// An owner with an authenticator app, whose first code proves that they have it.
    fn with_app(&mut self, org: &str, mark: &str) -> TestResult<Person> {
        let person = self.person(org, mark, "Anna", "en", Some("IAM_OWNER"))?;
        let id = self.created.last().map(String::as_str).unwrap_or_default();
        let path = format!("/v2/users/{id}/totp");
        let begun = self.api.post(&path, &json!({}))?;
        let secret = text_of(&begun["secret"]);
        let code = json!({"code": app_code(&secret)?});
        self.api.post(&format!("{path}/verify"), &code)?;
        Ok(Person {
            app: Some(secret),
            ..person
        })
    }

    fn person(
        &mut self,
        org: &str,
        mark: &str,
        given_name: &str,
        language: &str,
        role: Option<&str>,
    ) -> TestResult<Person> {
        let username = format!("journey-{mark}-{}", given_name.to_lowercase());
        let created = self.api.post(
            "/v2/users/human",
            &json!({
                "username": username,
                "organization": {"orgId": org},
                "profile": {
                    "givenName": given_name,
                    "familyName": "Journey",
                    "preferredLanguage": language,
                },
                "email": {"email": format!("{username}@example.com"), "isVerified": true},
                "password": {"password": PASSWORD, "changeRequired": false},
            }),
        )?;
        let id = text_of(&created["userId"]);
        self.created.push(id.clone());
        if let Some(role) = role {
            let member = json!({"userId": id, "roles": [role]});
            self.api.post("/admin/v1/members", &member)?;
        }
        // Reads may lag behind; signing in before they show the person would fail.
        let login_name = wait_until("a new person to be readable", || {
            let query = json!({"queries": [{"inUserIdsQuery": {"userIds": [id]}}]});
            let found = self.api.post("/v2/users", &query)?;
            let name = text_of(&found["result"][0]["preferredLoginName"]);
            Ok((!name.is_empty()).then_some(name))
        })?;
        if role.is_some() {
            wait_until("a new role to be readable", || {
                let found = self.api.post("/admin/v1/members/_search", &json!({}))?;
                let members = found["result"].as_array().map(Vec::as_slice);
                let mut members = members.unwrap_or_default().iter();
                Ok(members
                    .any(|member| member["userId"] == id.as_str())
                    .then_some(()))
            })?;
        }
        Ok(Person {
            login_name,
            password: PASSWORD.to_owned(),
            name: format!("{given_name} Journey"),
            app: None,
        })
    }

    /// Removes everybody; says who could not be.
    pub fn remove(&mut self) -> Vec<String> {
        let mut left = Vec::new();
        for id in std::mem::take(&mut self.created) {
            let removed = self.api.call("DELETE", &format!("/v2/users/{id}"), None);
            if let Err(error) = removed {
                left.push(format!("the temporary person {id} is still there: {error}"));
            }
        }
        left
    }
}

impl Drop for TemporaryPeople {
    fn drop(&mut self) {
        for sentence in self.remove() {
            eprintln!("{sentence}");
        }
    }
}
