//! What tokens and userinfo say of a person.

use crate::clock::Timestamp;
use crate::instance::sign_in::{AuthMethod, is_multi_factor};
use crate::instance::state::Instance;
use crate::instance::tokens::Grant;
use crate::proto::defaults::without_defaults;
use crate::random::{self, base64url};
use rsa::sha2::{Digest, Sha256};
use serde_json::{Map, Value, json};

/// How long an access token and an ID token are good for, in seconds.
pub(super) const LIFETIME: i64 = 43_200;

/// OpenID Connect Core §2. `amr` is left out when it would be empty.
pub(super) fn id_token(instance: &Instance, grant: &Grant, access: &str, now: Timestamp) -> Value {
    let digest = Sha256::digest(access.as_bytes());
    let mut claims = json!({
        "iss": instance.issuer,
        "sub": grant.user,
        "aud": grant.audience,
        "exp": now.unix_seconds() + LIFETIME,
        "iat": now.unix_seconds(),
        "auth_time": grant.auth_time.unix_seconds(),
        "azp": grant.client_id,
        "client_id": grant.client_id,
        "at_hash": base64url(&digest[..16]),
        "sid": grant.session,
    });
    if let Some(nonce) = &grant.nonce {
        claims["nonce"] = nonce.as_str().into();
    }
    let amr = amr(&grant.methods);
    if !amr.is_empty() {
        claims["amr"] = amr.into();
    }
    let app = instance.client(&grant.client_id);
    if app.is_some_and(|(_, app)| app.config.id_token_userinfo)
        && let Value::Object(members) = &mut claims
    {
        members.extend(person(instance, grant));
    }
    claims
}

/// RFC 9068 §2.2, as far as the measured server goes.
pub(super) fn access_token(instance: &Instance, grant: &Grant, now: Timestamp) -> Value {
    json!({
        "iss": instance.issuer,
        "sub": grant.user,
        "aud": grant.audience,
        "exp": now.unix_seconds() + LIFETIME,
        "iat": now.unix_seconds(),
        "nbf": now.unix_seconds(),
        "client_id": grant.client_id,
        "jti": format!("V1_{}", random::text(12)),
    })
}

/// The claims that the scopes `profile` and `email` ask for (OpenID Connect Core §5.4).
pub(super) fn person(instance: &Instance, grant: &Grant) -> Map<String, Value> {
    let asked = |name: &str| grant.scopes.iter().any(|scope| scope == name);
    let mut claims = Map::new();
    let Some(user) = instance.user(&grant.user) else {
        return claims;
    };
    let human = user.human();
    let mut add = |members: Value| {
        if let Value::Object(members) = without_defaults(members) {
            claims.extend(members);
        }
    };
    if asked("profile") {
        add(json!({
            "name": user.display_name(),
            "preferred_username": user.username,
            "updated_at": user.revision.changed.unix_seconds(),
            "given_name": human.map(|human| &human.first_name),
            "family_name": human.map(|human| &human.last_name),
            "locale": human.map(|human| &human.language),
        }));
    }
    if asked("email") {
        add(json!({
            "email": human.map(|human| &human.email),
            "email_verified": human.map(|human| human.email_verified),
        }));
    }
    claims
}

/// The `amr` values of these methods (RFC 8176 names the values); empty for an external account
/// alone.
pub(crate) fn amr(methods: &[AuthMethod]) -> Vec<&'static str> {
    let mut values = Vec::new();
    for method in methods {
        match method {
            AuthMethod::Password => values.push("pwd"),
            AuthMethod::Passkey | AuthMethod::U2f => values.push("user"),
            AuthMethod::Otp | AuthMethod::IdentityProvider => {}
        }
    }
    if methods.contains(&AuthMethod::Otp) {
        values.push("otp");
    }
    if is_multi_factor(methods) {
        values.push("mfa");
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amr_tells_the_methods_and_whether_they_are_enough() {
        use AuthMethod::{IdentityProvider, Otp, Passkey, Password, U2f};
        assert_eq!(amr(&[Password]), ["pwd"]);
        assert_eq!(amr(&[Passkey]), ["user", "mfa"]);
        assert_eq!(amr(&[Password, Otp]), ["pwd", "otp", "mfa"]);
        assert_eq!(amr(&[Password, U2f]), ["pwd", "user", "mfa"]);
        assert!(amr(&[IdentityProvider]).is_empty());
        assert_eq!(amr(&[IdentityProvider, Otp]), ["otp", "mfa"]);
    }
}
