//! What is not applied yet, as the page tells it: in bar, headings and plan, and to what judges it.
//!
//! A control that was just changed shows so at once; the rest of the page hears of it when that has
//! been painted, so that nobody waits for a switch because of all that hangs on it.

use super::model::Model;
use crate::browser::clock;
use crate::browser::tasks::spawn;
use crate::components::on_next_frame;
use crate::markup::follow_forever;

impl Model {
    /// Begins to tell what is not applied yet, for as long as the console lives.
    pub(super) fn begin_to_tell(self) {
        follow_forever(move || {
            let open = self.open_changes();
            if !self.tell_later.get_untracked() {
                self.open.set_if_other(open);
                return;
            }
            on_next_frame(move || {
                spawn(async move {
                    // The callbacks of a frame run before it is painted, a timer after that.
                    clock::sleep_ms(0).await;
                    self.tell_later.set(false);
                    self.open.set_if_other(self.open_changes());
                });
            });
        });
    }

    /// Whether the page has told all that is not applied yet.
    pub(super) fn is_told(self) -> bool {
        self.open
            .with_untracked(|told| *told == self.open_changes())
    }
}
