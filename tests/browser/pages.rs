//! The console as it is mounted: which page a person finds, and that nothing of it stays behind.

use crate::support::{Mounted, document, locale, mount_bare, parsed_catalogue, until};
use leptos::prelude::*;
use login_console::app::App;
use login_console::config::{ConfigError, Instance};
use login_console::platform::clock;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, EventInit, HtmlSelectElement};

fn instance(name: &str) -> Instance {
    Instance {
        name: name.to_owned(),
        issuer: "https://login.acme.example".to_owned(),
        client_id: "1".to_owned(),
    }
}

fn console(language: &str, configuration: Result<Instance, ConfigError>) -> Mounted {
    let locale = locale(language);
    let catalogue = parsed_catalogue(locale);
    mount_bare(move || view! { <App configuration locale catalogue/> })
}

#[wasm_bindgen_test]
async fn the_start_page_names_the_instance_and_offers_to_sign_in() {
    let page = console("en", Ok(instance("Acme production")));
    until("the start page", || page.find("h1").is_some()).await;
    let words = page.text();
    for expected in ["Acme production", "login.acme.example", "Sign in"] {
        assert!(words.contains(expected), "{expected}: {words}");
    }
    assert_eq!(page.attribute("main", "id").as_deref(), Some("main"));
    assert_eq!(document().title(), "Sign in · Acme production");
}

#[wasm_bindgen_test]
async fn the_header_names_the_instance_and_the_footer_the_version() {
    let page = console("en", Ok(instance("Acme")));
    assert_eq!(page.attribute("a.skip", "href").as_deref(), Some("#main"));
    assert_eq!(page.attribute("a.brand", "href").as_deref(), Some("/"));
    assert_eq!(
        page.attribute(".mark use", "href").as_deref(),
        Some("#i-mark")
    );
    assert_eq!(page.get(".brand .host").inner_text(), "login.acme.example");
    assert!(page.find("#account").is_none());
    let version = env!("CARGO_PKG_VERSION");
    assert!(page.get("footer").inner_text().contains(version));
}

#[wasm_bindgen_test]
async fn a_console_that_is_not_set_up_says_what_is_wrong() {
    for (error, words) in [
        (ConfigError::Missing, "could not be read"),
        (ConfigError::InsecureIssuer, "must begin with https"),
        (ConfigError::Empty { member: "clientId" }, "clientId"),
        (
            ConfigError::Unreadable {
                detail: "unknown field `secret`".to_owned(),
            },
            "unknown field `secret`",
        ),
    ] {
        let code = error.code();
        let page = console("en", Err(error));
        until(words, || page.find("h1").is_some()).await;
        assert!(page.text().contains(words), "{words}: {}", page.text());
        assert!(page.text().contains(code));
        assert!(page.find("[role=alert] h1").is_some());
    }
}

#[wasm_bindgen_test]
async fn a_client_id_that_is_none_says_that_nobody_can_sign_in() {
    let unusable = Instance {
        client_id: "not a client id".to_owned(),
        ..instance("Acme")
    };
    let page = console("en", Ok(unusable));
    assert!(page.text().contains("AUTH-CONFIG"), "{}", page.text());
    assert!(page.find("main .btn-main").is_none());
}

#[wasm_bindgen_test]
async fn pages_speak_the_language_they_are_asked_for() {
    for (language, words) in [("de", "nicht eingerichtet"), ("en", "not set up")] {
        let page = console(language, Err(ConfigError::NoInstance));
        assert!(page.text().contains(words), "{}", page.text());
        let select: HtmlSelectElement = page.get("#lang").unchecked_into();
        until("the language is chosen", || select.value() == language).await;
    }
}

#[wasm_bindgen_test]
async fn a_language_that_cannot_be_had_is_not_chosen() {
    let page = console("en", Err(ConfigError::NoInstance));
    let select: HtmlSelectElement = page.get("#lang").unchecked_into();
    until("English is chosen", || select.value() == "en").await;
    select.focus().expect("focused");
    select.set_value("de");
    // The server of these tests has no catalogues.
    dispatch_change(&select);
    until("English is chosen again", || select.value() == "en").await;
    assert!(page.text().contains("not set up"));
    assert_eq!(document().active_element(), Some(select.into()));
}

#[wasm_bindgen_test]
async fn a_theme_is_forced_and_given_back() {
    let page = console("en", Err(ConfigError::NoInstance));
    let select: HtmlSelectElement = page.get("#theme").unchecked_into();
    let root = document().document_element().expect("a root");
    for (theme, forced) in [("dark", Some("dark")), ("light", Some("light")), ("", None)] {
        select.set_value(theme);
        dispatch_change(&select);
        assert_eq!(root.get_attribute("data-theme").as_deref(), forced);
    }
}

#[wasm_bindgen_test]
async fn a_second_console_has_nothing_of_the_first() {
    js_sys::eval(
        "window.kept = [];
        window.ownAdd ??= EventTarget.prototype.addEventListener;
        window.ownRemove ??= EventTarget.prototype.removeEventListener;
        const own = (target) => target === window || target === document;
        EventTarget.prototype.addEventListener = function (name, call, ...more) {
            if (own(this)) window.kept.push([name, call]);
            return window.ownAdd.call(this, name, call, ...more);
        };
        EventTarget.prototype.removeEventListener = function (name, call, ...more) {
            if (own(this)) {
                const index = window.kept.findIndex((one) => one[0] === name && one[1] === call);
                if (index >= 0) window.kept.splice(index, 1);
            }
            return window.ownRemove.call(this, name, call, ...more);
        };",
    )
    .expect("a script");
    let listeners = || {
        let names = js_sys::eval("window.kept.map((one) => one[0]).sort().join(' ')");
        names.expect("names").as_string().unwrap_or_default()
    };
    let mut after = Vec::new();
    for (language, name, words) in [("de", "Erste", "Anmelden"), ("en", "Second", "Sign in")] {
        let page = console(language, Ok(instance(name)));
        until(words, || page.text().contains(words)).await;
        assert!(page.text().contains(name));
        assert!(listeners().contains("storage"), "{}", listeners());
        let others = page.text().contains("Erste") && name != "Erste";
        assert!(!others, "{}", page.text());
        drop(page);
        // What was told to end ends when the browser has a moment.
        clock::sleep(Duration::from_millis(20)).await;
        after.push(listeners());
    }
    js_sys::eval(
        "EventTarget.prototype.addEventListener = window.ownAdd;
        EventTarget.prototype.removeEventListener = window.ownRemove;",
    )
    .expect("a script");
    // Leptos listens to events that bubble once for all consoles, and never stops.
    assert_eq!(after[0], after[1]);
    for name in [
        "storage",
        "pageshow",
        "beforeunload",
        "online",
        "focus",
        "popstate",
    ] {
        let kept = after[1].split(' ').any(|kept| kept == name);
        assert!(!kept, "{name} is still listened to: {}", after[1]);
    }
    assert!(
        document()
            .query_selector("header, main, dialog")
            .expect("a selector")
            .is_none()
    );
}

fn dispatch_change(select: &HtmlSelectElement) {
    let options = EventInit::new();
    options.set_bubbles(true);
    let event = Event::new_with_event_init_dict("change", &options).expect("an event");
    select.dispatch_event(&event).expect("dispatched");
}
