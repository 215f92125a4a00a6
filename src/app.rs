//! The composition root: configuration, language, session and pages meet here, and nowhere else.

use crate::browser::tasks::spawn;
use crate::browser::{address, document, fetch, tabs};
use crate::components::{Announcer, Say, live_regions, use_announcer};
use crate::config::{self, ConfigError, Instance};
use crate::i18n;
use crate::markup::{View, el, follow_forever, live, live_by, many, mount};
use crate::navigation::Navigation;
use crate::pages::settings::{Model, page as settings_page, review_page};
use crate::pages::{message, start};
use crate::routes::Page;
use crate::session::{Failure, Goodbye, Session, SessionState};
use crate::shell;
use crate::watched::Watched;

/// Reads what the deployment says and draws the console; the page for a broken console stands
/// ready in `index.html` for when even that is not possible.
pub async fn start() {
    let (configuration, catalogue) =
        futures_util::future::join(read_config(), i18n::activate(i18n::wanted(None))).await;
    if catalogue.is_err() && i18n::activate(i18n::Locale::ENGLISH).await.is_err() {
        document::reveal("boot-failed");
        return;
    }
    mount(move || app(configuration));
}

async fn read_config() -> Result<Instance, ConfigError> {
    match fetch::own_file("/config.json").await {
        Ok(file) if file.status == 200 => config::parse(&file.body),
        _ => Err(ConfigError::Missing),
    }
}

/// The whole console for a configuration.
pub fn app(configuration: Result<Instance, ConfigError>) -> View {
    // Counts changes of the language; everything below is drawn anew for each.
    let redraw = Watched::new(0_u32);
    let announcer = use_announcer();
    let body = match configuration {
        Err(error) => live(move || {
            redraw.get();
            frame(None, None, redraw, message::not_set_up(&error))
        }),
        Ok(instance) => match Session::new(&instance, &address::origin()) {
            Err(failure) => live(move || {
                redraw.get();
                let page = message::misfit(&failure);
                frame(Some(&instance), None, redraw, page)
            }),
            Ok(session) => console(instance, session, announcer, redraw),
        },
    };
    many([body, live_regions(announcer)])
}

fn frame(
    instance: Option<&Instance>,
    session: Option<Session>,
    redraw: Watched<u32>,
    page: View,
) -> View {
    let skip = el("a")
        .class("skip")
        .attr("href", "#main")
        .say("shell.skip");
    many([
        skip.into(),
        shell::header(instance, session, redraw),
        page,
        shell::footer(),
    ])
}

/// What of the session decides which page is drawn. A sign-in that ended keeps its page.
#[derive(Clone, PartialEq)]
enum Shown {
    Waiting,
    Out(Goodbye),
    Failed(Failure),
    Inside(String),
}

fn shown_in(state: SessionState) -> Shown {
    match state {
        SessionState::Starting | SessionState::Leaving => Shown::Waiting,
        SessionState::SignedOut(goodbye) => Shown::Out(goodbye),
        SessionState::Failed(failure) => Shown::Failed(failure),
        SessionState::SignedIn(person) | SessionState::Ended(person) => {
            Shown::Inside(person.subject)
        }
    }
}

fn console(
    instance: Instance,
    session: Session,
    announcer: Announcer,
    redraw: Watched<u32>,
) -> View {
    let model = Model::new(session, announcer, instance);
    let instance = model.instance;
    let shown = Watched::new(Shown::Waiting);
    session.watch();
    tabs::ask_before_leaving(move || model.asks_before_leaving());
    // Whoever comes in gets their own settings; whoever goes leaves nothing behind.
    follow_forever(move || {
        let now = shown_in(session.state());
        if shown.with_untracked(|before| *before == now) {
            return;
        }
        match &now {
            Shown::Inside(subject) => {
                if model.subject.get_untracked() != *subject {
                    model.clear(subject.clone());
                    follow_profile(session, redraw);
                }
                model.load_if_needed();
            }
            Shown::Waiting => {}
            Shown::Out(_) | Shown::Failed(_) => model.clear(String::new()),
        }
        shown.set(now);
    });
    spawn(async move { session.start().await });
    live(move || {
        redraw.get();
        let page = match shown.get() {
            Shown::Waiting => waiting(),
            Shown::Out(goodbye) => {
                start::page(session, instance, start::Reason::SignedOut(goodbye))
            }
            Shown::Failed(failure) => message::failed(session, &failure),
            Shown::Inside(_) => inside(session, model),
        };
        frame(Some(instance), Some(session), redraw, page)
    })
}

/// The profile's language counts when the person chose none here.
fn follow_profile(session: Session, redraw: Watched<u32>) {
    let profile = session.person().and_then(|person| person.locale);
    let wanted = i18n::wanted(profile.as_deref());
    if wanted != i18n::active() {
        spawn(async move {
            if i18n::activate(wanted).await.is_ok() {
                redraw.update(|count| *count += 1);
            }
        });
    }
}

fn waiting() -> View {
    let words = el("p")
        .class("scope")
        .attr("role", "status")
        .say("shell.waiting");
    el("main")
        .class("hero one")
        .id("main")
        .attr("tabindex", "-1")
        .attr("aria-busy", "true")
        .child(words)
        .into()
}

/// The pages of somebody who is signed in.
fn inside(session: Session, model: Model) -> View {
    let (navigation, instance) = (Navigation::begin(), model.instance);
    let here = navigation.clone();
    live_by(
        move || here.path(),
        move || {
            let page = match Page::of(&navigation.path()) {
                Some(Page::Start) => start::page(session, instance, start::Reason::SignedIn),
                Some(Page::LoginSettings) => settings_page(model),
                Some(Page::Review) => review_page(model, navigation.clone()),
                Some(Page::Callback | Page::SignedOut) | None => start::not_found(instance),
            };
            navigation.arrived();
            page
        },
    )
}
