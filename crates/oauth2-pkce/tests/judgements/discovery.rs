//! The metadata document: what is accepted, refused, and kept.

use oauth2_pkce::{AuthError, DiscoveryError, HttpError, Issuer, Metadata, discover};
use pollster::block_on;
use serde_json::{Value, json};

use crate::support::ports::{Ports, json_answer, text_answer};
use crate::support::{ISSUER, NOW, discovery_document};

const PLACE: &str = "/.well-known/openid-configuration";

fn issuer() -> Issuer {
    Issuer::parse(ISSUER).expect("an issuer")
}

fn judge(document: &Value) -> Result<Metadata, DiscoveryError> {
    Metadata::judge(&issuer(), &json_answer(200, document))
}

fn changed(member: &str, value: Value) -> Result<(), DiscoveryError> {
    let mut document = discovery_document();
    match value {
        Value::Null => document.as_object_mut().expect("an object").remove(member),
        value => document
            .as_object_mut()
            .expect("an object")
            .insert(member.to_owned(), value),
    };
    judge(&document).map(|_| ())
}

#[test]
fn c01_the_document_is_fetched_from_the_well_known_place() {
    let ports = Ports::new(NOW);
    ports.answer(PLACE, json_answer(200, &discovery_document()));
    let metadata = block_on(discover(&ports, &issuer())).expect("metadata");
    assert_eq!(metadata.issuer(), &issuer());
    assert!(metadata.can_end_session());
    let requests = ports.requests.borrow();
    assert_eq!(requests.len(), 1);
    assert_eq!(requests[0].url, format!("{ISSUER}{PLACE}"));
    assert_eq!(requests[0].body, None);
}

#[test]
fn c03_another_issuer_in_the_document_is_refused_byte_by_byte() {
    for found in [
        "https://id.example/",
        "https://ID.example",
        "https://id.example.evil.example",
        "http://id.example",
        "",
    ] {
        let result = changed("issuer", found.into()).expect_err("a refusal");
        assert_eq!(result.code(), "AUTH-ISSUER", "{found}");
        let expected = DiscoveryError::IssuerMismatch {
            expected: ISSUER.to_owned(),
            found: found.to_owned(),
        };
        assert_eq!(result, expected);
    }
}

#[test]
fn s12_missing_members_are_named() {
    for name in [
        "issuer",
        "authorization_endpoint",
        "token_endpoint",
        "jwks_uri",
    ] {
        assert_eq!(
            changed(name, Value::Null),
            Err(DiscoveryError::Missing(name))
        );
    }
    for name in [
        "userinfo_endpoint",
        "revocation_endpoint",
        "end_session_endpoint",
    ] {
        assert_eq!(changed(name, Value::Null), Ok(()), "{name} is optional");
    }
}

#[test]
fn s12_insecure_endpoints_are_refused() {
    for name in [
        "authorization_endpoint",
        "token_endpoint",
        "jwks_uri",
        "userinfo_endpoint",
        "revocation_endpoint",
        "end_session_endpoint",
    ] {
        for value in [
            json!("http://id.example/x"),
            json!("/oauth/v2/token"),
            json!("javascript:alert(1)"),
            json!("https://user@id.example/x"),
            json!("https://id.example/x#y"),
            json!(1),
        ] {
            let expected = Err(DiscoveryError::Endpoint(name));
            assert_eq!(changed(name, value.clone()), expected, "{name} {value}");
        }
    }
}

#[test]
fn s12_an_endpoint_on_another_https_origin_is_accepted() {
    let value = json!("https://token.other.example/token");
    assert_eq!(changed("token_endpoint", value), Ok(()));
    assert_eq!(
        changed("token_endpoint", json!("http://localhost:8080/token")),
        Ok(())
    );
}

#[test]
fn s12_three_megabytes_are_refused() {
    let result = changed("x", json!("x".repeat(3 << 20)));
    assert_eq!(result, Err(DiscoveryError::TooLong));
}

#[test]
fn k5_pkce_with_s256_must_be_offered() {
    let name = "code_challenge_methods_supported";
    for value in [
        Value::Null,
        json!([]),
        json!(["plain"]),
        json!("S256"),
        json!(["s256"]),
    ] {
        assert_eq!(changed(name, value), Err(DiscoveryError::NoPkce));
    }
    assert_eq!(changed(name, json!(["plain", "S256"])), Ok(()));
}

#[test]
fn i2_some_algorithm_must_be_usable() {
    let name = "id_token_signing_alg_values_supported";
    for value in [json!([]), json!(["none", "HS256"]), json!("RS256")] {
        assert_eq!(changed(name, value), Err(DiscoveryError::NoAlgorithm));
    }
    assert_eq!(changed(name, Value::Null), Ok(()), "RS256 is the default");
}

#[test]
fn k2_only_a_json_answer_with_status_200_is_read() {
    let text = discovery_document().to_string();
    let judge = |status, kind: &str, body: &str| {
        Metadata::judge(&issuer(), &text_answer(status, kind, body)).map(|_| ())
    };
    assert_eq!(judge(200, "application/json; charset=utf-8", &text), Ok(()));
    assert_eq!(judge(200, "text/html", &text), Err(DiscoveryError::NotJson));
    assert_eq!(judge(200, "", &text), Err(DiscoveryError::NotJson));
    assert_eq!(
        judge(200, "application/json", ""),
        Err(DiscoveryError::NotJson)
    );
    assert_eq!(
        judge(200, "application/json", "<html>"),
        Err(DiscoveryError::NotJson)
    );
    let twice = text.replacen('{', &format!("{{\"issuer\":\"{ISSUER}\","), 1);
    assert_eq!(
        judge(200, "application/json", &twice),
        Err(DiscoveryError::NotJson)
    );
    for (status, code) in [
        (404, "AUTH-DISCOVERY"),
        (204, "AUTH-DISCOVERY"),
        (503, "AUTH-OP"),
        (429, "AUTH-OP"),
    ] {
        let error = judge(status, "application/json", &text).expect_err("a refusal");
        assert_eq!(error.code(), code, "{status}");
    }
}

#[test]
fn no_answer_is_a_matter_of_the_network() {
    let ports = Ports::new(NOW);
    ports.fail(PLACE, HttpError::Unreachable);
    let error = block_on(discover(&ports, &issuer())).expect_err("no answer");
    assert_eq!(error, AuthError::Http(HttpError::Unreachable));
    assert_eq!(error.code(), "AUTH-NET");
}

#[test]
fn kept_metadata_is_read_back_whole_and_judged_again() {
    let mut document = discovery_document();
    document["authorization_response_iss_parameter_supported"] = json!(true);
    let metadata = judge(&document).expect("metadata");
    let text = metadata.to_text();
    assert_eq!(Metadata::from_text(&issuer(), &text), Ok(metadata));

    let other = Issuer::parse("https://other.example").expect("an issuer");
    let error = Metadata::from_text(&other, &text).expect_err("another issuer");
    assert_eq!(error.code(), "AUTH-ISSUER");
    let spoilt = text.replace("https://id.example/oauth/v2/token", "http://evil.example/");
    assert_eq!(
        Metadata::from_text(&issuer(), &spoilt),
        Err(DiscoveryError::Endpoint("token_endpoint"))
    );
}
