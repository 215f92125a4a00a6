//! Who reads the language: memory is kept for as many readers as are on the page, and not for all
//! that ever were.

use leptos::prelude::*;
use leptos::reactive::graph::{AnySubscriber, Observer, Source, ToAnySource};
use std::collections::HashSet;

/// How many readers are let in before the first look for those that are gone.
const FIRST_SWEEP: usize = 1_024;

/// The readers of a signal that hardly ever changes.
///
/// A signal of Leptos keeps a place for each effect that read it until it changes, also for those
/// that went with their part of the page: 130 bytes for a text that is shown once. Every text of the
/// page reads the language, which most people never change. So once there are twice as many readers
/// as there were after the last look, those that are gone are taken out of the list of the signal.
#[derive(Clone, Copy, Debug)]
pub struct Readers(StoredValue<Inner>);

#[derive(Debug)]
struct Inner {
    known: Vec<AnySubscriber>,
    sweep_at: usize,
}

impl Readers {
    /// No reader yet.
    pub fn new() -> Self {
        Self(StoredValue::new(Inner {
            known: Vec::new(),
            sweep_at: FIRST_SWEEP,
        }))
    }

    /// Takes note of whoever is about to read the signal.
    pub fn note(self, signal: &impl ToAnySource) {
        let Some(reader) = Observer::get() else {
            return;
        };
        self.0.update_value(|inner| {
            inner.known.push(reader);
            if inner.known.len() >= inner.sweep_at {
                inner.sweep(signal);
            }
        });
    }
}

impl Inner {
    fn sweep(&mut self, signal: &impl ToAnySource) {
        // One that read again stands there twice.
        let mut seen = HashSet::new();
        self.known
            .retain(|AnySubscriber(id, effect)| effect.strong_count() > 0 && seen.insert(*id));
        let source = signal.to_any_source();
        source.clear_subscribers();
        for reader in &self.known {
            source.add_subscriber(reader.clone());
        }
        self.sweep_at = FIRST_SWEEP.max(self.known.len() * 2);
    }
}
