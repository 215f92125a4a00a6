//! Where the person is, and the way to another page without loading anything.
//!
//! `leptos_router`'s [`BrowserUrl`] keeps the address bar, the links and the history. Its `Router`
//! and `Routes` are left out: a typed tree of routes weighs a lot, and which page a path is stands
//! in [`Page`] alone. Knows no page.

use crate::routes::Page;
use leptos::prelude::{Set, With};
use leptos_router::location::{BrowserUrl, LocationChange, LocationProvider};

/// The address bar, followed.
#[derive(Clone)]
pub struct Navigation(Option<BrowserUrl>);

impl Navigation {
    /// Takes the links of this origin over, until what is being drawn goes.
    pub fn begin() -> Self {
        // A page without an address has no links that could be taken over.
        let url = BrowserUrl::new().ok();
        if let Some(url) = &url {
            url.init(None);
        }
        Self(url)
    }

    /// The path, without a slash at its end; what is being drawn is drawn anew when it changes.
    pub fn path(&self) -> String {
        let path = self
            .0
            .as_ref()
            .map(|url| url.as_url().with(|url| url.path().to_owned()))
            .unwrap_or_default();
        match path.strip_suffix('/') {
            Some(shorter) if !shorter.is_empty() => shorter.to_owned(),
            _ => path,
        }
    }

    /// The page of the path was drawn: now the address bar may name it.
    pub fn arrived(&self) {
        if let Some(url) = &self.0 {
            url.ready_to_complete();
        }
    }

    /// Goes to another page.
    pub fn go(&self, page: Page) {
        let Some((url, target)) = self.0.as_ref().zip(BrowserUrl::parse(page.path()).ok()) else {
            return;
        };
        url.as_url().set(target);
        url.complete_navigation(&LocationChange {
            value: page.path().to_owned(),
            replace: false,
            ..LocationChange::default()
        });
    }
}
