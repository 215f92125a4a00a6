//! What a tab remembers of the server may be out of date: a failure with it is reported only after
//! the server was asked anew.

use http::Response;
use oauth2_pkce::{
    AccessToken, AuthError, AuthorizationRedirect, HttpError, LocalPath, RefreshOutcome,
    RefreshToken, SignIn, SignedIn,
};
use pollster::block_on;
use serde_json::{Value, json};

use crate::support::ports::{json_answer, text_answer};
use crate::support::tokens::TokenShape;
use crate::support::{
    ACCESS_TOKEN, CLIENT, DISCOVERY, NOW, REFRESH_TOKEN, SUBJECT, World, discovery_document, keys,
    query_of, token_answer,
};

/// A page that remembers what the page before it knew, and a sign-in that comes back to it.
struct ComeBack {
    world: World,
    redirect: AuthorizationRedirect,
}

impl ComeBack {
    /// The page before knew this document and both test keys.
    fn knowing(document: &Value) -> ComeBack {
        let world = World::at(document);
        block_on(world.client.prefetch()).expect("keys");
        let redirect = world.leave(SignIn::to(LocalPath::root()));
        ComeBack {
            world: world.next_page(),
            redirect,
        }
    }

    /// The document is this one now.
    fn publish(&self, document: &Value) {
        self.world
            .ports
            .answer(DISCOVERY, json_answer(200, document));
    }

    fn honest_answer(&self) -> Response<String> {
        let nonce = query_of(self.redirect.url.as_str(), "nonce");
        json_answer(200, &token_answer(&TokenShape::honest(&nonce).write()))
    }

    fn arrive(&self) -> Result<SignedIn, AuthError> {
        self.world.arrive(&self.redirect)
    }
}

fn changed(member: &str, value: impl Into<Value>) -> Value {
    let mut document = discovery_document();
    document[member] = value.into();
    document
}

fn moved_token_endpoint() -> Value {
    changed("token_endpoint", "https://id.example/v3/token-3")
}

fn code_of<T>(result: &Result<T, AuthError>) -> &'static str {
    match result {
        Ok(_) => "OK",
        Err(error) => error.code(),
    }
}

#[test]
fn a_token_endpoint_that_moved_is_found() {
    for gone in [
        Ok(text_answer(404, "text/html", "<html>")),
        Ok(text_answer(503, "text/html", "<html>")),
        Ok(text_answer(200, "text/html", "<html>")),
        Ok(text_answer(301, "text/html", "")),
        Err(HttpError::Unreachable),
    ] {
        let page = ComeBack::knowing(&discovery_document());
        page.publish(&moved_token_endpoint());
        page.world.ports.answer_in_turn("/token", vec![gone]);
        page.world.ports.answer("/token-3", page.honest_answer());
        assert_eq!(code_of(&page.arrive()), "OK");
        assert_eq!(
            page.world.ports.asked(),
            ["token", "openid-configuration", "token-3"]
        );
    }
}

#[test]
fn a_code_is_not_sent_twice_to_the_same_endpoint() {
    let page = ComeBack::knowing(&discovery_document());
    page.world.ports.fail("/token", HttpError::Unreachable);
    assert_eq!(code_of(&page.arrive()), "AUTH-NET");
    assert_eq!(page.world.ports.asked(), ["token", "openid-configuration"]);
}

#[test]
fn a_refusal_in_the_words_of_oauth_is_believed() {
    let page = ComeBack::knowing(&discovery_document());
    page.publish(&moved_token_endpoint());
    let refusal = json!({ "error": "invalid_grant" });
    page.world
        .ports
        .answer("/token", json_answer(400, &refusal));
    assert_eq!(code_of(&page.arrive()), "AUTH-CODE");
    assert_eq!(page.world.ports.asked(), ["token"]);
}

