//! Ways to sign in other than a password alone: second factors, passkeys, providers.

use crate::context::{POLICY, TestContext, claims, totp};
use crate::driver::{Code, SCOPE, challenge, code_of, verifier};
use serde_json::{Value, json};

#[test]
fn providers_are_buttons_and_the_only_one_is_gone_to_at_once() {
    let context = TestContext::furnished();
    let page = context.open(&mut context.browser(), "").page();
    assert_eq!(page.html.matches("class=\"lgn-idp\"").count(), 3);
    context.set(&json!({"allowUsernamePassword": false}));
    let page = context.open(&mut context.browser(), "").page();
    assert_eq!(page.html.matches("class=\"lgn-idp\"").count(), 3);
    assert!(!page.html.contains("loginName"));
    // Whoever is known is not asked which.
    let away = context
        .open(&mut context.browser(), "&login_hint=owner")
        .away();
    assert!(!away.contains("error="), "{away}");
    for kind in ["google", "azure"] {
        let id = context.instance.ready["ids"]["idps"][kind]
            .as_str()
            .unwrap();
        context.pat("DELETE", &format!("{POLICY}/idps/{id}"), &Value::Null);
    }
    let away = context.open(&mut context.browser(), "").away();
    assert!(away.starts_with("https://keycloak.example.com/"), "{away}");
}

#[test]
fn a_linked_account_is_sent_to_its_provider() {
    let context = TestContext::furnished();
    let mut browser = context.browser();
    let page = context.open(&mut browser, "").page();
    let away = browser
        .submit(&page, &[("loginName", "linked-owner")])
        .away();
    assert!(away.starts_with("https://keycloak.example.com/"), "{away}");
}

#[test]
fn a_passkey_is_asked_for_and_without_passkeys_a_password_never_set() {
    let context = TestContext::furnished();
    let mut browser = context.browser();
    let page = context.open(&mut browser, "").page();
    let page = browser
        .submit(&page, &[("loginName", "passkey-owner")])
        .page();
    assert_eq!(page.action, "/ui/login/login/passwordless");
    assert!(
        !page.html.contains("passwordlogin"),
        "they have no password"
    );
    context.set(&json!({"passwordlessType": "PASSWORDLESS_TYPE_NOT_ALLOWED"}));
    let page = context.open(&mut browser, "").page();
    let page = browser
        .submit(&page, &[("loginName", "passkey-owner")])
        .page();
    assert_eq!(page.action, "/ui/login/password");
}

#[test]
fn a_code_of_the_authenticator_app_is_asked_for_and_counts() {
    let context = TestContext::furnished();
    context.set(&json!({"forceMfa": true}));
    let mut browser = context.browser();
    let verifier = verifier();
    let page = browser
        .log_in(&context.client, SCOPE, &challenge(&verifier), "app-owner")
        .page();
    assert_eq!(page.action, "/ui/login/mfa/verify");
    let page = browser.submit(&page, &[("code", "000")]).page();
    assert_eq!(page.text_after("lgn-error-message"), "Invalid code");
    let code = totp(
        context.instance.ready["totpSecrets"]["app-owner"]
            .as_str()
            .unwrap(),
    );
    let away = browser.submit(&page, &[("code", &code)]).away();
    let code = code_of(&away);
    let tokens = browser.exchange(&context.client, &Code { code, verifier });
    assert_eq!(claims(&tokens.id)["amr"], json!(["pwd", "otp", "mfa"]));
    assert_eq!(context.policy_status(&tokens.access), 200);
}

#[test]
fn an_authenticator_app_counts_once_a_code_of_it_was_right() {
    let context = TestContext::recorded();
    let people = "/v2/users/human";
    let wanted = json!({
        "username": "newcomer",
        "profile": {"givenName": "New", "familyName": "Comer"},
        "email": {"email": "newcomer@example.com", "isVerified": true},
        "password": {"password": "Password1!"},
    });
    let made = context
        .instance
        .call(context.instance.pat(), "POST", people, &wanted);
    let id = made.json()["userId"].as_str().unwrap().to_owned();
    let app = format!("/v2/users/{id}/totp");
    let verify = format!("{app}/verify");
    let refused = |path: &str, body: &Value, status: u16, id: &str| {
        let reply = context
            .instance
            .call(context.instance.pat(), "POST", path, body);
        assert_eq!(reply.status, status, "{}", reply.body);
        assert_eq!(reply.json()["details"][0]["id"], id);
    };
    let methods = || {
        let path = format!("/v2/users/{id}/authentication_methods");
        context.pat("GET", &path, &Value::Null).json()["authMethodTypes"].take()
    };
    let wrong = json!({"code": "000"});
    refused(&verify, &wrong, 404, "COMMAND-3Mif9s");
    let begun = context.pat("POST", &app, &json!({})).json();
    let secret = begun["secret"].as_str().unwrap();
    let uri = begun["uri"].as_str().unwrap();
    assert!(uri.ends_with(&format!("&secret={secret}")), "{uri}");
    refused(&verify, &wrong, 400, "EVENT-8isk2");
    assert_eq!(methods(), json!(["AUTHENTICATION_METHOD_TYPE_PASSWORD"]));
    context.pat("POST", &verify, &json!({"code": totp(secret)}));
    let both = [
        "AUTHENTICATION_METHOD_TYPE_TOTP",
        "AUTHENTICATION_METHOD_TYPE_PASSWORD",
    ];
    assert_eq!(methods(), json!(both));
    refused(&app, &json!({}), 409, "COMMAND-do9se");
    refused("/v2/users/0/totp", &json!({}), 400, "COMMAND-SqyJz");
}

