//! Identity providers of several kinds, one without a name and two linked to nothing.

use super::identity_provider::{IdentityProvider, KINDS};
use super::revision::Revision;
use super::state::Instance;
use serde_json::{Map, Value, json};

/// Adds the providers and hands on the id of the one at which somebody has an account.
pub(super) fn add(instance: &mut Instance) -> String {
    let options = json!({
        "isLinkingAllowed": true, "isCreationAllowed": true,
        "isAutoCreation": true, "isAutoUpdate": true,
    });
    let wanted = [
        (
            "google",
            true,
            json!({"name": "Google", "clientId": "google-client", "scopes": ["openid", "profile", "email"]}),
        ),
        (
            "generic_oidc",
            true,
            json!({"name": "Keycloak", "issuer": "https://keycloak.example.com/realms/main", "clientId": "kc", "scopes": ["openid"]}),
        ),
        (
            "azure",
            true,
            json!({"name": "Entra ID", "clientId": "entra-client", "tenant": {"tenantType": "AZURE_AD_TENANT_TYPE_COMMON"}, "emailVerified": true, "scopes": ["openid"]}),
        ),
        ("github", false, json!({"clientId": "gh"})),
        (
            "ldap",
            false,
            json!({"name": "Staff directory", "servers": ["ldaps://ldap.example.com"], "baseDn": "dc=example,dc=com", "userBase": "dn", "timeout": "5s"}),
        ),
    ];
    let mut keycloak = String::new();
    for (path, linked, mut request) in wanted {
        request["providerOptions"] = options.clone();
        let request = request.as_object().cloned().unwrap_or_default();
        let id = add_provider(instance, path, &request);
        if linked {
            link(instance, &id);
        }
        if path == "generic_oidc" {
            keycloak = id;
        }
    }
    keycloak
}

/// Adds a provider of the kind with this path and hands on its id.
pub(super) fn add_provider(
    instance: &mut Instance,
    path: &str,
    request: &Map<String, Value>,
) -> String {
    let kind = KINDS.iter().find(|kind| kind.path == path);
    let kind = kind.unwrap_or(&KINDS[0]);
    let id = instance.new_id();
    let added = instance.instance_event(None, "instance.idp.added", Some(json!({ "id": id })));
    let provider = IdentityProvider::from_request(id.clone(), kind, request, Revision::new(added));
    instance.providers.write(|all| all.push(provider));
    id
}

/// Links a provider to the policy.
pub(super) fn link(instance: &mut Instance, id: &str) {
    let kind = "instance.policy.login.idpprovider.added";
    instance.instance_event(None, kind, Some(json!({ "idpConfigId": id })));
    instance.links.write(|links| links.push(id.to_owned()));
}
