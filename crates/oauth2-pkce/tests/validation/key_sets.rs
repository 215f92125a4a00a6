//! The issuer's keys: which are usable, which one is meant, and when they are asked for again.

use oauth2_pkce::{AuthError, HttpError, IdTokenError, KeyError, KeyMaterial, KeySet};
use pollster::block_on;
use serde_json::{Value, json};

use crate::support::ports::{json_answer, text_answer};
use crate::support::tokens::{TokenShape, b64};
use crate::support::{NOW, World, discovery_document, keys};

fn code_of<T>(result: Result<T, AuthError>) -> &'static str {
    match result {
        Ok(_) => "OK",
        Err(error) => error.code(),
    }
}

/// Signs in at a server that publishes these keys.
fn sign_in(keys: Value, change: fn(&mut TokenShape)) -> &'static str {
    let world = World::new();
    world
        .ports
        .answer("/keys", json_answer(200, &json!({ "keys": keys })));
    code_of(world.sign_in(change))
}

fn with(mut key: Value, member: &str, value: impl Into<Value>) -> Value {
    key[member] = value.into();
    key
}

fn without_kid(mut key: Value) -> Value {
    key.as_object_mut().expect("a key").remove("kid");
    key
}

fn usable(key: Value) -> usize {
    let answer = json_answer(200, &json!({ "keys": [key] }));
    KeySet::parse(&answer).expect("a key set").keys().len()
}

const NO_KID: fn(&mut TokenShape) = |t| {
    t.header.as_object_mut().expect("a header").remove("kid");
};

#[test]
fn b06_one_key_and_no_kid_are_enough() {
    assert_eq!(sign_in(json!([keys::ec_jwk()]), NO_KID), "OK");
    assert_eq!(sign_in(json!([without_kid(keys::ec_jwk())]), NO_KID), "OK");
    assert_eq!(
        sign_in(json!([keys::rsa_jwk(), keys::ec_jwk()]), NO_KID),
        "OK",
        "only one of them is for ES256"
    );
}

#[test]
fn b07_several_keys_and_no_kid_are_refused() {
    let two = json!([without_kid(keys::ec_jwk()), without_kid(keys::ec_jwk())]);
    assert_eq!(sign_in(two, NO_KID), "AUTH-IDT-KEY");
}

#[test]
fn c02_the_keys_are_asked_for_where_the_metadata_says() {
    let mut document = discovery_document();
    document["jwks_uri"] = json!("https://id.example/run/7/jwks");
    let world = World::at(&document);
    world
        .ports
        .answer("/run/7/jwks", json_answer(200, &keys::both()));
    assert_eq!(code_of(world.sign_in(|_| {})), "OK");
    assert_eq!(world.ports.count("/keys"), 0);
}

#[test]
fn c04_a_key_that_is_new_since_the_last_look_is_fetched() {
    let world = World::new();
    world.ports.answer_in_turn(
        "/keys",
        vec![
            Ok(json_answer(200, &json!({ "keys": [keys::rsa_jwk()] }))),
            Ok(json_answer(200, &keys::both())),
        ],
    );
    block_on(world.client.prefetch()).expect("keys");
    assert_eq!(code_of(world.sign_in(|_| {})), "OK");
    assert_eq!(world.ports.count("/keys"), 2);
}

#[test]
fn c05_keys_that_rotate_between_two_sign_ins_are_both_accepted() {
    let world = World::new();
    assert_eq!(code_of(world.sign_in(|_| {})), "OK");
    let rotated = json!({ "keys": [with(keys::ec_jwk(), "kid", "ec-2")] });
    world.ports.answer("/keys", json_answer(200, &rotated));
    let result = world.sign_in(|t| t.header["kid"] = json!("ec-2"));
    assert_eq!(code_of(result), "OK");
    assert_eq!(world.ports.count("/keys"), 2);
}

#[test]
fn k7_an_unknown_key_is_asked_for_once_a_minute_at_most() {
    let world = World::new();
    let unknown: fn(&mut TokenShape) = |t| t.header["kid"] = json!("unknown");
    assert_eq!(code_of(world.sign_in(|_| {})), "OK");
    for (later, asked) in [(0.0, 2), (1.0, 2), (59.0, 2), (60.0, 3), (61.0, 3)] {
        world.ports.now.set(NOW + later);
        assert_eq!(code_of(world.sign_in(unknown)), "AUTH-IDT-KEY");
        assert_eq!(world.ports.count("/keys"), asked, "after {later} s");
    }
    assert_eq!(
        code_of(world.sign_in(|_| {})),
        "OK",
        "known keys still work"
    );
}

