//! The plan, to be read before it is applied: the difference in words, the calls in order.

use super::model::Model;
use super::words::{Tense, call_words, item_field, item_name, value_words};
use crate::components::{Tone, becomes, code, sequence, set_title, tag};
use crate::i18n::{count, text};
use crate::routes::Page;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;
use login_policy::changes;
use zitadel_admin::exchange_for;

/// The page of the plan.
pub fn page(model: Model) -> AnyView {
    set_title(&super::title(model, &text("review.title")));
    crate::components::focus_soon("main");
    let empty = Memo::new(move |_| model.open_changes().is_empty());
    (move || {
        if empty.get() {
            view! {
                <main class="hero one" id="main" tabindex="-1">
                    <div>
                        <h1>{text("review.title")}</h1>
                        <p class="scope">{text("review.empty")}</p>
                        <div class="btns">
                            <A href=Page::LoginSettings.path() attr:class="btn btn-main btn-big">
                                {text("review.back")}
                            </A>
                        </div>
                    </div>
                </main>
            }
            .into_any()
        } else {
            plan_view(model)
        }
    })
    .into_any()
}

fn plan_view(model: Model) -> AnyView {
    let open = model.open_changes();
    let plan = model.plan();
    let number = open.len();
    let calls = plan.calls.len();
    let mut shown = model.base();
    let call_lines = plan
        .calls
        .iter()
        .map(|call| {
            let before = shown.clone();
            call.apply(&mut shown);
            let request = exchange_for(call).request;
            view! {
                <li>
                    <p class="name">{call_words(call, &changes(&before, &shown), Tense::Planned)}</p>
                    <code class="call"><b>{request.method.as_str()}</b>" "{request.path}</code>
                </li>
            }
        })
        .collect_view();
    let change_lines = open
        .iter()
        .map(|change| {
            view! {
                <li>
                    <div>
                        <p class="name">{item_name(&change.item)}</p>
                        <p class="sub">{code(item_field(&change.item).to_owned())}</p>
                    </div>
                    <p>{becomes(
                        value_words(&change.item, &change.from),
                        text("word.becomes"),
                        value_words(&change.item, &change.to),
                    )}</p>
                </li>
            }
        })
        .collect_view();
    let based_on = model
        .loaded
        .with(|loaded| loaded.as_ref().map_or(0, |read| read.details.sequence));
    let written = crate::i18n::number(calls as f64);
    let navigate = use_navigate();
    let apply = move |_| {
        if !model.busy.get_untracked() {
            model.apply();
            navigate(Page::LoginSettings.path(), NavigateOptions::default());
        }
    };
    view! {
        <main class="page page-cols" id="main" tabindex="-1">
            <div class="head">
                <p class="back"><A href=Page::LoginSettings.path()>{text("review.back")}</A></p>
                <h1>{text("review.title")}</h1>
                <p class="scope">{count("review.scope", number, &[("calls", &written)])}</p>
                <p class="facts">
                    <span>{text("review.based-on")}</span>
                    {sequence(text("word.sequence"), based_on)}
                    <span>{text("review.read-again")}</span>
                </p>
            </div>
            <div class="body">
                <section class="section" id="changes" aria-labelledby="changes-h">
                    <h2 id="changes-h">{text("review.changes")}</h2>
                    <p class="group-note">{text("review.changes-note")}</p>
                    <div class="sheet"><ul class="list changes">{change_lines}</ul></div>
                </section>
                <section class="section" id="calls" aria-labelledby="calls-h">
                    <h2 id="calls-h">{text("review.calls")}</h2>
                    <p class="group-note">{text("review.calls-note")}</p>
                    <div class="sheet"><ol class="list calls">{call_lines}</ol></div>
                </section>
            </div>
        </main>
        <section class="bar" aria-label=text("review.bar")>
            <div class="bar-in">
                <p class="count">{count("review.scope-short", number, &[("calls", &written)])}</p>
                <div class="tags">{tag(Tone::Pencil, "pencil", text("tag.draft"))}</div>
                <div class="btns">
                    <A href=Page::LoginSettings.path() attr:class="btn">{text("button.back")}</A>
                    <button type="button" class="btn btn-main" on:click=apply>
                        {count("review.apply", number, &[])}
                    </button>
                </div>
            </div>
        </section>
    }
    .into_any()
}
