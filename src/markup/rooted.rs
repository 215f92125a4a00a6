//! A [`View`] as Leptos mounts it. Knows nothing of what is drawn.

use super::{Drawn, View};
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use send_wrapper::SendWrapper;

impl View {
    /// As a view of Leptos, to be mounted.
    pub fn leptos(self) -> Rooted {
        Rooted(SendWrapper::new(self))
    }
}

/// A view at the root of something that Leptos draws.
pub struct Rooted(SendWrapper<View>);

no_attrs!(Rooted);

impl Render for Rooted {
    type State = Drawn;

    fn build(self) -> Drawn {
        self.0.take().draw()
    }

    fn rebuild(self, state: &mut Drawn) {
        let mut new = self.build();
        state.insert_before_this(&mut new);
        state.take_away();
        *state = new;
    }
}

impl RenderHtml for Rooted {
    type AsyncOutput = Self;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self {
        self
    }

    /// The console is never drawn on a server.
    fn to_html_with_buf(
        self,
        _buf: &mut String,
        _position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _extra_attrs: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(
        self,
        _cursor: &Cursor,
        _position: &PositionState,
    ) -> Drawn {
        self.build()
    }

    fn into_owned(self) -> Self {
        self
    }
}
