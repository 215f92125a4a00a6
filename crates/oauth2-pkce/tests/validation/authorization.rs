//! Leaving for the sign-in server: the address, and the transaction that is remembered.

use oauth2::{PkceCodeChallenge, PkceCodeVerifier};
use oauth2_pkce::{
    AuthError, Client, Clock, Http, HttpError, IdToken, LocalPath, Prompt, Purpose, Random,
    RandomError, SignIn, Transaction, TransactionError,
};
use pollster::block_on;
use serde_json::Value;

use crate::support::ports::Ports;

use crate::support::tokens::b64;
use crate::support::{CLIENT, NOW, SCOPES, World, discovery_document, query_of};

fn home() -> SignIn {
    SignIn::to(LocalPath::root())
}

/// RFC 7636 appendix B.
#[test]
fn the_challenge_of_rfc_7636_appendix_b_is_met() {
    let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned();
    let challenge = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier));
    assert_eq!(
        challenge.as_str(),
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    );
}

#[test]
fn a1_the_address_carries_what_a_code_request_must() {
    let url = World::new().leave(home()).url;
    let url = url.as_str();
    assert!(url.starts_with("https://id.example/oauth/v2/authorize?"));
    for (name, value) in [
        ("response_type", "code"),
        ("client_id", CLIENT),
        ("redirect_uri", "https://app.example/auth/callback"),
        ("scope", SCOPES),
        ("code_challenge_method", "S256"),
    ] {
        assert_eq!(query_of(url, name), value);
    }
    for absent in [
        "prompt",
        "login_hint",
        "id_token_hint",
        "max_age",
        "client_secret",
    ] {
        assert!(!url.contains(absent), "{absent}");
    }
}

#[test]
fn a2_state_nonce_and_verifier_are_three_different_secrets_of_256_bits() {
    let world = World::new();
    let redirect = world.leave(home());
    let text: Value = serde_json::from_str(&redirect.transaction.to_json()).expect("JSON");
    let secrets = ["state", "nonce", "verifier"].map(|name| text[name].as_str().expect("text"));
    assert_eq!(secrets[0], b64(&[1; 32]));
    assert_eq!(secrets[1], b64(&[2; 32]));
    assert_eq!(secrets[2], b64(&[3; 32]));
    assert!(secrets.iter().all(|secret| secret.len() == 43));
    assert_eq!(query_of(redirect.url.as_str(), "state"), secrets[0]);
    assert_eq!(query_of(redirect.url.as_str(), "nonce"), secrets[1]);
    assert!(
        !redirect.url.as_str().contains(secrets[2]),
        "the verifier stays"
    );

    let challenge =
        PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(secrets[2].to_owned()));
    assert_eq!(
        query_of(redirect.url.as_str(), "code_challenge"),
        challenge.as_str()
    );
}

#[test]
fn a4_two_sign_ins_share_no_secret() {
    let world = World::new();
    let (first, second) = (world.leave(home()), world.leave(home()));
    for name in ["state", "nonce", "code_challenge"] {
        assert_ne!(
            query_of(first.url.as_str(), name),
            query_of(second.url.as_str(), name)
        );
    }
    assert_ne!(
        first.transaction.storage_key(),
        second.transaction.storage_key()
    );
}

#[test]
fn a10_hints_are_sent_when_they_are_given() {
    let mut wanted = home();
    wanted.login_hint = Some("owner & co@example.com".to_owned());
    wanted.id_token_hint = Some(IdToken::new("a.b.c".to_owned()));
    wanted.prompt = Some(Prompt::SelectAccount);
    wanted.ui_locales = Some("de en".to_owned());
    wanted.max_age = Some(0);
    let url = World::new().leave(wanted).url;
    let url = url.as_str();
    assert_eq!(query_of(url, "login_hint"), "owner & co@example.com");
    assert_eq!(query_of(url, "id_token_hint"), "a.b.c");
    assert_eq!(query_of(url, "prompt"), "select_account");
    assert_eq!(query_of(url, "ui_locales"), "de en");
    assert_eq!(query_of(url, "max_age"), "0");
}