/// The public key of RFC 7517 §A.1, by the name of the one that signs here.
fn foreign_key() -> Value {
    let x = "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4";
    let y = "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM";
    with(with(keys::ec_jwk(), "x", x), "y", y)
}

#[test]
fn k8_a_key_made_anew_under_the_name_of_the_old_one_is_asked_for() {
    let world = World::new();
    let right = json!({ "keys": [keys::ec_jwk()] });
    let foreign = json!({ "keys": [foreign_key()] });
    world.ports.answer("/keys", json_answer(200, &foreign));
    block_on(world.client.prefetch()).expect("keys");
    world.ports.answer("/keys", json_answer(200, &right));
    assert_eq!(code_of(world.sign_in(|_| {})), "OK");
    assert_eq!(world.ports.count("/keys"), 2);
}

#[test]
fn k8_a_signature_of_nobody_is_refused_after_asking_once() {
    let world = World::new();
    let foreign = json!({ "keys": [foreign_key()] });
    world.ports.answer("/keys", json_answer(200, &foreign));
    assert_eq!(code_of(world.sign_in(|_| {})), "AUTH-IDT-SIG");
    assert_eq!(code_of(world.sign_in(|_| {})), "AUTH-IDT-SIG");
    assert_eq!(world.ports.count("/keys"), 2);
}

#[test]
fn s11_unusable_key_sets_have_their_codes() {
    for (answer, code) in [
        (json_answer(200, &json!({ "keys": [] })), "AUTH-IDT-KEY"),
        (json_answer(200, &json!({})), "AUTH-DISCOVERY"),
        (json_answer(200, &json!({ "keys": {} })), "AUTH-DISCOVERY"),
        (json_answer(404, &json!({})), "AUTH-DISCOVERY"),
        (text_answer(200, "text/html", "<html>"), "AUTH-DISCOVERY"),
        (text_answer(500, "text/html", "<html>"), "AUTH-OP"),
    ] {
        let world = World::new();
        world.ports.answer("/keys", answer);
        assert_eq!(code_of(world.sign_in(|_| {})), code);
    }
    let world = World::new();
    world.ports.fail("/keys", HttpError::Unreachable);
    assert_eq!(code_of(world.sign_in(|_| {})), "AUTH-NET");
}

#[test]
fn s11_a_thousand_keys_are_read_and_one_more_is_refused() {
    let set = |count: usize| {
        let keys: Vec<Value> = (0..count)
            .map(|n| with(keys::ec_jwk(), "kid", n.to_string()))
            .collect();
        KeySet::parse(&json_answer(200, &json!({ "keys": keys }))).map(|set| set.keys().len())
    };
    assert_eq!(set(1_000), Ok(1_000));
    assert!(set(1_001).is_err());
}

#[test]
fn s11_the_right_kid_on_the_wrong_kind_of_key_is_refused() {
    let swapped = json!([with(keys::rsa_jwk(), "kid", "ec")]);
    assert_eq!(sign_in(swapped, |_| {}), "AUTH-IDT-KEY");
    let other_curve = with(keys::ec_jwk(), "crv", "P-384");
    assert_eq!(sign_in(json!([other_curve]), |_| {}), "AUTH-IDT-KEY");
}

#[test]
fn s11_the_right_kid_on_somebody_elses_key_is_refused() {
    let mut other = keys::rsa_jwk();
    let n = other["n"].as_str().expect("a modulus").to_owned();
    other["n"] = json!(n.replacen(n.get(100..104).expect("some digits"), "AAAA", 1));
    assert_eq!(
        sign_in(json!([other]), |t| t.sign_with("RS256", "rsa")),
        "AUTH-IDT-SIG"
    );
}

#[test]
fn k9_every_key_of_a_repeated_kid_is_tried() {
    let first = with(keys::ec_jwk(), "x", keys::ec_jwk()["x"].clone());
    let decoy = json!({
        "kty": "EC", "crv": "P-256", "kid": "ec",
        // The generator of the curve: the public key that belongs to 1.
        "x": "axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY",
        "y": "T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU"
    });
    assert_eq!(sign_in(json!([decoy, first]), |_| {}), "OK");
    assert_eq!(sign_in(json!([decoy]), |_| {}), "AUTH-IDT-SIG");
}

