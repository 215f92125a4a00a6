//! The token endpoint: what is sent to it, and every way it may answer.

use http::Method;
use oauth2_pkce::{
    AccessToken, AuthError, HttpError, LocalPath, RequestOptions, SignIn, SignedIn, UserInfoError,
};
use pollster::block_on;
use serde_json::{Value, json};

use crate::support::ports::{json_answer, text_answer, url};
use crate::support::tokens::TokenShape;
use crate::support::{
    ACCESS_TOKEN, CLIENT, NOW, REFRESH_TOKEN, SCOPES, SUBJECT, World, query_of, token_answer,
};

/// Signs in with an honest token in an answer changed like this.
fn sign_in(change: impl FnOnce(&mut Value)) -> Result<SignedIn, AuthError> {
    let world = World::new();
    let redirect = world.leave(SignIn::to(LocalPath::root()));
    let shape = TokenShape::honest(&query_of(redirect.url.as_str(), "nonce"));
    let mut answer = token_answer(&shape.write());
    change(&mut answer);
    world.ports.answer("/token", json_answer(200, &answer));
    world.arrive(&redirect)
}

fn code_of(result: Result<SignedIn, AuthError>) -> &'static str {
    match result {
        Ok(_) => "OK",
        Err(error) => error.code(),
    }
}

