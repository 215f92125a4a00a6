//! The sign-in pages as a browser meets them: names, passwords, sessions, sign-out.

use crate::context::TestContext;
use crate::driver::{PASSWORD, SCOPE, challenge, code_of, verifier};
use serde_json::{Value, json};

#[test]
fn every_form_of_a_login_name_leads_in() {
    let context = TestContext::recorded();
    for name in [
        "owner",
        "OWNER",
        "owner@zitadel.localhost",
        "owner@example.com",
    ] {
        code_of(&context.log_in(name).away());
    }
}

#[test]
fn a_mail_address_is_no_login_name_when_the_policy_says_so() {
    let context = TestContext::recorded();
    context.set(&json!({"disableLoginWithEmail": true}));
    let mut browser = context.browser();
    let page = context.open(&mut browser, "").page();
    let page = browser
        .submit(&page, &[("loginName", "owner@example.com")])
        .page();
    assert_eq!(page.action, "/ui/login/loginname");
    assert_eq!(
        page.text_after("lgn-error-message"),
        "User could not be found"
    );
}

#[test]
fn a_wrong_password_is_said_and_asked_again() {
    let context = TestContext::recorded();
    let mut browser = context.browser();
    let page = context.open(&mut browser, "").page();
    let page = browser.submit(&page, &[("loginName", "owner")]).page();
    let page = browser.submit(&page, &[("password", "wrong")]).page();
    assert_eq!(page.action, "/ui/login/password");
    assert_eq!(page.text_after("lgn-error-message"), "Password is invalid");
    code_of(&browser.submit(&page, &[("password", PASSWORD)]).away());
}

#[test]
fn an_unknown_name_and_a_wrong_password_are_one_when_the_policy_hides_names() {
    let context = TestContext::recorded();
    context.set(&json!({"ignoreUnknownUsernames": true}));
    for (name, password) in [("stranger", PASSWORD), ("owner", "wrong")] {
        let mut browser = context.browser();
        let page = context.open(&mut browser, "").page();
        let page = browser.submit(&page, &[("loginName", name)]).page();
        assert_eq!(page.action, "/ui/login/password");
        let page = browser.submit(&page, &[("password", password)]).page();
        assert_eq!(page.action, "/ui/login/loginname");
        let said = page.text_after("lgn-error-message");
        assert_eq!(said, "Username or Password is invalid");
        let typed = format!("name=\"loginName\" value=\"{name}\"");
        assert!(page.html.contains(&typed), "{}", page.html);
    }
}

#[test]
fn a_form_without_its_token_is_refused() {
    let context = TestContext::recorded();
    let mut browser = context.browser();
    let mut page = context.open(&mut browser, "").page();
    page.hidden.retain(|(name, _)| name != "gorilla.csrf.Token");
    let request = &page.hidden[0].1;
    let body = format!("authRequestID={request}&loginName=owner");
    for (token, said) in [
        ("", "CSRF token not found in request"),
        ("&gorilla.csrf.Token=AAAA", "CSRF token invalid"),
    ] {
        let reply = browser.send("POST", &page.action, &format!("{body}{token}"));
        assert_eq!(reply.status, 200);
        assert!(reply.body.contains(said), "{}", reply.body);
    }
}

#[test]
fn another_browser_cannot_go_on_with_a_sign_in() {
    let context = TestContext::recorded();
    let page = context.open(&mut context.browser(), "").page();
    let path = format!("/ui/login/login?authRequestID={}", page.hidden[1].1);
    let reply = context.browser().send("GET", &path, "");
    assert!(reply.body.contains("(EVENT-adk13)"), "{}", reply.body);
    let path = "/ui/login/login?authRequestID=1";
    let reply = context.browser().send("GET", path, "");
    assert!(reply.body.contains("(CACHE-d24aD)"), "{}", reply.body);
}

#[test]
fn a_code_is_only_for_a_finished_sign_in_and_its_browser() {
    let context = TestContext::recorded();
    let mut browser = context.browser();
    let page = context.open(&mut browser, "").page();
    let path = format!("/oauth/v2/authorize/callback?id={}", page.hidden[1].1);
    let away = browser.send("GET", &path, "");
    let away = away.header("location").unwrap();
    assert!(away.contains("error=interaction_required"), "{away}");
    let page = browser.submit(&page, &[("loginName", "owner")]).page();
    code_of(&browser.submit(&page, &[("password", PASSWORD)]).away());
    assert_eq!(browser.send("GET", &path, "").status, 302);
    for (path, id) in [
        (path.as_str(), "EVENT-adk13"),
        ("/oauth/v2/authorize/callback?id=1", "CACHE-d24aD"),
    ] {
        let reply = context.browser().send("GET", path, "");
        assert_eq!(reply.status, 400);
        assert!(reply.body.contains(id), "{}", reply.body);
    }
}

#[test]
fn who_is_signed_in_comes_straight_through_unless_the_app_asks_anew() {
    let context = TestContext::recorded();
    let mut browser = context.browser();
    browser.code(&context.client, SCOPE, "owner");
    code_of(&context.open(&mut browser, "").away());
    code_of(&context.open(&mut browser, "&prompt=none").away());
    let page = context.open(&mut browser, "&prompt=login").page();
    let page = browser.submit(&page, &[("loginName", "owner")]).page();
    assert_eq!(
        page.action, "/ui/login/password",
        "a password from before does not count"
    );
    let page = context.open(&mut browser, "&prompt=select_account").page();
    assert_eq!(page.action, "/ui/login/userselection");
    let owner = context.instance.user("owner");
    code_of(&browser.submit(&page, &[("userID", &owner)]).away());
}

