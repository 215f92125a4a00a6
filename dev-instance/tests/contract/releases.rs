//! What tells the two releases apart, beyond what the recordings show.

use crate::client::Instance;
use crate::context::{POLICY, TestContext, claims};
use crate::driver::SCOPE;
use dev_instance::{Seed, Version};
use serde_json::{Value, json};

const FACTORS: &str = "/admin/v1/policies/login/second_factors";

#[test]
fn recovery_codes_are_a_second_factor_of_the_later_release_alone() {
    for (version, by_name, by_number) in [
        (
            Version::V4_3,
            (
                400,
                "value must not be in list [SECOND_FACTOR_TYPE_UNSPECIFIED]",
            ),
            (400, "value must be one of the defined enum values"),
        ),
        (Version::V4_13, (200, ""), (409, "AlreadyExists")),
    ] {
        let instance = Instance::recorded(version);
        let add = |kind: Value| {
            let body = json!({ "type": kind });
            instance.call(instance.pat(), "POST", FACTORS, &body)
        };
        let name = json!("SECOND_FACTOR_TYPE_RECOVERY_CODES");
        for (kind, (status, text)) in [(name, by_name), (json!(5), by_number)] {
            let reply = add(kind);
            assert_eq!(reply.status, status, "{}", reply.body);
            assert!(reply.body.contains(text), "{}", reply.body);
        }
        let removed = instance.call(
            instance.pat(),
            "DELETE",
            &format!("{FACTORS}/SECOND_FACTOR_TYPE_RECOVERY_CODES"),
            &Value::Null,
        );
        let status = if version == Version::V4_13 { 200 } else { 400 };
        assert_eq!(removed.status, status, "{}", removed.body);
    }
}

#[test]
fn listing_a_factor_cuts_off_whoever_has_it_and_came_without_since_4_6() {
    for (version, status) in [(Version::V4_3, 200), (Version::V4_13, 403)] {
        let seed = Seed::Furnished { providers: 0 };
        let context = TestContext::on(Instance::start(version, seed, 0));
        context.without_second_factors();
        let mut browser = context.browser();
        let tokens = browser.sign_in(&context.client, SCOPE, "app-owner");
        assert_eq!(claims(&tokens.id)["amr"], json!(["pwd"]));
        assert_eq!(context.policy_status(&tokens.access), 200);
        context.pat("POST", FACTORS, &json!({"type": "SECOND_FACTOR_TYPE_U2F"}));
        assert_eq!(context.policy_status(&tokens.access), 200);
        context.pat("POST", FACTORS, &json!({"type": "SECOND_FACTOR_TYPE_OTP"}));
        assert_eq!(context.policy_status(&tokens.access), status);
        // A renewal succeeds and does not help; userinfo is not asked for a factor.
        let body = format!(
            "grant_type=refresh_token&refresh_token={}&client_id={}",
            tokens.refresh, context.client
        );
        let renewed = browser.send("POST", "/oauth/v2/token", &body).json();
        let access = renewed["access_token"].as_str().unwrap();
        assert_eq!(context.policy_status(access), status);
        let path = "/oidc/v1/userinfo";
        let userinfo = context.instance.call(access, "GET", path, &Value::Null);
        assert_eq!(userinfo.status, 200);
        context.pat("DELETE", &format!("{FACTORS}/1"), &Value::Null);
        assert_eq!(context.policy_status(access), 200);
    }
}

#[test]
fn tokens_of_the_later_release_have_five_parts() {
    for (version, parts) in [(Version::V4_3, 1), (Version::V4_13, 5)] {
        let context = TestContext::on(Instance::recorded(version));
        let mut browser = context.browser();
        let code = browser.code(&context.client, SCOPE, "owner");
        let tokens = browser.exchange(&context.client, &code);
        for token in [
            context.instance.pat(),
            &code.code,
            &tokens.access,
            &tokens.refresh,
        ] {
            assert_eq!(token.split('.').count(), parts, "{token}");
        }
        assert_eq!(tokens.id.split('.').count(), 3);
    }
}

#[test]
fn the_version_is_told_where_the_release_has_a_name() {
    for (version, name) in [
        (Version::V4_3, Value::Null),
        (Version::V4_13, json!("v4.13.1-106-g02d07e951")),
    ] {
        let instance = Instance::recorded(version);
        let path = "/admin/v1/instances/me";
        let read = instance.call(instance.pat(), "GET", path, &Value::Null);
        assert_eq!(read.json()["instance"]["version"], name);
    }
}

/// A fresh instance has what its set-up makes. Whoever makes the people of the recordings, in their
/// order, gets the sequences of the recordings.
#[test]
fn a_fresh_instance_is_the_recorded_one_before_anybody_was_made() {
    for (version, users, first_change) in [
        (
            Version::V4_3,
            vec!["admin-sa", "zitadel-admin@zitadel.localhost"],
            "107",
        ),
        (
            Version::V4_13,
            vec!["admin", "login-client", "root@zitadel.localhost"],
            "109",
        ),
    ] {
        let instance = Instance::start(version, Seed::Fresh, 0);
        let ids = &instance.ready["ids"];
        let found: Vec<&String> = ids["users"].as_object().unwrap().keys().collect();
        assert_eq!(found, users.iter().collect::<Vec<_>>());
        assert_eq!(ids["idps"], json!({}));
        let post = |path: &str, body: &Value| {
            let reply = instance.call(instance.pat(), "POST", path, body);
            assert_eq!(reply.status, 200, "{path}: {}", reply.body);
            reply.json()
        };
        let person = |name: &str| {
            let body = json!({
                "username": name,
                "profile": {"givenName": name, "familyName": "Example"},
                "email": {"email": format!("{name}@example.com"), "isVerified": true},
                "password": {"password": "Password1!"},
            });
            post("/v2/users/human", &body)["userId"].take()
        };
        let owner = json!({"userId": person("owner"), "roles": ["IAM_OWNER"]});
        let added = post("/admin/v1/members", &owner);
        assert_eq!(added["details"]["sequence"], first_change);
        let of_org = json!({"userId": person("orgowner"), "roles": ["ORG_OWNER"]});
        let added = post("/management/v1/orgs/me/members", &of_org);
        assert_eq!(added["details"]["resourceOwner"], ids["org"]);
        let policy = instance.call(instance.pat(), "GET", POLICY, &Value::Null);
        assert_eq!(policy.status, 200);
    }
}
