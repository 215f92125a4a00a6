//! Renewal: what keeps a session alive, what ends it, and what decides nothing.

use http::Response;
use oauth2_pkce::{
    AuthError, Client, EndReason, HttpError, IdTokenError, RefreshOutcome, RefreshToken, Refreshed,
    Retry, RetryReason, SessionRecord, SignedIn, TrustedAud,
};
use pollster::block_on;
use serde_json::{Value, json};

use crate::support::ports::{json_answer, text_answer};
use crate::support::tokens::TokenShape;
use crate::support::{CLIENT, NOW, PROJECT, REFRESH_TOKEN, SUBJECT, World};

/// Somebody signed in, an hour ago.
struct Session {
    world: World,
    signed_in: SignedIn,
    nonce: String,
}

impl Session {
    fn new() -> Session {
        Session::with(|_| {})
    }

    /// The first ID token was changed like this.
    fn with(change: impl FnOnce(&mut TokenShape)) -> Session {
        let world = World::new();
        let mut nonce = String::new();
        let signed_in = world.sign_in(|t| {
            nonce = t.claims["nonce"].as_str().expect("a nonce").to_owned();
            change(t);
        });
        let signed_in = signed_in.expect("signed in");
        world.ports.now.set(NOW + 3_600.0);
        Session {
            world,
            signed_in,
            nonce,
        }
    }

    fn renew(&self) -> RefreshOutcome {
        let token = RefreshToken::new(REFRESH_TOKEN.to_owned());
        block_on(self.world.client.refresh(&token, &self.signed_in.binding))
    }

    fn renew_with(&self, answer: Response<String>) -> RefreshOutcome {
        self.world.ports.answer("/token", answer);
        self.renew()
    }

    /// Renews with an honest ID token changed like this, as ZITADEL sends it: the first nonce,
    /// the first `auth_time`, a new `iat`.
    fn renew_token(&self, change: impl FnOnce(&mut TokenShape)) -> RefreshOutcome {
        let mut shape = TokenShape::honest(&self.nonce);
        shape.set("iat", NOW + 3_600.0);
        shape.set("exp", NOW + 3_600.0 + 43_200.0);
        change(&mut shape);
        self.renew_with(json_answer(200, &answer(Some(&shape.write()))))
    }
}

fn answer(id_token: Option<&str>) -> Value {
    json!({
        "access_token": "access-token-2",
        "token_type": "Bearer",
        "refresh_token": "refresh-token-2",
        "expires_in": 43_199,
        "id_token": id_token
    })
}

fn renewed(renewal: RefreshOutcome) -> Box<Refreshed> {
    match renewal {
        RefreshOutcome::Refreshed(renewed) => renewed,
        other => panic!("{other:?}"),
    }
}

fn ended(renewal: RefreshOutcome) -> EndReason {
    match renewal {
        RefreshOutcome::Ended(reason) => reason,
        other => panic!("{other:?}"),
    }
}

fn later(renewal: RefreshOutcome) -> Retry {
    match renewal {
        RefreshOutcome::Retry(retry) => retry,
        other => panic!("{other:?}"),
    }
}

fn refresh_token_of(renewed: &Refreshed) -> Option<&str> {
    renewed
        .tokens
        .refresh_token()
        .map(|token| token.secret().as_str())
}

