//! Drawing a [`View`] into the document, and keeping its live parts up to date. The document is only
//! touched where something became another.

use super::{El, Event, Kind, Setting, View};
use leptos::prelude::{RenderEffect, untrack};
use leptos::reactive::graph::{Subscriber, ToAnySubscriber};
use leptos::tachys::renderer::types::{Element, Node, Placeholder, Text};
use leptos::tachys::renderer::{RemoveEventHandler, Rndr};
use leptos::tachys::view::Mountable;
use std::cell::RefCell;
use std::rc::Rc;

const SVG: &str = "http://www.w3.org/2000/svg";

/// A view that was drawn; it goes when this is dropped and unmounted.
pub struct Drawn(State);

enum State {
    Nothing(Placeholder),
    Words(
        Text,
        #[expect(dead_code, reason = "kept alive")] Option<Effect>,
    ),
    Element(DrawnElement),
    Many(Vec<Drawn>, Placeholder),
    Live(Rc<Slot>, #[expect(dead_code, reason = "kept alive")] Effect),
}

struct DrawnElement {
    element: Element,
    _children: Vec<Drawn>,
    _effects: Vec<Effect>,
    _listeners: Vec<RemoveEventHandler<Element>>,
}

/// The place of something that is drawn anew: what stands there, and the mark behind it.
struct Slot {
    shown: RefCell<Option<Drawn>>,
    mark: Placeholder,
}

impl View {
    /// Draws it, without putting it into the document yet.
    pub fn draw(self) -> Drawn {
        Drawn(match self.0 {
            Kind::Nothing => State::Nothing(Rndr::create_placeholder()),
            Kind::Words(words) => State::Words(Rndr::create_text_node(&words), None),
            Kind::LiveWords(mut words) => {
                let node = Rndr::create_text_node("");
                let target = node.clone();
                let mut last = String::new();
                let effect = follow(Box::new(move || {
                    let now = words();
                    if now != last {
                        Rndr::set_text(&target, &now);
                        last = now;
                    }
                }));
                State::Words(node, Some(effect))
            }
            Kind::Element(element) => State::Element(draw_element(element)),
            Kind::Many(views) => State::Many(
                views.into_iter().map(View::draw).collect(),
                Rndr::create_placeholder(),
            ),
            Kind::Live(view, changed) => draw_live(view, changed),
        })
    }
}

/// An effect of the one type there is. Leptos forgets an effect without a word to the values that it
/// followed, and these would keep a place for it until they change, which some never do.
struct Effect(RenderEffect<()>);

impl Drop for Effect {
    fn drop(&mut self) {
        let own = self.0.to_any_subscriber();
        own.clear_sources(&own);
    }
}

fn follow(mut run: Box<dyn FnMut()>) -> Effect {
    let run: Box<dyn FnMut(Option<()>)> = Box::new(move |_| run());
    Effect(RenderEffect::new(run))
}

/// Runs it now, and again whenever something it read has changed, for as long as the console lives.
pub fn follow_forever(run: impl FnMut() + 'static) {
    std::mem::forget(follow(Box::new(run)));
}

/// Reads without following.
pub fn unfollowed<T>(read: impl FnOnce() -> T) -> T {
    untrack(read)
}

fn draw_live(
    mut view: Box<dyn FnMut() -> View>,
    mut changed: Option<Box<dyn FnMut() -> bool>>,
) -> State {
    let slot = Rc::new(Slot {
        shown: RefCell::new(None),
        mark: Rndr::create_placeholder(),
    });
    let target = Rc::clone(&slot);
    let effect = follow(Box::new(move || {
        let mut drawn = match &mut changed {
            None => view().draw(),
            Some(changed) => {
                if !changed() {
                    return;
                }
                untrack(|| view().draw())
            }
        };
        let mark: &Node = &target.mark;
        if let Some(parent) = Rndr::get_parent(mark).and_then(as_element) {
            drawn.put(&parent, Some(mark));
        }
        let old = target.shown.replace(Some(drawn));
        if let Some(mut old) = old {
            old.take_away();
        }
    }));
    State::Live(slot, effect)
}

fn draw_element(El(parts): El) -> DrawnElement {
    let parts = *parts;
    let namespace = matches!(parts.tag, "svg" | "use").then_some(SVG);
    let element = Rndr::create_element(parts.tag, namespace);
    let mut children: Vec<Drawn> = parts.children.into_iter().map(View::draw).collect();
    for child in &mut children {
        child.put(&element, None);
    }
    let mut effects = Vec::new();
    for (name, setting) in parts.attributes {
        let target = element.clone();
        match setting {
            Setting::Fixed(value) => Rndr::set_attribute(&element, name, &value),
            Setting::Live(mut value) => {
                let mut last = None;
                effects.push(follow(Box::new(move || {
                    let now = value();
                    if now == last {
                        return;
                    }
                    match &now {
                        Some(now) => Rndr::set_attribute(&target, name, now),
                        None => Rndr::remove_attribute(&target, name),
                    }
                    last = now;
                })));
            }
            Setting::Value(mut value) => effects.push(follow(Box::new(move || {
                Rndr::set_property_or_value(&target, name, &value().into());
            }))),
            Setting::Checked(mut checked) => effects.push(follow(Box::new(move || {
                Rndr::set_property(&target, name, &checked().into());
            }))),
        }
    }
    let listeners = parts
        .listeners
        .into_iter()
        .map(|(name, mut call)| {
            Rndr::add_event_listener(
                &element,
                name,
                Box::new(move |event| call(Event::new(event))),
            )
        })
        .collect();
    DrawnElement {
        element,
        _children: children,
        _effects: effects,
        _listeners: listeners,
    }
}

fn as_element(node: Node) -> Option<Element> {
    wasm_bindgen::JsCast::dyn_into(node).ok()
}

impl Drawn {
    /// Puts it into an element, before a node or at the end.
    pub fn put(&mut self, parent: &Element, before: Option<&Node>) {
        let insert = |node: &Node| Rndr::insert_node(parent, node, before);
        match &mut self.0 {
            State::Nothing(mark) => insert(mark),
            State::Words(text, _) => insert(text),
            State::Element(drawn) => insert(&drawn.element),
            State::Many(all, mark) => {
                for one in all {
                    one.put(parent, before);
                }
                insert(mark);
            }
            State::Live(slot, _) => {
                if let Some(shown) = slot.shown.borrow_mut().as_mut() {
                    shown.put(parent, before);
                }
                insert(&slot.mark);
            }
        }
    }

