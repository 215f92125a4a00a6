//! The two live regions: mounted empty at the start, one announcement for each event.

use crate::markup::{View, el, many};
use crate::watched::Watched;

/// Says things to people who listen to the page.
#[derive(Clone, Copy)]
pub struct Announcer {
    polite: Watched<String>,
    urgent: Watched<String>,
}

impl Announcer {
    /// A quiet one.
    pub fn new() -> Self {
        Self {
            polite: Watched::new(String::new()),
            urgent: Watched::new(String::new()),
        }
    }

    /// Says it when the person pauses.
    pub fn say(self, words: String) {
        self.polite.set(words);
    }

    /// Says it at once: something was refused.
    pub fn alarm(self, words: String) {
        self.urgent.set(words);
    }
}

impl Default for Announcer {
    fn default() -> Self {
        Self::new()
    }
}

thread_local! {
    static OF_THIS_PAGE: Announcer = Announcer::new();
}

/// The announcer of this page.
pub fn use_announcer() -> Announcer {
    OF_THIS_PAGE.with(|announcer| *announcer)
}

/// The elements that a screen reader listens to; at the end of the page.
pub fn live_regions(announcer: Announcer) -> View {
    let region = |id: &str, role: &str, words: Watched<String>| {
        el("div")
            .class("vh")
            .id(id)
            .attr("role", role)
            .live_text(move || words.get())
            .into()
    };
    many([
        region("said", "status", announcer.polite),
        region("alarm", "alert", announcer.urgent),
    ])
}