#[test]
fn f01_new_tokens_replace_the_old_ones() {
    let session = Session::new();
    let renewed = renewed(session.renew_token(|_| {}));
    assert_eq!(renewed.tokens.access_token().secret(), "access-token-2");
    assert_eq!(refresh_token_of(&renewed), Some("refresh-token-2"));
    assert_eq!(
        renewed.tokens.lifetime().expires_at(),
        Some(NOW + 3_600.0 + 43_199.0)
    );
    assert_eq!(
        renewed
            .claims
            .as_ref()
            .map(|claims| claims.subject.as_str()),
        Some(SUBJECT)
    );
    let expected = [
        ("grant_type", "refresh_token"),
        ("refresh_token", REFRESH_TOKEN),
        ("client_id", CLIENT),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(session.world.ports.last_form(), expected);
    assert!(session.world.ports.last_options().keepalive);
}

#[test]
fn f02_another_issuer_ends_the_session() {
    let reason = ended(Session::new().renew_token(|t| t.falsify("iss")));
    assert_eq!(reason, EndReason::Unverified(IdTokenError::Issuer));
}

#[test]
fn f03_another_person_ends_the_session() {
    let reason = ended(Session::new().renew_token(|t| t.falsify("sub")));
    assert_eq!(reason, EndReason::UserChanged);
    assert_eq!(reason.code(), "AUTH-USERCHANGED");
    let reason = ended(Session::new().renew_token(|t| {
        t.falsify("sub");
        t.set("auth_time", NOW + 1_800.0);
    }));
    assert_eq!(reason, EndReason::UserChanged, "who signed in later");
}

#[test]
fn f2_the_old_refresh_token_is_kept_when_no_new_one_comes() {
    let mut answer = answer(None);
    answer["refresh_token"] = Value::Null;
    let renewed = renewed(Session::new().renew_with(json_answer(200, &answer)));
    assert_eq!(refresh_token_of(&renewed), Some(REFRESH_TOKEN));
    assert!(renewed.claims.is_none());
}

#[test]
fn f3_a_renewed_id_token_may_leave_the_nonce_out_but_not_change_it() {
    let session = Session::new();
    renewed(session.renew_token(|t| t.drop("nonce")));
    let reason = ended(session.renew_token(|t| t.falsify("nonce")));
    assert_eq!(reason, EndReason::Unverified(IdTokenError::Nonce));
    let reason = ended(session.renew_token(|t| t.set("nonce", Value::Null)));
    assert_eq!(reason, EndReason::Unverified(IdTokenError::Nonce));
}

#[test]
fn f3_audience_azp_and_auth_time_stay_what_they_were() {
    let session = Session::new();
    let reason = |change: fn(&mut TokenShape)| ended(session.renew_token(change));
    let unverified = EndReason::Unverified;
    assert_eq!(
        reason(|t| t.set("aud", vec![CLIENT, PROJECT])),
        unverified(IdTokenError::Audience)
    );
    assert_eq!(
        reason(|t| t.set("auth_time", NOW + 1.0)),
        unverified(IdTokenError::AuthTime)
    );
    assert_eq!(reason(|t| t.falsify("azp")), unverified(IdTokenError::Azp));
    assert_eq!(
        reason(|t| t.set("auth_time", NOW - 1.0)),
        unverified(IdTokenError::AuthTime)
    );
    let reordered = vec![PROJECT, CLIENT, "400922714900007974"];
    renewed(session.renew_token(|t| t.set("aud", reordered)));
    renewed(session.renew_token(|t| t.drop("auth_time")));
}

/// Renews a session whose first ID token was changed like this, with a token changed like that.
fn renew_after(
    first: impl FnOnce(&mut TokenShape),
    then: impl FnOnce(&mut TokenShape),
) -> RefreshOutcome {
    Session::with(first).renew_token(then)
}

/// OpenID Connect Core §12.2: the same `azp`, and none where there was none.
#[test]
fn f3_an_azp_neither_comes_nor_goes() {
    let one_audience = |t: &mut TokenShape| t.set("aud", CLIENT);
    let without_azp = |t: &mut TokenShape| {
        t.set("aud", CLIENT);
        t.drop("azp");
    };
    renewed(renew_after(one_audience, one_audience));
    renewed(renew_after(without_azp, without_azp));
    for outcome in [
        renew_after(one_audience, without_azp),
        renew_after(without_azp, one_audience),
    ] {
        assert_eq!(ended(outcome), EndReason::Unverified(IdTokenError::Azp));
    }
}

/// OpenID Connect Core §12.2: `auth_time` is that of the original authentication.
#[test]
fn f3_a_new_auth_time_is_refused_also_where_there_was_none_at_first() {
    let none = |t: &mut TokenShape| t.drop("auth_time");
    let at = |time: f64| move |t: &mut TokenShape| t.set("auth_time", time);
    renewed(renew_after(none, none));
    renewed(renew_after(none, at(NOW - 60.0)));
    renewed(renew_after(none, at(NOW)));
    for time in [NOW + 1.0, NOW + 3_600.0] {
        let reason = ended(renew_after(none, at(time)));
        assert_eq!(reason, EndReason::Unverified(IdTokenError::AuthTime));
    }
}

/// OpenID Connect Core §12.2: `iat` is when the renewed token was issued.
#[test]
fn f3_an_iat_before_the_sign_in_is_refused() {
    let session = Session::new();
    for issued in [NOW - 1.0, NOW - 3_600.0] {
        let reason = ended(session.renew_token(|t| t.set("iat", issued)));
        assert_eq!(reason, EndReason::Unverified(IdTokenError::IssuedAt));
    }
    renewed(session.renew_token(|t| t.set("iat", NOW)));
}

#[test]
fn an_answer_with_both_error_and_tokens_ends_the_session() {
    let session = Session::new();
    let mut answer = answer(None);
    answer["error"] = json!("invalid_grant");
    let reason = ended(session.renew_with(json_answer(200, &answer)));
    assert_eq!(reason.code(), "AUTH-EXPIRED");
    assert_eq!(revoked(&session), "refresh-token-2");
}

#[test]
fn the_refresh_token_of_a_refused_renewal_is_revoked() {
    let session = Session::new();
    ended(session.renew_token(|t| t.falsify("sub")));
    assert_eq!(revoked(&session), "refresh-token-2");
    ended(session.renew_token(|t| t.header["alg"] = json!("none")));
    assert_eq!(revoked(&session), "refresh-token-2");

    let mut answer = answer(None);
    answer["refresh_token"] = Value::Null;
    answer["scope"] = json!("openid admin");
    ended(session.renew_with(json_answer(200, &answer)));
    assert_eq!(revoked(&session), REFRESH_TOKEN, "no new one came");
    assert_eq!(session.world.ports.count("/revoke"), 3);
}

/// What was revoked last.
fn revoked(session: &Session) -> String {
    assert_eq!(session.world.ports.asked().pop().as_deref(), Some("revoke"));
    let form = session.world.ports.last_form();
    form.into_iter().next().expect("a token").1
}

#[test]
fn f3_a_forged_id_token_ends_the_session() {
    let session = Session::new();
    let reason = ended(session.renew_token(|t| t.header["alg"] = json!("none")));
    assert_eq!(reason, EndReason::Unverified(IdTokenError::Algorithm));
    let reason = ended(session.renew_token(|t| t.spoil = Some(|token| token + "A")));
    assert_eq!(reason, EndReason::Unverified(IdTokenError::Signature));
}

#[test]
fn f4_fewer_scopes_are_fine_and_more_end_the_session() {
    let session = Session::new();
    let with_scope = |scope: &str| {
        let mut answer = answer(None);
        answer["scope"] = json!(scope);
        session.renew_with(json_answer(200, &answer))
    };
    let renewed = renewed(with_scope("openid email"));
    assert_eq!(renewed.tokens.scopes(), "openid email");
    assert_eq!(ended(with_scope("openid admin")), EndReason::ScopeWidened);
}

#[test]
fn z4_a_refusal_ends_the_session_whatever_it_is_called() {
    let session = Session::new();
    for (status, error) in [
        (400, "invalid_grant"),
        (400, "invalid_request"),
        (401, "invalid_client"),
        (403, "access_denied"),
        (404, "invalid_request"),
        (400, "something_new"),
    ] {
        let body =
            json!({ "error": error, "error_description": "Errors.User.RefreshToken.Invalid" });
        let reason = ended(session.renew_with(json_answer(status, &body)));
        assert_eq!(reason.code(), "AUTH-EXPIRED", "{error}");
        let EndReason::Refused(named) = reason else {
            panic!("{reason:?}");
        };
        assert_eq!(named.code, error);
    }
}

#[test]
fn z3a_a_client_without_the_refresh_grant_is_told_apart() {
    let body = json!({ "error": "unauthorized_client" });
    let reason = ended(Session::new().renew_with(json_answer(400, &body)));
    assert_eq!(reason, EndReason::NotAllowed);
}

#[test]
fn s08_trouble_at_the_server_decides_nothing() {
    let session = Session::new();
    for (status, reason) in [
        (500, RetryReason::Server(500)),
        (502, RetryReason::Server(502)),
        (503, RetryReason::Server(503)),
        (408, RetryReason::Server(408)),
        (429, RetryReason::Server(429)),
        (307, RetryReason::Server(307)),
        (200, RetryReason::Unreadable),
    ] {
        let retry = later(session.renew_with(text_answer(status, "text/html", "<html>")));
        assert_eq!(retry.reason, reason);
    }
    for error in [HttpError::Unreachable, HttpError::CutOff { status: 200 }] {
        session.world.ports.fail("/token", error);
        assert_eq!(later(session.renew()).reason, RetryReason::NoAnswer(error));
    }
    renewed(session.renew_token(|_| {}));
}

#[test]
fn s08_retry_after_is_honoured_when_it_is_in_seconds() {
    let session = Session::new();
    for (header, after) in [
        ("7", Some(7.0)),
        (" 7 ", Some(7.0)),
        ("999999", Some(3_600.0)),
        ("-1", None),
        ("Wed, 21 Oct 2026 07:28:00 GMT", None),
    ] {
        let mut answer = text_answer(429, "text/plain", "");
        let value = header.parse().expect("a header");
        answer.headers_mut().insert("retry-after", value);
        assert_eq!(later(session.renew_with(answer)).after, after, "{header}");
    }
}

#[test]
fn the_refresh_token_is_not_spent_when_the_keys_cannot_be_had() {
    let mut session = Session::new();
    session.world = World::new();
    session.world.ports.fail("/keys", HttpError::Unreachable);
    let unreachable = AuthError::Http(HttpError::Unreachable);
    let reason = later(session.renew()).reason;
    assert_eq!(reason.code(), "AUTH-NET");
    assert_eq!(reason, RetryReason::NotReady(unreachable));
    assert_eq!(session.world.ports.count("/token"), 0);
}

#[test]
fn kept_keys_spare_the_request_for_them() {
    let mut session = Session::new();
    session.world = session.world.next_page();
    renewed(session.renew_token(|_| {}));
    assert_eq!(session.world.ports.asked(), ["token"]);
}

#[test]
fn kept_keys_that_do_not_read_are_asked_for_anew() {
    let mut session = Session::new();
    let kept = session.world.client.cache_to_json().expect("documents");
    let kept = kept.replace("\"keys\":[", "\"keys\":[7,");
    let registration = session.world.client.registration().clone();
    session.world.client = Client::new(registration, session.world.ports.clone());
    session.world.client.restore_cache(&kept);
    session.world.ports.requests.borrow_mut().clear();
    renewed(session.renew_token(|_| {}));
    assert_eq!(
        session.world.ports.asked(),
        ["openid-configuration", "keys", "token"]
    );
}

#[test]
fn c04_keys_that_rotated_since_the_sign_in_are_fetched() {
    let session = Session::new();
    let mut key = crate::support::keys::ec_jwk();
    key["kid"] = json!("ec-2");
    session
        .world
        .ports
        .answer("/keys", json_answer(200, &json!({ "keys": [key] })));
    renewed(session.renew_token(|t| t.header["kid"] = json!("ec-2")));
}

#[test]
fn a_session_survives_being_written_down() {
    let session = Session::new();
    let record = SessionRecord {
        binding: session.signed_in.binding.clone(),
        refresh_token: session.signed_in.tokens.refresh_token().cloned(),
        id_token: session.signed_in.tokens.id_token().cloned(),
    };
    let text = record.to_json();
    let registration = session.world.client.registration();
    let read = SessionRecord::from_json(registration, &text).expect("a record");
    assert!(read.binding == record.binding);
    assert_eq!(read.id_token, record.id_token);
    assert_eq!(read.to_json(), text);

    let mut bare = record;
    bare.refresh_token = None;
    bare.id_token = None;
    let read = SessionRecord::from_json(registration, &bare.to_json()).expect("a record");
    assert!(read.refresh_token.is_none() && read.id_token.is_none());
}

#[test]
fn a_record_of_another_deployment_is_refused() {
    let session = Session::new();
    let record = SessionRecord {
        binding: session.signed_in.binding.clone(),
        refresh_token: None,
        id_token: None,
    };
    let text = record.to_json();
    let registration = &mut session.world.client.registration().clone();
    registration.trusted_aud = TrustedAud::OnlyThisClient;
    assert!(SessionRecord::from_json(registration, &text).is_some());
    for spoilt in [
        "",
        "{}",
        "null",
        &text.replace("nonce", "n"),
        &text.replace("\"sub\"", "\"s\""),
    ] {
        assert!(SessionRecord::from_json(registration, spoilt).is_none());
    }
    registration.client_id = oauth2_pkce::ClientId::parse("other").expect("a client id");
    assert!(SessionRecord::from_json(registration, &text).is_none());
    registration.client_id = oauth2_pkce::ClientId::parse(CLIENT).expect("a client id");
    registration.issuer = oauth2_pkce::Issuer::parse("https://other.example").expect("an issuer");
    assert!(SessionRecord::from_json(registration, &text).is_none());
}
