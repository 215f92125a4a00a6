//! The two live regions of the page: mounted empty at the start, one announcement for each event.

use leptos::either::Either;
use leptos::prelude::*;

/// Speaks to people who listen to the page.
#[derive(Clone, Copy, Debug)]
pub struct Announcer {
    polite: RwSignal<Option<Announcement>>,
    assertive: RwSignal<Option<Announcement>>,
}

#[derive(Clone, Debug)]
struct Announcement {
    /// Tells it from one before with the same words.
    number: u32,
    words: String,
}

/// Puts an announcer into the context.
pub fn provide_announcer() -> Announcer {
    let announcer = Announcer {
        polite: RwSignal::new(None),
        assertive: RwSignal::new(None),
    };
    provide_context(announcer);
    announcer
}

/// The announcer of the page.
pub fn use_announcer() -> Announcer {
    expect_context()
}

impl Announcer {
    /// Says it when the person pauses.
    pub fn polite(self, words: String) {
        announce(self.polite, words);
    }

    /// Says it at once: something was refused, or ends.
    pub fn assertive(self, words: String) {
        announce(self.assertive, words);
    }
}

fn announce(region: RwSignal<Option<Announcement>>, words: String) {
    region.update(|last| {
        let number = last.as_ref().map_or(0, |last| last.number.wrapping_add(1));
        *last = Some(Announcement { number, words });
    });
}

/// The elements that a screen reader listens to; at the end of the page.
#[component]
pub fn LiveRegions() -> impl IntoView {
    let Announcer { polite, assertive } = use_announcer();
    view! {
        <div class="vh" id="said" role="status">
            <Announced region=polite/>
        </div>
        <div class="vh" id="alarm" role="alert">
            <Announced region=assertive/>
        </div>
    }
}

/// The words of a region. Each announcement gets a text node of its own: a screen reader hears that
/// it was added, and would not hear that a text was replaced by the same one.
#[component]
fn Announced(region: RwSignal<Option<Announcement>>) -> impl IntoView {
    move || {
        region.get().map(|announcement| {
            // The other side of an `Either` is made anew.
            if announcement.number % 2 == 0 {
                Either::Left(announcement.words)
            } else {
                Either::Right(announcement.words)
            }
        })
    }
}