#[test]
fn a_silent_request_that_needs_a_page_fails_at_the_app() {
    let context = TestContext::recorded();
    let mut browser = context.browser();
    let nobody = context.open(&mut browser, "&prompt=none").away();
    browser.code(&context.client, SCOPE, "owner");
    context.set(&json!({"passwordCheckLifetime": "0s"}));
    let too_long_ago = context.open(&mut browser, "&prompt=none").away();
    for away in [nobody, too_long_ago] {
        assert!(away.contains("error=interaction_required"), "{away}");
        assert!(away.ends_with("&state=st"), "{away}");
    }
}

#[test]
fn a_hint_skips_the_login_name() {
    let context = TestContext::recorded();
    let page = context
        .open(&mut context.browser(), "&login_hint=owner")
        .page();
    assert_eq!(page.action, "/ui/login/password");
}

#[test]
fn after_signing_out_the_account_is_to_be_chosen_and_proved_again() {
    let context = TestContext::recorded();
    let mut browser = context.browser();
    let tokens = browser.sign_in(&context.client, SCOPE, "owner");
    let reply = browser.send(
        "GET",
        &format!("/oidc/v1/end_session?id_token_hint={}", tokens.id),
        "",
    );
    assert_eq!(reply.header("location"), Some("/ui/login/logout/done"));
    assert_eq!(context.policy_status(&tokens.access), 401);
    let page = context.open(&mut browser, "").page();
    assert_eq!(page.action, "/ui/login/userselection");
    let owner = context.instance.user("owner");
    let page = browser.submit(&page, &[("userID", &owner)]).page();
    assert_eq!(page.action, "/ui/login/password");
}

#[test]
fn without_username_and_password_the_login_name_field_is_gone() {
    let context = TestContext::recorded();
    context.set(&json!({"allowUsernamePassword": false}));
    let page = context.open(&mut context.browser(), "").page();
    assert!(!page.html.contains("loginName"), "{}", page.html);
    assert!(!page.html.contains("lgn-idp"), "{}", page.html);
    assert!(page.html.contains("name=\"register\""), "{}", page.html);
}

#[test]
fn without_username_and_password_whoever_is_known_gets_no_further() {
    let context = TestContext::recorded();
    let mut browser = context.browser();
    browser.code(&context.client, SCOPE, "owner");
    context.set(&json!({"allowUsernamePassword": false}));
    let hinted = context
        .open(&mut context.browser(), "&login_hint=owner")
        .page();
    let signed_in = context.open(&mut browser, "").page();
    let select = context.open(&mut browser, "&prompt=select_account").page();
    let other = browser.submit(&select, &[("userID", "0")]).page();
    for page in [hinted, signed_in, other] {
        let said = page.text_after("lgn-error-message");
        assert_eq!(said, "Errors.Org.IdpNotExisting (LOGIN-5Hm8s)");
    }
}

#[test]
fn a_password_that_is_good_for_no_time_is_asked_for_again_and_again() {
    let context = TestContext::recorded();
    context.set(&json!({"passwordCheckLifetime": "0s"}));
    let mut browser = context.browser();
    let page = browser
        .log_in(&context.client, SCOPE, &challenge(&verifier()), "owner")
        .page();
    let page = browser.submit(&page, &[("password", PASSWORD)]).page();
    assert_eq!(page.action, "/ui/login/password");
}

#[test]
fn a_password_that_must_be_changed_is_changed() {
    let context = TestContext::recorded();
    let body = json!({
        "username": "fresh", "profile": {"givenName": "Fresh", "familyName": "Person"},
        "email": {"email": "fresh@example.com", "isVerified": true},
        "password": {"password": PASSWORD, "changeRequired": true},
    });
    context.pat("POST", "/v2/users/human", &body);
    let mut browser = context.browser();
    let page = browser
        .log_in(&context.client, SCOPE, &challenge(&verifier()), "fresh")
        .page();
    assert_eq!(page.action, "/ui/login/password/change");
    let new = |old, new| {
        // The page compares these before it sends them; the server does not.
        [
            ("change-old-password", old),
            ("change-new-password", new),
            ("change-password-confirmation", "Password3!"),
        ]
    };
    let page = browser.submit(&page, &new("wrong", "Password2!")).page();
    assert_eq!(page.text_after("lgn-error-message"), "Password is invalid");
    let page = browser.submit(&page, &new(PASSWORD, "weak")).page();
    assert_eq!(
        page.text_after("lgn-error-message"),
        "Password is too short"
    );
    let page = browser.submit(&page, &new(PASSWORD, "Password2!")).page();
    assert_eq!(page.action, "/ui/login/login");
    code_of(&browser.submit(&page, &[]).away());
}

#[test]
fn who_is_deactivated_or_deleted_is_out() {
    let context = TestContext::recorded();
    for (end, path) in [("POST", "/deactivate"), ("DELETE", "")] {
        let name = format!("temporary-{}", end.to_lowercase());
        let body = json!({
            "username": name, "profile": {"givenName": "Some", "familyName": "Body"},
            "email": {"email": "some@example.com", "isVerified": true},
            "password": {"password": PASSWORD},
        });
        let made = context.pat("POST", "/v2/users/human", &body).json();
        let id = made["userId"].as_str().unwrap();
        let member = json!({"userId": id, "roles": ["IAM_OWNER"]});
        context.pat("POST", "/admin/v1/members", &member);
        let tokens = context.browser().sign_in(&context.client, SCOPE, &name);
        assert_eq!(context.policy_status(&tokens.access), 200);
        context.pat(end, &format!("/v2/users/{id}{path}"), &Value::Null);
        assert_eq!(context.policy_status(&tokens.access), 401);
        let mut browser = context.browser();
        let page = context.open(&mut browser, "").page();
        let page = browser.submit(&page, &[("loginName", &name)]).page();
        assert_eq!(page.action, "/ui/login/loginname");
    }
}
