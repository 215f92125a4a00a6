//! What of a group of settings is not applied yet, in words, and the way to take it back. Knows no
//! row.

use crate::components::{Tone, button, focus_soon, tag};
use crate::i18n::{count, text, text_with};
use crate::markup::{View, el, live_by, many, nothing};
use crate::pages::settings::faults::Fault;
use crate::pages::settings::group::group_of;
use crate::pages::settings::model::Model;
use crate::pages::settings::table::Group;
use login_policy::Item;

/// Stands in the heading of the group while there is something.
pub fn not_applied(model: Model, group: Group) -> View {
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

impl Model {
    /// How much was typed in a group that is no value.
    fn faults_of(self, group: Group) -> usize {
        self.faults.with(|faults| {
            let of_group = |fault: &&Fault| is_of(fault, group);
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

fn is_of(fault: &Fault, group: Group) -> bool {
    group_of(&Item::Field(fault.field)) == group
}