#[test]
fn who_is_forced_sets_an_authenticator_app_up_and_gets_in() {
    let context = TestContext::recorded();
    context.set(&json!({"forceMfa": true}));
    let mut browser = context.browser();
    let verifier = verifier();
    let page = browser
        .log_in(&context.client, SCOPE, &challenge(&verifier), "owner")
        .page();
    assert_eq!(page.action, "/ui/login/mfa/prompt");
    assert!(page.html.contains("id=\"0\"") && page.html.contains("id=\"1\""));
    assert!(!page.html.contains("name=\"skip\""));
    let page = browser.submit(&page, &[("provider", "0")]).page();
    assert_eq!(page.action, "/ui/login/mfa/init/verify");
    let secret = page.text_after("<span id=\"secret\"").to_owned();
    let again = browser.submit(&page, &[("code", "000")]).page();
    assert_eq!(again.text_after("<span id=\"secret\""), secret);
    assert!(!again.html.contains("lgn-error"), "nothing is said of it");
    let page = browser.submit(&again, &[("code", &totp(&secret))]).page();
    assert_eq!(page.action, "/ui/login/login");
    let code = code_of(&browser.submit(&page, &[]).away());
    let tokens = browser.exchange(&context.client, &Code { code, verifier });
    assert_eq!(claims(&tokens.id)["amr"], json!(["pwd", "otp", "mfa"]));
    assert_eq!(context.policy_status(&tokens.access), 200);
    let path = "/auth/v1/users/me/auth_factors/_search";
    let factors = context
        .instance
        .call(&tokens.access, "POST", path, &Value::Null)
        .json();
    assert_eq!(
        factors["result"],
        json!([{"state": "AUTH_FACTOR_STATE_READY", "otp": {}}])
    );
}

#[test]
fn the_only_listed_factor_is_set_up_without_a_choice() {
    let context = TestContext::recorded();
    context.set(&json!({"forceMfa": true}));
    context.pat(
        "DELETE",
        &format!("{POLICY}/second_factors/2"),
        &Value::Null,
    );
    let page = context.log_in("owner").page();
    assert_eq!(page.action, "/ui/login/mfa/init/verify");
}

#[test]
fn who_is_forced_with_nothing_to_set_up_is_refused() {
    let context = TestContext::recorded();
    context.set(&json!({"forceMfa": true}));
    context.without_second_factors();
    let page = context.log_in("owner").page();
    let said = page.text_after("lgn-error-message");
    assert!(said.ends_with("(LOGIN-5Hm8s)"), "{said}");
}

#[test]
fn an_invitation_that_may_be_skipped_is_skipped_for_a_while() {
    let context = TestContext::recorded();
    context.set(&json!({"mfaInitSkipLifetime": "3600s"}));
    let mut browser = context.browser();
    let page = browser
        .log_in(&context.client, SCOPE, &challenge(&verifier()), "owner")
        .page();
    assert_eq!(page.action, "/ui/login/mfa/prompt");
    code_of(&browser.submit(&page, &[("skip", "true")]).away());
    code_of(&context.log_in("owner").away());
}

#[test]
fn the_methods_of_people_are_told_apart() {
    let context = TestContext::furnished();
    for (name, methods) in [
        ("owner", json!(["AUTHENTICATION_METHOD_TYPE_PASSWORD"])),
        (
            "passkey-owner",
            json!(["AUTHENTICATION_METHOD_TYPE_PASSKEY"]),
        ),
        (
            "app-owner",
            json!([
                "AUTHENTICATION_METHOD_TYPE_TOTP",
                "AUTHENTICATION_METHOD_TYPE_PASSWORD"
            ]),
        ),
        ("linked-owner", json!(["AUTHENTICATION_METHOD_TYPE_IDP"])),
        (
            "key-viewer",
            json!([
                "AUTHENTICATION_METHOD_TYPE_U2F",
                "AUTHENTICATION_METHOD_TYPE_PASSWORD"
            ]),
        ),
    ] {
        let path = format!(
            "/v2/users/{}/authentication_methods",
            context.instance.user(name)
        );
        let told = context.pat("GET", &path, &Value::Null).json();
        assert_eq!(told["authMethodTypes"], methods, "{name}");
    }
}
