//! Somebody else changed the settings: when loaded, on the server now, in the draft.

use crate::components::{Say, Weight, becomes, button, code, lead_note, note};
use crate::i18n::{count, text, text_with};
use crate::markup::{View, el, live_by, many, nothing};
use crate::pages::settings::model::Model;
use crate::pages::settings::state::Clash;
use crate::pages::settings::words::{item_field, value_words};
use login_policy::{Change, Conflict, merge, resolve};
use zitadel_admin::PolicyRead;

/// What moved, what to decide, and the way on. Choosing sends nothing.
pub fn clash(model: Model) -> View {
    live_by(
        move || model.clash.with(Option::is_some),
        move || {
            model
                .clash
                .with(|clash| clash.as_ref().map(|clash| panel(model, clash)))
                .into()
        },
    )
}

fn panel(model: Model, clash: &Clash) -> View {
    let number = clash.theirs.details.sequence.to_string();
    let merge = &clash.merge;
    let nothing_moved =
        merge.theirs_only.is_empty() && merge.same.is_empty() && merge.conflicts.is_empty();
    let undecided = move || {
        model.clash.with(|clash| {
            clash.as_ref().map_or(0, |clash| {
                clash.take_mine.iter().filter(|mine| mine.is_none()).count()
            })
        })
    };
    let settle = button("btn btn-main", text("clash.continue"), move || {
        if undecided() == 0 {
            model.settle_clash();
            model.announcer.say(text("say.merged"));
            crate::components::focus_soon("main");
        }
    })
    .live_flag("aria-disabled", move || undecided() > 0)
    .attr("aria-describedby", "clash-left");
    let left = el("span")
        .class("small")
        .id("clash-left")
        .live_text(move || match undecided() {
            0 => text("clash.sends-nothing"),
            left => count("clash.left", left, &[]),
        });
    let body = [
        el("h2").say("clash.title").into(),
        el("p")
            .child(text_with("clash.what", &[("sequence", &number)]))
            .into(),
        nothing_moved.then(|| el("p").say("clash.nothing")).into(),
        list(model, "clash.theirs", &merge.theirs_only),
        list(model, "clash.same", &merge.same),
        many(
            merge
                .conflicts
                .iter()
                .enumerate()
                .map(|(index, conflict)| sides(model, index, conflict)),
        ),
        el("div").class("btns").child(settle).child(left).into(),
    ];
    lead_note(Some("clash"), note(Weight::Stop, "two", body))
}

fn list(model: Model, title: &'static str, changes: &[Change]) -> View {
    if changes.is_empty() {
        return nothing();
    }
    let lines = changes.iter().map(|change| {
        el("li")
            .child(model.item_name(&change.item) + ": ")
            .child(becomes(
                value_words(&change.item, &change.from),
                text("word.becomes"),
                value_words(&change.item, &change.to),
            ))
            .into()
    });
    many([
        el("p").say(title).into(),
        el("ul").child(many(lines)).into(),
    ])
}

fn sides(model: Model, index: usize, conflict: &Conflict) -> View {
    let item = &conflict.item;
    let chosen = move || {
        model.clash.with(|clash| {
            clash
                .as_ref()
                .and_then(|clash| clash.take_mine.get(index).copied().flatten())
        })
    };
    let choose = move |mine: bool| {
        model.clash.update(|clash| {
            if let Some(slot) = clash
                .as_mut()
                .and_then(|clash| clash.take_mine.get_mut(index))
            {
                *slot = Some(mine);
            }
        });
    };
    let name = ["side-", &index.to_string()].concat();
    let card = |mine: bool, class: &str, who: &str, value: String| {
        let id = [name.as_str(), if mine { "-mine" } else { "-theirs" }].concat();
        let radio = el("input")
            .attr("type", "radio")
            .class("tick")
            .attr("name", &name.clone())
            .id(&id)
            .live_checked(move || chosen() == Some(mine))
            .on("change", move |_| choose(mine));
        el("div")
            .class(class)
            .child(el("span").class("who").say(who))
            .child(radio)
            .child(el("label").attr("for", &id).child(value))
    };
    let base = el("div")
        .class("side side-base")
        .child(el("span").class("who").say("clash.when-loaded"))
        .child(el("b").child(value_words(item, &conflict.base)));
    let theirs = value_words(item, &conflict.theirs);
    let mine = value_words(item, &conflict.mine);
    let cards = el("div")
        .class("sides")
        .child(base)
        .child(card(false, "side side-theirs", "clash.on-server", theirs))
        .child(card(true, "side side-mine", "clash.in-draft", mine));
    el("fieldset")
        .child(
            el("legend")
                .child(el("strong").child(model.item_name(item)))
                .child(" ")
                .child(code(item_field(item))),
        )
        .child(cards)
        .into()
}

impl Model {
    /// Somebody else was faster: what they did and what is wanted, side by side.
    pub(super) fn clash_with(self, mut theirs: PolicyRead) {
        // What was not read with the policy this time is still what it was.
        let restricted = &mut theirs.settings.org_registration_disallowed;
        *restricted = restricted.or(self.base().org_registration_disallowed);
        let merge = merge(&self.base(), &theirs.settings, &self.wanted.get_untracked());
        let take_mine = vec![None; merge.conflicts.len()];
        self.clash.set(Some(Clash {
            theirs,
            merge,
            take_mine,
        }));
    }

    /// The draft moves onto what the server holds now, as was decided.
    pub(super) fn settle_clash(self) {
        let Some(clash) = self.clash.get_untracked() else {
            return;
        };
        let settled = resolve(
            &clash.theirs.settings,
            &self.wanted.get_untracked(),
            &clash.merge,
            |item| {
                clash
                    .merge
                    .conflicts
                    .iter()
                    .zip(&clash.take_mine)
                    .any(|(conflict, mine)| conflict.item == *item && *mine == Some(true))
            },
        );
        self.loaded.set(Some(clash.theirs));
        self.wanted.set(settled);
        self.clash.set(None);
        self.keep();
    }
}
