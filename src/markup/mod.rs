//! Elements, as values of one type.
//!
//! Leptos' `view!` gives every view a type of its own, and with it a copy of the code that draws,
//! redraws and mounts it. A console of many small views grows large that way. Here an element
//! is a plain [`View`] built by [`el`], and its live parts are Leptos' effects. Knows no class name,
//! no text and no page.

mod draw;
mod mounted;

pub use crate::browser::event::Event;
pub use draw::{Drawn, follow_forever, unfollowed};
pub use mounted::mount;

/// Something that can be drawn.
pub struct View(Kind);

enum Kind {
    Nothing,
    Words(String),
    Element(El),
    Many(Vec<View>),
    /// The second says whether the first would draw something else than what stands there.
    Live(Box<dyn FnMut() -> View>, Option<Box<dyn FnMut() -> bool>>),
    LiveWords(Box<dyn FnMut() -> String>),
}

/// An element that is being put together. A box, because it is handed on at every step.
pub struct El(Box<Parts>);

struct Parts {
    tag: &'static str,
    attributes: Vec<(&'static str, Setting)>,
    listeners: Vec<(&'static str, Heard)>,
    children: Vec<View>,
}

/// What is called when something happens.
type Heard = Box<dyn FnMut(Event)>;

enum Setting {
    Fixed(String),
    Live(Box<dyn FnMut() -> Option<String>>),
    /// A property, which a person's input changes without touching the attribute.
    Value(Box<dyn FnMut() -> String>),
    Checked(Box<dyn FnMut() -> bool>),
}

/// Begins an element. SVG elements (`svg`, `use`) get their namespace.
#[inline(never)]
pub fn el(tag: &'static str) -> El {
    El(Box::new(Parts {
        tag,
        attributes: Vec::new(),
        listeners: Vec::new(),
        children: Vec::new(),
    }))
}

// The steps are kept out of line: there are hundreds of them, and each is a call.
impl El {
    /// Sets an attribute.
    #[inline(never)]
    pub fn attr(self, name: &'static str, value: &str) -> Self {
        self.set(name, Setting::Fixed(value.to_owned()))
    }

    /// Sets an attribute if there is a value.
    #[inline(never)]
    pub fn attr_if(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Sets the class.
    #[inline(never)]
    pub fn class(self, names: &str) -> Self {
        self.attr("class", names)
    }

    /// Sets the id.
    #[inline(never)]
    pub fn id(self, id: &str) -> Self {
        self.attr("id", id)
    }

    /// An attribute that follows watched values; it is not there while there is no value.
    pub fn live_attr(
        self,
        name: &'static str,
        value: impl FnMut() -> Option<String> + 'static,
    ) -> Self {
        self.set(name, Setting::Live(Box::new(value)))
    }

    /// An attribute that is `"true"` while this holds, and not there otherwise.
    pub fn live_flag(self, name: &'static str, mut holds: impl FnMut() -> bool + 'static) -> Self {
        self.live_attr(name, move || holds().then(|| "true".to_owned()))
    }

    /// The value of an input or a select, which a person changes too.
    pub fn live_value(self, value: impl FnMut() -> String + 'static) -> Self {
        self.set("value", Setting::Value(Box::new(value)))
    }

    /// Whether a box is ticked, which a person changes too.
    pub fn live_checked(self, checked: impl FnMut() -> bool + 'static) -> Self {
        self.set("checked", Setting::Checked(Box::new(checked)))
    }

    /// Calls back when something happens to it.
    pub fn on(self, name: &'static str, call: impl FnMut(Event) + 'static) -> Self {
        self.listen(name, Box::new(call))
    }

    /// Puts something into it, behind what is there.
    pub fn child(self, child: impl Child) -> Self {
        child.put_into(self)
    }

    /// Puts words into it that follow watched values.
    pub fn live_text(self, words: impl FnMut() -> String + 'static) -> Self {
        self.add(View(Kind::LiveWords(Box::new(words))))
    }

    #[inline(never)]
    fn set(mut self, name: &'static str, setting: Setting) -> Self {
        self.0.attributes.push((name, setting));
        self
    }

    #[inline(never)]
    fn listen(mut self, name: &'static str, call: Heard) -> Self {
        self.0.listeners.push((name, call));
        self
    }

    #[inline(never)]
    fn add(mut self, child: View) -> Self {
        push(&mut self.0.children, child);
        self
    }
}

/// What can be put into an element. Each kind has one function for it, out of line, instead of the
/// making of a [`View`] at every place.
pub trait Child {
    /// Puts it into an element, behind what is there.
    fn put_into(self, parent: El) -> El;
}

impl Child for View {
    fn put_into(self, parent: El) -> El {
        parent.add(self)
    }
}

impl Child for El {
    #[inline(never)]
    fn put_into(self, parent: El) -> El {
        parent.add(View(Kind::Element(self)))
    }
}

impl Child for String {
    #[inline(never)]
    fn put_into(self, parent: El) -> El {
        parent.add(View(Kind::Words(self)))
    }
}

impl Child for &str {
    #[inline(never)]
    fn put_into(self, parent: El) -> El {
        self.to_owned().put_into(parent)
    }
}

impl Child for Vec<View> {
    #[inline(never)]
    fn put_into(self, parent: El) -> El {
        parent.add(View(Kind::Many(self)))
    }
}

impl<T: Child> Child for Option<T> {
    fn put_into(self, parent: El) -> El {
        match self {
            Some(child) => child.put_into(parent),
            None => parent,
        }
    }
}

/// Something that is drawn anew when the watched values it reads change.
pub fn live(view: impl FnMut() -> View + 'static) -> View {
    View(Kind::Live(Box::new(view), None))
}

/// Something that is drawn anew when its key becomes another. Only the key is followed: what the
/// view itself reads does not count.
///
/// What is drawn here must not leave anything to Leptos' owner (`on_cleanup`, signals), which is
/// cleared whenever the key is asked for.
pub fn live_by<K: PartialEq + 'static>(
    mut key: impl FnMut() -> K + 'static,
    view: impl FnMut() -> View + 'static,
) -> View {
    let mut last = None;
    let changed = move || {
        let now = Some(key());
        let changed = last != now;
        last = now;
        changed
    };
    View(Kind::Live(Box::new(view), Some(Box::new(changed))))
}

/// Nothing at all.
pub fn nothing() -> View {
    View(Kind::Nothing)
}

/// Several things, one behind the other.
pub fn many(views: impl IntoIterator<Item = View>) -> View {
    let mut all = Vec::new();
    for view in views {
        push(&mut all, view);
    }
    View(Kind::Many(all))
}

#[inline(never)]
fn push(views: &mut Vec<View>, view: View) {
    views.push(view);
}

impl From<El> for View {
    fn from(element: El) -> Self {
        Self(Kind::Element(element))
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
