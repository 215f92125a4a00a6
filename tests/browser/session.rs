//! A session in a browser, with a server of its own in place of `fetch`.

use crate::support::until;
use futures_util::future::join;
use http::{Method, Request};
use leptos::mount::mount_to;
use leptos::prelude::*;
use login_console::auth::{
    AuthError, Session, SessionState, SignInMode, SignedOutReason, provide_session, use_session,
};
use login_console::config::Instance;
use login_console::platform::clock;
use login_console::platform::storage::TabStorage;
use std::any::Any;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlElement;
use zitadel_admin::{NotSent, Transport, TransportError};

const ISSUER: &str = "https://login.session.example";

/// Answers for the issuer. `valid` is the access token it accepts, `lives` how many seconds a new
/// one lives, `reachable` whether it answers at all.
const SERVER: &str = r#"
    window.server = { renewals: 0, valid: "", lives: 3600, reachable: true };
    window.realFetch ??= window.fetch;
    window.fetch = async (request, ...rest) => {
        const url = new URL(request.url ?? request, location.href);
        if (url.origin !== "https://login.session.example") {
            return window.realFetch.call(window, request, ...rest);
        }
        const server = window.server;
        const json = (status, body) => new Response(JSON.stringify(body), {
            status, headers: { "content-type": "application/json" },
        });
        if (!server.reachable) throw new TypeError("Failed to fetch");
        if (url.pathname === "/token") {
            const number = server.renewals += 1;
            await new Promise((done) => setTimeout(done, 50));
            server.valid = `access-${number}`;
            return json(200, {
                access_token: server.valid, token_type: "Bearer", expires_in: server.lives,
                refresh_token: `refresh-${number}`,
            });
        }
        const isValid = request.headers.get("authorization") === `Bearer ${server.valid}`;
        return isValid ? json(200, {}) : json(401, {});
    };
"#;

/// What a tab keeps of a session.
const RECORD: &str = r#"{
    "binding": {
        "iss": "https://login.session.example", "sub": "7", "aud": ["1"], "azp": "1",
        "iat": 1700000000, "auth_time": 1700000000, "nonce": "n-0", "scope": "openid"
    },
    "refresh_token": "refresh-0", "id_token": null
}"#;
/// What it keeps of the server.
const DISCOVERY: &str = r#"{
    "metadata": {
        "issuer": "https://login.session.example",
        "authorization_endpoint": "https://login.session.example/authorize",
        "token_endpoint": "https://login.session.example/token",
        "jwks_uri": "https://login.session.example/keys",
        "id_token_signing_alg_values_supported": ["RS256"],
        "code_challenge_methods_supported": ["S256"]
    },
    "keys": { "keys": [] }
}"#;

/// A tab that was signed in before, and a fresh server.
fn kept_session() -> TabStorage {
    js_sys::eval(SERVER).expect("a server");
    let storage = TabStorage::default();
    storage.set("session", RECORD);
    storage.set("discovery", DISCOVERY);
    storage
}

/// A number or text of the server, as JavaScript says it.
fn server(member: &str) -> String {
    let value = js_sys::eval(&format!("String(window.server.{member})")).expect("a member");
    value.as_string().expect("a text")
}

fn set_server(assignment: &str) {
    js_sys::eval(&format!("window.server.{assignment}")).expect("assigned");
}

/// The part of a page that has a session.
struct Page {
    session: Session,
    root: HtmlElement,
    _handle: Box<dyn Any>,
}

impl Page {
    fn mount(storage: &TabStorage) -> Self {
        let document = crate::support::document();
        let root: HtmlElement = document
            .create_element("div")
            .expect("an element")
            .unchecked_into();
        document
            .body()
            .expect("a body")
            .append_child(&root)
            .expect("appended");
        let made = Rc::new(Cell::new(None));
        let (session, storage) = (Rc::clone(&made), storage.clone());
        let handle = mount_to(root.clone(), move || {
            let instance = Instance {
                name: "Session".to_owned(),
                issuer: ISSUER.to_owned(),
                client_id: "1".to_owned(),
            };
            provide_session(&instance, "https://console.example", storage).expect("a session");
            session.set(Some(use_session()));
            use_session().start();
        });
        Self {
            session: made.take().expect("a session"),
            root,
            _handle: Box::new(handle),
        }
    }

    fn state(&self) -> SessionState {
        untrack(|| self.session.state())
    }

    async fn is_signed_in(&self) {
        until("somebody is signed in", || {
            matches!(self.state(), SessionState::SignedIn(_))
        })
        .await;
    }

    async fn send(&self, method: Method) -> Result<u16, TransportError> {
        let answer = self.session.client().send(request(method)).await;
        answer.map(|answer| answer.status().as_u16())
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        self.root.remove();
    }
}

