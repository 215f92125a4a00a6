//! The pages of login v2 as a browser meets them.

use crate::client::{Instance, Options};
use crate::context::{POLICY, TestContext, claims, totp};
use crate::driver::{Browser, Code, Form, PASSWORD, SCOPE, challenge, code_of, verifier};
use dev_instance::{Seed, Version};
use serde_json::{Value, json};

const FEATURES: &str = "/v2/features/instance";

/// An instance of this release that uses login v2 on its own host.
fn with_login_v2(version: Version) -> TestContext {
    of(Instance::start(
        version,
        Seed::Furnished { providers: 0 },
        0,
    ))
}

fn of(instance: Instance) -> TestContext {
    let context = TestContext::on(instance);
    context.pat("PUT", FEATURES, &json!({"loginV2": {"required": true}}));
    context
}

/// Types a login name and is on the page that it leads to.
fn name(context: &TestContext, browser: &mut Browser<'_>, login_name: &str) -> Form {
    let page = context.open(browser, "").page();
    assert_eq!(page.action, "/ui/v2/login/loginname");
    browser.submit(&page, &[("loginName", login_name)]).page()
}

fn error(page: &Form) -> &str {
    page.text_after("data-testid=\"error\"")
}

#[test]
fn a_password_leads_in_and_the_sign_in_leaves_an_event() {
    let context = with_login_v2(Version::V4_13);
    let mut browser = context.browser();
    let verifier = verifier();
    let page = context
        .open_with(&mut browser, &challenge(&verifier), "")
        .page();
    let page = browser.submit(&page, &[("loginName", "owner")]).page();
    assert_eq!(page.action, "/ui/v2/login/password");
    let page = browser.submit(&page, &[("password", "wrong")]).page();
    assert_eq!(error(&page), "Failed to authenticate.");
    let code = code_of(&browser.submit(&page, &[("password", PASSWORD)]).away());
    let code = Code { code, verifier };
    let tokens = browser.exchange(&context.client, &code);
    let claims = claims(&tokens.id);
    assert!(claims["sid"].as_str().unwrap().starts_with("V2_"));
    assert_eq!(claims["amr"], json!(["pwd"]));
    let spent = browser.try_exchange(&context.client, &code);
    assert_eq!(
        (spent.status, &spent.json()["error_description"]),
        (400, &json!("Errors.AuthRequest.NoCode"))
    );
    let search = json!({"eventTypes": ["oidc_session.added"]});
    let events = context.pat("POST", "/admin/v1/events/_search", &search);
    let event = &events.json()["events"][0];
    assert_eq!(
        event["editor"],
        json!({"userId": "SYSTEM", "service": "zitadel"})
    );
    assert_eq!(event["payload"]["authMethods"], json!([4]));
    assert_eq!(event["payload"]["userID"], claims["sub"]);
    // Who is signed in comes straight through.
    code_of(&context.open(&mut browser, "").away());
    let page = context.open(&mut browser, "&prompt=select_account").page();
    assert_eq!(page.action, "/ui/v2/login/accounts");
    let owner = context.instance.user("owner");
    code_of(&browser.submit(&page, &[("choice", &owner)]).away());
}

#[test]
fn username_and_password_off_takes_the_field_away_since_4_11() {
    for (version, has_field) in [(Version::V4_3, true), (Version::V4_13, false)] {
        let context = with_login_v2(version);
        context.set(&json!({"allowUsernamePassword": false}));
        let mut browser = context.browser();
        let page = context.open(&mut browser, "").page();
        assert_eq!(page.html.contains("name=\"loginName\""), has_field);
        assert_eq!(page.html.matches("idp-button").count(), 3);
        if has_field {
            let page = browser.submit(&page, &[("loginName", "owner")]).page();
            assert!(error(&page).starts_with("Username Password not allowed!"));
        }
    }
}

#[test]
fn a_code_of_the_app_is_asked_for_whether_it_is_listed_or_not() {
    let context = with_login_v2(Version::V4_13);
    context.without_second_factors();
    let mut browser = context.browser();
    let page = name(&context, &mut browser, "app-owner");
    let page = browser.submit(&page, &[("password", PASSWORD)]).page();
    assert_eq!(page.action, "/ui/v2/login/otp/time-based");
    let page = browser.submit(&page, &[("code", "000")]).page();
    assert_eq!(error(&page), "Could not verify OTP code");
    let secret = &context.instance.ready["totpSecrets"]["app-owner"];
    let code = totp(secret.as_str().unwrap());
    code_of(&browser.submit(&page, &[("code", &code)]).away());
}

