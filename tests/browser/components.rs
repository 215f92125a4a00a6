//! Components as they are mounted: what a person finds, and what they can do.

use crate::support::{document, mount, until};
use leptos::prelude::*;
use login_console::components::{
    Badge, Banner, Button, CalloutKind, CheckboxRow, ConfirmDialog, ControlState, CopyButton,
    Detail, Diff, DocumentTitle, LiveRegions, Prose, ResultCard, ResultKind, SearchField,
    SequenceNumber, SettingRow, SupportDetails, Switch, Tone, use_announcer,
};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Event, HtmlDialogElement, HtmlInputElement, KeyboardEvent, KeyboardEventInit, Node};

#[wasm_bindgen_test]
fn prose_marks_the_names_of_the_api() {
    let page = mount("en", || view! { <Prose text="needs `IAM_OWNER` here"/> });
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
        view! {
            <Prose text="<img src=x onerror=alert(1)>"/>
            <Badge tone=Tone::Danger icon="stop" text="<b>x</b>"/>
        }
    });
    assert!(page.find("img").is_none() && page.find("b").is_none());
    assert!(page.text().contains("<b>x</b>"));
}

#[wasm_bindgen_test]
fn an_icon_names_its_symbol_and_is_not_read() {
    let page = mount(
        "en",
        || view! { <Badge tone=Tone::Fact icon="check" text="Done"/> },
    );
    assert_eq!(page.attribute("use", "href").as_deref(), Some("#i-check"));
    assert_eq!(
        page.attribute("svg", "aria-hidden").as_deref(),
        Some("true")
    );
    assert_eq!(page.get(".tag-ink").inner_text(), "Done");
}

#[wasm_bindgen_test]
fn old_to_new_is_said_in_words_too() {
    let page = mount("en", || view! { <Diff old="Off" new="On"/> });
    assert_eq!(page.text(), "Offbecomes On");
    assert!(page.find("del").is_some() && page.find("ins").is_some());
}

#[wasm_bindgen_test]
fn a_sequence_number_is_in_western_digits_in_every_language() {
    let page = mount("ar", || view! { <SequenceNumber value=1234u64/> });
    assert_eq!(page.get("b").inner_text(), "1234");
}

#[wasm_bindgen_test]
async fn announcements_reach_the_live_regions() {
    let page = mount("en", || {
        let announcer = use_announcer();
        view! {
            <button id="polite" on:click=move |_| announcer.polite("Copied.".to_owned())></button>
            <button id="urgent" on:click=move |_| announcer.assertive("Refused.".to_owned())></button>
            <LiveRegions/>
        }
    });
    assert_eq!(page.text(), "");
    page.get("#polite").click();
    until("it is said", || {
        page.get("[role=status]").inner_text() == "Copied."
    })
    .await;
    page.get("#urgent").click();
    until("it is an alarm", || {
        page.get("[role=alert]").inner_text() == "Refused."
    })
    .await;
    assert_eq!(page.get("[role=status]").inner_text(), "Copied.");
}

#[wasm_bindgen_test]
async fn the_same_announcement_twice_is_announced_twice() {
    let page = mount("en", || {
        let announcer = use_announcer();
        view! {
            <button on:click=move |_| announcer.polite("Copied.".to_owned())></button>
            <LiveRegions/>
        }
    });
    let region = page.get("[role=status]");
    let words = || -> Option<Node> {
        let children = region.child_nodes();
        (0..children.length())
            .filter_map(|index| children.get(index))
            .find(|node| node.node_type() == Node::TEXT_NODE)
    };
    page.get("button").click();
    until("it is said", || words().is_some()).await;
    let first = words();
    page.get("button").click();
    // A screen reader hears a node that was added, not a text that was replaced by its like.
    until("it is said again", || words().is_some() && words() != first).await;
    assert_eq!(region.inner_text(), "Copied.");
}

