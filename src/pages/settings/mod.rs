//! The instance login settings: one draft, one plan, one apply, and receipts that stay.
//!
//! `table` says what there is, `model` what is known, `actions` what is done, `words` and `refusals`
//! how it is said; the other modules draw.

mod actions;
mod address;
mod apply;
mod bar;
mod clash;
mod duration;
mod faults;
mod keep;
mod model;
mod refusals;
mod review;
mod rows;
mod slips;
mod table;
mod trouble;
mod words;

pub use model::{Model, Stage};
pub use review::page as review_page;

use crate::components::{Weight, code, note, prose, scroll_to_fragment, sequence, set_title};
use crate::i18n::{count, moment, text, text_with};
use crate::session::{SessionState, Way};
use leptos::prelude::*;
use leptos::task::spawn_local;
use table::Group;

/// The title of the tab on a page of an instance.
fn title(model: Model, page: &str) -> String {
    model
        .instance
        .with_value(|instance| [page, " · ", &instance.name].concat())
}

/// The page of the settings.
pub fn page(model: Model) -> AnyView {
    set_title(&title(model, &text("settings.title")));
    let stage = Memo::new(move |_| model.stage.get());
    (move || match stage.get() {
        Stage::Loading => loading(),
        Stage::Failed {
            operation,
            error,
            at,
        } => trouble::page(model, operation, &error, &at),
        Stage::Ready => {
            request_animation_frame(scroll_to_fragment);
            ready(model)
        }
    })
    .into_any()
}

/// The outline of the page while the settings are read, as high as what replaces it.
fn loading() -> AnyView {
    let row = || {
        view! {
            <div class="row">
                <div>
                    <p class="name"><span class="ghost">{text("set.password.name")}</span></p>
                    <p class="effect"><span class="ghost">{text("set.password.effect")}</span></p>
                </div>
                <div class="flip-switch end"><span class="switch ghost"></span></div>
                <p class="meta wide"><span class="ghost">"allowUsernamePassword"</span></p>
            </div>
        }
    };
    view! {
        <main class="page page-cols" id="main" tabindex="-1" aria-busy="true">
            <div class="head">
                <h1>{text("settings.title")}</h1>
                <p class="scope">{text("settings.scope")}</p>
                <p class="facts" role="status">{text("settings.loading")}</p>
            </div>
            <div class="body" aria-hidden="true">
                <div class="group"><div class="sheet">{(0..4).map(|_| row()).collect_view()}</div></div>
            </div>
        </main>
    }
    .into_any()
}

fn ready(model: Model) -> AnyView {
    let contents = Group::ALL
        .into_iter()
        .map(|group| {
            view! {
                <li>
                    <a href=["#", group.id()].concat()>
                        {text(group.name())}{rows::changes_mark(model, group)}
                    </a>
                </li>
            }
        })
        .collect_view();
    let receipts_link = move || {
        model
            .sets
            .with(|sets| !sets.is_empty())
            .then(|| view! { <li><a href="#receipts">{text("receipts.title")}</a></li> })
    };
    let groups = Group::ALL
        .into_iter()
        .map(|group| rows::group(model, group))
        .collect_view();
    view! {
        <main class="page page-cols" id="main" tabindex="-1">
            <div class="head">
                <h1>{text("settings.title")}</h1>
                <p class="scope">{text("settings.scope")}</p>
                {facts(model)}
            </div>
            {notices(model)}
            <nav class="toc" aria-labelledby="toc-h">
                <h2 id="toc-h">{text("toc.title")}</h2>
                <ul>{receipts_link}{contents}</ul>
            </nav>
            <form class="body" on:submit=|event| event.prevent_default()>
                {slips::slips(model)}
                {groups}
            </form>
        </main>
        {bar::plan_bar(model)}
    }
    .into_any()
}

/// Sequence, last change and owner of the policy, as the server says.
fn facts(model: Model) -> AnyView {
    (move || {
        model.loaded.get().map(|read| {
            let details = read.details;
            let changed = details.change_date.or(details.creation_date).map(|date| {
                view! {
                    <span>
                        {text("facts.changed")}" "
                        <time datetime=date.clone()>{moment(&date, false)}</time>
                    </span>
                }
            });
            view! {
                <p class="facts">
                    {sequence(text("word.sequence"), details.sequence)}
                    {changed}
                    <span>{text("word.owner")}" "{code(details.resource_owner)}</span>
                </p>
            }
        })
    })
    .into_any()
}

