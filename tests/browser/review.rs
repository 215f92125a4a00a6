//! The plan and its results on a page that stays while the console learns more: whatever has the
//! focus keeps it, and a screen reader is not told the same again and again.

use crate::support::{Mounted, document, locale, mount, parsed_catalogue, until};
use leptos::prelude::*;
use leptos_router::components::Router;
use login_console::auth::Session;
use login_console::config::Instance;
use login_console::i18n::{I18n, use_i18n};
use login_console::login_settings::receipts::Receipts;
use login_console::login_settings::review::PlanReview;
use login_console::login_settings::state::{
    ApplyFailure, ApplyResult, ApplyRun, LoadState, Owners, OwnersStage, Receipt, SettingsStore,
};
use login_console::platform::clock;
use login_console::platform::storage::TabStorage;
use login_policy::owners::{Owner, OwnerMethods};
use login_policy::settings_cache::OldSettingsWindow;
use login_policy::{
    Call, Change, EnrolledMethods, Field, Item, LoginSettings, LoginVersion, SecondFactorType,
    Value, changes,
};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use wasm_bindgen_test::wasm_bindgen_test;
use web_sys::{Element, MutationObserver, MutationObserverInit};
use zitadel_admin::{CallError, Details, Member, PolicyRead, TransportError, UserKind};

const OWNERS: usize = 24;
const AT_ONCE: usize = 4;

fn instance() -> Instance {
    Instance {
        name: "Example".to_owned(),
        issuer: "https://login.review.example".to_owned(),
        client_id: "1".to_owned(),
    }
}

fn details(sequence: u64) -> Details {
    Details {
        sequence,
        resource_owner: "7".to_owned(),
        ..Details::default()
    }
}

/// Mounts a view of a draft that allows signing in by user name and password.
fn mount_with_draft<V: IntoView + 'static>(
    view: impl Fn() -> V + Send + 'static,
) -> (Mounted, SettingsStore, I18n) {
    let made = Rc::new(Cell::new(None));
    let hand_out = Rc::clone(&made);
    let mounted = mount("en", move || {
        let instance = instance();
        let session = Session::new(&instance, "https://console.example", TabStorage::default())
            .expect("a session");
        let store = SettingsStore::new(session, instance);
        provide_context(session);
        provide_context(store);
        let base = LoginSettings::default();
        let mut wanted = base.clone();
        wanted.set_item(
            &Item::Field(Field::AllowUsernamePassword),
            Value::Bool(true),
        );
        store.draft.deferred.set(changes(&base, &wanted));
        store.draft.settings.set(wanted);
        store.server.policy.set(Some(PolicyRead {
            details: details(4),
            settings: base,
            is_default: true,
            linked: Vec::new(),
            unknown_members: Vec::new(),
            duplicated: false,
        }));
        store.server.load.set(LoadState::Ready);
        store.server.owners.set(asking());
        hand_out.set(Some((store, use_i18n())));
        view! { <Router>{view()}</Router> }
    });
    let (store, i18n) = made.take().expect("mounted");
    (mounted, store, i18n)
}

fn asking() -> Owners {
    let member = |number: usize| Member {
        user_id: number.to_string(),
        roles: vec!["IAM_OWNER".to_owned()],
        preferred_login_name: format!("owner-{number}"),
        display_name: None,
        kind: UserKind::Human,
        organization: "7".to_owned(),
    };
    Owners {
        stage: OwnersStage::Asking,
        people: (0..OWNERS).map(|number| (member(number), None)).collect(),
        ..Owners::default()
    }
}

fn answer(store: SettingsStore) {
    store.server.owners.update(|owners| {
        for (member, owner) in owners.people.iter_mut().skip(owners.asked).take(AT_ONCE) {
            *owner = Some(Owner {
                id: member.user_id.clone(),
                methods: OwnerMethods::Read(EnrolledMethods {
                    password: true,
                    ..EnrolledMethods::default()
                }),
                follows_instance: Some(true),
            });
        }
        owners.asked += AT_ONCE;
    });
}

async fn rendered() {
    clock::sleep(Duration::from_millis(20)).await;
}

fn has_focus(element: &Element) -> bool {
    document().active_element().as_ref() == Some(element)
}

/// Counts how often the text of an element changes.
struct Announcements {
    observer: MutationObserver,
    heard: Rc<RefCell<Vec<String>>>,
    _callback: Closure<dyn FnMut()>,
}

impl Announcements {
    fn of(element: &Element) -> Self {
        let heard = Rc::new(RefCell::new(Vec::new()));
        let (hear, region) = (Rc::clone(&heard), element.clone());
        let callback = Closure::new(move || {
            let words = region.text_content().unwrap_or_default();
            hear.borrow_mut().push(words);
        });
        let observer =
            MutationObserver::new(callback.as_ref().unchecked_ref()).expect("an observer");
        let options = MutationObserverInit::new();
        options.set_subtree(true);
        options.set_character_data(true);
        options.set_child_list(true);
        observer
            .observe_with_options(element, &options)
            .expect("observed");
        Self {
            observer,
            heard,
            _callback: callback,
        }
    }
}