#[wasm_bindgen_test]
async fn a_question_is_modal_and_its_first_answer_is_the_safe_one() {
    let (open, done) = (RwSignal::new(false), RwSignal::new(false));
    let page = mount("en", move || {
        view! {
            <ConfirmDialog
                id="ask"
                open
                question="Discard?"
                consequence="Nothing was sent."
                cancel="Keep editing"
                confirm="Discard"
                on_confirm=move || done.set(true)
            />
        }
    });
    let dialog: HtmlDialogElement = page.get("dialog").unchecked_into();
    let named_by = page.attribute("dialog", "aria-labelledby");
    assert_eq!(named_by.as_deref(), Some("ask-h"));
    assert_eq!(
        page.get("#ask-h").text_content().as_deref(),
        Some("Discard?")
    );
    open.set(true);
    until("the question", || dialog.open()).await;
    page.get("dialog button").click();
    until("the safe answer", || !dialog.open()).await;
    assert!(!done.get_untracked());
    open.set(true);
    until("the question again", || dialog.open()).await;
    page.get("dialog button:last-child").click();
    until("the other answer", || !dialog.open()).await;
    assert!(done.get_untracked());
}

#[wasm_bindgen_test]
async fn escape_answers_a_question_with_the_safe_answer() {
    let (open, done) = (RwSignal::new(false), RwSignal::new(false));
    let page = mount("en", move || {
        view! {
            <ConfirmDialog
                id="ask"
                open
                question=""
                consequence=""
                cancel=""
                confirm=""
                on_confirm=move || done.set(true)
            />
        }
    });
    let dialog: HtmlDialogElement = page.get("dialog").unchecked_into();
    open.set(true);
    until("the question", || dialog.open()).await;
    // What the browser does at Escape.
    dialog.close();
    until("the page knows", || !open.get_untracked()).await;
    assert!(!done.get_untracked());
    open.set(true);
    until("it can be asked again", || dialog.open()).await;
}

#[wasm_bindgen_test]
async fn a_button_that_is_not_available_keeps_the_focus_and_does_nothing() {
    let (unavailable, presses) = (RwSignal::new(true), RwSignal::new(0));
    let page = mount("en", move || {
        view! {
            <Button
                unavailable
                described_by="why"
                on_press=move || presses.update(|count| *count += 1)
            >
                "Apply"
            </Button>
        }
    });
    let button = page.get("button");
    assert_eq!(button.get_attribute("type").as_deref(), Some("button"));
    assert_eq!(
        button.get_attribute("aria-disabled").as_deref(),
        Some("true")
    );
    assert_eq!(
        button.get_attribute("aria-describedby").as_deref(),
        Some("why")
    );
    button.focus().expect("focused");
    assert_eq!(document().active_element().as_ref(), Some(button.as_ref()));
    button.click();
    assert_eq!(presses.get_untracked(), 0);
    unavailable.set(false);
    until("it is available", || !button.has_attribute("aria-disabled")).await;
    button.click();
    assert_eq!(presses.get_untracked(), 1);
}

