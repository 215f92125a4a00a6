//! The table of validated ID tokens. Every case signs in with one change to an honest token and names
//! the outcome: `OK` or the stable code of the refusal.

use oauth2_pkce::{
    Algorithm, AuthError, IdTokenError, KeyError, LocalPath, Purpose, Registration, SignIn,
    TrustedAud,
};
use serde_json::{Value, json};

use crate::support::ports::KeyFault;
use crate::support::tokens::{TokenShape, b64};
use crate::support::{ACCESS_TOKEN, CLIENT, NOW, PROJECT, SUBJECT, World, discovery_document};

const OK: &str = "OK";

fn outcome<T>(result: &Result<T, AuthError>) -> &'static str {
    match result {
        Ok(_) => OK,
        Err(error) => error.code(),
    }
}

fn registered(change: impl FnOnce(&mut Registration)) -> World {
    World::with(&discovery_document(), change)
}

fn check(world: &World, change: impl FnOnce(&mut TokenShape), expected: &str) {
    assert_eq!(outcome(&world.sign_in(change)), expected);
}

macro_rules! cases {
    ($($name:ident: $change:expr => $expected:expr;)*) => {
        $(
            #[test]
            fn $name() {
                let change: fn(&mut TokenShape) = $change;
                check(&World::new(), change, $expected);
            }
        )*
    };
}

// The basic plan of the conformance suite, and the further modules a code-flow client meets.
cases! {
    b01_an_honest_token_is_accepted: |_| {} => OK;
    b02_another_issuer_is_refused: |t| t.falsify("iss") => "AUTH-IDT-ISS";
    b03_a_missing_sub_is_refused: |t| t.drop("sub") => "AUTH-IDT-SUB";
    b04_another_audience_is_refused: |t| t.set("aud", format!("{CLIENT}1")) => "AUTH-IDT-AUD";
    b05_a_missing_iat_is_refused: |t| t.drop("iat") => "AUTH-IDT-IAT";
    b08_rs256_is_accepted: |t| t.sign_with("RS256", "rsa") => OK;
    b09_alg_none_is_refused: |t| t.sign_with("none", "ec") => "AUTH-IDT-ALG";
    b09_alg_none_with_a_signature_is_refused: |t| {
        t.header["alg"] = json!("None");
    } => "AUTH-IDT-ALG";
    b10_a_corrupted_rs256_signature_is_refused: |t| {
        t.sign_with("RS256", "rsa");
        t.spoil = Some(corrupt_signature);
    } => "AUTH-IDT-SIG";
    b14_another_nonce_is_refused: |t| t.falsify("nonce") => "AUTH-IDT-NONCE";
    b14_a_missing_nonce_is_refused: |t| t.drop("nonce") => "AUTH-IDT-NONCE";
    x01_a_missing_aud_is_refused: |t| t.drop("aud") => "AUTH-IDT-AUD";
    x02_a_corrupted_es256_signature_is_refused: |t| {
        t.spoil = Some(corrupt_signature);
    } => "AUTH-IDT-SIG";
    x03_hs256_is_refused: |t| t.header["alg"] = json!("HS256") => "AUTH-IDT-ALG";
    x03_hs512_is_refused: |t| t.header["alg"] = json!("HS512") => "AUTH-IDT-ALG";
    x04_a_fitting_at_hash_is_accepted: |t| {
        t.set("at_hash", at_hash(32));
    } => OK;
    x04_another_at_hash_is_refused: |t| {
        t.set("at_hash", at_hash(32) + "1");
    } => "AUTH-IDT-ATHASH";
    x04_an_at_hash_that_is_no_text_is_refused: |t| t.set("at_hash", 1) => "AUTH-IDT-ATHASH";
    x04_an_at_hash_of_the_whole_hash_is_refused: |t| {
        t.set("at_hash", b64(&sha2(32)));
    } => "AUTH-IDT-ATHASH";
    x04_rs384_hashes_with_sha_384: |t| {
        t.sign_with("RS384", "rsa");
        t.set("at_hash", at_hash(48));
    } => OK;
    x04_rs512_hashes_with_sha_512: |t| {
        t.sign_with("RS512", "rsa");
        t.set("at_hash", at_hash(64));
    } => OK;
    p05_a_further_audience_without_azp_is_refused: |t| t.drop("azp") => "AUTH-IDT-AZP";
}

