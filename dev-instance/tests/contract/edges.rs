//! Requests at the edges of what is taken, of which no recording tells: empty segments, contradictory
//! queries, addresses that cannot be parsed, codes and scopes that are not what they were.

use crate::client::{Instance, Reply};
use crate::context::{POLICY, TestContext};
use crate::driver::{Code, SCOPE, challenge, code_of, encode, verifier};
use dev_instance::Version;
use serde_json::{Value, json};

fn message(reply: &Reply) -> String {
    let json = reply.json();
    json["message"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_trailing_slash_is_an_empty_segment_where_one_belongs_and_no_path_elsewhere() {
    let instance = Instance::recorded(Version::V4_3);
    let factor = "type mismatch, parameter: type, error:  is not valid";
    let length = "value length must be between 1 and 200 runes, inclusive";
    for (method, path, status, expected) in [
        (
            "DELETE",
            format!("{POLICY}/multi_factors/"),
            400,
            factor.to_owned(),
        ),
        (
            "DELETE",
            format!("{POLICY}/second_factors/"),
            400,
            factor.to_owned(),
        ),
        (
            "POST",
            format!("{POLICY}/multi_factors/"),
            405,
            "Method Not Allowed".to_owned(),
        ),
        (
            "DELETE",
            format!("{POLICY}/idps/"),
            400,
            format!("invalid RemoveIDPFromLoginPolicyRequest.IdpId: {length}"),
        ),
        (
            "GET",
            "/v2/users/".to_owned(),
            400,
            format!("invalid GetUserByIDRequest.UserId: {length}"),
        ),
        ("GET", format!("{POLICY}/"), 404, "Not Found".to_owned()),
        (
            "GET",
            "/admin/v1/restrictions/".to_owned(),
            404,
            "Not Found".to_owned(),
        ),
    ] {
        let reply = instance.call(instance.pat(), method, &path, &Value::Null);
        assert_eq!(reply.status, status, "{method} {path}: {}", reply.body);
        assert_eq!(message(&reply), expected, "{method} {path}");
    }
}

#[test]
fn event_queries_that_contradict_themselves_are_refused_or_find_nothing() {
    let instance = Instance::recorded(Version::V4_3);
    let search =
        |token: &str, body: Value| instance.call(token, "POST", "/admin/v1/events/_search", &body);
    let date = "2026-11-23T20:09:58Z";
    let both = json!({"from": date, "range": {"since": date}});
    // Refused before the token is looked at.
    for token in [instance.pat(), "none"] {
        let reply = search(token, both.clone());
        assert_eq!((reply.status, &reply.json()["code"]), (400, &json!(3)));
    }
    for nothing in [
        json!({"range": {"since": "2999-01-01T00:00:00Z", "until": date}}),
        json!({"aggregateTypes": ["org"], "eventTypes": ["instance.policy.login.added"]}),
        json!({"aggregateId": instance.ready["ids"]["org"], "aggregateTypes": ["instance"]}),
    ] {
        let reply = search(instance.pat(), nothing);
        assert_eq!((reply.status, reply.json()), (200, json!({})));
    }
    // The beginning of 1970 is no date.
    let epoch = json!({"from": "1970-01-01T00:00:00Z", "limit": 1});
    let reply = search(instance.pat(), epoch).json();
    assert_eq!(reply["events"].as_array().map(Vec::len), Some(1));
}

#[test]
fn addresses_that_go_cannot_parse_are_no_default_redirect_uri() {
    for (version, id) in [(Version::V4_3, "IAM-SFdqd"), (Version::V4_13, "INST-SFdqd")] {
        let instance = Instance::recorded(version);
        let put = |uri: &str| {
            let body = json!({"defaultRedirectUri": uri});
            instance.call(instance.pat(), "PUT", POLICY, &body)
        };
        for uri in [
            "https://app.example.com/%zz",
            "https://app.example.com:port/",
            "https://app example.com/",
            "https://[::1/",
            "app:\n",
            ":app",
        ] {
            let reply = put(uri);
            assert_eq!(reply.status, 400, "{uri}: {}", reply.body);
            assert_eq!(reply.json()["details"][0]["id"], id, "{uri}");
        }
        for uri in ["https://app.example.com/?a=%zz", "app.example:/start"] {
            assert_eq!(put(uri).status, 200, "{uri}");
        }
    }
}

#[test]
fn a_renewal_may_ask_for_fewer_scopes_and_for_no_other() {
    let context = TestContext::recorded();
    let mut browser = context.browser();
    let tokens = browser.sign_in(&context.client, SCOPE, "owner");
    let mut renew = |token: &str, scope: &str| {
        let body = format!(
            "grant_type=refresh_token&refresh_token={token}&client_id={}&scope={}",
            context.client,
            encode(scope)
        );
        browser.send("POST", "/oauth/v2/token", &body)
    };
    let wider = renew(&tokens.refresh, "openid address");
    assert_eq!(wider.status, 400);
    assert_eq!(wider.json(), json!({"error": "invalid_scope"}));
    // The refused renewal has not spent the token.
    assert_eq!(renew(&tokens.refresh, "openid profile").status, 200);
}

#[test]
fn a_sign_in_gives_tokens_once_whatever_codes_it_gave() {
    let context = TestContext::recorded();
    let mut browser = context.browser();
    let verifier = verifier();
    let page = context
        .open_with(&mut browser, &challenge(&verifier), "")
        .page();
    let callback = format!("/oauth/v2/authorize/callback?id={}", page.hidden[1].1);
    let page = browser.submit(&page, &[("loginName", "owner")]).page();
    let away = browser.submit(&page, &[("password", crate::driver::PASSWORD)]);
    let first = code_of(&away.away());
    let second = code_of(
        browser
            .send("GET", &callback, "")
            .header("location")
            .unwrap(),
    );
    let mut exchange = |code: &str| {
        let code = Code {
            code: code.to_owned(),
            verifier: verifier.clone(),
        };
        browser.try_exchange(&context.client, &code)
    };
    let spent = json!({
        "error": "invalid_request",
        "error_description": "Errors.AuthRequest.NotFound",
    });
    // The second code took the place of the first.
    let reply = exchange(&first);
    assert_eq!((reply.status, reply.json()), (404, spent.clone()));
    assert_eq!(exchange(&second).status, 200);
    let reply = exchange(&second);
    assert_eq!((reply.status, reply.json()), (404, spent));
    let reply = browser.send("GET", &callback, "");
    assert_eq!(reply.status, 400);
    assert!(reply.body.contains("CACHE-d24aD"), "{}", reply.body);
}