#[test]
fn t1_the_exchange_is_a_form_with_the_verifier_and_no_secret() {
    let world = World::new();
    let redirect = world.leave(SignIn::to(LocalPath::root()));
    let kept: Value = serde_json::from_str(&redirect.transaction.to_json()).expect("JSON");
    world.ports.answer("/token", json_answer(500, &json!({})));
    assert!(world.arrive(&redirect).is_err());
    let expected = [
        ("grant_type", "authorization_code"),
        ("code", "code-1"),
        ("code_verifier", kept["verifier"].as_str().expect("text")),
        ("client_id", CLIENT),
        ("redirect_uri", "https://app.example/auth/callback"),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(world.ports.last_form(), expected);
    assert_eq!(world.ports.asked(), ["keys", "token"]);
    let requests = world.ports.requests.borrow();
    assert_eq!(requests[1].method(), Method::POST);
    let mut names: Vec<&str> = requests[1]
        .headers()
        .keys()
        .map(|name| name.as_str())
        .collect();
    names.sort_unstable();
    assert_eq!(names, ["accept", "content-type"]);
}

#[test]
fn an_honest_answer_gives_every_token() {
    let tokens = sign_in(|_| {}).expect("signed in").tokens;
    assert_eq!(tokens.access_token().secret(), ACCESS_TOKEN);
    assert_eq!(
        tokens.refresh_token().map(|token| token.secret().as_str()),
        Some(REFRESH_TOKEN)
    );
    assert!(tokens.id_token().is_some());
    assert_eq!(tokens.lifetime().expires_at(), Some(NOW + 43_199.0));
    assert_eq!(tokens.scopes(), SCOPES);
}

#[test]
fn z9_a_session_without_refresh_token_is_possible() {
    let signed_in = sign_in(|answer| answer["refresh_token"] = Value::Null).expect("signed in");
    assert!(signed_in.tokens.refresh_token().is_none());
}

#[test]
fn t3_the_token_type_is_compared_without_case() {
    for (kind, code) in [
        (json!("bearer"), "OK"),
        (json!("BEARER"), "OK"),
        (json!("DPoP"), "AUTH-TOKENRESP"),
        (json!("mac"), "AUTH-TOKENRESP"),
        (Value::Null, "AUTH-TOKENRESP"),
    ] {
        assert_eq!(code_of(sign_in(|answer| answer["token_type"] = kind)), code);
    }
}

#[test]
fn t4_the_lifetime_may_be_missing_or_strange() {
    for (value, lifetime) in [
        (json!(3_600), Some(3_600.0)),
        (json!("3600"), Some(3_600.0)),
        (json!(3_600.5), Some(3_600.5)),
        (json!(1e12), Some(366.0 * 86_400.0)),
        (json!(0), None),
        (json!(-1), None),
        (json!("-1"), None),
        (json!("soon"), None),
        (json!([60]), None),
        (Value::Null, None),
    ] {
        let signed_in = sign_in(|answer| answer["expires_in"] = value.clone());
        let end = signed_in.expect("signed in").tokens.lifetime().expires_at();
        assert_eq!(end, lifetime.map(|seconds| NOW + seconds), "{value}");
    }
}

#[test]
fn t5_fewer_scopes_may_be_granted() {
    let signed_in = sign_in(|answer| answer["scope"] = json!("openid profile"));
    let signed_in = signed_in.expect("signed in");
    assert_eq!(signed_in.tokens.scopes(), "openid profile");
    assert_eq!(signed_in.binding.scopes(), "openid profile");
}

#[test]
fn t6_an_answer_without_id_token_is_refused() {
    for value in [Value::Null, json!(""), json!(7)] {
        let result = sign_in(|answer| answer["id_token"] = value);
        assert_eq!(code_of(result), "AUTH-TOKENRESP");
    }
}

#[test]
fn an_access_token_that_cannot_stand_in_a_header_is_refused() {
    for value in [
        Value::Null,
        json!(""),
        json!("a b"),
        json!("a\r\nX: y"),
        json!("ü"),
        json!(1),
    ] {
        let result = sign_in(|answer| answer["access_token"] = value);
        assert_eq!(code_of(result), "AUTH-TOKENRESP");
    }
}

#[test]
fn s07_every_other_answer_has_its_code() {
    let oauth = |status, error: &str| {
        json_answer(
            status,
            &json!({ "error": error, "error_description": "Errors.X" }),
        )
    };
    let html = |status| text_answer(status, "text/html", "<html>wait</html>");
    for (answer, code) in [
        (oauth(400, "invalid_grant"), "AUTH-CODE"),
        (oauth(400, "invalid_request"), "AUTH-CODE"),
        (oauth(404, "invalid_request"), "AUTH-CODE"),
        (oauth(400, "something_new"), "AUTH-CODE"),
        (oauth(400, "invalid_client"), "AUTH-CLIENTCFG"),
        (oauth(401, "invalid_client"), "AUTH-CLIENTCFG"),
        (oauth(401, "something_new"), "AUTH-CLIENTCFG"),
        (oauth(400, "unauthorized_client"), "AUTH-CLIENTCFG"),
        (oauth(400, "unsupported_grant_type"), "AUTH-CLIENTCFG"),
        (oauth(429, "slow_down"), "AUTH-OP"),
        (oauth(408, "invalid_request"), "AUTH-OP"),
        (oauth(500, "server_error"), "AUTH-OP"),
        (html(500), "AUTH-OP"),
        (html(502), "AUTH-OP"),
        (html(403), "AUTH-TOKENRESP"),
        (html(404), "AUTH-TOKENRESP"),
        (html(200), "AUTH-TOKENRESP"),
        (html(307), "AUTH-TOKENRESP"),
        (text_answer(200, "application/json", ""), "AUTH-TOKENRESP"),
        (text_answer(200, "application/json", "[]"), "AUTH-TOKENRESP"),
        (text_answer(200, "application/json", "{}"), "AUTH-TOKENRESP"),
    ] {
        let world = World::new();
        let redirect = world.leave(SignIn::to(LocalPath::root()));
        let status = answer.status();
        world.ports.answer("/token", answer);
        assert_eq!(code_of(world.arrive(&redirect)), code, "{status}");
        assert_eq!(
            world.ports.asked(),
            ["keys", "token"],
            "nothing else is asked"
        );
    }
}

#[test]
fn s07_no_answer_is_a_matter_of_the_network_and_the_code_is_not_sent_again() {
    for error in [
        HttpError::Unreachable,
        HttpError::TimedOut,
        HttpError::CutOff { status: 200 },
    ] {
        let world = World::new();
        let redirect = world.leave(SignIn::to(LocalPath::root()));
        world.ports.fail("/token", error);
        assert_eq!(code_of(world.arrive(&redirect)), "AUTH-NET");
        assert_eq!(world.ports.count("/token"), 1);
    }
}

#[test]
fn t7_a_refused_id_token_leads_to_no_request_but_the_revocation() {
    let world = World::new();
    assert!(world.sign_in(|t| t.falsify("nonce")).is_err());
    assert_eq!(world.ports.asked(), ["keys", "token", "revoke"]);
}

#[test]
fn b11_userinfo_is_asked_with_a_bearer_header() {
    let world = World::new();
    let answer = json!({ "sub": SUBJECT, "name": "Owner", "email": 1 });
    world.ports.answer("/userinfo", json_answer(200, &answer));
    let token = AccessToken::new(ACCESS_TOKEN.to_owned());
    let info = block_on(world.client.user_info(&token, SUBJECT));
    let info = info.expect("user info");
    assert_eq!(info.name.as_deref(), Some("Owner"));
    assert_eq!(info.email, None);
    let requests = world.ports.requests.borrow();
    assert!(!url(&requests[0]).contains(ACCESS_TOKEN));
    let header = requests[0]
        .headers()
        .get("authorization")
        .expect("a header");
    assert_eq!(*header, format!("Bearer {ACCESS_TOKEN}"));
    assert!(header.is_sensitive());
}

#[test]
fn b13_userinfo_about_somebody_else_is_dropped() {
    let ask = |answer| {
        let world = World::new();
        world.ports.answer("/userinfo", answer);
        let token = AccessToken::new(ACCESS_TOKEN.to_owned());
        block_on(world.client.user_info(&token, SUBJECT)).map(|_| ())
    };
    let other = json!({ "sub": format!("{SUBJECT}1"), "name": "Eve" });
    assert_eq!(
        ask(json_answer(200, &other)),
        Err(UserInfoError::OtherSubject)
    );
    assert_eq!(
        ask(json_answer(200, &json!({ "name": "Eve" }))),
        Err(UserInfoError::OtherSubject)
    );
    assert_eq!(
        ask(json_answer(401, &json!({}))),
        Err(UserInfoError::TokenRefused)
    );
    assert_eq!(
        ask(json_answer(403, &json!({}))),
        Err(UserInfoError::Status(403))
    );
    let signed = text_answer(200, "application/jwt", "a.b.c");
    assert_eq!(ask(signed), Err(UserInfoError::NotJson));
}

#[test]
fn the_keys_come_before_the_code_is_spent() {
    for answer in [
        Err(HttpError::Unreachable),
        Ok(text_answer(500, "text/html", "<html>")),
        Ok(json_answer(200, &json!({ "keys": 1 }))),
    ] {
        let world = World::new();
        let redirect = world.leave(SignIn::to(LocalPath::root()));
        world.ports.answer_in_turn("/keys", vec![answer]);
        assert!(world.arrive(&redirect).is_err());
        assert_eq!(world.ports.asked(), ["keys"]);
    }
}

#[test]
fn the_refresh_token_of_a_refused_sign_in_is_revoked() {
    for change in [
        |t: &mut TokenShape| t.falsify("nonce"),
        |t: &mut TokenShape| t.falsify("aud"),
        |t: &mut TokenShape| t.header["alg"] = json!("none"),
    ] {
        let world = World::new();
        let error = world.sign_in(|t| {
            t.set("aud", CLIENT);
            change(t);
        });
        assert!(error.is_err());
        let expected = [
            ("token", REFRESH_TOKEN),
            ("token_type_hint", "refresh_token"),
            ("client_id", CLIENT),
        ];
        let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(world.ports.last_form(), expected);
        assert!(world.ports.last_options().keepalive);
    }
}

#[test]
fn a_revocation_that_fails_does_not_hide_why_the_sign_in_was_refused() {
    let world = World::new();
    world.ports.fail("/revoke", HttpError::TimedOut);
    let error = world.sign_in(|t| t.falsify("nonce")).expect_err("refused");
    assert_eq!(error.code(), "AUTH-IDT-NONCE");
    assert_eq!(world.ports.count("/revoke"), 1);
}

#[test]
fn a_refused_sign_in_without_refresh_token_revokes_nothing() {
    let world = World::new();
    let redirect = world.leave(SignIn::to(LocalPath::root()));
    let answer = json!({ "access_token": ACCESS_TOKEN, "token_type": "Bearer" });
    world.ports.answer("/token", json_answer(200, &answer));
    assert_eq!(code_of(world.arrive(&redirect)), "AUTH-TOKENRESP");
    assert_eq!(world.ports.asked(), ["keys", "token"]);
}

#[test]
fn an_answer_with_both_error_and_tokens_is_refused_and_revoked() {
    let world = World::new();
    let redirect = world.leave(SignIn::to(LocalPath::root()));
    let shape = TokenShape::honest(&query_of(redirect.url.as_str(), "nonce"));
    for error in [json!("invalid_grant"), json!(""), json!(7)] {
        let mut answer = token_answer(&shape.write());
        answer["error"] = error;
        world.ports.answer("/token", json_answer(200, &answer));
        assert_eq!(code_of(world.arrive(&redirect)), "AUTH-TOKENRESP");
    }
    assert_eq!(world.ports.count("/revoke"), 3);
    let mut answer = token_answer(&shape.write());
    answer["error"] = Value::Null;
    world.ports.answer("/token", json_answer(200, &answer));
    assert_eq!(code_of(world.arrive(&redirect)), "OK");
}

#[test]
fn a_repeated_member_makes_the_answer_unreadable() {
    let world = World::new();
    let redirect = world.leave(SignIn::to(LocalPath::root()));
    let shape = TokenShape::honest(&query_of(redirect.url.as_str(), "nonce"));
    let text = token_answer(&shape.write()).to_string();
    for member in ["access_token", "\\u0069d_token", "token_type"] {
        let twice = text.replacen('{', &format!("{{\"{member}\":\"Bearer\","), 1);
        let answer = text_answer(200, "application/json", &twice);
        world.ports.answer("/token", answer);
        assert_eq!(
            code_of(world.arrive(&redirect)),
            "AUTH-TOKENRESP",
            "{member}"
        );
    }
}

#[test]
fn an_answer_that_does_not_call_itself_json_is_refused() {
    let world = World::new();
    let redirect = world.leave(SignIn::to(LocalPath::root()));
    let shape = TokenShape::honest(&query_of(redirect.url.as_str(), "nonce"));
    let text = token_answer(&shape.write()).to_string();
    for (kind, code) in [
        ("text/html", "AUTH-TOKENRESP"),
        ("text/plain", "AUTH-TOKENRESP"),
        ("Application/JSON;charset=UTF-8", "OK"),
    ] {
        world.ports.answer("/token", text_answer(200, kind, &text));
        assert_eq!(code_of(world.arrive(&redirect)), code, "{kind}");
    }
}

#[test]
fn a_port_may_stop_reading_at_the_limit_it_is_given() {
    let world = World::new();
    let redirect = world.leave(SignIn::to(LocalPath::root()));
    world.ports.fail("/token", HttpError::TooLarge);
    assert_eq!(code_of(world.arrive(&redirect)), "AUTH-TOKENRESP");
    let limits: Vec<usize> = world
        .ports
        .requests
        .borrow()
        .iter()
        .map(|request| request.extensions().get::<RequestOptions>())
        .map(|options| options.expect("options").max_body_bytes)
        .collect();
    assert_eq!(limits, [1 << 20, 1 << 18]);

    let world = World::new();
    let redirect = world.leave(SignIn::to(LocalPath::root()));
    world.ports.fail("/keys", HttpError::TooLarge);
    assert_eq!(code_of(world.arrive(&redirect)), "AUTH-DISCOVERY");
}