// Audience and authorized party (rules I5 and I6, Z1).
cases! {
    i5_only_this_client_as_text_is_accepted: |t| {
        t.set("aud", CLIENT);
        t.drop("azp");
    } => OK;
    i5_only_this_client_in_a_list_is_accepted: |t| {
        t.set("aud", vec![CLIENT]);
        t.drop("azp");
    } => OK;
    i5_an_audience_without_this_client_is_refused: |t| t.set("aud", vec![PROJECT]) => "AUTH-IDT-AUD";
    i6_another_azp_is_refused: |t| t.falsify("azp") => "AUTH-IDT-AZP";
    i6_another_azp_with_one_audience_is_refused: |t| {
        t.set("aud", CLIENT);
        t.falsify("azp");
    } => "AUTH-IDT-AZP";
    i6_an_azp_that_is_no_text_is_refused: |t| t.set("azp", vec![CLIENT]) => "AUTH-IDT-AZP";
    s10_aud_as_an_empty_list_is_refused: |t| t.set("aud", json!([])) => "AUTH-IDT-AUD";
    s10_aud_as_null_is_refused: |t| t.set("aud", Value::Null) => "AUTH-IDT-AUD";
    s10_aud_as_a_number_is_refused: |t| t.set("aud", 400_922_714_816_187_430_u64) => "AUTH-IDT-AUD";
    s10_aud_with_a_number_in_it_is_refused: |t| t.set("aud", json!([CLIENT, 1])) => "AUTH-IDT-AUD";
}

// Times (I7, I8, I13, S09). The tolerance is five minutes.
cases! {
    i7_a_missing_exp_is_refused: |t| t.drop("exp") => "AUTH-IDT-EXP";
    i7_an_expired_token_with_a_fresh_iat_is_refused: |t| t.set("exp", NOW - 301.0) => "AUTH-IDT-EXP";
    i7_a_token_within_the_tolerance_is_accepted: |t| t.set("exp", NOW - 299.0) => OK;
    i8_an_old_iat_alone_is_accepted: |t| t.set("iat", NOW - 604_800.0) => OK;
    i8_an_iat_slightly_in_the_future_is_accepted: |t| t.set("iat", NOW + 299.0) => OK;
    i8_an_iat_as_text_is_refused: |t| t.set("iat", NOW.to_string()) => "AUTH-IDT-IAT";
    i13_an_nbf_in_the_past_is_accepted: |t| t.set("nbf", NOW) => OK;
    i13_an_nbf_in_the_future_is_refused: |t| t.set("nbf", NOW + 301.0) => "AUTH-IDT-NBF";
    i13_an_nbf_that_is_no_number_is_refused: |t| t.set("nbf", "now") => "AUTH-IDT-NBF";
    s09_an_iat_far_in_the_future_is_the_clock: |t| t.set("iat", NOW + 86_400.0) => "AUTH-CLOCK";
    s10_exp_as_text_is_refused: |t| t.set("exp", (NOW + 60.0).to_string()) => "AUTH-IDT-EXP";
    s10_exp_with_a_fraction_is_accepted: |t| t.set("exp", NOW + 60.5) => OK;
    s10_exp_in_exponent_form_is_accepted: |t| {
        t.drop("exp");
        t.append_raw("\"exp\":1.9e9");
    } => OK;
    s10_exp_beyond_reason_is_refused: |t| t.set("exp", 1e300) => "AUTH-IDT-EXP";
    s10_exp_beyond_any_number_is_refused: |t| {
        t.drop("exp");
        t.append_raw("\"exp\":1e999");
    } => "AUTH-IDT-FORMAT";
    s10_a_negative_exp_is_refused: |t| t.set("exp", -1) => "AUTH-IDT-EXP";
}

