//! Identity providers of the instance: searching them, and linking them to the login policy.
//!
//! Only what a list needs to name them: their own settings and secrets are not read.

use serde::Deserialize;
use serde_json::json;

use crate::decode::{DecodeError, decode, filled, required_text};
use crate::details::{Details, decode_details};
use crate::exchange::Exchange;
use crate::operation::Operation;
use crate::page::{ListAnswer, Page, Paging};
use crate::request::{delete, path_segment, post};
use crate::wire::EnumName;

/// A provider that can be linked (`zitadel.idp.v1.Provider`).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Provider {
    /// Id of the provider.
    pub id: String,
    /// Free text of an administrator; none where none was given, then its kind names it.
    pub name: Option<String>,
    /// What it is; none where the server does not say.
    pub kind: Option<ProviderKind>,
}

/// `zitadel.idp.v1.ProviderType`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ProviderKind {
    /// Any OpenID Connect provider.
    Oidc,
    /// JSON Web Tokens that an upstream proxy signs.
    Jwt,
    /// An LDAP directory.
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

/// The wire form of [`Provider`].
#[derive(Deserialize)]
struct ProviderMessage {
    id: Option<String>,
    name: Option<String>,
    r#type: Option<EnumName>,
}

/// `POST /admin/v1/idps/templates/_search`: providers of the instance, in no order. Given a text,
/// those whose name has it, upper and lower case alike; one without a name is found by none.
#[must_use]
pub fn search_providers(name: Option<&str>, paging: Paging) -> Exchange<Page<Provider>> {
    let mut body = json!({"query": paging.query()});
    if let Some(name) = name.filter(|name| !name.is_empty()) {
        let method = "TEXT_QUERY_METHOD_CONTAINS_IGNORE_CASE";
        body["queries"] = json!([{"idpNameQuery": {"name": name, "method": method}}]);
    }
    Exchange {
        operation: Operation::SearchProviders,
        request: post("/admin/v1/idps/templates/_search", &body),
        decode: |response| decode::<ListAnswer<ProviderMessage>>(response)?.page(provider),
    }
}

/// `POST /admin/v1/policies/login/idps`.
#[must_use]
pub fn link_provider(id: &str) -> Exchange<Details> {
    Exchange {
        operation: Operation::LinkProvider,
        request: post("/admin/v1/policies/login/idps", &json!({"idpId": id})),
        decode: decode_details,
    }
}

/// `DELETE /admin/v1/policies/login/idps/{idp_id}`.
#[must_use]
pub fn unlink_provider(id: &str) -> Exchange<Details> {
    let path = ["/admin/v1/policies/login/idps/", &path_segment(id)].concat();
    Exchange {
        operation: Operation::UnlinkProvider,
        request: delete(&path),
        decode: decode_details,
    }
}

fn provider(wire: ProviderMessage) -> Result<Provider, DecodeError> {
    Ok(Provider {
        id: required_text(wire.id, "result.id")?,
        name: filled(wire.name),
        kind: provider_kind(wire.r#type.unwrap_or_default()),
    })
}

fn provider_kind(name: EnumName) -> Option<ProviderKind> {
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
    Some(match name.number("PROVIDER_TYPE_", &NAMES) {
        Some(0) => return None,
        Some(1) => ProviderKind::Oidc,
        Some(2) => ProviderKind::Jwt,
        Some(3) => ProviderKind::Ldap,
        Some(4) => ProviderKind::OAuth,
        Some(5) => ProviderKind::AzureAd,
        Some(6) => ProviderKind::GitHub,
        Some(7) => ProviderKind::GitHubEnterprise,
        Some(8) => ProviderKind::GitLab,
        Some(9) => ProviderKind::GitLabSelfHosted,
        Some(10) => ProviderKind::Google,
        Some(11) => ProviderKind::Apple,
        Some(12) => ProviderKind::Saml,
        _ => ProviderKind::Unknown(name.0),
    })
}
