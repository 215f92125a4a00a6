//! The sign-in pages as a browser meets them, and what the tokens that come of them are worth.

use crate::client::{Instance, Reply};
use crate::driver::{Arrived, Browser, Code, PASSWORD, SCOPE, challenge, code_of, verifier};
use base64::Engine as _;
use serde_json::{Value, json};

const POLICY: &str = "/admin/v1/policies/login";

struct Stage {
    instance: Instance,
    client: String,
}

impl Stage {
    fn bare() -> Self {
        Self::on(Instance::bare())
    }

    fn furnished() -> Self {
        Self::on(Instance::start(false, 0))
    }

    fn on(instance: Instance) -> Self {
        let client = instance.ready["clientId"].as_str().unwrap().to_owned();
        Self { instance, client }
    }

    fn pat(&self, method: &str, path: &str, body: &Value) -> Reply {
        let reply = self.instance.call(self.instance.pat(), method, path, body);
        assert_eq!(reply.status, 200, "{method} {path}: {}", reply.body);
        reply
    }

    /// Changes these members of the policy and leaves the rest.
    fn set(&self, changes: &Value) {
        let mut policy = self.pat("GET", POLICY, &Value::Null).json()["policy"].take();
        for (name, value) in changes.as_object().unwrap() {
            policy[name] = value.clone();
        }
        self.pat("PUT", POLICY, &policy);
    }

    fn without_second_factors(&self) {
        for number in 1..=2 {
            let path = format!("{POLICY}/second_factors/{number}");
            self.pat("DELETE", &path, &Value::Null);
        }
    }

    fn browser(&self) -> Browser<'_> {
        Browser::new(&self.instance)
    }

    fn open(&self, browser: &mut Browser<'_>, more: &str) -> Arrived {
        browser.authorize(&self.client, SCOPE, &challenge(&verifier()), more)
    }

    fn log_in(&self, name: &str) -> Arrived {
        self.browser()
            .log_in(&self.client, SCOPE, &challenge(&verifier()), name)
    }

    fn policy_status(&self, token: &str) -> u16 {
        self.instance
            .call(token, "GET", POLICY, &Value::Null)
            .status
    }
}

fn claims(id_token: &str) -> Value {
    let engine = base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let part = id_token.split('.').nth(1).unwrap();
    serde_json::from_slice(&engine.decode(part).unwrap()).unwrap()
}

/// The six digits of RFC 6238 for now, worked out apart from the stand-in.
fn totp(secret: &str) -> String {
    use hmac::{Hmac, Mac as _};
    const LETTERS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bits: String = secret
        .chars()
        .map(|letter| format!("{:05b}", LETTERS.find(letter).unwrap()))
        .collect();
    let key: Vec<u8> = (0..bits.len() / 8)
        .map(|index| u8::from_str_radix(&bits[index * 8..index * 8 + 8], 2).unwrap())
        .collect();
    #[expect(
        clippy::disallowed_methods,
        reason = "tests run on a machine, never in a browser"
    )]
    let now = std::time::SystemTime::now();
    let seconds = now.duration_since(std::time::UNIX_EPOCH).unwrap().as_secs();
    let mut mac = Hmac::<sha1::Sha1>::new_from_slice(&key).unwrap();
    mac.update(&(seconds / 30).to_be_bytes());
    let hash = mac.finalize().into_bytes();
    let at = usize::from(hash[19] & 15);
    let number = u32::from_be_bytes(hash[at..at + 4].try_into().unwrap()) & 0x7fff_ffff;
    format!("{:06}", number % 1_000_000)
}

#[test]
fn every_form_of_a_login_name_leads_in() {
    let stage = Stage::bare();
    for name in [
        "owner",
        "OWNER",
        "owner@zitadel.localhost",
        "owner@example.com",
    ] {
        code_of(&stage.log_in(name).away());
    }
}

#[test]
fn a_mail_address_is_no_login_name_when_the_policy_says_so() {
    let stage = Stage::bare();
    stage.set(&json!({"disableLoginWithEmail": true}));
    let mut browser = stage.browser();
    let page = stage.open(&mut browser, "").page();
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
    let stage = Stage::bare();
    let mut browser = stage.browser();
    let page = stage.open(&mut browser, "").page();
    let page = browser.submit(&page, &[("loginName", "owner")]).page();
    let page = browser.submit(&page, &[("password", "wrong")]).page();
    assert_eq!(page.action, "/ui/login/password");
    assert!(page.html.contains("lgn-error-message"));
    code_of(&browser.submit(&page, &[("password", PASSWORD)]).away());
}

