//! Vectors printed in the specifications.

use oauth2_pkce::{Algorithm, Hash, KeyMaterial, KeyVerifier};
use pollster::block_on;
use serde_json::json;

use crate::support::ports::{Ports, json_answer};
use crate::support::tokens::b64;
use crate::support::{NOW, World, token_answer};

/// RFC 7515 appendix A.2.
const RS256_MODULUS: &str = "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";
const RS256_TOKEN: &str = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

fn outcome_of(token: &str) -> &'static str {
    let world = World::new();
    let key = json!({ "kty": "RSA", "n": RS256_MODULUS, "e": "AQAB" });
    world
        .ports
        .answer("/keys", json_answer(200, &json!({ "keys": [key] })));
    let redirect = world.leave(oauth2_pkce::SignIn::to(oauth2_pkce::LocalPath::root()));
    world
        .ports
        .answer("/token", json_answer(200, &token_answer(token)));
    world.arrive(&redirect).expect_err("a refusal").code()
}

#[test]
fn the_rs256_example_of_rfc_7515_has_a_good_signature_and_a_foreign_issuer() {
    assert_eq!(outcome_of(RS256_TOKEN), "AUTH-IDT-ISS");
    let spoilt = RS256_TOKEN.replace(".cC4h", ".cC4i");
    assert_eq!(outcome_of(&spoilt), "AUTH-IDT-SIG");
}

#[test]
fn the_test_verifier_itself_tells_good_from_bad() {
    let ports = Ports::new(NOW);
    let key = KeyMaterial::Rsa {
        n: RS256_MODULUS.to_owned(),
        e: "AQAB".to_owned(),
    };
    let verdict = block_on(ports.verify(&key, Algorithm::Rs256, b"other", &[1; 256]));
    assert_eq!(verdict, Ok(false));
}

/// OpenID Connect Core appendix A.4 prints this access token and its `at_hash`.
#[test]
fn the_at_hash_example_of_openid_connect_core_is_met() {
    let digest = block_on(
        Ports::new(NOW).digest(Hash::Sha256, b"jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"),
    )
    .expect("a digest");
    assert_eq!(b64(&digest[..16]), "77QmUPtjPfzWtF2AnpK9RQ");

    let sign_in = |at_hash: &'static str| {
        let world = World::new();
        let redirect = world.leave(oauth2_pkce::SignIn::to(oauth2_pkce::LocalPath::root()));
        let nonce = crate::support::query_of(redirect.url.as_str(), "nonce");
        let mut shape = crate::support::tokens::TokenShape::honest(&nonce);
        shape.set("at_hash", at_hash);
        let mut answer = token_answer(&shape.write());
        answer["access_token"] = json!("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y");
        world.ports.answer("/token", json_answer(200, &answer));
        world.arrive(&redirect).map(|_| ())
    };
    assert_eq!(sign_in("77QmUPtjPfzWtF2AnpK9RQ"), Ok(()));
    let refused = sign_in("77QmUPtjPfzWtF2AnpK9RR").expect_err("another hash");
    assert_eq!(refused.code(), "AUTH-IDT-ATHASH");
}
