//! A search field: what is typed goes out as it is typed, Escape clears it. What it finds is drawn
//! by others.

use super::{icon, use_announcer};
use crate::browser::{clock, tasks};
use crate::markup::{View, el, many};
use crate::watched::{Asked, Watched};

/// How long nobody types before it is said how much was found.
const PAUSE_MS: u32 = 700;

/// A search field.
pub struct Find {
    /// The id of its input.
    pub id: &'static str,
    /// What it searches.
    pub label: String,
    /// What was typed.
    pub typed: Watched<String>,
    /// How much was found, in words; nothing where nothing is searched for.
    pub found: Asked<String>,
}

/// Draws a search field, and below it how much was found.
pub fn find(parts: Find) -> View {
    let Find {
        id,
        label,
        typed,
        found,
    } = parts;
    let to_say = found.clone();
    let input = el("input")
        .attr("type", "search")
        .id(id)
        .attr("placeholder", &label)
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .live_value(move || typed.get())
        .on("input", move |event| {
            typed.set(event.value());
            say_when_still(typed, to_say.clone());
        })
        .on("keydown", move |event| {
            if event.key() == "Escape" {
                event.prevent_default();
                typed.set(String::new());
            }
        });
    let field = el("search")
        .class("find")
        .attr("aria-label", &label)
        .child(el("label").class("vh").attr("for", id).child(label))
        .child(icon("find"))
        .child(input);
    let number = el("p").class("small").live_text(move || found());
    many([field.into(), number.into()])
}

/// Says how much was found once the person pauses, and not at every letter.
fn say_when_still(typed: Watched<String>, found: Asked<String>) {
    let before = typed.get_untracked();
    tasks::spawn(async move {
        clock::sleep_ms(PAUSE_MS).await;
        let words = found();
        if !words.is_empty() && typed.with_untracked(|now| *now == before) {
            use_announcer().say(words);
        }
    });
}
