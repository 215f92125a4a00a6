//! A value that redraws what shows it.
//!
//! Leptos' own signals are generic down to their arena and locks: each type of them is a share of
//! the download. Here the value is a plain cell and only its [`ArcTrigger`], which has no type, is
//! Leptos'. Made for what lives as long as the console; nothing that is drawn may make one.

use leptos::prelude::{ArcTrigger, Notify, Track};
#[cfg(debug_assertions)]
use leptos::reactive::graph::Observer;
use std::cell::RefCell;
use std::rc::Rc;

/// Something that is asked for anew whenever it is shown, and tracked like the values it reads.
pub type Asked<T> = Rc<dyn Fn() -> T>;

/// A value that redraws what shows it. It is never dropped, so it can be copied about.
pub struct Watched<T: 'static>(&'static Kept<T>);

struct Kept<T> {
    value: RefCell<T>,
    trigger: ArcTrigger,
}

impl<T> Clone for Watched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Watched<T> {}

impl<T> Watched<T> {
    /// Begins to watch a value.
    pub fn new(value: T) -> Self {
        Self(Box::leak(Box::new(Kept {
            value: RefCell::new(value),
            trigger: ArcTrigger::new(),
        })))
    }

    /// Reads it; what is being drawn is drawn anew when it changes.
    pub fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        track(&self.0.trigger);
        self.with_untracked(read)
    }

    /// Reads it once.
    pub fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.0.value.borrow())
    }

    /// Changes it in place.
    pub fn update(self, change: impl FnOnce(&mut T)) {
        change(&mut self.0.value.borrow_mut());
        notify(&self.0.trigger);
    }

    /// Puts another value in its place.
    pub fn set(self, value: T) {
        // The former value goes when nobody holds the cell any more.
        let _former = self.0.value.replace(value);
        notify(&self.0.trigger);
    }
}

impl<T: PartialEq> Watched<T> {
    /// Puts another value in its place, if it is another.
    pub fn set_if_other(self, value: T) {
        if self.with_untracked(|before| *before != value) {
            self.set(value);
        }
    }
}

impl<T: Clone> Watched<T> {
    /// A copy of it; what is being drawn is drawn anew when it changes.
    pub fn get(self) -> T {
        self.with(T::clone)
    }

    /// A copy of it.
    pub fn get_untracked(self) -> T {
        self.with_untracked(T::clone)
    }
}

#[inline(never)]
fn track(trigger: &ArcTrigger) {
    // Reading where nothing is drawn is no mistake here; a debug build of Leptos takes it for one.
    #[cfg(debug_assertions)]
    if Observer::get().is_none() {
        return;
    }
    trigger.track();
}

#[inline(never)]
fn notify(trigger: &ArcTrigger) {
    trigger.notify();
}
