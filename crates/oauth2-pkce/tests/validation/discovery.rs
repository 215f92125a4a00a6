//! The metadata document: what is accepted, refused, and kept.

use oauth2_pkce::{AuthError, Client, DiscoveryError, HttpError, Issuer, Metadata};
use pollster::block_on;
use serde_json::{Value, json};

use crate::support::ports::{Ports, json_answer, text_answer, url};
use crate::support::{DISCOVERY, ISSUER, NOW, World, discovery_document, registration};

fn issuer() -> Issuer {
    Issuer::parse(ISSUER).expect("an issuer")
}

fn parse(document: &Value) -> Result<Metadata, DiscoveryError> {
    Metadata::parse(&issuer(), &json_answer(200, document))
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
    parse(&document).map(|_| ())
}

#[test]
fn c01_the_document_is_fetched_from_the_well_known_place() {
    let world = World::unknown(&discovery_document(), |_| {});
    for _ in 0..2 {
        let metadata = block_on(world.client.metadata()).expect("metadata");
        assert_eq!(metadata.issuer(), &issuer());
        assert!(metadata.can_end_session());
    }
    let requests = world.ports.requests.borrow();
    assert_eq!(requests.len(), 1, "the second time it is remembered");
    assert_eq!(url(&requests[0]), format!("{ISSUER}{DISCOVERY}"));
    assert_eq!(
        (requests[0].method().as_str(), requests[0].body().as_str()),
        ("GET", "")
    );
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
    for name in ["authorization_endpoint", "token_endpoint", "jwks_uri"] {
        for value in unusable_endpoints() {
            let expected = Err(DiscoveryError::Endpoint(name));
            assert_eq!(changed(name, value.clone()), expected, "{name} {value}");
        }
    }
}

fn unusable_endpoints() -> [Value; 6] {
    [
        json!("http://id.example/x"),
        json!("/oauth/v2/token"),
        json!("javascript:alert(1)"),
        json!("https://user@id.example/x"),
        json!("https://id.example/x#y"),
        json!(1),
    ]
}

#[test]
fn s12_an_insecure_optional_endpoint_counts_as_not_offered() {
    for name in [
        "userinfo_endpoint",
        "revocation_endpoint",
        "end_session_endpoint",
    ] {
        let mut without = discovery_document();
        without.as_object_mut().expect("an object").remove(name);
        let without = parse(&without).expect("metadata");
        for value in unusable_endpoints() {
            let mut document = discovery_document();
            document[name] = value.clone();
            assert_eq!(parse(&document).as_ref(), Ok(&without), "{name} {value}");
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
    assert_eq!(result, Err(DiscoveryError::TooLarge));
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
    let parse = |status, kind: &str, body: &str| {
        Metadata::parse(&issuer(), &text_answer(status, kind, body)).map(|_| ())
    };
    for label in ["application/json; charset=utf-8", "text/plain", ""] {
        assert_eq!(parse(200, label, &text), Ok(()), "{label}");
    }
    for body in ["", "<html>", "[]", "null", "{} {}"] {
        let result = parse(200, "application/json", body);
        assert_eq!(result, Err(DiscoveryError::NotJson), "{body}");
    }
    let twice = text.replacen('{', &format!("{{\"issuer\":\"{ISSUER}\","), 1);
    assert_eq!(
        parse(200, "application/json", &twice),
        Err(DiscoveryError::NotJson)
    );
    for (status, code) in [
        (404, "AUTH-DISCOVERY"),
        (204, "AUTH-DISCOVERY"),
        (503, "AUTH-OP"),
        (429, "AUTH-OP"),
    ] {
        let error = parse(status, "application/json", &text).expect_err("a refusal");
        assert_eq!(error.code(), code, "{status}");
    }
}

#[test]
fn no_answer_is_a_matter_of_the_network() {
    let ports = Ports::new(NOW);
    let client = Client::new(registration(), ports.clone());
    for (failure, error, code) in [
        (
            HttpError::Unreachable,
            AuthError::Http(HttpError::Unreachable),
            "AUTH-NET",
        ),
        (
            HttpError::TooLarge,
            AuthError::Discovery(DiscoveryError::TooLarge),
            "AUTH-DISCOVERY",
        ),
    ] {
        ports.fail(DISCOVERY, failure);
        let refused = block_on(client.metadata()).expect_err("no answer");
        assert_eq!((refused.code(), refused), (code, error));
    }
}

#[test]
fn kept_documents_are_read_back_whole_and_checked_again() {
    let mut document = discovery_document();
    document["authorization_response_iss_parameter_supported"] = json!(true);
    let world = World::at(&document);
    block_on(world.client.prefetch()).expect("keys");
    let kept = world.client.cache_to_json().expect("documents");

    let next = world.next_page();
    let read = block_on(next.client.metadata()).expect("metadata");
    assert_eq!(read, block_on(world.client.metadata()).expect("metadata"));
    assert_eq!(*read, parse(&document).expect("metadata"));
    assert_eq!(next.client.cache_to_json().as_ref(), Some(&kept));
    assert_eq!(next.ports.asked(), Vec::<String>::new());

    let endpoint = "https://id.example/oauth/v2/token";
    for spoilt in [
        "",
        "{}",
        "<html>",
        &kept.replace(endpoint, "http://evil.example/"),
        &kept.replace(ISSUER, "https://other.example"),
    ] {
        let client = Client::new(registration(), world.ports.clone());
        client.restore_cache(spoilt);
        assert_eq!(client.cache_to_json(), None, "{spoilt}");
    }
}
