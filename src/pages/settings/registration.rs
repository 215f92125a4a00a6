//! Whether anyone may register an organization: why that cannot be changed now, in visible text.
//!
//! It is kept with the restrictions of the instance, needs a permission of its own, and is read
//! after the rest of the page.

use super::model::Model;
use crate::components::{Say, button};
use crate::i18n::text;
use crate::markup::{View, el, live_by, nothing};
use login_policy::Item;

/// The id of the sentence that says why.
const REASON: &str = "org-register-r";

/// Why it cannot be changed, where the reason is not that of all settings.
#[derive(Clone, Copy, PartialEq)]
enum Lock {
    /// It was not read yet.
    Reading,
    /// It could not be read.
    NotRead,
    /// The person lacks the permission.
    NoPermission,
}

fn own_lock(model: Model) -> Option<Lock> {
    let access = model.access.get();
    if model.stored(&Item::OrgRegistration).is_none() {
        Some(if model.restrictions_not_read.get() {
            Lock::NotRead
        } else {
            Lock::Reading
        })
    } else {
        (access.write && !access.restrictions).then_some(Lock::NoPermission)
    }
}

/// The id of the sentence that says why its control takes no input; `always` is that of all.
pub fn lock(model: Model, always: Option<&'static str>) -> Option<&'static str> {
    match own_lock(model) {
        Some(_) => Some(REASON),
        None => always,
    }
}

/// The sentence, while there is a reason.
pub fn reason(model: Model) -> View {
    live_by(
        move || own_lock(model),
        move || {
            let Some(lock) = own_lock(model) else {
                return nothing();
            };
            let words = el("span").id(REASON).say_prose(match lock {
                Lock::Reading => "set.org-register.reading",
                Lock::NotRead => "set.org-register.not-read",
                Lock::NoPermission => "set.org-register.locked",
            });
            let again = (lock == Lock::NotRead).then(|| {
                button("btn btn-small", text("button.check-again"), move || {
                    model.read_restrictions();
                    crate::components::focus_soon("org-register");
                })
            });
            el("p").class("says").child(words).child(again).into()
        },
    )
}