    /// Takes it out of the document.
    pub fn take_away(&mut self) {
        match &mut self.0 {
            State::Nothing(mark) => Rndr::remove(mark),
            State::Words(text, _) => Rndr::remove(text),
            State::Element(drawn) => Rndr::remove(&drawn.element),
            State::Many(all, mark) => {
                for one in all {
                    one.take_away();
                }
                Rndr::remove(mark);
            }
            State::Live(slot, _) => {
                if let Some(shown) = slot.shown.borrow_mut().as_mut() {
                    shown.take_away();
                }
                Rndr::remove(&slot.mark);
            }
        }
    }

    /// The first node of it.
    fn first(&self) -> Node {
        match &self.0 {
            State::Nothing(mark) => mark.clone().into(),
            State::Words(text, _) => text.clone().into(),
            State::Element(drawn) => drawn.element.clone().into(),
            State::Many(all, mark) => all.first().map_or_else(|| mark.clone().into(), Self::first),
            State::Live(slot, _) => slot
                .shown
                .borrow()
                .as_ref()
                .map_or_else(|| slot.mark.clone().into(), Self::first),
        }
    }
}

impl Mountable for Drawn {
    fn unmount(&mut self) {
        self.take_away();
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.put(parent, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let first = self.first();
        match Rndr::get_parent(&first).and_then(as_element) {
            Some(parent) => {
                child.mount(&parent, Some(&first));
                true
            }
            None => false,
        }
    }

    fn elements(&self) -> Vec<Element> {
        match &self.0 {
            State::Element(drawn) => vec![drawn.element.clone()],
            _ => Vec::new(),
        }
    }
}