#[test]
fn who_is_forced_sets_an_app_up_where_one_is_listed() {
    let context = with_login_v2(Version::V4_13);
    context.set(&json!({"forceMfa": true}));
    let mut browser = context.browser();
    let page = name(&context, &mut browser, "owner");
    let page = browser.submit(&page, &[("password", PASSWORD)]).page();
    assert_eq!(page.action, "/ui/v2/login/mfa/set");
    let page = browser.submit(&page, &[("choice", "app")]).page();
    let secret = page.text_after("<span id=\"secret\"").to_owned();
    code_of(&browser.submit(&page, &[("code", &totp(&secret))]).away());

    context.without_second_factors();
    let mut browser = context.browser();
    let page = name(&context, &mut browser, "besitzer");
    let page = browser.submit(&page, &[("password", PASSWORD)]).page();
    assert_eq!(page.action, "/ui/v2/login/mfa/set");
    assert!(!page.html.contains("<button"), "{}", page.html);
}

#[test]
fn a_passkey_and_a_linked_account_are_asked_for_first() {
    let context = with_login_v2(Version::V4_13);
    let page = name(&context, &mut context.browser(), "passkey-owner");
    assert_eq!(page.action, "/ui/v2/login/passkey");
    let mut browser = context.browser();
    let page = context.open(&mut browser, "").page();
    let away = browser
        .submit(&page, &[("loginName", "linked-owner")])
        .away();
    assert!(away.starts_with("https://keycloak.example.com/"), "{away}");
}

#[test]
fn the_settings_may_be_kept_for_a_while_during_which_the_api_judges_by_the_new() {
    let instance = Instance::with(Options {
        version: Version::V4_13,
        login_v2_cache_millis: 600_000,
        ..Options::default()
    });
    let context = of(instance);
    let has_field = || {
        let page = context.open(&mut context.browser(), "").page();
        page.html.contains("name=\"loginName\"")
    };
    assert!(has_field());
    context.set(&json!({"allowUsernamePassword": false}));
    assert!(has_field());
    let policy = context.pat("GET", POLICY, &Value::Null).json();
    assert_eq!(policy["policy"].get("allowUsernamePassword"), None);
}

#[test]
fn login_v2_may_lie_on_a_host_of_its_own() {
    let context = with_login_v2(Version::V4_13);
    let base_uri = "https://login.example.com/ui/v2/login/";
    let login_v2 = json!({"loginV2": {"required": true, "baseUri": base_uri}});
    context.pat("PUT", FEATURES, &login_v2);
    let away = context.open(&mut context.browser(), "").away();
    let expected = "https://login.example.com/ui/v2/login/login?authRequest=V2_";
    assert!(away.starts_with(expected), "{away}");
    let features = context.pat("GET", FEATURES, &Value::Null).json();
    assert_eq!(features["loginV2"]["baseUri"], base_uri);
}

#[test]
fn signing_out_ends_on_a_page_of_login_v2() {
    let context = with_login_v2(Version::V4_13);
    let mut browser = context.browser();
    let verifier = verifier();
    let page = context
        .open_with(&mut browser, &challenge(&verifier), "")
        .page();
    let page = browser.submit(&page, &[("loginName", "owner")]).page();
    let code = code_of(&browser.submit(&page, &[("password", PASSWORD)]).away());
    let tokens = browser.exchange(&context.client, &Code { code, verifier });
    let path = format!("/oidc/v1/end_session?id_token_hint={}", tokens.id);
    let reply = browser.send("GET", &path, "");
    assert_eq!(reply.header("location"), Some("/ui/v2/login/logout/done"));
    assert_eq!(context.policy_status(&tokens.access), 401);
}

#[test]
fn the_two_interfaces_have_sessions_of_their_own() {
    let context = TestContext::recorded();
    let mut browser = context.browser();
    browser.code(&context.client, SCOPE, "owner");
    context.pat("PUT", FEATURES, &json!({"loginV2": {"required": true}}));
    let page = context.open(&mut browser, "").page();
    assert_eq!(page.action, "/ui/v2/login/loginname");
}
