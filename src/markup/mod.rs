//! Elements, as values of one type.
//!
//! Leptos' `view!` gives every view a type of its own, and with it a copy of the code that draws,
//! redraws and mounts it. A console of many small views grew to 305 kB (brotli) that way. Here an
//! element is a plain [`View`] built by [`el`], the reactive parts are Leptos' signals and effects,
//! and the same console is a third of that size. Knows no class name, no text and no page.

mod draw;
mod event;

pub use draw::Drawn;
pub use event::Event;

use leptos::prelude::AnyView;

/// Something that can be drawn.
pub struct View(Kind);

enum Kind {
    Nothing,
    Words(String),
    Element(Box<El>),
    Many(Vec<View>),
    Live(Box<dyn FnMut() -> View>),
    LiveWords(Box<dyn FnMut() -> String>),
    Leptos(AnyView),
}

/// An element that is being put together.
pub struct El {
    tag: &'static str,
    attributes: Vec<(&'static str, Setting)>,
    listeners: Vec<(&'static str, Box<dyn FnMut(Event)>)>,
    children: Vec<View>,
}

enum Setting {
    Fixed(String),
    Live(Box<dyn FnMut() -> Option<String>>),
    /// A property, which a person's input changes without touching the attribute.
    Value(Box<dyn FnMut() -> String>),
    Checked(Box<dyn FnMut() -> bool>),
}

/// Begins an element. SVG elements (`svg`, `use`) get their namespace.
pub fn el(tag: &'static str) -> El {
    El {
        tag,
        attributes: Vec::new(),
        listeners: Vec::new(),
        children: Vec::new(),
    }
}

impl El {
    /// Sets an attribute.
    pub fn attr(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.set(name, Setting::Fixed(value.into()));
        self
    }

    /// Sets an attribute if there is a value.
    pub fn attr_if(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Sets the class.
    pub fn class(self, names: &str) -> Self {
        self.attr("class", names)
    }

    /// Sets the id.
    pub fn id(self, id: &str) -> Self {
        self.attr("id", id)
    }

    /// An attribute that follows signals; it is not there while there is no value.
    pub fn live_attr(
        mut self,
        name: &'static str,
        value: impl FnMut() -> Option<String> + 'static,
    ) -> Self {
        self.set(name, Setting::Live(Box::new(value)));
        self
    }

    /// An attribute that is `"true"` while this holds, and not there otherwise.
    pub fn live_flag(self, name: &'static str, mut holds: impl FnMut() -> bool + 'static) -> Self {
        self.live_attr(name, move || holds().then(|| "true".to_owned()))
    }

    /// The value of an input or a select, which a person changes too.
    pub fn live_value(mut self, value: impl FnMut() -> String + 'static) -> Self {
        self.set("value", Setting::Value(Box::new(value)));
        self
    }

    /// Whether a box is ticked, which a person changes too.
    pub fn live_checked(mut self, checked: impl FnMut() -> bool + 'static) -> Self {
        self.set("checked", Setting::Checked(Box::new(checked)));
        self
    }

    /// Calls back when something happens to it.
    pub fn on(mut self, name: &'static str, call: impl FnMut(Event) + 'static) -> Self {
        self.listeners.push((name, Box::new(call)));
        self
    }

    /// Puts something into it, behind what is there.
    pub fn child(mut self, child: impl Into<View>) -> Self {
        self.add(child.into());
        self
    }

    /// Puts words into it that follow signals.
    pub fn live_text(mut self, words: impl FnMut() -> String + 'static) -> Self {
        self.add(View(Kind::LiveWords(Box::new(words))));
        self
    }

    /// Puts something into it that is drawn anew when signals change.
    pub fn live(mut self, view: impl FnMut() -> View + 'static) -> Self {
        self.add(live(view));
        self
    }

    fn set(&mut self, name: &'static str, setting: Setting) {
        self.attributes.push((name, setting));
    }

    fn add(&mut self, child: View) {
        self.children.push(child);
    }
}

/// Something that is drawn anew when the signals it reads change.
pub fn live(view: impl FnMut() -> View + 'static) -> View {
    View(Kind::Live(Box::new(view)))
}

/// Nothing at all.
pub fn nothing() -> View {
    View(Kind::Nothing)
}

/// Several things, one behind the other.
pub fn many(views: impl IntoIterator<Item = View>) -> View {
    View(Kind::Many(views.into_iter().collect()))
}

impl From<El> for View {
    fn from(element: El) -> Self {
        Self(Kind::Element(Box::new(element)))
    }
}

impl From<String> for View {
    fn from(words: String) -> Self {
        Self(Kind::Words(words))
    }
}

impl From<&str> for View {
    fn from(words: &str) -> Self {
        Self(Kind::Words(words.to_owned()))
    }
}

impl From<AnyView> for View {
    fn from(view: AnyView) -> Self {
        Self(Kind::Leptos(view))
    }
}

impl<T: Into<View>> From<Option<T>> for View {
    fn from(view: Option<T>) -> Self {
        view.map_or_else(nothing, Into::into)
    }
}

impl<T: Into<View>> From<Vec<T>> for View {
    fn from(views: Vec<T>) -> Self {
        many(views.into_iter().map(Into::into))
    }
}