#[test]
fn an_unknown_name_is_asked_for_a_password_when_the_policy_hides_it() {
    let stage = Stage::bare();
    stage.set(&json!({"ignoreUnknownUsernames": true}));
    let mut browser = stage.browser();
    let page = stage.open(&mut browser, "").page();
    let page = browser.submit(&page, &[("loginName", "stranger")]).page();
    assert_eq!(page.action, "/ui/login/password");
    let page = browser.submit(&page, &[("password", PASSWORD)]).page();
    assert_eq!(page.action, "/ui/login/password");
}

#[test]
fn a_form_without_its_token_is_refused() {
    let stage = Stage::bare();
    let mut browser = stage.browser();
    let mut page = stage.open(&mut browser, "").page();
    page.hidden.retain(|(name, _)| name != "gorilla.csrf.Token");
    let request = &page.hidden[0].1;
    let body = format!("authRequestID={request}&loginName=owner");
    let reply = browser.send("POST", &page.action, &body);
    assert_eq!(reply.status, 403);
}

#[test]
fn another_browser_cannot_go_on_with_a_sign_in() {
    let stage = Stage::bare();
    let page = stage.open(&mut stage.browser(), "").page();
    let path = format!("/ui/login/login?authRequestID={}", page.hidden[1].1);
    let reply = stage.browser().send("GET", &path, "");
    assert!(
        reply.body.contains("Auth Request could not be found"),
        "{}",
        reply.body
    );
}

#[test]
fn who_is_signed_in_comes_straight_through_unless_the_app_asks_anew() {
    let stage = Stage::bare();
    let mut browser = stage.browser();
    browser.code(&stage.client, SCOPE, "owner");
    code_of(&stage.open(&mut browser, "").away());
    code_of(&stage.open(&mut browser, "&prompt=none").away());
    let page = stage.open(&mut browser, "&prompt=login").page();
    let page = browser.submit(&page, &[("loginName", "owner")]).page();
    assert_eq!(
        page.action, "/ui/login/password",
        "a password from before does not count"
    );
    let page = stage.open(&mut browser, "&prompt=select_account").page();
    assert_eq!(page.action, "/ui/login/userselection");
    let owner = stage.instance.user("owner");
    code_of(&browser.submit(&page, &[("userID", &owner)]).away());
}

#[test]
fn a_silent_request_without_a_session_fails_at_the_app() {
    let stage = Stage::bare();
    let away = stage.open(&mut stage.browser(), "&prompt=none").away();
    assert!(away.contains("error=login_required"), "{away}");
    assert!(away.ends_with("&state=st"), "{away}");
}

#[test]
fn a_hint_skips_the_login_name() {
    let stage = Stage::bare();
    let page = stage.open(&mut stage.browser(), "&login_hint=owner").page();
    assert_eq!(page.action, "/ui/login/password");
}

#[test]
fn after_signing_out_the_account_is_to_be_chosen_and_proved_again() {
    let stage = Stage::bare();
    let mut browser = stage.browser();
    let tokens = browser.sign_in(&stage.client, SCOPE, "owner");
    let reply = browser.send(
        "GET",
        &format!("/oidc/v1/end_session?id_token_hint={}", tokens.id),
        "",
    );
    assert_eq!(reply.header("location"), Some("/ui/login/logout/done"));
    assert_eq!(stage.policy_status(&tokens.access), 401);
    let page = stage.open(&mut browser, "").page();
    assert_eq!(page.action, "/ui/login/userselection");
    let owner = stage.instance.user("owner");
    let page = browser.submit(&page, &[("userID", &owner)]).page();
    assert_eq!(page.action, "/ui/login/password");
}

#[test]
fn without_username_and_password_the_login_name_field_is_gone() {
    let stage = Stage::bare();
    stage.set(&json!({"allowUsernamePassword": false}));
    let page = stage.open(&mut stage.browser(), "").page();
    assert!(!page.html.contains("loginName"), "{}", page.html);
    assert!(!page.html.contains("lgn-idp"), "{}", page.html);
}

