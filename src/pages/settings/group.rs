//! A group of settings: its heading, what of it is not applied yet, the way to take that back, and
//! its rows. Knows no row.

use super::find::hides_group;
use super::model::Model;
use super::rows;
use super::table::{self, Group, SETTINGS};
use crate::components::{Say, Tone, button, focus_soon, tag};
use crate::i18n::{count, text, text_with};
use crate::markup::{View, el, live, live_by, many, nothing};
use login_policy::{Change, Item};

/// Draws a group.
pub fn group(model: Model, group: Group) -> View {
    let rows = SETTINGS
        .iter()
        .filter(|setting| setting.group == group)
        .map(|setting| rows::row(model, setting));
    let heading = [group.id(), "-h"].concat();
    // The heading alone names the group: a name does not change with a state.
    let legend = el("legend")
        .child(el("h2").id(&heading).say(group.name()))
        .child(not_applied(model, group));
    el("fieldset")
        .class("group")
        .id(group.id())
        .attr("tabindex", "-1")
        .attr("aria-labelledby", &heading)
        .live_attr("hidden", move || {
            hides_group(model, group).then(String::new)
        })
        .child(legend)
        .child(el("p").class("group-note").say(group.note()))
        .child(read_only_line(model))
        .child(el("div").class("sheet").child(many(rows)))
        .into()
}

/// Why this group cannot be changed, in visible text.
fn read_only_line(model: Model) -> View {
    live(move || {
        (!model.access.get().write)
            .then(|| el("p").class("group-note").say_prose("read-only.group"))
            .into()
    })
}

/// How many changes a group has, as a mark in the contents.
pub fn changes_mark(model: Model, group: Group) -> View {
    let number = move || model.changes_of(group).len();
    live_by(number, move || {
        let number = number();
        (number > 0)
            .then(|| {
                el("span")
                    .class("tag tag-pencil")
                    .child(
                        el("span")
                            .attr("aria-hidden", "true")
                            .child(number.to_string()),
                    )
                    .child(
                        el("span")
                            .class("vh")
                            .child(count("count.changes", number, &[])),
                    )
            })
            .into()
    })
}

/// What of a group is not applied yet, in words, and the way to take it back.
fn not_applied(model: Model, group: Group) -> View {
    let numbers = move || (model.changes_of(group).len(), model.faults_of(group));
    live_by(numbers, move || {
        let (changes, faults) = numbers();
        if changes + faults == 0 {
            return nothing();
        }
        let name = text(group.name());
        let face = many([
            text("group.discard").into(),
            el("span").class("vh").child([": ", &name].concat()).into(),
        ]);
        let discard = button("btn btn-quiet btn-small", face, move || {
            model.discard_group(group);
            focus_soon(group.id());
            let said = text_with("say.group-discarded", &[("name", &name)]);
            model.announcer.say(said);
        });
        let mark = |number, tone, icon, key| {
            (number > 0).then(|| tag(tone, icon, count(key, number, &[])))
        };
        vec![
            mark(changes, Tone::Pencil, "pencil", "count.open"),
            mark(faults, Tone::Stop, "stop", "bar.faults"),
            Some(discard.into()),
        ]
        .into()
    })
}

fn group_of(item: &Item) -> Group {
    table::of(item).group
}

impl Model {
    /// What of a group is not applied yet.
    fn changes_of(self, group: Group) -> Vec<Change> {
        let mut open = self.open_changes();
        open.retain(|change| group_of(&change.item) == group);
        open
    }

    /// How much was typed in a group that is no value.
    fn faults_of(self, group: Group) -> usize {
        self.faults.with(|faults| {
            let of_group = |fault: &&_| is_of(fault, group);
            faults.iter().filter(of_group).count()
        })
    }

    /// Takes the changes of a group out of the draft, and what was typed there and is no value.
    fn discard_group(self, group: Group) {
        self.faults
            .update(|faults| faults.retain(|fault| !is_of(fault, group)));
        for change in self.changes_of(group) {
            self.discard(&change.item);
        }
    }
}

fn is_of(fault: &super::faults::Fault, group: Group) -> bool {
    group_of(&Item::Field(fault.field)) == group
}