#[test]
fn an_endpoint_with_a_query_keeps_it() {
    let mut document = discovery_document();
    document["authorization_endpoint"] = "https://id.example/authorize?tenant=1".into();
    let url = World::at(&document).leave(home()).url;
    assert!(
        url.as_str()
            .starts_with("https://id.example/authorize?tenant=1&response_type=code&")
    );
}

/// A platform without randomness: it says so, or it silently does nothing.
struct Broken {
    ports: Ports,
    fill: Result<(), RandomError>,
}

impl Random for Broken {
    fn fill(&self, _: &mut [u8]) -> Result<(), RandomError> {
        self.fill
    }
}

impl Clock for Broken {
    fn now(&self) -> f64 {
        NOW
    }
}

impl Http for Broken {
    async fn send(
        &self,
        request: http::Request<String>,
    ) -> Result<http::Response<String>, HttpError> {
        self.ports.send(request).await
    }
}

#[test]
fn nobody_leaves_without_random_bytes() {
    let world = World::new();
    for fill in [Err(RandomError), Ok(())] {
        let ports = world.ports.clone();
        let client = Client::new(world.client.registration().clone(), Broken { ports, fill });
        let result = block_on(client.authorize_url(home()));
        assert_eq!(result.map(|_| ()), Err(AuthError::Random(RandomError)));
    }
}

#[test]
fn a_transaction_survives_being_written_down() {
    let world = World::new();
    let mut wanted = SignIn::to(LocalPath::or_root("/settings/login?a=1#b", &[]));
    wanted.purpose = Purpose::Reauth {
        expected_sub: "42 \"x\"".to_owned(),
    };
    wanted.max_age = Some(600);
    let first = world.leave(wanted).transaction;
    let second = Transaction::from_json(&first.to_json(), NOW).expect("a transaction");
    assert_eq!(second.to_json(), first.to_json());
    assert_eq!(second.storage_key(), first.storage_key());
    assert_eq!(second.return_to().as_str(), "/settings/login?a=1#b");
    assert_eq!(second.purpose(), first.purpose());
    assert_eq!(second.issuer(), &world.client.registration().issuer);
    assert_eq!(second.created(), NOW);
}

#[test]
fn a_transaction_lives_an_hour_and_is_swept_after_a_quarter() {
    let text = World::new().leave(home()).transaction.to_json();
    for (age, expired, swept) in [
        (0.0, false, false),
        (899.0, false, false),
        (901.0, false, true),
        (3_599.0, false, true),
        (3_601.0, true, true),
        (-3_601.0, true, true),
    ] {
        let result = Transaction::from_json(&text, NOW + age).map(|_| ());
        let expected = if expired {
            Err(TransactionError::Expired)
        } else {
            Ok(())
        };
        assert_eq!(result, expected, "{age}");
        assert_eq!(Transaction::should_sweep(&text, NOW + age), swept, "{age}");
    }
    assert!(Transaction::should_sweep("", NOW));
}

#[test]
fn a_transaction_that_was_tampered_with_is_refused() {
    let text = World::new().leave(home()).transaction.to_json();
    let honest: Value = serde_json::from_str(&text).expect("JSON");
    for (member, value) in [
        ("state", Value::from("short")),
        ("state", Value::Null),
        ("nonce", Value::from("n".repeat(44))),
        ("verifier", Value::from("v".repeat(42))),
        ("verifier", Value::from("ü".repeat(43))),
        ("issuer", Value::from("http://evil.example")),
        ("redirect_uri", Value::from("javascript:alert(1)")),
        ("return_to", Value::from("//evil.example")),
        ("return_to", Value::from("/auth/callback?again")),
        ("created", Value::from("today")),
        ("expected_sub", Value::from(1)),
        ("max_age", Value::from("x")),
    ] {
        let mut changed = honest.clone();
        changed[member] = value;
        let result = Transaction::from_json(&changed.to_string(), NOW);
        assert_eq!(
            result.map(|_| ()),
            Err(TransactionError::Malformed),
            "{member}"
        );
    }
    for text in ["", "{}", "[]", "null", "<html>"] {
        assert!(Transaction::from_json(text, NOW).is_err(), "{text}");
    }
}