#[test]
fn providers_are_buttons_and_the_only_one_is_gone_to_at_once() {
    let stage = Stage::furnished();
    let page = stage.open(&mut stage.browser(), "").page();
    assert_eq!(page.html.matches("class=\"lgn-idp\"").count(), 3);
    stage.set(&json!({"allowUsernamePassword": false}));
    let page = stage.open(&mut stage.browser(), "").page();
    assert_eq!(page.html.matches("class=\"lgn-idp\"").count(), 3);
    assert!(!page.html.contains("loginName"));
    for kind in ["google", "azure"] {
        let id = stage.instance.ready["ids"]["idps"][kind].as_str().unwrap();
        stage.pat("DELETE", &format!("{POLICY}/idps/{id}"), &Value::Null);
    }
    let away = stage.open(&mut stage.browser(), "").away();
    assert!(away.starts_with("https://keycloak.example.com/"), "{away}");
}

#[test]
fn a_linked_account_is_sent_to_its_provider() {
    let stage = Stage::furnished();
    let mut browser = stage.browser();
    let page = stage.open(&mut browser, "").page();
    let away = browser
        .submit(&page, &[("loginName", "linked-owner")])
        .away();
    assert!(away.starts_with("https://keycloak.example.com/"), "{away}");
}

#[test]
fn a_passkey_is_asked_for_and_without_passkeys_a_password_never_set() {
    let stage = Stage::furnished();
    let mut browser = stage.browser();
    let page = stage.open(&mut browser, "").page();
    let page = browser
        .submit(&page, &[("loginName", "passkey-owner")])
        .page();
    assert_eq!(page.action, "/ui/login/login/passwordless");
    assert!(
        !page.html.contains("passwordlogin"),
        "they have no password"
    );
    stage.set(&json!({"passwordlessType": "PASSWORDLESS_TYPE_NOT_ALLOWED"}));
    let page = stage.open(&mut browser, "").page();
    let page = browser
        .submit(&page, &[("loginName", "passkey-owner")])
        .page();
    assert_eq!(page.action, "/ui/login/password");
}

#[test]
fn a_code_of_the_authenticator_app_is_asked_for_and_counts() {
    let stage = Stage::furnished();
    stage.set(&json!({"forceMfa": true}));
    let mut browser = stage.browser();
    let verifier = verifier();
    let page = browser
        .log_in(&stage.client, SCOPE, &challenge(&verifier), "app-owner")
        .page();
    assert_eq!(page.action, "/ui/login/mfa/verify");
    let page = browser.submit(&page, &[("code", "000")]).page();
    assert_eq!(page.text_after("lgn-error-message"), "Invalid code");
    let code = totp(
        stage.instance.ready["totpSecrets"]["app-owner"]
            .as_str()
            .unwrap(),
    );
    let away = browser.submit(&page, &[("code", &code)]).away();
    let code = code_of(&away);
    let tokens = browser.exchange(&stage.client, &Code { code, verifier });
    assert_eq!(claims(&tokens.id)["amr"], json!(["pwd", "otp", "mfa"]));
    assert_eq!(stage.policy_status(&tokens.access), 200);
}

#[test]
fn who_is_forced_sets_an_authenticator_app_up_and_gets_in() {
    let stage = Stage::bare();
    stage.set(&json!({"forceMfa": true}));
    let mut browser = stage.browser();
    let verifier = verifier();
    let page = browser
        .log_in(&stage.client, SCOPE, &challenge(&verifier), "owner")
        .page();
    assert_eq!(page.action, "/ui/login/mfa/prompt");
    assert!(page.html.contains("id=\"0\"") && page.html.contains("id=\"1\""));
    assert!(!page.html.contains("name=\"skip\""));
    let page = browser.submit(&page, &[("provider", "0")]).page();
    assert_eq!(page.action, "/ui/login/mfa/init/verify");
    let secret = page.text_after("<span id=\"secret\"").to_owned();
    let again = browser.submit(&page, &[("code", "000")]).page();
    assert_eq!(again.text_after("<span id=\"secret\""), secret);
    let page = browser.submit(&again, &[("code", &totp(&secret))]).page();
    assert_eq!(page.action, "/ui/login/login");
    let code = code_of(&browser.submit(&page, &[]).away());
    let tokens = browser.exchange(&stage.client, &Code { code, verifier });
    assert_eq!(claims(&tokens.id)["amr"], json!(["pwd", "otp", "mfa"]));
    assert_eq!(stage.policy_status(&tokens.access), 200);
    let path = "/auth/v1/users/me/auth_factors/_search";
    let factors = stage
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
    let stage = Stage::bare();
    stage.set(&json!({"forceMfa": true}));
    stage.pat(
        "DELETE",
        &format!("{POLICY}/second_factors/2"),
        &Value::Null,
    );
    let page = stage.log_in("owner").page();
    assert_eq!(page.action, "/ui/login/mfa/init/verify");
}

