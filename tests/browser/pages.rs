//! Pages and controls as they are mounted: what a person finds on them.

use crate::support::{document, mount, until};
use leptos::prelude::*;
use login_console::app::app;
use login_console::components::{
    Announcer, DialogWords, Tone, becomes, button, live_regions, prose, question, show_dialog, tag,
};
use login_console::config::{ConfigError, Instance};
use login_console::markup::{el, live, many};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::HtmlDialogElement;

fn instance() -> Instance {
    Instance {
        name: "Acme production".to_owned(),
        issuer: "https://login.acme.example".to_owned(),
        client_id: "1".to_owned(),
    }
}

#[wasm_bindgen_test]
async fn the_start_page_names_the_instance_and_offers_to_sign_in() {
    let page = mount("en", || app(Ok(instance())));
    until("the start page", || page.find("h1").is_some()).await;
    let words = page.text();
    for expected in ["Acme production", "login.acme.example", "Sign in"] {
        assert!(words.contains(expected), "{expected}: {words}");
    }
    assert_eq!(page.attribute("main", "id").as_deref(), Some("main"));
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
        let page = mount("en", move || app(Err(error)));
        until(words, || page.find("h1").is_some()).await;
        assert!(page.text().contains(words), "{words}: {}", page.text());
        assert!(page.text().contains(code));
        assert!(page.find("[role=alert] h1").is_some());
    }
}

#[wasm_bindgen_test]
async fn pages_speak_the_language_they_are_asked_for() {
    for (language, words) in [("de", "nicht eingerichtet"), ("en", "not set up")] {
        let page = mount(language, || app(Err(ConfigError::NoInstance)));
        until(words, || page.text().contains(words)).await;
    }
}

#[wasm_bindgen_test]
async fn words_and_attributes_follow_signals() {
    let on = RwSignal::new(false);
    let page = mount("en", move || {
        el("p")
            .live_flag("data-on", move || on.get())
            .live_text(move || on.get().to_string())
            .into()
    });
    assert_eq!(page.attribute("p", "data-on"), None);
    on.set(true);
    until("the words", || page.text() == "true").await;
    assert_eq!(page.attribute("p", "data-on").as_deref(), Some("true"));
}

#[wasm_bindgen_test]
async fn what_is_drawn_anew_stays_in_its_place() {
    let number = RwSignal::new(1);
    let page = mount("en", move || {
        many([
            el("i").child("before ").into(),
            live(move || many((0..number.get()).map(|one| el("b").child(one.to_string()).into()))),
            el("i").child(" after").into(),
        ])
    });
    for (wanted, words) in [
        (3, "before 012 after"),
        (0, "before  after"),
        (1, "before 0 after"),
    ] {
        number.set(wanted);
        until(words, || page.text() == words).await;
    }
}

#[wasm_bindgen_test]
async fn a_control_inside_something_drawn_anew_is_heard() {
    let (presses, redraw) = (RwSignal::new(0), RwSignal::new(0));
    let page = mount("en", move || {
        live(move || {
            redraw.track();
            button("btn", "Press", move || presses.update(|count| *count += 1)).into()
        })
    });
    page.get("button").click();
    redraw.set(1);
    until("a new button", || page.find("button").is_some()).await;
    page.get("button").click();
    assert_eq!(presses.get_untracked(), 2);
}

#[wasm_bindgen_test]
fn prose_marks_the_names_of_the_api() {
    let page = mount("en", || prose("needs `IAM_OWNER` here"));
    assert_eq!(page.text(), "needs IAM_OWNER here");
    assert_eq!(
        page.get("code").text_content().as_deref(),
        Some("IAM_OWNER")
    );
    assert_eq!(page.attribute("code", "dir").as_deref(), Some("ltr"));
}

#[wasm_bindgen_test]
fn text_from_a_server_never_becomes_markup() {
    let page = mount("en", || {
        many([
            prose("<img src=x onerror=alert(1)>"),
            tag(Tone::Stop, "stop", "<b>x</b>".to_owned()),
        ])
    });
    assert!(page.find("img").is_none() && page.find("b").is_none());
    assert!(page.text().contains("<b>x</b>"));
}

#[wasm_bindgen_test]
fn old_to_new_is_said_in_words_too() {
    let page = mount("en", || {
        becomes("Off".to_owned(), "becomes".to_owned(), "On".to_owned())
    });
    assert_eq!(page.text(), "Offbecomes On");
    assert!(page.find("del").is_some() && page.find("ins").is_some());
}

#[wasm_bindgen_test]
async fn announcements_reach_the_live_regions() {
    let announcer = Announcer::new();
    let page = mount("en", move || live_regions(announcer));
    assert_eq!(page.text(), "");
    announcer.say("Copied.".to_owned());
    until("it is said", || {
        page.get("[role=status]").inner_text() == "Copied."
    })
    .await;
    announcer.alarm("Refused.".to_owned());
    until("it is an alarm", || {
        page.get("[role=alert]").inner_text() == "Refused."
    })
    .await;
}

#[wasm_bindgen_test]
async fn a_question_is_modal_and_its_first_answer_is_the_safe_one() {
    let done = RwSignal::new(false);
    let page = mount("en", move || {
        question(
            "ask",
            || DialogWords {
                question: "Discard?".to_owned(),
                fact: "Nothing was sent.".to_owned(),
                stay: "Keep editing".to_owned(),
                go: "Discard".to_owned(),
            },
            move || done.set(true),
        )
    });
    let dialog: HtmlDialogElement = page.get("dialog").unchecked_into();
    show_dialog("ask", true);
    assert!(dialog.open());
    page.get("dialog button").click();
    assert!(!dialog.open() && !done.get_untracked());
    show_dialog("ask", true);
    page.get("dialog button:last-child").click();
    assert!(!dialog.open() && done.get_untracked());
    assert!(document().active_element().is_some());
}