/// What the person should know before they read on, one below the other.
fn notices(model: Model) -> AnyView {
    let lead = |note: AnyView| view! { <div class="lead-note">{note}</div> }.into_any();
    let read_only = move || {
        (!model.access.get().write).then(|| {
            lead(note(
                Weight::Fact,
                "lock",
                Some(rows::READ_ONLY),
                view! {
                    <h2>{text("read-only.title")}</h2>
                    <p>{prose(&text("read-only.why"))}</p>
                    <p>{prose(&text("read-only.who"))}</p>
                }
                .into_any(),
            ))
        })
    };
    let ended = move || {
        model.session.state().with(|state| matches!(state, SessionState::Ended(_))).then(|| {
            let kept = model.open_changes().len();
            lead(note(
                Weight::Acknowledge,
                "lock",
                None,
                view! {
                    <h2>{text("ended.title")}</h2>
                    <p>{if kept > 0 { count("ended.kept", kept, &[]) } else { text("ended.nothing") }}</p>
                    <div class="btns">{sign_in_button(model)}</div>
                }
                .into_any(),
            ))
        })
    };
    let expiring = move || {
        model.session.expires_in().get().map(|seconds| {
            let left = crate::i18n::quantity(f64::from(seconds), "second");
            lead(note(
                Weight::Acknowledge,
                "wait",
                None,
                view! {
                    <h2>{text_with("expiring.title", &[("left", &left)])}</h2>
                    <p>{text("expiring.what")}</p>
                    <div class="btns">
                        <button
                            type="button"
                            class="btn"
                            on:click=move |_| spawn_local(async move { model.session.extend().await })
                        >
                            {text("expiring.extend")}
                        </button>
                        {sign_in_button(model)}
                    </div>
                }
                .into_any(),
            ))
        })
    };
    let other_person = move || {
        model.session.user_changed().get().then(|| {
            lead(note(
                Weight::Fact,
                "two",
                None,
                view! { <p>{text("note.user-changed")}</p> }.into_any(),
            ))
        })
    };
    let brought_back = move || {
        model.brought_back.get().map(|back| {
            lead(note(
                Weight::Acknowledge,
                "pencil",
                None,
                view! {
                    <h2>{count("back.title", back.count, &[])}</h2>
                    <p>{text(if back.moved { "back.moved" } else { "back.same" })}</p>
                    <div class="btns">
                        <button type="button" class="btn" on:click=move |_| model.brought_back.set(None)>
                            {text("back.keep")}
                        </button>
                        <button type="button" class="btn btn-quiet" on:click=move |_| model.discard_all()>
                            {text("bar.discard")}
                        </button>
                    </div>
                }
                .into_any(),
            ))
        })
    };
    let newer = move || {
        model.loaded.with(|loaded| {
            let names = &loaded.as_ref()?.unknown_members;
            (!names.is_empty()).then(|| {
                lead(note(
                    Weight::Acknowledge,
                    "info",
                    None,
                    view! {
                        <p>{prose(&text_with("newer.what", &[("names", &names.join("`, `"))]))}</p>
                    }
                    .into_any(),
                ))
            })
        })
    };
    let working = move || {
        model
            .busy
            .get()
            .then(|| lead(view! { <p class="small" id="working">{text("note.working")}</p> }.into_any()))
    };
    view! {
        {read_only}{ended}{expiring}{other_person}{brought_back}{newer}{clash::clash(model)}{working}
    }
    .into_any()
}

/// The button that leads back to this page through the sign-in server.
fn sign_in_button(model: Model) -> AnyView {
    view! {
        <button
            type="button"
            class="btn btn-main"
            on:click=move |_| spawn_local(async move { model.session.sign_in(Way::Again).await })
        >
            {text("button.sign-in-again")}
        </button>
    }
    .into_any()
}