impl Drop for Announcements {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

#[wasm_bindgen_test]
async fn answers_about_owners_leave_focus_and_rows_in_place() {
    let (page, store, _) = mount_with_draft(|| view! { <PlanReview/> });
    until("the owners to be listed", || {
        page.find("#owners li").is_some()
    })
    .await;
    assert!(page.text().contains("Not asked about."));
    let (row, stop) = (page.get("#owners li"), page.get("#owners .progress button"));
    stop.focus().expect("focused");
    let announcements = Announcements::of(&page.get("#owners [role=status]"));
    for _ in 0..OWNERS / AT_ONCE {
        answer(store);
        rendered().await;
        assert!(has_focus(&stop), "the button keeps the focus");
        assert!(page.get("#owners li").is_same_node(Some(&row)));
    }
    assert!(
        page.get("#owners")
            .text_content()
            .is_some_and(|text| text.contains("Has: password"))
    );
    let heard = announcements.heard.borrow();
    assert!(heard.len() <= 4, "{heard:?}");
    let last = format!("Asking about the owners: {OWNERS} of {OWNERS}.");
    assert_eq!(heard.last(), Some(&last));
}

#[wasm_bindgen_test]
async fn whoever_stops_asking_keeps_the_focus() {
    let (page, store, _) = mount_with_draft(|| view! { <PlanReview/> });
    let button = page.get("#owners .progress button");
    button.focus().expect("focused");
    assert_eq!(button.text_content().as_deref(), Some("Stop asking"));
    button.click();
    until("asking to be stopped", || {
        store
            .server
            .owners
            .with_untracked(|owners| owners.stage == OwnersStage::Stopped)
    })
    .await;
    rendered().await;
    assert!(has_focus(&button));
    assert_eq!(button.text_content().as_deref(), Some("Ask again"));
    store
        .server
        .owners
        .update(|owners| owners.stage = OwnersStage::Done);
    rendered().await;
    assert!(page.find("#owners .progress").is_none());
}

#[wasm_bindgen_test]
async fn the_plan_speaks_another_language_in_place() {
    let (page, _, i18n) = mount_with_draft(|| view! { <PlanReview/> });
    let heading = page.get("h1");
    let change = page.get("#changes li");
    let german = locale("de");
    i18n.activate(german, parsed_catalogue(german));
    until("German", || {
        heading.text_content().as_deref() != Some("Review the plan")
    })
    .await;
    assert!(page.get("h1").is_same_node(Some(&heading)));
    assert!(page.get("#changes li").is_same_node(Some(&change)));
}

fn receipt(sequence: u64) -> ApplyResult {
    ApplyResult::Accepted(Receipt {
        call: Call::AddSecondFactor(SecondFactorType::Otp),
        changes: vec![Change {
            item: Item::SecondFactor(SecondFactorType::Otp),
            from: Value::Bool(false),
            to: Value::Bool(true),
        }],
        details: details(sequence),
        duration_ms: 12.0,
    })
}

fn failure() -> ApplyResult {
    ApplyResult::Failed(ApplyFailure {
        call: Some(Call::AddSecondFactor(SecondFactorType::U2f)),
        changes: Vec::new(),
        error: CallError::Transport(TransportError::Lost),
        at: "2026-07-01T12:00:00Z".to_owned(),
        sequence_after: None,
    })
}

fn run(number: u32, results: Vec<ApplyResult>) -> ApplyRun {
    ApplyRun {
        number,
        planned: 2,
        results,
        old_settings: None,
    }
}

#[wasm_bindgen_test]
async fn results_stay_in_place_while_more_come() {
    let (page, store, _) = mount_with_draft(|| view! { <Receipts/> });
    assert!(page.find("#receipts").is_none());
    store.apply.runs.set(vec![run(1, vec![receipt(5)])]);
    until("a receipt", || page.find("#slip-1-0").is_some()).await;
    assert_eq!(
        page.get("#receipts strong").text_content().as_deref(),
        Some("1 of 2 calls were accepted.")
    );
    let copy = page.get("#slip-1-0 button");
    copy.focus().expect("focused");

    store
        .apply
        .runs
        .update(|runs| runs[0].results.push(failure()));
    until("a failure", || page.find("#trouble").is_some()).await;
    assert!(has_focus(&copy));
    assert_eq!(
        page.attribute("#trouble", "aria-labelledby").as_deref(),
        Some("trouble-h")
    );

    // The id belongs to the newest plan's failure; the card of the one before stays what it is.
    let card = page.get("#trouble");
    store
        .apply
        .runs
        .update(|runs| runs.insert(0, run(2, vec![failure()])));
    until("the next plan", || page.find("#slip-1-1").is_some()).await;
    assert!(page.get("#slip-1-1").is_same_node(Some(&card)));
    assert!(!page.get("#trouble").is_same_node(Some(&card)));
    assert!(has_focus(&copy));

    store.dismiss_run(2);
    until("the first plan to be the newest", || {
        page.find("#slip-1-1").is_none()
    })
    .await;
    assert!(page.get("#trouble").is_same_node(Some(&card)));
    assert!(has_focus(&copy));
}

#[wasm_bindgen_test]
async fn results_say_until_when_login_v2_may_show_the_old_settings() {
    let (page, store, i18n) = mount_with_draft(|| view! { <Receipts/> });
    let now = clock::now_seconds() as i64;
    let window = |since: i64| {
        let items = [Item::Field(Field::ForceMfa)];
        OldSettingsWindow::of(&items, &LoginVersion::ALL, since, since)
    };
    let met = window(now - 60).expect("a window");
    store.apply.runs.set(vec![
        ApplyRun {
            old_settings: Some(met),
            ..run(2, vec![receipt(6)])
        },
        ApplyRun {
            old_settings: window(now - 3_600),
            ..run(1, vec![receipt(5)])
        },
    ]);
    until("the receipts", || page.find("#slip-1-0").is_some()).await;
    let until_when = i18n.date_time(&clock::rfc3339(met.until_minute()), false);
    let text = page.get("#receipts").text_content().unwrap_or_default();
    let line = format!("people may meet the old ones there until about {until_when}.");
    assert_eq!(text.matches(&line).count(), 1, "{text}");
    assert_eq!(text.matches("the old ones").count(), 1, "{text}");
}
