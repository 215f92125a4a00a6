//! Identity providers: their kinds, and what of them is shown. Secrets are not kept, since nobody
//! signs in by these providers here.

use super::Trace;
use crate::wire::message::Message;
use crate::wire::writer::Writer;
use serde_json::{Map, Value, json};

/// A kind of provider.
pub(crate) struct Kind {
    /// The last segment of the path that makes one.
    pub path: &'static str,
    pub type_name: &'static str,
    /// The member of the configuration.
    pub member: &'static str,
    /// What of the request is kept and shown.
    kept: &'static [&'static str],
}

/// All kinds.
#[rustfmt::skip]
pub(crate) const KINDS: [Kind; 12] = [
    Kind { path: "google", type_name: "PROVIDER_TYPE_GOOGLE", member: "google", kept: &["clientId", "scopes"] },
    Kind { path: "github", type_name: "PROVIDER_TYPE_GITHUB", member: "github", kept: &["clientId", "scopes"] },
    Kind { path: "github_es", type_name: "PROVIDER_TYPE_GITHUB_ES", member: "githubEs", kept: &["clientId", "authorizationEndpoint", "tokenEndpoint", "userEndpoint", "scopes"] },
    Kind { path: "gitlab", type_name: "PROVIDER_TYPE_GITLAB", member: "gitlab", kept: &["clientId", "scopes"] },
    Kind { path: "gitlab_self_hosted", type_name: "PROVIDER_TYPE_GITLAB_SELF_HOSTED", member: "gitlabSelfHosted", kept: &["issuer", "clientId", "scopes"] },
    Kind { path: "azure", type_name: "PROVIDER_TYPE_AZURE_AD", member: "azureAd", kept: &["clientId", "tenant", "emailVerified", "scopes"] },
    Kind { path: "generic_oidc", type_name: "PROVIDER_TYPE_OIDC", member: "oidc", kept: &["issuer", "clientId", "scopes", "isIdTokenMapping", "usePkce"] },
    Kind { path: "generic_oauth", type_name: "PROVIDER_TYPE_OAUTH", member: "oauth", kept: &["clientId", "authorizationEndpoint", "tokenEndpoint", "userEndpoint", "scopes", "idAttribute", "usePkce"] },
    Kind { path: "jwt", type_name: "PROVIDER_TYPE_JWT", member: "jwt", kept: &["jwtEndpoint", "issuer", "keysEndpoint", "headerName"] },
    Kind { path: "apple", type_name: "PROVIDER_TYPE_APPLE", member: "apple", kept: &["clientId", "teamId", "keyId", "scopes"] },
    Kind { path: "ldap", type_name: "PROVIDER_TYPE_LDAP", member: "ldap", kept: &["servers", "startTls", "baseDn", "bindDn", "userBase", "userObjectClasses", "userFilters", "timeout", "attributes", "rootCa"] },
    Kind { path: "saml", type_name: "PROVIDER_TYPE_SAML", member: "saml", kept: &["metadataXml", "binding", "withSignedRequest", "nameIdFormat", "transientMappingAttributeName", "federatedLogoutEnabled", "signatureAlgorithm"] },
];

/// A provider of the instance.
#[derive(Clone)]
pub(crate) struct Provider {
    pub id: String,
    /// Empty where none was given.
    pub name: String,
    pub kind: &'static Kind,
    options: Value,
    config: Map<String, Value>,
    pub trace: Trace,
}

impl Provider {
    /// A provider as a request describes it.
    pub(crate) fn new(id: String, kind: &'static Kind, wanted: &Message, trace: Trace) -> Self {
        let mut config = Map::new();
        for name in kind.kept {
            let value = wanted.0.get(*name).filter(|value| !is_zero(value));
            if let Some(value) = value {
                config.insert((*name).to_owned(), value.clone());
            }
        }
        let mut options = wanted.message("providerOptions").0;
        options.retain(|_, value| !is_zero(value));
        Self {
            id,
            name: wanted.text("name").to_owned(),
            kind,
            options: Value::Object(options),
            config,
            trace,
        }
    }

    /// The name on a button of the sign-in page.
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
        let base = match self.kind.path {
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
        let client = crate::wire::http::encode(text("clientId").unwrap_or_default());
        format!("{base}?client_id={client}&response_type=code")
    }

    /// Provider of `idps/templates`.
    pub(crate) fn to_json(&self, owner: &str) -> Value {
        let mut config = Map::new();
        config.insert("options".to_owned(), self.options.clone());
        config.insert(
            self.kind.member.to_owned(),
            Value::Object(self.config.clone()),
        );
        Writer::new()
            .put("id", self.id.as_str())
            .put("details", self.trace.details(owner))
            .put("state", "IDP_STATE_ACTIVE")
            .put("name", self.name.as_str())
            .put("owner", "IDP_OWNER_TYPE_SYSTEM")
            .put("type", self.kind.type_name)
            .put("config", Value::Object(config))
            .done()
    }

    /// IDPLoginPolicyLink; only two kinds have a type there.
    pub(crate) fn to_link(&self) -> Value {
        let kind = match self.kind.path {
            "generic_oidc" => "IDP_TYPE_OIDC",
            "jwt" => "IDP_TYPE_JWT",
            _ => "",
        };
        Writer::new()
            .put("idpId", self.id.as_str())
            .put("idpName", self.name.as_str())
            .put("idpType", kind)
            .done()
    }
}

fn is_zero(value: &Value) -> bool {
    *value == Value::Null
        || *value == json!(false)
        || *value == json!("")
        || *value == json!([])
        || *value == json!("AUTO_LINKING_OPTION_UNSPECIFIED")
}
