//! Input that cannot be a value: kept as typed, said beside its control, and never sent.

use super::model::Model;
use crate::components::icon;
use crate::markup::{View, el, live};
use login_policy::{Field, Item, Value};

/// Input that is no value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fault {
    /// Whose.
    pub field: Field,
    /// What was typed.
    pub typed: String,
    /// What is wrong, in words.
    pub words: String,
}

impl Model {
    /// The fault of a field's input.
    pub fn fault_of(self, field: Field) -> Option<Fault> {
        self.faults
            .with(|faults| faults.iter().find(|fault| fault.field == field).cloned())
    }

    /// Takes what was typed: a value goes into the draft, a fault stays beside the control.
    pub fn take_typed(self, field: Field, typed: String, judged: Result<Value, String>) {
        self.faults
            .update(|faults| faults.retain(|fault| fault.field != field));
        match judged {
            Ok(value) => self.set(&Item::Field(field), value),
            Err(words) => {
                self.faults.update(|faults| {
                    faults.push(Fault {
                        field,
                        typed,
                        words,
                    });
                });
                self.need_part();
            }
        }
    }
}

/// The sentence beside a control whose input is no value.
pub fn fault_line(model: Model, field: Field, id: String) -> View {
    live(move || {
        model
            .fault_of(field)
            .map(|fault| {
                el("p")
                    .class("wrong")
                    .id(&id)
                    .child(icon("stop"))
                    .child(el("span").child(fault.words))
            })
            .into()
    })
}
