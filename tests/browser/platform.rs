//! The platform: keys, randomness, storage, fetch, address bar, clock.

use crate::support::document;
use http::Request;
use leptos::prelude::Owner;
use login_console::platform::oauth_ports::Browser;
use login_console::platform::storage::{Persistence, TabStorage};
use login_console::platform::{clock, crypto, document as page, fetch, location, window_events};
use oauth2_pkce::{Algorithm, Curve, Hash, KeyMaterial, KeyVerifier, Random};
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen_test::wasm_bindgen_test;

/// RFC 7515 appendix A.2: the key, the signing input and the signature.
const N: &str = "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";
const INPUT: &str = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
const SIGNATURE: &str = "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

fn rsa() -> KeyMaterial {
    KeyMaterial::Rsa {
        n: N.to_owned(),
        e: "AQAB".to_owned(),
    }
}

fn bytes(base64url: &str) -> Vec<u8> {
    let standard: String = base64url.replace('-', "+").replace('_', "/");
    let decoded = web_sys::window()
        .expect("a window")
        .atob(&standard)
        .expect("base64");
    decoded.chars().map(|character| character as u8).collect()
}

async fn verifies(signature: &[u8]) -> bool {
    Browser
        .verify(&rsa(), Algorithm::Rs256, INPUT.as_bytes(), signature)
        .await
        .expect("a verdict")
}

#[wasm_bindgen_test]
async fn a_good_signature_is_good() {
    assert!(verifies(&bytes(SIGNATURE)).await);
}

#[wasm_bindgen_test]
async fn a_signature_with_one_bit_flipped_is_not() {
    let mut signature = bytes(SIGNATURE);
    signature[17] ^= 1;
    assert!(!verifies(&signature).await);
    assert!(!verifies(&[]).await);
}

#[wasm_bindgen_test]
async fn a_key_that_is_none_gives_an_error_and_no_verdict() {
    let key = KeyMaterial::Ec {
        curve: Curve::P256,
        x: "AA".to_owned(),
        y: "AA".to_owned(),
    };
    let verdict = Browser.verify(&key, Algorithm::Es256, b"x", &[0; 64]).await;
    assert!(verdict.is_err());
}

/// RFC 7515 appendix A.3.
#[wasm_bindgen_test]
async fn elliptic_signatures_are_judged_too() {
    let key = KeyMaterial::Ec {
        curve: Curve::P256,
        x: "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU".to_owned(),
        y: "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0".to_owned(),
    };
    let input = b"eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
    let signature = bytes(
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q",
    );
    let verdict = |signature: Vec<u8>| {
        let key = key.clone();
        async move {
            Browser
                .verify(&key, Algorithm::Es256, input, &signature)
                .await
        }
    };
    assert_eq!(verdict(signature.clone()).await, Ok(true));
    let mut spoilt = signature;
    spoilt[0] ^= 1;
    assert_eq!(verdict(spoilt).await, Ok(false));
}

#[wasm_bindgen_test]
async fn digests_are_those_of_the_standard() {
    let digest = crypto::digest(Hash::Sha256, b"abc")
        .await
        .expect("a digest");
    assert_eq!(digest[..4], [0xba, 0x78, 0x16, 0xbf]);
    let digest = crypto::digest(Hash::Sha512, b"abc")
        .await
        .expect("a digest");
    assert_eq!(digest[..4], [0xdd, 0xaf, 0x35, 0xa1]);
    assert_eq!(digest.len(), 64);
}

#[wasm_bindgen_test]
fn randomness_fills_every_byte_anew() {
    let (mut one, mut other) = ([0_u8; 64], [0_u8; 64]);
    assert!(crypto::BrowserRandom.fill(&mut one).is_ok());
    assert!(crypto::BrowserRandom.fill(&mut other).is_ok());
    assert_ne!(one, other);
    assert!(one[48..].iter().any(|byte| *byte != 0));
}

#[wasm_bindgen_test]
fn what_is_taken_from_storage_is_gone() {
    let tab = TabStorage::default();
    assert_eq!(tab.set("test.a", "1"), Persistence::Stored);
    assert!(tab.keys("test.").contains(&"test.a".to_owned()));
    assert_eq!(tab.take("test.a").as_deref(), Some("1"));
    assert_eq!(tab.get("test.a"), None);
}