#[test]
fn keys_that_moved_are_found() {
    let world = World::at(&changed("jwks_uri", "https://id.example/old/jwks"));
    let redirect = world.leave(SignIn::to(LocalPath::root()));
    let page = ComeBack {
        world: world.next_page(),
        redirect,
    };
    page.publish(&discovery_document());
    let ports = &page.world.ports;
    ports.answer("/jwks", text_answer(404, "text/html", "<html>"));
    ports.answer("/token", page.honest_answer());
    assert_eq!(code_of(&page.arrive()), "OK");
    assert_eq!(
        ports.asked(),
        ["jwks", "openid-configuration", "keys", "token"]
    );
}

#[test]
fn keys_of_a_place_that_moved_are_not_used_any_more() {
    let page = ComeBack::knowing(&discovery_document());
    page.publish(&changed("jwks_uri", "https://id.example/v3/keys-3"));
    let ports = &page.world.ports;
    ports.answer("/keys-3", json_answer(200, &renamed_key()));
    let nonce = query_of(page.redirect.url.as_str(), "nonce");
    let mut shape = TokenShape::honest(&nonce);
    shape.header["kid"] = json!("ec-3");
    ports.answer("/token", json_answer(200, &token_answer(&shape.write())));
    assert_eq!(code_of(&page.arrive()), "OK");
    assert_eq!(ports.asked(), ["token", "openid-configuration", "keys-3"]);
}

fn renamed_key() -> Value {
    let mut key = keys::ec_jwk();
    key["kid"] = json!("ec-3");
    json!({ "keys": [key] })
}

#[test]
fn algorithms_that_were_added_since_are_accepted() {
    let name = "id_token_signing_alg_values_supported";
    let page = ComeBack::knowing(&changed(name, json!(["RS256"])));
    page.world.ports.answer("/token", page.honest_answer());
    page.publish(&discovery_document());
    assert_eq!(code_of(&page.arrive()), "OK");

    let page = ComeBack::knowing(&changed(name, json!(["RS256"])));
    page.world.ports.answer("/token", page.honest_answer());
    assert_eq!(code_of(&page.arrive()), "AUTH-IDT-ALG");
    assert_eq!(
        page.world.ports.asked(),
        ["token", "openid-configuration", "keys", "revoke"]
    );
}

#[test]
fn a_key_that_was_mended_since_is_accepted() {
    let world = World::new();
    let mut broken = keys::ec_jwk();
    broken["y"] = broken["x"].clone();
    let broken = json!({ "keys": [broken] });
    world.ports.answer("/keys", json_answer(200, &broken));
    block_on(world.client.prefetch()).expect("keys");
    let redirect = world.leave(SignIn::to(LocalPath::root()));
    let page = ComeBack {
        world: world.next_page(),
        redirect,
    };
    let ports = &page.world.ports;
    ports.answer("/keys", json_answer(200, &keys::both()));
    ports.answer("/token", page.honest_answer());
    assert_eq!(code_of(&page.arrive()), "OK");
}

#[test]
fn an_iss_that_is_no_longer_promised_is_not_missed() {
    let name = "authorization_response_iss_parameter_supported";
    let page = ComeBack::knowing(&changed(name, true));
    page.world.ports.answer("/token", page.honest_answer());
    page.publish(&discovery_document());
    assert_eq!(code_of(&page.arrive()), "OK");

    let page = ComeBack::knowing(&changed(name, true));
    assert_eq!(code_of(&page.arrive()), "AUTH-ISS");
    assert_eq!(page.world.ports.asked(), ["openid-configuration"]);
}

#[test]
fn a_document_that_cannot_be_had_anew_leaves_the_first_failure() {
    let page = ComeBack::knowing(&discovery_document());
    page.world.ports.fail(DISCOVERY, HttpError::TimedOut);
    page.world
        .ports
        .answer("/token", text_answer(502, "text/html", "<html>"));
    assert_eq!(code_of(&page.arrive()), "AUTH-OP");
}