// Subject (I10).
cases! {
    i10_an_empty_sub_is_refused: |t| t.set("sub", "") => "AUTH-IDT-SUB";
    i10_a_sub_that_is_no_text_is_refused: |t| t.set("sub", 1) => "AUTH-IDT-SUB";
    i10_a_sub_of_255_characters_is_accepted: |t| t.set("sub", "s".repeat(255)) => OK;
    i10_a_sub_of_256_characters_is_refused: |t| t.set("sub", "s".repeat(256)) => "AUTH-IDT-SUB";
    i4_an_issuer_with_a_slash_is_another_issuer: |t| {
        t.set("iss", "https://id.example/");
    } => "AUTH-IDT-ISS";
    i4_a_missing_issuer_is_refused: |t| t.drop("iss") => "AUTH-IDT-ISS";
}

// Shapes (I1, S10).
cases! {
    s10_two_parts_are_refused: |t| {
        t.spoil = Some(|token| token.rsplit_once('.').expect("parts").0.to_owned());
    } => "AUTH-IDT-FORMAT";
    s10_four_parts_are_refused: |t| t.spoil = Some(|token| token + ".AA") => "AUTH-IDT-FORMAT";
    s10_five_parts_are_refused: |t| t.spoil = Some(|token| token + ".AA.AA") => "AUTH-IDT-FORMAT";
    s10_no_parts_at_all_are_refused: |t| {
        t.spoil = Some(|_| "opaque".to_owned());
    } => "AUTH-IDT-FORMAT";
    s10_an_empty_header_is_refused: |t| {
        t.spoil = Some(|token| token.get(token.find('.').expect("a dot")..).expect("rest").to_owned());
    } => "AUTH-IDT-FORMAT";
    s10_an_empty_signature_is_a_wrong_one: |t| {
        t.spoil = Some(|token| token.rsplit_once('.').expect("parts").0.to_owned() + ".");
    } => "AUTH-IDT-SIG";
    s10_padding_is_refused: |t| t.spoil = Some(|token| token + "==") => "AUTH-IDT-FORMAT";
    s10_the_standard_alphabet_is_refused: |t| {
        t.spoil = Some(|token| token.rsplit_once('.').expect("parts").0.to_owned() + ".+/+/");
    } => "AUTH-IDT-FORMAT";
    s10_trailing_bits_are_refused: |t| {
        t.spoil = Some(|token| token.rsplit_once('.').expect("parts").0.to_owned() + ".AB");
    } => "AUTH-IDT-FORMAT";
    s10_a_repeated_claim_is_refused: |t| t.append_raw("\"sub\":\"x\"") => "AUTH-IDT-FORMAT";
    s10_a_claim_repeated_in_escapes_is_refused: |t| {
        t.append_raw("\"\\u0073ub\":\"x\"");
    } => "AUTH-IDT-FORMAT";
    s10_a_payload_that_is_no_object_is_refused: |t| t.payload = Some("[1]".to_owned()) => "AUTH-IDT-FORMAT";
    s10_deep_nesting_is_refused: |t| {
        t.append_raw(&format!("\"x\":{}{}", "[".repeat(5_000), "]".repeat(5_000)));
    } => "AUTH-IDT-FORMAT";
    s10_a_token_beyond_reason_is_refused: |t| t.set("x", "x".repeat(70_000)) => "AUTH-IDT-FORMAT";
    s10_crit_is_refused: |t| t.header["crit"] = json!(["b64"]) => "AUTH-IDT-FORMAT";
    s10_an_empty_crit_is_refused: |t| t.header["crit"] = json!([]) => "AUTH-IDT-FORMAT";
    s10_a_kid_of_a_megabyte_is_refused_with_the_whole_answer: |t| {
        t.header["kid"] = json!("k".repeat(1 << 20));
    } => "AUTH-TOKENRESP";
    s10_a_kid_of_two_kilobytes_is_refused: |t| {
        t.header["kid"] = json!("k".repeat(2_048));
    } => "AUTH-IDT-FORMAT";
    s10_a_kid_that_is_no_text_is_refused: |t| t.header["kid"] = json!(7) => "AUTH-IDT-FORMAT";
    s10_a_token_of_another_type_is_refused: |t| {
        t.header["typ"] = json!("at+jwt");
    } => "AUTH-IDT-FORMAT";
    s10_a_token_without_type_is_accepted: |t| {
        t.header.as_object_mut().expect("a header").remove("typ");
    } => OK;
    i2_a_missing_alg_is_refused: |t| {
        t.header.as_object_mut().expect("a header").remove("alg");
    } => "AUTH-IDT-ALG";
    i3_a_changed_payload_is_refused: |t| {
        t.spoil = Some(|token| {
            let (input, signature) = token.rsplit_once('.').expect("parts");
            let (header, _) = input.split_once('.').expect("parts");
            format!("{header}.{}.{signature}", b64(b"{\"sub\":\"admin\"}"))
        });
    } => "AUTH-IDT-SIG";
}