#[wasm_bindgen_test]
async fn a_switch_says_what_it_is_and_takes_no_input_while_it_waits_or_is_locked() {
    let (on, state) = (RwSignal::new(false), RwSignal::new(ControlState::Plain));
    let locked_by = RwSignal::new(None);
    let page = mount("en", move || {
        view! {
            <SettingRow
                id="passkeys"
                name="Passkeys"
                effect="Turns `passwordlessType` over."
                field="passwordlessType"
                state
                status=move || "not applied"
            >
                <Switch
                    id="passkeys"
                    checked=on
                    state
                    value_text=Signal::derive(move || on.get().to_string())
                    locked_by
                    on_toggle=move |wanted| on.set(wanted)
                />
            </SettingRow>
        }
    });
    let switch = page.get("[role=switch]");
    let attribute = |name: &str| switch.get_attribute(name);
    let row_state = || page.attribute("#passkeys", "data-state");
    let name = page.get("#passkeys-l");
    assert_eq!(attribute("aria-labelledby"), Some(name.id()));
    assert_eq!(name.text_content().as_deref(), Some("Passkeys"));
    assert_eq!(
        attribute("aria-describedby").as_deref(),
        Some("passkeys-d passkeys-s")
    );
    assert_eq!(page.get("#passkeys-s").inner_text(), "not applied");
    assert_eq!(
        page.attribute("#passkeys .meta a", "href").as_deref(),
        Some("#passkeys")
    );
    assert_eq!(attribute("aria-checked").as_deref(), Some("false"));
    assert_eq!(row_state(), None);

    switch.focus().expect("focused");
    switch.click();
    until("it is on", || {
        attribute("aria-checked").as_deref() == Some("true")
    })
    .await;
    assert_eq!(page.get(".state").inner_text(), "true");

    state.set(ControlState::Pending);
    until("it waits", || {
        attribute("aria-busy").as_deref() == Some("true")
    })
    .await;
    assert_eq!(row_state().as_deref(), Some("pending"));
    assert_eq!(attribute("aria-disabled"), None);
    switch.click();
    assert!(on.get_untracked());

    state.set(ControlState::Confirmed);
    locked_by.set(Some("read-only"));
    until("it is locked", || attribute("aria-disabled").is_some()).await;
    assert_eq!(attribute("aria-busy"), None);
    let described = attribute("aria-describedby");
    assert_eq!(
        described.as_deref(),
        Some("passkeys-d passkeys-s read-only")
    );
    switch.click();
    assert!(on.get_untracked());
    assert_eq!(document().active_element().as_ref(), Some(switch.as_ref()));
}

#[wasm_bindgen_test]
async fn a_row_is_hidden_and_shown_again() {
    let hidden = RwSignal::new(true);
    let page = mount("en", move || {
        view! {
            <SettingRow id="row" name="" effect="" field="" state=ControlState::Plain hidden>
                "control"
            </SettingRow>
        }
    });
    assert!(page.get("#row").hidden());
    hidden.set(false);
    until("the row", || !page.get("#row").hidden()).await;
}

#[wasm_bindgen_test]
async fn a_checkbox_follows_its_value_and_takes_no_input_while_it_waits() {
    let (on, state) = (RwSignal::new(false), RwSignal::new(ControlState::Plain));
    let locked_by = RwSignal::new(None);
    let page = mount("en", move || {
        view! {
            <CheckboxRow
                id="otp"
                field="SECOND_FACTOR_TYPE_OTP"
                name=|| "Authenticator app"
                effect=|| "A code."
                checked=on
                state
                locked_by
                on_change=move |wanted| on.set(wanted)
            />
        }
    });
    let tick: HtmlInputElement = page.get("#otp").unchecked_into();
    assert_eq!(page.attribute("label", "for").as_deref(), Some("otp"));
    assert_eq!(
        page.attribute("#otp", "aria-describedby").as_deref(),
        Some("otp-d")
    );
    assert_eq!(
        page.get("#otp-d code").inner_text(),
        "SECOND_FACTOR_TYPE_OTP"
    );
    page.get("label").click();
    assert!(on.get_untracked() && tick.checked());
    on.set(false);
    until("it is not ticked", || !tick.checked()).await;
    state.set(ControlState::Pending);
    until("it waits", || tick.has_attribute("aria-busy")).await;
    tick.click();
    assert!(!tick.checked() && !on.get_untracked());
}

