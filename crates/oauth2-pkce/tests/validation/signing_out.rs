//! Signing out: the refresh token first, then the session at the server.

use oauth2_pkce::{HttpError, IdToken, RefreshToken, RevokeError};
use pollster::block_on;
use serde_json::json;

use crate::support::ports::{json_answer, text_answer, url};
use crate::support::{CLIENT, World, discovery_document, query_of};

fn revoke_at(world: &World) -> Result<(), RevokeError> {
    let token = RefreshToken::new("refresh-token-1".to_owned());
    block_on(world.client.revoke(&token))
}

fn end_session_at(world: &World, hint: Option<&IdToken>) -> Option<String> {
    let url = block_on(world.client.end_session_url(hint)).expect("metadata");
    url.map(String::from)
}

#[test]
fn l01_the_address_names_client_hint_return_and_state() {
    let world = World::new();
    let hint = IdToken::new("a.b.c".to_owned());
    let url = end_session_at(&world, Some(&hint)).expect("an address");
    assert!(url.starts_with("https://id.example/oidc/v1/end_session?"));
    for (name, value) in [
        ("client_id", CLIENT),
        ("post_logout_redirect_uri", "https://app.example/signed-out"),
        ("id_token_hint", "a.b.c"),
    ] {
        assert_eq!(query_of(&url, name), value);
    }
    assert_eq!(query_of(&url, "state").len(), 43);
}

#[test]
fn l1_without_a_hint_the_client_id_still_goes_along() {
    let world = World::new();
    let url = end_session_at(&world, None).expect("an address");
    assert_eq!(query_of(&url, "client_id"), CLIENT);
    assert!(!url.contains("id_token_hint"));
}

#[test]
fn a_server_without_sign_out_has_no_address() {
    let mut document = discovery_document();
    document
        .as_object_mut()
        .expect("an object")
        .remove("end_session_endpoint");
    document
        .as_object_mut()
        .expect("an object")
        .remove("revocation_endpoint");
    let world = World::at(&document);
    let metadata = block_on(world.client.metadata()).expect("metadata");
    assert!(!metadata.can_end_session());
    assert_eq!(end_session_at(&world, None), None);
    assert_eq!(revoke_at(&world), Err(RevokeError::NotOffered));
}

#[test]
fn l5_the_refresh_token_is_revoked_by_a_request_that_outlives_the_page() {
    let world = World::new();
    world.ports.answer("/revoke", text_answer(200, "", ""));
    assert_eq!(revoke_at(&world), Ok(()));
    let expected = [
        ("token", "refresh-token-1"),
        ("token_type_hint", "refresh_token"),
        ("client_id", CLIENT),
    ];
    let expected = expected.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(world.ports.last_form(), expected);
    assert!(world.ports.last_options().keepalive);
}

#[test]
fn l5_a_revocation_that_failed_is_reported() {
    let world = World::new();
    world.ports.answer("/revoke", json_answer(503, &json!({})));
    assert_eq!(revoke_at(&world), Err(RevokeError::Status(503)));
    world.ports.fail("/revoke", HttpError::TimedOut);
    let error = revoke_at(&world).expect_err("no answer");
    assert_eq!(
        (error.code(), error),
        ("AUTH-NET", RevokeError::Http(HttpError::TimedOut))
    );
}

#[test]
fn a_development_server_on_loopback_may_revoke_over_http() {
    let mut document = discovery_document();
    document["revocation_endpoint"] = json!("http://localhost:8080/dev/revoke");
    let world = World::at(&document);
    assert_eq!(revoke_at(&world), Ok(()));
    let requests = world.ports.requests.borrow();
    let asked: Vec<String> = requests.iter().map(url).collect();
    assert_eq!(asked, ["http://localhost:8080/dev/revoke"]);
}

#[test]
fn l5_any_success_is_a_revocation_whatever_its_body() {
    let world = World::new();
    for (status, kind, body) in [
        (200, "text/html", "<html>"),
        (200, "application/json", "{"),
        (204, "", ""),
    ] {
        world
            .ports
            .answer("/revoke", text_answer(status, kind, body));
        assert_eq!(revoke_at(&world), Ok(()), "{status} {body}");
    }
    for status in [400, 401, 404, 429, 302] {
        let answer = json_answer(status, &json!({ "error": "unsupported_token_type" }));
        world.ports.answer("/revoke", answer);
        assert_eq!(revoke_at(&world), Err(RevokeError::Status(status)));
    }
}