fn corrupt_signature(token: String) -> String {
    let (input, signature) = token.rsplit_once('.').expect("parts");
    let flipped = if signature.starts_with('A') { "B" } else { "A" };
    format!("{input}.{flipped}{}", signature.get(1..).expect("a rest"))
}

fn sha2(length: usize) -> Vec<u8> {
    use rsa::sha2::{Digest, Sha256, Sha384, Sha512};
    match length {
        32 => Sha256::digest(ACCESS_TOKEN).to_vec(),
        48 => Sha384::digest(ACCESS_TOKEN).to_vec(),
        _ => Sha512::digest(ACCESS_TOKEN).to_vec(),
    }
}

fn at_hash(length: usize) -> String {
    b64(sha2(length).get(..length / 2).expect("a half"))
}

#[test]
fn i2_an_algorithm_the_issuer_does_not_announce_is_refused() {
    let mut document = discovery_document();
    document["id_token_signing_alg_values_supported"] = json!(["RS256", "none", "HS256"]);
    let world = World::at(&document);
    check(&world, |_| {}, "AUTH-IDT-ALG");
    check(&world, |t| t.sign_with("RS256", "rsa"), OK);
    check(&world, |t| t.sign_with("none", "rsa"), "AUTH-IDT-ALG");
}

#[test]
fn i2_an_algorithm_that_is_not_configured_is_refused() {
    let world = registered(|registration| registration.algorithms = vec![Algorithm::Rs256]);
    check(&world, |_| {}, "AUTH-IDT-ALG");
    check(&world, |t| t.sign_with("RS256", "rsa"), OK);
}

#[test]
fn z1_further_audiences_are_refused_when_only_this_client_is_trusted() {
    let world = registered(|registration| {
        registration.trusted_aud = TrustedAud::OnlyThisClient;
    });
    check(&world, |_| {}, "AUTH-IDT-AUD");
    check(&world, |t| t.set("aud", CLIENT), OK);
}

#[test]
fn z1_a_pinned_project_must_be_among_the_audiences() {
    let pinned = |project: &str| {
        registered(|registration| {
            registration.trusted_aud = TrustedAud::AzpBoundWithin {
                project: project.to_owned(),
            };
        })
    };
    let world = pinned(PROJECT);
    check(&world, |_| {}, OK);
    check(&world, |t| t.drop("azp"), "AUTH-IDT-AZP");
    check(&pinned("1"), |_| {}, "AUTH-IDT-AUD");
}