fn request(method: Method) -> Request<String> {
    Request::builder()
        .method(method)
        .uri("/admin/v1/policies/login")
        .body(String::new())
        .expect("a request")
}

fn write_in_another_tab(key: &str) {
    js_sys::eval(&format!(
        "window.dispatchEvent(new StorageEvent('storage', {{ key: '{key}' }}))"
    ))
    .expect("dispatched");
}

fn say_online(online: Option<bool>) {
    let script = match online {
        Some(online) => format!(
            "Object.defineProperty(navigator, 'onLine', {{ value: {online}, configurable: true }})"
        ),
        None => "delete navigator.onLine".to_owned(),
    };
    js_sys::eval(&script).expect("said");
}

#[wasm_bindgen_test]
async fn a_tab_that_was_signed_in_renews_what_it_kept() {
    let storage = kept_session();
    let page = Page::mount(&storage);
    page.is_signed_in().await;
    assert_eq!(
        page.state().person().map(|person| person.subject.as_str()),
        Some("7")
    );
    assert_eq!(server("renewals"), "1");
    let kept = storage.get("session").unwrap_or_default();
    assert!(kept.contains("refresh-1"), "the new refresh token is kept");
    storage.remove("session");
}

#[wasm_bindgen_test]
async fn calls_that_are_turned_away_share_one_renewal() {
    let storage = kept_session();
    let page = Page::mount(&storage);
    page.is_signed_in().await;
    set_server("valid = 'another'");
    let (first, second) = join(page.send(Method::GET), page.send(Method::PUT)).await;
    assert_eq!((first, second), (Ok(200), Ok(200)));
    assert_eq!(server("renewals"), "2");
    storage.remove("session");
}

#[wasm_bindgen_test]
async fn a_browser_that_says_offline_is_not_believed_but_explains_a_failure() {
    let storage = kept_session();
    let page = Page::mount(&storage);
    page.is_signed_in().await;
    say_online(Some(false));
    let while_up = page.send(Method::PUT).await;
    set_server("reachable = false");
    let (read, write) = (page.send(Method::GET).await, page.send(Method::PUT).await);
    say_online(None);
    assert_eq!(while_up, Ok(200));
    let reason = NotSent::Offline;
    assert_eq!(read, Err(TransportError::NotSent { reason }));
    assert_eq!(write, Err(TransportError::Lost), "it may have arrived");
    storage.remove("session");
}

#[wasm_bindgen_test]
async fn a_sign_in_that_cannot_be_begun_keeps_whoever_is_signed_in() {
    let storage = kept_session();
    let page = Page::mount(&storage);
    page.is_signed_in().await;
    let put = "Storage.prototype.setItem = () => { throw new Error('full'); }";
    js_sys::eval(&format!(
        "window.realSet = Storage.prototype.setItem; {put}"
    ))
    .expect("full");
    page.session.sign_in(SignInMode::SomebodyElse);
    until("it is said why", || {
        untrack(|| page.session.redirect_failed()) == Some(AuthError::NoStorage)
    })
    .await;
    assert!(matches!(page.state(), SessionState::SignedIn(_)));
    js_sys::eval("Storage.prototype.setItem = window.realSet").expect("mended");
    storage.remove("session");
}

#[wasm_bindgen_test]
async fn nothing_of_a_session_goes_on_without_its_page() {
    let storage = kept_session();
    // The next renewal would be due after a second.
    set_server("lives = 2");
    let first = Page::mount(&storage);
    first.is_signed_in().await;
    drop(first);
    clock::sleep(Duration::from_millis(1_500)).await;
    assert_eq!(server("renewals"), "1", "no timer goes on");
    write_in_another_tab("signed-out");
    assert!(storage.get("session").is_some(), "no listener goes on");

    set_server("lives = 3600");
    let second = Page::mount(&storage);
    second.is_signed_in().await;
    assert_eq!(server("renewals"), "2");
    write_in_another_tab("signed-out");
    until("it is signed out", || {
        second.state() == SessionState::SignedOut(SignedOutReason::SignedOutElsewhere)
    })
    .await;
    assert_eq!(storage.get("session"), None);
}

#[wasm_bindgen_test]
async fn a_renewal_under_way_ends_with_its_page() {
    let storage = kept_session();
    let page = Page::mount(&storage);
    until("a renewal is under way", || server("renewals") == "1").await;
    drop(page);
    clock::sleep(Duration::from_millis(200)).await;
    let kept = storage.get("session").unwrap_or_default();
    assert!(kept.contains("refresh-0"), "nothing is written afterwards");
    storage.remove("session");
}
