//! Identity providers: their kinds, and what of them is kept. Secrets are not, since nobody signs in
//! by these providers here.

use super::revision::Revision;
use crate::proto::defaults::is_default;
use serde_json::{Map, Value};

/// A kind of provider.
pub(crate) struct ProviderKind {
    /// The last segment of the path that makes one.
    pub path: &'static str,
    /// The name on the wire.
    pub name: &'static str,
    /// The member of the configuration that holds what is special to the kind.
    pub member: &'static str,
    /// What of a request is kept.
    kept: &'static [&'static str],
}

/// All kinds.
#[rustfmt::skip]
pub(crate) const KINDS: [ProviderKind; 12] = [
    ProviderKind { path: "google", name: "PROVIDER_TYPE_GOOGLE", member: "google", kept: &["clientId", "scopes"] },
    ProviderKind { path: "github", name: "PROVIDER_TYPE_GITHUB", member: "github", kept: &["clientId", "scopes"] },
    ProviderKind { path: "github_es", name: "PROVIDER_TYPE_GITHUB_ES", member: "githubEs", kept: &["clientId", "authorizationEndpoint", "tokenEndpoint", "userEndpoint", "scopes"] },
    ProviderKind { path: "gitlab", name: "PROVIDER_TYPE_GITLAB", member: "gitlab", kept: &["clientId", "scopes"] },
    ProviderKind { path: "gitlab_self_hosted", name: "PROVIDER_TYPE_GITLAB_SELF_HOSTED", member: "gitlabSelfHosted", kept: &["issuer", "clientId", "scopes"] },
    ProviderKind { path: "azure", name: "PROVIDER_TYPE_AZURE_AD", member: "azureAd", kept: &["clientId", "tenant", "emailVerified", "scopes"] },
    ProviderKind { path: "generic_oidc", name: "PROVIDER_TYPE_OIDC", member: "oidc", kept: &["issuer", "clientId", "scopes", "isIdTokenMapping", "usePkce"] },
    ProviderKind { path: "generic_oauth", name: "PROVIDER_TYPE_OAUTH", member: "oauth", kept: &["clientId", "authorizationEndpoint", "tokenEndpoint", "userEndpoint", "scopes", "idAttribute", "usePkce"] },
    ProviderKind { path: "jwt", name: "PROVIDER_TYPE_JWT", member: "jwt", kept: &["jwtEndpoint", "issuer", "keysEndpoint", "headerName"] },
    ProviderKind { path: "apple", name: "PROVIDER_TYPE_APPLE", member: "apple", kept: &["clientId", "teamId", "keyId", "scopes"] },
    ProviderKind { path: "ldap", name: "PROVIDER_TYPE_LDAP", member: "ldap", kept: &["servers", "startTls", "baseDn", "bindDn", "userBase", "userObjectClasses", "userFilters", "timeout", "attributes", "rootCa"] },
    ProviderKind { path: "saml", name: "PROVIDER_TYPE_SAML", member: "saml", kept: &["metadataXml", "binding", "withSignedRequest", "nameIdFormat", "transientMappingAttributeName", "federatedLogoutEnabled", "signatureAlgorithm"] },
];

/// A provider of the instance.
#[derive(Clone)]
pub(crate) struct IdentityProvider {
    pub id: String,
    /// Empty where none was given.
    pub name: String,
    pub kind: &'static ProviderKind,
    /// What providers of all kinds have, as it was sent.
    pub options: Map<String, Value>,
    /// What is special to the kind, as it was sent.
    pub config: Map<String, Value>,
    pub revision: Revision,
}

impl IdentityProvider {
    /// A provider as the request that makes one describes it.
    pub(crate) fn from_request(
        id: String,
        kind: &'static ProviderKind,
        request: &Map<String, Value>,
        revision: Revision,
    ) -> Self {
        let kept = |name: &&&str| request.get(**name).is_some_and(|value| !is_default(value));
        let config = kind.kept.iter().filter(kept);
        let config = config.map(|name| ((*name).to_owned(), request[*name].clone()));
        let options = request.get("providerOptions").and_then(Value::as_object);
        let mut options = options.cloned().unwrap_or_default();
        options
            .retain(|_, value| !is_default(value) && *value != "AUTO_LINKING_OPTION_UNSPECIFIED");
        let name = request.get("name").and_then(Value::as_str);
        Self {
            id,
            name: name.unwrap_or_default().to_owned(),
            kind,
            options,
            config: config.collect(),
            revision,
        }
    }

    /// The name on a button of the sign-in pages.
    pub(crate) fn shown_name(&self) -> &str {
        if !self.name.is_empty() {
            return &self.name;
        }
        match self.kind.path {
            "google" => "Google",
            "github" => "GitHub",
            "gitlab" => "GitLab",
            "apple" => "Sign in with Apple",
            _ => "",
        }
    }

    /// Where the provider would ask its people to sign in: enough to see that a browser was sent.
    pub(crate) fn authorization_url(&self) -> String {
        let text = |name: &str| self.config.get(name).and_then(Value::as_str);
        let endpoint = match self.kind.path {
            "google" => "https://accounts.google.com/o/oauth2/v2/auth",
            "github" => "https://github.com/login/oauth/authorize",
            "gitlab" => "https://gitlab.com/oauth/authorize",
            "apple" => "https://appleid.apple.com/auth/authorize",
            "azure" => "https://login.microsoftonline.com/common/oauth2/v2.0/authorize",
            _ => text("authorizationEndpoint")
                .or_else(|| text("issuer"))
                .or_else(|| text("jwtEndpoint"))
                .unwrap_or("https://provider.example/"),
        };
        let query = form_urlencoded::Serializer::new(String::new())
            .append_pair("client_id", text("clientId").unwrap_or_default())
            .append_pair("response_type", "code")
            .finish();
        format!("{endpoint}?{query}")
    }
}