#[test]
fn who_is_forced_with_nothing_to_set_up_is_refused() {
    let stage = Stage::bare();
    stage.set(&json!({"forceMfa": true}));
    stage.without_second_factors();
    let page = stage.log_in("owner").page();
    let said = page.text_after("lgn-error-message");
    assert!(said.ends_with("(LOGIN-5Hm8s)"), "{said}");
}

#[test]
fn an_invitation_that_may_be_skipped_is_skipped_for_a_while() {
    let stage = Stage::bare();
    stage.set(&json!({"mfaInitSkipLifetime": "3600s"}));
    let mut browser = stage.browser();
    let page = browser
        .log_in(&stage.client, SCOPE, &challenge(&verifier()), "owner")
        .page();
    assert_eq!(page.action, "/ui/login/mfa/prompt");
    code_of(&browser.submit(&page, &[("skip", "true")]).away());
    code_of(&stage.log_in("owner").away());
}

#[test]
fn a_password_that_is_good_for_no_time_is_asked_for_again_and_again() {
    let stage = Stage::bare();
    stage.set(&json!({"passwordCheckLifetime": "0s"}));
    let mut browser = stage.browser();
    let page = browser
        .log_in(&stage.client, SCOPE, &challenge(&verifier()), "owner")
        .page();
    let page = browser.submit(&page, &[("password", PASSWORD)]).page();
    assert_eq!(page.action, "/ui/login/password");
}

#[test]
fn a_password_that_must_be_changed_is_changed() {
    let stage = Stage::bare();
    let body = json!({
        "username": "fresh", "profile": {"givenName": "Fresh", "familyName": "Person"},
        "email": {"email": "fresh@example.com", "isVerified": true},
        "password": {"password": PASSWORD, "changeRequired": true},
    });
    stage.pat("POST", "/v2/users/human", &body);
    let mut browser = stage.browser();
    let page = browser
        .log_in(&stage.client, SCOPE, &challenge(&verifier()), "fresh")
        .page();
    assert_eq!(page.action, "/ui/login/password/change");
    let new = |again| {
        [
            ("change-old-password", PASSWORD),
            ("change-new-password", "Password2!"),
            ("change-password-confirmation", again),
        ]
    };
    let page = browser.submit(&page, &new("Password3!")).page();
    assert_eq!(
        page.text_after("lgn-error-message"),
        "Passwords do not match"
    );
    let page = browser.submit(&page, &new("Password2!")).page();
    assert_eq!(page.action, "/ui/login/login");
    code_of(&browser.submit(&page, &[]).away());
}

#[test]
fn who_is_deactivated_or_deleted_is_out() {
    let stage = Stage::bare();
    for (end, path) in [("POST", "/deactivate"), ("DELETE", "")] {
        let name = format!("temporary-{}", end.to_lowercase());
        let body = json!({
            "username": name, "profile": {"givenName": "Some", "familyName": "Body"},
            "email": {"email": "some@example.com", "isVerified": true},
            "password": {"password": PASSWORD},
        });
        let made = stage.pat("POST", "/v2/users/human", &body).json();
        let id = made["userId"].as_str().unwrap();
        let member = json!({"userId": id, "roles": ["IAM_OWNER"]});
        stage.pat("POST", "/admin/v1/members", &member);
        let tokens = stage.browser().sign_in(&stage.client, SCOPE, &name);
        assert_eq!(stage.policy_status(&tokens.access), 200);
        stage.pat(end, &format!("/v2/users/{id}{path}"), &Value::Null);
        assert_eq!(stage.policy_status(&tokens.access), 401);
        let mut browser = stage.browser();
        let page = stage.open(&mut browser, "").page();
        let page = browser.submit(&page, &[("loginName", &name)]).page();
        assert_eq!(page.action, "/ui/login/loginname");
    }
}

#[test]
fn the_means_of_people_are_told_apart() {
    let stage = Stage::furnished();
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
            stage.instance.user(name)
        );
        let told = stage.pat("GET", &path, &Value::Null).json();
        assert_eq!(told["authMethodTypes"], methods, "{name}");
    }
}
