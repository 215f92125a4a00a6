//! The part of this page that begins with the first change: plan, consequences, applying, receipts
//! (`plan/`). Its texts are downloaded only then. Knows what the part can do, not how.

use super::Model;
use super::plan;
use super::table::Group;
use crate::browser::tasks::spawn;
use crate::components::{ControlState, Say, Tone, Weight, button, note, tag};
use crate::i18n::{self, text};
use crate::markup::{View, el, live_by, nothing};
use crate::navigation::Navigation;
use login_policy::Item;

/// What the part can do.
pub struct Part {
    /// Begins to judge the draft; called once.
    pub begin: fn(Model),
    /// The page of the plan.
    pub review: fn(Model, Navigation) -> View,
    /// The receipts on the page of the settings.
    pub slips: fn(Model) -> View,
    /// What somebody else changed, and the decisions.
    pub clash: fn(Model) -> View,
    /// What is to be known about a changed control, below it.
    pub advice: fn(Model, Item) -> View,
    /// What of a group is not applied yet, in its heading.
    pub group: fn(Model, Group) -> View,
    /// How many findings of each weight there are, for the bar.
    pub weights: fn(Model) -> View,
    /// The buttons that lead on from a draft.
    pub way_on: fn(Model) -> View,
    /// What became of the change of an item, in its row.
    pub saying: fn(Model, &Item, ControlState, &str) -> View,
}

/// How far the part is.
#[derive(Clone, Copy)]
pub enum Bringing {
    /// Nobody asked for it.
    NotAsked,
    /// It is on its way.
    Asked,
    /// It is here.
    Here(&'static Part),
    /// Its texts could not be downloaded.
    Failed,
}

impl Bringing {
    fn stage(self) -> u8 {
        match self {
            Self::NotAsked => 0,
            Self::Asked => 1,
            Self::Here(_) => 2,
            Self::Failed => 3,
        }
    }
}

impl Model {
    /// Brings the part, unless it is here or on its way.
    pub fn need_part(self) {
        let wanted = self
            .part
            .with_untracked(|part| matches!(part, Bringing::NotAsked | Bringing::Failed));
        if !wanted {
            return;
        }
        self.part.set(Bringing::Asked);
        spawn(async move {
            self.part.set(match i18n::activate_later().await {
                Ok(()) => {
                    (plan::PART.begin)(self);
                    Bringing::Here(&plan::PART)
                }
                Err(_) => Bringing::Failed,
            });
        });
    }

    /// The part, if it is here.
    pub fn part(self) -> Option<&'static Part> {
        self.part.with(|part| match part {
            Bringing::Here(part) => Some(*part),
            _ => None,
        })
    }
}

/// What the part draws, once it is here; nothing before that.
pub fn with_part(model: Model, view: impl Fn(&'static Part) -> View + 'static) -> View {
    live_by(
        move || model.part().is_some(),
        move || model.part().map_or_else(nothing, &view),
    )
}

/// The page of the plan, or why it is not there.
pub fn review_page(model: Model, navigation: Navigation) -> View {
    model.need_part();
    live_by(
        move || model.part.get().stage(),
        move || match model.part.get() {
            Bringing::Here(part) => (part.review)(model, navigation.clone()),
            Bringing::Failed => alone(not_brought(model)),
            Bringing::Asked | Bringing::NotAsked => alone(
                el("p")
                    .class("scope")
                    .attr("role", "status")
                    .say("part.loading")
                    .into(),
            ),
        },
    )
}

fn alone(view: View) -> View {
    el("main")
        .class("hero one")
        .id("main")
        .attr("tabindex", "-1")
        .child(el("div").child(el("h1").say("review.title")).child(view))
        .into()
}

/// That the part could not be downloaded, and the way to try again.
pub fn not_brought(model: Model) -> View {
    let again = button("btn", text("button.try-again"), move || model.need_part());
    note(
        Weight::Stop,
        "stop",
        [
            el("p").say("part.failed").into(),
            el("div").class("btns").child(again).into(),
        ],
    )
}

/// The mark in the bar while the consequences cannot be said.
pub fn part_mark(model: Model) -> View {
    live_by(
        move || model.part.get().stage(),
        move || match model.part.get() {
            Bringing::Here(part) => (part.weights)(model),
            Bringing::Failed => tag(Tone::Stop, "stop", text("part.failed-short")),
            Bringing::Asked | Bringing::NotAsked => nothing(),
        },
    )
}