#[wasm_bindgen_test]
fn a_full_storage_keeps_values_in_memory_and_says_so() {
    let tab = TabStorage::default();
    let huge = "x".repeat(20 * 1024 * 1024);
    assert_eq!(tab.set("test.huge", &huge), Persistence::MemoryOnly);
    let length = |tab: &TabStorage| tab.get("test.huge").map(|text| text.len());
    assert_eq!(length(&tab), Some(huge.len()));
    assert_eq!(length(&tab.clone()), Some(huge.len()));
    assert_eq!(length(&TabStorage::default()), None);
    tab.remove("test.huge");
    assert_eq!(tab.get("test.huge"), None);
}

#[wasm_bindgen_test]
fn a_value_that_finds_no_room_takes_the_place_of_the_one_before() {
    let tab = TabStorage::default();
    assert_eq!(tab.set("test.grows", "small"), Persistence::Stored);
    let huge = "x".repeat(20 * 1024 * 1024);
    assert_eq!(tab.set("test.grows", &huge), Persistence::MemoryOnly);
    let length = tab.get("test.grows").map(|text| text.len());
    assert_eq!(length, Some(huge.len()));
    assert_eq!(tab.set("test.grows", "small again"), Persistence::Stored);
    assert_eq!(tab.get("test.grows").as_deref(), Some("small again"));
    tab.remove("test.grows");
    assert_eq!(tab.get("test.grows"), None);
}

#[wasm_bindgen_test]
async fn a_server_that_is_not_there_is_a_failed_fetch() {
    let request = Request::get("http://127.0.0.1:9/nothing")
        .body(String::new())
        .expect("a request");
    let answer = fetch::send(request).await;
    assert_eq!(answer.err(), Some(fetch::FetchError::Failed));
}

#[wasm_bindgen_test]
async fn a_response_comes_with_status_headers_and_body() {
    let url = format!("{}/no-such-file", location::origin());
    let request = Request::get(url)
        .header("accept", "application/json")
        .body(String::new())
        .expect("a request");
    let response = fetch::send(request).await.expect("a response");
    assert_eq!(response.status(), 404);
    assert!(!response.headers().is_empty());
}

#[wasm_bindgen_test]
async fn a_file_that_is_not_there_has_a_status() {
    let file = fetch::own_file("/no-such-file.json")
        .await
        .expect("an answer");
    assert_eq!(file.status(), 404);
}

#[wasm_bindgen_test]
fn the_address_is_wiped_without_a_trace_in_the_history() {
    let history = web_sys::window()
        .and_then(|window| window.history().ok())
        .expect("a history");
    let before = (
        location::path_query_fragment(),
        history.length().expect("a length"),
    );
    location::replace_path("/auth/callback?code=1&state=2");
    assert_eq!(location::query(), "code=1&state=2");
    location::replace_path("/auth/callback");
    assert_eq!(location::query(), "");
    assert_eq!(history.length().expect("a length"), before.1);
    location::replace_path(&before.0);
}

#[wasm_bindgen_test]
async fn the_monotonic_clock_runs_and_waiting_waits() {
    let begun = clock::monotonic_ms();
    clock::sleep(Duration::from_millis(30)).await;
    assert!(clock::monotonic_ms() - begun >= 25.0);
    assert!(clock::now_seconds() > 1.7e9);
    assert!(clock::now_rfc3339().ends_with('Z'));
    assert_eq!(clock::rfc3339(1_782_907_200), "2026-07-01T12:00:00.000Z");
}

#[wasm_bindgen_test]
async fn listeners_and_timers_end_with_their_owner() {
    let calls = Rc::new(Cell::new(0));
    let count = {
        let calls = Rc::clone(&calls);
        move || calls.set(calls.get() + 1)
    };
    let owner = Owner::new();
    owner.with(|| {
        clock::interval(Duration::from_millis(5), count.clone());
        window_events::on_wake(count);
    });
    let wake = || {
        let event = web_sys::Event::new("online").expect("an event");
        let window = web_sys::window().expect("a window");
        window.dispatch_event(&event).expect("dispatched");
    };
    wake();
    clock::sleep(Duration::from_millis(50)).await;
    assert!(calls.get() > 2, "{}", calls.get());
    owner.cleanup();
    let before = calls.get();
    wake();
    clock::sleep(Duration::from_millis(50)).await;
    assert_eq!(calls.get(), before);
}

#[wasm_bindgen_test]
fn the_title_of_the_tab_has_no_soft_hyphens() {
    page::set_title("Pass\u{ad}words");
    assert_eq!(document().title(), "Passwords");
}
