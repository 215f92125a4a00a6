//! A group of settings: its heading, its rows, and how much of it is not applied yet. Knows no row.

use super::find::hides_group;
use super::model::Model;
use super::part::with_part;
use super::rows;
use super::table::{self, Group, SETTINGS};
use crate::components::Say;
use crate::i18n::count;
use crate::markup::{View, el, live, live_by, many};
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
        .child(with_part(model, move |part| (part.group)(model, group)));
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

/// The group in which an item stands.
pub fn group_of(item: &Item) -> Group {
    table::of(item).group
}

impl Model {
    /// What of a group is not applied yet.
    pub(super) fn changes_of(self, group: Group) -> Vec<Change> {
        let mut open = self.open.get();
        open.retain(|change| group_of(&change.item) == group);
        open
    }
}
