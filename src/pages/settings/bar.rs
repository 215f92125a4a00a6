//! The plan bar: how much is not applied yet, and the way on.

use super::model::Model;
use crate::components::{DialogWords, Question, Tone, show_dialog, tag};
use crate::i18n::{count, text};
use crate::routes::Page;
use leptos::prelude::*;
use leptos_router::components::A;

/// The bar at the bottom of the settings, while there is a draft.
pub fn plan_bar(model: Model) -> AnyView {
    let number = Memo::new(move |_| model.open_changes().len());
    let faults = Memo::new(move |_| model.faults.with(Vec::len));
    let shown = Memo::new(move |_| {
        model.access.get().write && (number.get() > 0 || faults.get() > 0)
    });
    (move || {
        shown.get().then(|| {
            let tags = move || {
                let faults = faults.get();
                let moved = model.clash.with(Option::is_some);
                view! {
                    {(faults > 0).then(|| tag(Tone::Stop, "stop", count("bar.faults", faults, &[])))}
                    {moved.then(|| tag(Tone::Stop, "two", text("bar.clash")))}
                }
            };
            let way_on = move || {
                if model.clash.with(Option::is_some) {
                    view! { <a class="btn btn-main" href="#clash">{text("bar.decide")}</a> }.into_any()
                } else if faults.get() > 0 || number.get() == 0 {
                    view! {
                        <button type="button" class="btn btn-main" aria-disabled="true">
                            {text("bar.review")}
                        </button>
                    }
                    .into_any()
                } else {
                    view! {
                        <A href=Page::Review.path() attr:class="btn btn-main">{text("bar.review")}</A>
                    }
                    .into_any()
                }
            };
            view! {
                <section class="bar" aria-label=text("bar.label") id="plan" tabindex="-1">
                    <div class="bar-in">
                        <p class="count">{move || count("count.open", number.get(), &[])}</p>
                        <div class="tags">{tags}</div>
                        <div class="btns">
                            <button
                                type="button"
                                class="btn btn-quiet"
                                on:click=move |_| show_dialog("discard", true)
                            >
                                {text("bar.discard")}
                            </button>
                            {way_on}
                        </div>
                    </div>
                </section>
                <Question
                    id="discard"
                    words=Signal::derive(move || DialogWords {
                        question: count("discard.question", number.get(), &[]),
                        fact: text("discard.fact"),
                        stay: text("discard.stay"),
                        go: text("discard.go"),
                    })
                    on_go=Callback::new(move |()| {
                        model.discard_all();
                        model.announcer.say(text("say.discarded"));
                        crate::components::focus_soon("main");
                    })
                />
            }
        })
    })
    .into_any()
}
