//! Where the person is, and the way to another page without loading anything.
//!
//! The address bar alone says where that is; nothing is remembered beside it. Which page a path is
//! stands in [`Page`]. Knows no page.

use crate::browser::event::Listener;
use crate::browser::{address, links};
use crate::routes::Page;
use crate::watched::Watched;

/// The address bar, followed.
#[derive(Clone)]
pub struct Navigation {
    /// Redraws what asked for the path.
    moved: Watched<()>,
}

impl Navigation {
    /// Made once, for as long as the console lives.
    pub fn new() -> Self {
        Self {
            moved: Watched::new(()),
        }
    }

    /// Takes the links between the pages over, for as long as what it returns lives.
    #[must_use]
    pub fn follow(&self) -> [Option<Listener>; 2] {
        let moved = self.moved;
        [
            links::on_moved(move || moved.set(())),
            links::follow(|path| Page::of(path).is_some(), move || moved.set(())),
        ]
    }

    /// The path, without a slash at its end; what is being drawn is drawn anew when it changes.
    pub fn path(&self) -> String {
        self.moved.get();
        let path = address::path();
        match path.strip_suffix('/') {
            Some(shorter) if !shorter.is_empty() => shorter.to_owned(),
            _ => path,
        }
    }

    /// Goes to another page.
    pub fn go(&self, page: Page) {
        links::push(page.path());
        self.moved.set(());
    }
}

impl Default for Navigation {
    fn default() -> Self {
        Self::new()
    }
}
