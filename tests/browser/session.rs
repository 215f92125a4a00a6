//! A session in a browser, and that nothing of it outlives its page.

use crate::server::{instance, server, set_server, signed_in_before};
use crate::support::{Mounted, mount_bare, until};
use futures_util::future::join;
use http::{Method, Request};
use leptos::prelude::*;
use login_console::auth::{
    AuthError, Session, SessionState, SignInMode, SignedOutReason, provide_session, use_session,
};
use login_console::platform::clock;
use login_console::platform::storage::TabStorage;
use std::cell::Cell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen_test::wasm_bindgen_test;
use zitadel_admin::{NotSent, Transport, TransportError};

/// The part of a page that has a session.
struct Page {
    session: Session,
    _mounted: Mounted,
}

impl Page {
    fn mount(storage: &TabStorage) -> Self {
        let made = Rc::new(Cell::new(None));
        let (session, storage) = (Rc::clone(&made), storage.clone());
        let mounted = mount_bare(move || {
            provide_session(&instance(), "https://console.example", storage).expect("a session");
            session.set(Some(use_session()));
            use_session().start();
        });
        Self {
            session: made.take().expect("a session"),
            _mounted: mounted,
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
    let storage = signed_in_before("7");
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
    let storage = signed_in_before("7");
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
    let storage = signed_in_before("7");
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
    let storage = signed_in_before("7");
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
    let storage = signed_in_before("7");
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
    let storage = signed_in_before("7");
    let page = Page::mount(&storage);
    until("a renewal is under way", || server("renewals") == "1").await;
    drop(page);
    clock::sleep(Duration::from_millis(200)).await;
    let kept = storage.get("session").unwrap_or_default();
    assert!(kept.contains("refresh-0"), "nothing is written afterwards");
    storage.remove("session");
}
