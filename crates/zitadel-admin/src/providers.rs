//! Identity providers of the instance, and which of them the login policy links.
//!
//! Only what a list needs to name them: their own settings and secrets are not read.

use plain_json::Writer;

use crate::details::{Details, Page, Paging, page};
use crate::exchange::Exchange;
use crate::factors::remove;
use crate::operation::Operation;
use crate::transport::{Method, Request};
use crate::wire::{Message, enum_number, read};

/// A link of the login policy (`zitadel.idp.v1.IDPLoginPolicyLink`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LinkedProvider {
    /// Id of the provider.
    pub id: String,
    /// Its name; none where it has none or the provider is gone.
    pub name: Option<String>,
    /// `IDP_TYPE_OIDC` or `IDP_TYPE_JWT`; none for all other kinds. [`Provider::kind`] knows more.
    pub kind: Option<String>,
}

/// A provider that can be linked (`zitadel.idp.v1.Provider`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Provider {
    /// Id of the provider.
    pub id: String,
    /// When it was set up and changed.
    pub details: Details,
    /// Free text of an administrator; none where none was given, then its kind names it.
    pub name: Option<String>,
    /// What it is; none where the server does not say.
    pub kind: Option<ProviderKind>,
}

/// `zitadel.idp.v1.ProviderType`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ProviderKind {
    /// Any OpenID provider.
    Oidc,
    /// Signed tokens.
    Jwt,
    /// A directory.
    Ldap,
    /// Any OAuth 2 server.
    OAuth,
    /// Microsoft Entra ID, once Azure AD.
    AzureAd,
    /// github.com.
    GitHub,
    /// A GitHub Enterprise Server.
    GitHubEnterprise,
    /// gitlab.com.
    GitLab,
    /// A GitLab of one's own.
    GitLabSelfHosted,
    /// Google.
    Google,
    /// Apple.
    Apple,
    /// Any SAML provider.
    Saml,
    /// What a newer server sent: its name, or its number as text.
    Unknown(String),
}

/// `POST /admin/v1/idps/templates/_search`: providers of the instance, in no order. Given a text,
/// those whose name has it, upper and lower case alike; one without a name is found by none.
#[must_use]
pub fn search_providers(name: Option<&str>, paging: Paging) -> Exchange<Page<Provider>> {
    let mut writer = Writer::new();
    paging.write(&mut writer);
    if let Some(name) = name.filter(|name| !name.is_empty()) {
        writer.open_list("queries");
        writer.open_item();
        writer.open_object("idpNameQuery");
        writer.text("name", name);
        writer.text("method", "TEXT_QUERY_METHOD_CONTAINS_IGNORE_CASE");
    }
    Exchange {
        operation: Operation::SearchProviders,
        request: post("/admin/v1/idps/templates/_search", writer),
        judge: |response| read(response, |answer| page(answer, Provider::of)),
    }
}

/// `POST /admin/v1/policies/login/idps/_search`. Links are not among what
/// [`crate::refresh_login_settings`] catches up.
#[must_use]
pub fn list_linked_providers(paging: Paging) -> Exchange<Page<LinkedProvider>> {
    let mut writer = Writer::new();
    paging.write(&mut writer);
    Exchange {
        operation: Operation::ListLinkedProviders,
        request: post("/admin/v1/policies/login/idps/_search", writer),
        judge: |response| read(response, |answer| page(answer, LinkedProvider::of)),
    }
}

/// `POST /admin/v1/policies/login/idps`.
#[must_use]
pub fn link_provider(id: &str) -> Exchange<Details> {
    let mut writer = Writer::new();
    writer.text("idpId", id);
    Exchange {
        operation: Operation::LinkProvider,
        request: post("/admin/v1/policies/login/idps", writer),
        judge: crate::policy::judge_details,
    }
}

/// `DELETE /admin/v1/policies/login/idps/{idp_id}`.
#[must_use]
pub fn unlink_provider(id: &str) -> Exchange<Details> {
    remove(
        Operation::UnlinkProvider,
        "/admin/v1/policies/login/idps/",
        id,
    )
}

/// A request with that body.
pub(crate) fn post(path: &str, writer: Writer) -> Request {
    Request {
        method: Method::Post,
        path: path.to_owned(),
        body: Some(writer.finish()),
    }
}

impl LinkedProvider {
    pub(crate) fn of(link: &Message<'_>) -> Self {
        const NAMES: [&str; 4] = ["UNSPECIFIED", "OIDC", "", "JWT"];
        let kind = link.name("idpType");
        Self {
            id: link.required_text("idpId"),
            name: link.filled_text("idpName"),
            kind: match enum_number(&kind, "IDP_TYPE_", &NAMES) {
                Some(0) => None,
                Some(1) => Some(String::from("IDP_TYPE_OIDC")),
                Some(3) => Some(String::from("IDP_TYPE_JWT")),
                _ => Some(kind),
            },
        }
    }
}

impl Provider {
    fn of(provider: &Message<'_>) -> Self {
        Self {
            id: provider.required_text("id"),
            details: Details::of(provider),
            name: provider.filled_text("name"),
            kind: ProviderKind::of(provider.name("type")),
        }
    }
}

impl ProviderKind {
    fn of(name: String) -> Option<Self> {
        const NAMES: [&str; 13] = [
            "UNSPECIFIED",
            "OIDC",
            "JWT",
            "LDAP",
            "OAUTH",
            "AZURE_AD",
            "GITHUB",
            "GITHUB_ES",
            "GITLAB",
            "GITLAB_SELF_HOSTED",
            "GOOGLE",
            "APPLE",
            "SAML",
        ];
        Some(match enum_number(&name, "PROVIDER_TYPE_", &NAMES) {
            Some(0) => return None,
            Some(1) => Self::Oidc,
            Some(2) => Self::Jwt,
            Some(3) => Self::Ldap,
            Some(4) => Self::OAuth,
            Some(5) => Self::AzureAd,
            Some(6) => Self::GitHub,
            Some(7) => Self::GitHubEnterprise,
            Some(8) => Self::GitLab,
            Some(9) => Self::GitLabSelfHosted,
            Some(10) => Self::Google,
            Some(11) => Self::Apple,
            Some(12) => Self::Saml,
            _ => Self::Unknown(name),
        })
    }
}
