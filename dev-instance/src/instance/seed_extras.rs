//! What a new instance has beside the recorded one, unless it is to be bare: identity providers of
//! several kinds, and people with a role whose means to sign in differ.

use super::identity_provider::{KINDS, Provider};
use super::seed::{PASSWORD, add_member, add_person, human, message};
use super::user::{Kind, Link, Means};
use super::{Instance, Trace};
use serde_json::json;

/// The secret of `app-owner`'s authenticator app, in base32.
const TOTP_SECRET: &str = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";

/// Providers of several kinds, one without a name and two linked to nothing; instance role holders
/// whose means differ.
pub(super) fn add(instance: &mut Instance) {
    let options = json!({
        "isLinkingAllowed": true, "isCreationAllowed": true,
        "isAutoCreation": true, "isAutoUpdate": true,
    });
    let mut keycloak = String::new();
    for (path, linked, wanted) in [
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
    ] {
        let Some(kind) = KINDS.iter().find(|kind| kind.path == path) else {
            continue;
        };
        let mut wanted = message(wanted);
        wanted
            .0
            .insert("providerOptions".to_owned(), options.clone());
        let id = instance.new_id();
        let made = instance.instance_event(None, "instance.idp.added", Some(json!({ "id": id })));
        let provider = Provider::new(id.clone(), kind, &wanted, Trace::new(made));
        instance.providers.write(|all| all.push(provider));
        if linked {
            let kind = "instance.policy.login.idpprovider.added";
            instance.instance_event(None, kind, Some(json!({ "idpConfigId": id })));
            instance.links.write(|links| links.push(id.clone()));
        }
        if path == "generic_oidc" {
            keycloak = id;
        }
    }

    let password = || Some(PASSWORD.to_owned());
    let link = Link {
        provider: keycloak,
        external_id: "5f0c2a1e".to_owned(),
        external_name: "lena".to_owned(),
    };
    for (username, first_name, role, means) in [
        (
            "passkey-owner",
            "Petra",
            "IAM_OWNER",
            Means {
                passkeys: vec!["Laptop".to_owned()],
                ..Means::default()
            },
        ),
        (
            "app-owner",
            "Anna",
            "IAM_OWNER",
            Means {
                password: password(),
                totp: Some(TOTP_SECRET.to_owned()),
                ..Means::default()
            },
        ),
        (
            "linked-owner",
            "Lena",
            "IAM_OWNER",
            Means {
                links: vec![link],
                ..Means::default()
            },
        ),
        (
            "key-viewer",
            "Karl",
            "IAM_OWNER_VIEWER",
            Means {
                password: password(),
                security_keys: vec!["Blue key".to_owned()],
                ..Means::default()
            },
        ),
    ] {
        let email = format!("{username}@example.com");
        let mut human = human(first_name, "Example", &email, "en");
        human.means = means;
        let id = add_person(instance, username, Kind::Human(Box::new(human)));
        add_member(instance, &id, role);
    }
}
