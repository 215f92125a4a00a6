//! A [`View`] as Leptos mounts it. Knows nothing of what is drawn.

use super::{Drawn, View};
use leptos::mount::mount_to_renderer;
use leptos::prelude::document;
use leptos::tachys::view::{Mountable, Render};

/// Draws a view at the end of the page, for as long as the page lives.
pub fn mount(view: impl FnOnce() -> View + 'static) {
    if let Some(body) = document().body() {
        mount_to_renderer(&body, view).forget();
    }
}

impl Render for View {
    type State = Drawn;

    fn build(self) -> Drawn {
        self.draw()
    }

    fn rebuild(self, state: &mut Drawn) {
        let mut new = self.draw();
        state.insert_before_this(&mut new);
        state.take_away();
        *state = new;
    }
}