#[test]
fn a_renewal_follows_the_token_endpoint() {
    let world = World::new();
    let signed_in = world.sign_in(|_| {}).expect("signed in");
    let page = world.next_page();
    let ports = &page.ports;
    ports.answer(DISCOVERY, json_answer(200, &moved_token_endpoint()));
    ports.answer("/token", text_answer(404, "text/html", "<html>"));
    let answer = json!({ "access_token": "access-token-2", "token_type": "Bearer" });
    ports.answer("/token-3", json_answer(200, &answer));
    let token = RefreshToken::new(REFRESH_TOKEN.to_owned());
    let outcome = block_on(page.client.refresh(&token, &signed_in.binding));
    assert!(
        matches!(outcome, RefreshOutcome::Refreshed(_)),
        "{outcome:?}"
    );
    assert_eq!(ports.asked(), ["token", "openid-configuration", "token-3"]);
}

#[test]
fn trouble_at_the_server_asks_for_the_document_once_a_minute_at_most() {
    let world = World::new();
    let signed_in = world.sign_in(|_| {}).expect("signed in");
    let page = world.next_page();
    let ports = &page.ports;
    ports.answer("/token", text_answer(503, "text/html", "<html>"));
    let token = RefreshToken::new(REFRESH_TOKEN.to_owned());
    for (later, asked) in [(0.0, 1), (1.0, 1), (59.0, 1), (60.0, 2), (119.0, 2)] {
        ports.now.set(NOW + later);
        let outcome = block_on(page.client.refresh(&token, &signed_in.binding));
        assert!(matches!(outcome, RefreshOutcome::Retry(_)), "{outcome:?}");
        assert_eq!(ports.count(DISCOVERY), asked, "after {later} s");
    }
}

#[test]
fn a_revocation_follows_its_endpoint() {
    let page = World::new().next_page();
    let document = changed("revocation_endpoint", "https://id.example/v3/revoke-3");
    page.ports.answer(DISCOVERY, json_answer(200, &document));
    page.ports.fail("/revoke", HttpError::Unreachable);
    page.ports.answer("/revoke-3", text_answer(200, "", ""));
    let token = RefreshToken::new(REFRESH_TOKEN.to_owned());
    assert_eq!(block_on(page.client.revoke(&token)), Ok(()));
    let form = page.ports.last_form();
    assert!(form.contains(&("client_id".to_owned(), CLIENT.to_owned())));
}

#[test]
fn an_endpoint_that_was_not_offered_before_is_found() {
    let mut without = discovery_document();
    let members = without.as_object_mut().expect("an object");
    members.remove("revocation_endpoint");
    members.remove("userinfo_endpoint");
    let world = World::at(&without);
    let publish = |page: &World| {
        let answer = json_answer(200, &discovery_document());
        page.ports.answer(DISCOVERY, answer);
    };

    let page = world.next_page();
    publish(&page);
    let token = RefreshToken::new(REFRESH_TOKEN.to_owned());
    assert_eq!(block_on(page.client.revoke(&token)), Ok(()));
    assert_eq!(page.ports.asked(), ["openid-configuration", "revoke"]);

    let page = world.next_page();
    publish(&page);
    let about = json!({ "sub": SUBJECT, "name": "Owner" });
    page.ports.answer("/userinfo", json_answer(200, &about));
    let token = AccessToken::new(ACCESS_TOKEN.to_owned());
    let info = block_on(page.client.user_info(&token, SUBJECT)).expect("user info");
    assert_eq!(info.name.as_deref(), Some("Owner"));
    assert_eq!(page.ports.asked(), ["openid-configuration", "userinfo"]);
}

#[test]
fn a_refused_access_token_says_nothing_about_the_endpoint() {
    let page = World::new().next_page();
    let token = AccessToken::new(ACCESS_TOKEN.to_owned());
    for status in [401, 403] {
        page.ports
            .answer("/userinfo", json_answer(status, &json!({})));
        assert!(block_on(page.client.user_info(&token, SUBJECT)).is_err());
    }
    assert_eq!(page.ports.asked(), ["userinfo", "userinfo"]);
}