#[test]
fn k8_keys_for_something_else_are_left_out() {
    assert_eq!(usable(keys::ec_jwk()), 1);
    assert_eq!(usable(with(keys::ec_jwk(), "use", "enc")), 0);
    assert_eq!(usable(with(keys::ec_jwk(), "use", 1)), 0);
    assert_eq!(usable(with(keys::ec_jwk(), "key_ops", json!(["sign"]))), 0);
    assert_eq!(
        usable(with(keys::ec_jwk(), "key_ops", json!(["verify"]))),
        1
    );
    assert_eq!(usable(with(keys::ec_jwk(), "kty", "oct")), 0);
    assert_eq!(usable(with(keys::ec_jwk(), "kty", "quantum")), 0);
    assert_eq!(usable(with(keys::ec_jwk(), "crv", "secp256k1")), 0);
    assert_eq!(usable(json!("no key")), 0);
    let bound = with(keys::ec_jwk(), "alg", "ES384");
    assert_eq!(sign_in(json!([bound]), |_| {}), "AUTH-IDT-KEY");
    let bound = with(keys::ec_jwk(), "alg", "ES256");
    assert_eq!(sign_in(json!([bound]), |_| {}), "OK");
}

#[test]
fn s11_weak_or_malformed_numbers_are_left_out() {
    let short = |bytes: usize| with(keys::rsa_jwk(), "n", b64(&vec![0xff; bytes]));
    assert_eq!(usable(short(128)), 0, "1024 bits");
    assert_eq!(usable(short(256)), 1, "2048 bits");
    let mut padded = vec![0; 128];
    padded.extend([0xff; 128]);
    assert_eq!(usable(with(keys::rsa_jwk(), "n", b64(&padded))), 0);
    assert_eq!(usable(short(4_096)), 0, "32768 bits");
    for exponent in [&[1][..], &[2], &[0], &[], &[1; 9]] {
        assert_eq!(usable(with(keys::rsa_jwk(), "e", b64(exponent))), 0);
    }
    assert_eq!(usable(with(keys::rsa_jwk(), "n", "++")), 0);
    assert_eq!(usable(with(keys::ec_jwk(), "x", b64(&[1; 31]))), 0);
    let okp = json!({ "kty": "OKP", "crv": "Ed25519", "x": b64(&[1; 32]) });
    assert_eq!(usable(okp.clone()), 1);
    assert_eq!(usable(with(okp.clone(), "x", b64(&[1; 33]))), 0);
    assert_eq!(usable(with(okp, "crv", "X25519")), 0);
}

#[test]
fn s11_a_key_published_with_its_private_part_is_worthless() {
    for member in ["d", "p", "q", "dp", "dq", "qi", "k"] {
        assert_eq!(usable(with(keys::rsa_jwk(), member, "AQ")), 0, "{member}");
    }
}

#[test]
fn a_verifier_sees_the_numbers_and_nothing_else() {
    let full = with(with(keys::rsa_jwk(), "alg", "RS256"), "x5c", json!(["AA"]));
    let set = KeySet::parse(&json_answer(200, &json!({ "keys": [full] }))).expect("a set");
    let names: Vec<&str> = set.keys()[0]
        .material
        .members()
        .iter()
        .map(|m| m.0)
        .collect();
    assert_eq!(names, ["kty", "n", "e"]);
    let members = KeyMaterial::Okp { x: "AA".to_owned() };
    assert_eq!(
        members.members(),
        [("kty", "OKP"), ("crv", "Ed25519"), ("x", "AA")]
    );
    let set = KeySet::parse(&json_answer(200, &keys::both())).expect("a set");
    let names: Vec<&str> = set.keys()[1]
        .material
        .members()
        .iter()
        .map(|m| m.0)
        .collect();
    assert_eq!(names, ["kty", "crv", "x", "y"]);
}

#[test]
fn k9_a_key_that_cannot_be_imported_does_not_end_the_search() {
    const UNUSABLE_X: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let unusable = with(keys::ec_jwk(), "x", UNUSABLE_X);
    let world = World::new();
    world.ports.key_error.replace(|key| match key {
        KeyMaterial::Ec { x, .. } if x == UNUSABLE_X => Some(KeyError::Import),
        _ => None,
    });
    let mut many = vec![unusable.clone(); 40];
    many.push(keys::ec_jwk());
    let answer = json_answer(200, &json!({ "keys": many }));
    world.ports.answer("/keys", answer);
    assert_eq!(code_of(world.sign_in(|_| {})), "OK");

    let alone = json!({ "keys": [unusable] });
    let world = World::new();
    world.ports.key_error.replace(|_| Some(KeyError::Import));
    world.ports.answer("/keys", json_answer(200, &alone));
    assert_eq!(
        world.sign_in(|_| {}).map(|_| ()),
        Err(AuthError::IdToken(IdTokenError::Crypto(KeyError::Import)))
    );
    assert_eq!(world.ports.count("/keys"), 2, "it is asked for anew once");
}