#[test]
fn s09_a_clock_that_is_off_is_named_with_its_minutes() {
    for (device, token_life, expected) in [
        (600.0, 43_200.0, Ok(())),
        (-240.0, 43_200.0, Ok(())),
        (-600.0, 43_200.0, Err(-10)),
        (600.0, 60.0, Err(10)),
        (86_400.0, 43_200.0, Err(1_440)),
        (-86_400.0, 43_200.0, Err(-1_440)),
    ] {
        let world = World::new();
        world.ports.now.set(NOW + device);
        let result = world.sign_in(|t| t.set("exp", NOW + token_life));
        let expected =
            expected.map_err(|minutes| AuthError::IdToken(IdTokenError::Clock { minutes }));
        assert_eq!(result.map(|_| ()), expected, "device off by {device}");
    }
}

#[test]
fn i12_max_age_needs_a_recent_auth_time() {
    let asked = |change: fn(&mut TokenShape)| {
        let mut wanted = SignIn::to(LocalPath::root());
        wanted.max_age = Some(600);
        outcome(&World::new().sign_in_as(wanted, change))
    };
    assert_eq!(asked(|_| {}), OK);
    assert_eq!(asked(|t| t.set("auth_time", NOW - 899.0)), OK);
    assert_eq!(
        asked(|t| t.set("auth_time", NOW - 901.0)),
        "AUTH-IDT-AUTHTIME"
    );
    assert_eq!(asked(|t| t.drop("auth_time")), "AUTH-IDT-AUTHTIME");
    assert_eq!(asked(|t| t.set("auth_time", "now")), "AUTH-IDT-AUTHTIME");
}

#[test]
fn s17_another_person_than_expected_is_reported() {
    let reauth = |expected_sub: &str| {
        let mut wanted = SignIn::to(LocalPath::root());
        wanted.purpose = Purpose::Reauth {
            expected_sub: expected_sub.to_owned(),
        };
        World::new().sign_in_as(wanted, |_| {}).expect("signed in")
    };
    assert!(!reauth(SUBJECT).user_changed);
    assert!(reauth("somebody else").user_changed);
}

#[test]
fn s14_a_page_without_cryptography_is_told_so() {
    let cases: [(KeyFault, _); 4] = [
        (|_| Some(KeyError::Insecure), "AUTH-INSECURE"),
        (|_| Some(KeyError::Unsupported), "AUTH-IDT-KEY"),
        (|_| Some(KeyError::Import), "AUTH-IDT-KEY"),
        (|_| Some(KeyError::Failed), "AUTH-IDT-KEY"),
    ];
    for (key_error, code) in cases {
        let world = World::new();
        world.ports.key_error.replace(key_error);
        check(&world, |_| {}, code);
    }
}

#[test]
fn the_claims_of_an_accepted_token_can_be_read() {
    let claims = World::new().sign_in(|_| {}).expect("signed in").claims;
    assert_eq!(claims.subject, SUBJECT);
    assert_eq!(claims.amr, ["pwd"]);
    assert_eq!(claims.auth_time, Some(NOW));
    assert_eq!(claims.sid.as_deref(), Some("V1_400922779290962982"));
    assert_eq!(claims.preferred_username.as_deref(), Some("owner"));
    assert_eq!(claims.email.as_deref(), Some("owner@example.com"));
    assert_eq!(claims.locale.as_deref(), Some("en"));
    assert_eq!(claims.display_name(), "Owner Example");
}

#[test]
fn a_person_of_an_external_provider_has_no_amr_and_maybe_no_name() {
    let signed_in = World::new().sign_in(|t| {
        for claim in ["amr", "name", "preferred_username", "email"] {
            t.drop(claim);
        }
    });
    let claims = signed_in.expect("signed in").claims;
    assert!(claims.amr.is_empty());
    assert_eq!(claims.display_name(), SUBJECT);
}

#[test]
fn a_name_cannot_turn_the_reading_direction() {
    let signed_in = World::new().sign_in(|t| t.set("name", "Eve\u{202e}nimda\u{0}"));
    let claims = signed_in.expect("signed in").claims;
    assert_eq!(claims.name.as_deref(), Some("Evenimda"));
}