#[wasm_bindgen_test]
async fn a_search_is_announced_when_nobody_types_any_more_and_escape_clears_it() {
    let query = RwSignal::new(String::new());
    let page = mount("en", move || {
        let found = Signal::derive(move || query.with(|query| format!("{query} found")));
        view! {
            <SearchField id="find" label="Find a setting" query found/>
            <LiveRegions/>
        }
    });
    let input: HtmlInputElement = page.get("#find").unchecked_into();
    assert_eq!(
        page.attribute("search", "aria-label").as_deref(),
        Some("Find a setting")
    );
    for typed in ["p", "pa"] {
        input.set_value(typed);
        let event = Event::new("input").expect("an event");
        input.dispatch_event(&event).expect("dispatched");
    }
    until("what was found", || {
        page.get("p.small").inner_text() == "pa found"
    })
    .await;
    assert_eq!(page.get("[role=status]").inner_text(), "");
    until("it is said", || {
        page.get("[role=status]").inner_text() == "pa found"
    })
    .await;
    let options = KeyboardEventInit::new();
    options.set_key("Escape");
    let escape =
        KeyboardEvent::new_with_keyboard_event_init_dict("keydown", &options).expect("an event");
    input.dispatch_event(&escape).expect("dispatched");
    until("the search is empty", || input.value().is_empty()).await;
    assert_eq!(query.get_untracked(), "");
}

#[wasm_bindgen_test]
async fn details_for_support_are_closed_and_can_be_copied() {
    js_sys::eval(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
            writeText(text) { window.copied = text; return Promise.resolve(); },
        } })",
    )
    .expect("a clipboard");
    let page = mount("de", || {
        let detail = Detail {
            name: "support.id",
            key: "id",
            value: "AUTH-NET".to_owned(),
        };
        view! {
            <SupportDetails details=vec![detail]/>
            <LiveRegions/>
        }
    });
    assert!(!page.get("details").has_attribute("open"));
    assert_eq!(
        page.get("dd code").text_content().as_deref(),
        Some("AUTH-NET")
    );
    page.get("details button").click();
    until("it is said", || {
        page.get("[role=status]").inner_text() == "Kopiert."
    })
    .await;
    let copied = js_sys::eval("window.copied").expect("a text");
    assert_eq!(copied.as_string().as_deref(), Some("id: AUTH-NET\n"));
}

#[wasm_bindgen_test]
async fn a_browser_that_copies_nothing_is_told_of() {
    js_sys::eval(
        "Object.defineProperty(navigator, 'clipboard', { configurable: true, value: {
            writeText() { return Promise.reject(new Error('no')); },
        } })",
    )
    .expect("a clipboard");
    let page = mount("en", || {
        view! {
            <CopyButton what="the receipt" text="x"/>
            <LiveRegions/>
        }
    });
    assert_eq!(
        page.get("button").text_content().as_deref(),
        Some("Copy the receipt")
    );
    page.get("button").click();
    let not_copied = "The browser did not allow copying.";
    until("it is said", || {
        page.get("[role=status]").inner_text() == not_copied
    })
    .await;
}

#[wasm_bindgen_test]
fn cards_and_banners_can_take_the_focus_and_are_named() {
    let page = mount("en", || {
        view! {
            <ResultCard kind=ResultKind::Refusal id="trouble" title="Not changed" ending=|| "end">
                <p>"Why"</p>
            </ResultCard>
            <Banner id="ended" kind=CalloutKind::Acknowledge icon="lock">
                <p>"Sign in again"</p>
            </Banner>
        }
    });
    let card = page.get("article.slip-stop");
    assert_eq!(
        card.get_attribute("aria-labelledby").as_deref(),
        Some("trouble-h")
    );
    assert_eq!(
        page.get("#trouble-h").text_content().as_deref(),
        Some("Not changed")
    );
    assert_eq!(
        page.get(".slip-head").text_content().as_deref(),
        Some("Not changedend")
    );
    card.focus().expect("focused");
    assert_eq!(document().active_element(), Some(card.into()));
    assert!(
        page.find("#ended.lead-note > .note-ack > div > p")
            .is_some()
    );
    assert_eq!(page.attribute("#ended", "tabindex").as_deref(), Some("-1"));
}

#[wasm_bindgen_test]
async fn the_title_of_the_tab_follows_its_text() {
    let title = RwSignal::new("One".to_owned());
    let page = mount("en", move || view! { <DocumentTitle text=title/> });
    until("the title", || document().title() == "One").await;
    title.set("Two".to_owned());
    until("the other title", || document().title() == "Two").await;
    assert_eq!(page.text(), "");
}
